"""The two columns that name a person in every table, and dated lines of a person, one a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

from rota_desk.exchange.names import Names
from rota_desk.exchange.table import Cells, Found, NotTaken, Taking, Wanted
from rota_desk.intake.columns import Column, Value

PERSON = (
    Column("assignment_number", "the person's ESR assignment number", most=40),
    Column("clinician", "the person's name; the number goes first where both are given"),
)


def person_cells(names: Names, clinician: int | None) -> dict[str, Value]:
    """A person's cells."""
    return {
        "assignment_number": names.number_of(clinician),
        "clinician": names.name_of(clinician),
    }


def person_key(cells: Cells) -> tuple[Value, ...]:
    """What tells a person from others in a key."""
    return (cells.get("assignment_number") or cells.get("clinician"),)


class PersonLine(Protocol):
    """A record that holds of a person from one day on, until before another or for good."""

    @property
    def id(self) -> int:
        """Its number."""
        ...

    @property
    def clinician_id(self) -> int:
        """Whose it is."""
        ...

    @property
    def start(self) -> dt.date:
        """The first day on which it holds."""
        ...

    @property
    def end(self) -> dt.date | None:
        """The first day on which it holds no longer."""
        ...


Line = TypeVar("Line", bound=PersonLine)


def person_lines(
    found: Iterable[Line],
    names: Names,
    wanted: Wanted,
    facts: Mapping[str, str],
    order: Callable[[Line], tuple[Any, ...]] = lambda one: (one.start,),
) -> Iterator[Found]:
    """The rows of lines that are wanted, by person; `facts` names what each column shows."""
    for one in sorted(found, key=lambda one: (names.person_key(one.clinician_id), *order(one))):
        if wanted.person(one.clinician_id) and wanted.open(one.start, one.end):
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in facts.items()}
            yield Found(one.id, {**person_cells(names, one.clinician_id), **cells})


def refuse_turned_round(row: Taking, said: str = "it ends before it starts") -> None:
    """Refuse a row whose days "from" and "to" leave not one day between them."""
    start, end = row.day("from"), row.day("to")
    if start and end and end <= start:
        raise NotTaken(f"{said}: correct one of the days.", "to")
