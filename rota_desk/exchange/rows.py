"""The rows of an exchange file as the desk has them now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rota_desk.exchange.names import Names
from rota_desk.exchange.table import Level, Wanted
from rota_desk.exchange.tables import table_of
from rota_desk.intake.columns import Column, Value
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class ExchangeRows:
    """One table as it is written: its columns, and a row a record."""

    kind: str
    level: Level
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    doubts: tuple[str, ...] = ()  # people whom the file cannot tell apart
    named: Mapping[str, str] = field(default_factory=dict)  # another program's headings

    def headings(self) -> tuple[str, ...]:
        """The first line of the file."""
        return tuple(self.named.get(one.name, one.name) for one in self.columns)


def exchange_rows(read: Reading, *, kind: str, wanted: Wanted) -> ExchangeRows:
    """Every record of a kind that is asked for."""
    table, names = table_of(kind), Names(read)
    rows = tuple(
        tuple(found.cells.get(column.name) for column in table.columns)
        for found in table.rows(read, names, wanted)
    )
    told = table.people or kind == "clinicians"
    doubts = tuple(_alike(names)) if told else ()
    return ExchangeRows(kind, table.level, table.columns, rows, doubts, table.headings)


def _alike(names: Names) -> Iterator[str]:
    """People of one name without assignment numbers, whom no file can tell apart."""
    for one in names.people.values():
        if not one.assignment_number and isinstance(names.person("", one.name), str):
            yield (
                f"{one.name} shares that name and has no assignment number: "
                "give them one, or files cannot tell them apart."
            )
