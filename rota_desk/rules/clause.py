"""A contract's table for one rule, and how a department's readings change it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from rota_desk.rules.figures import Severity
from rota_desk.rules.readings import Readings

READ = "readings"  # a table that says what a reading changes: readings.<point>.<choice>


@dataclass(frozen=True, slots=True)
class Clause:
    """A contract's table for one rule, with all its dated figures."""

    key: str
    table: Mapping[str, object]

    @property
    def id(self) -> str:
        """The rulebook's id, printed and scripted against."""
        return str(self.table["id"])

    def words(self, name: str) -> str:
        """Give a text entry of the table, empty when there is none."""
        return str(self.table.get(name, ""))

    @property
    def severity(self) -> Severity:
        """How much a breach of this clause weighs."""
        return Severity(self.words("severity"))

    @property
    def since(self) -> dt.date:
        """The day from which it binds; most always have."""
        return cast("dt.date", self.table.get("since", dt.date.min))

    @property
    def contested(self) -> tuple[str, ...]:
        """The open points on which it turns: those it is read by, and those it names."""
        named = cast("list[str]", self.table.get("contested", []))
        return tuple(dict.fromkeys((*self._readings, *named)))

    @property
    def _readings(self) -> Mapping[str, Mapping[str, Mapping[str, object]]]:
        return cast("Mapping[str, Mapping[str, Mapping[str, object]]]", self.table.get(READ, {}))

    def parts(self) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Give each named limit; a table with its own figures is its own single part."""
        if "at_most" in self.table or "at_least" in self.table:
            yield "", self.table
        for name, part in self.table.items():
            if isinstance(part, dict) and name != READ:
                yield name, part

    def read(self, readings: Readings) -> "Clause":
        """Give the clause as it stands under a department's readings."""
        table = read_by(self.table, readings)
        return self if table is self.table else Clause(self.key, table)


def read_by(table: Mapping[str, object], readings: Readings) -> Mapping[str, object]:
    """Lay what a department's readings change over a contract's table."""
    known = cast("Mapping[str, Mapping[str, Mapping[str, object]]]", table.get(READ, {}))
    for point, choices in known.items():
        table = _laid_over(table, choices.get(readings.of(point), {}))
    return table


def _laid_over(table: Mapping[str, object], change: Mapping[str, object]) -> Mapping[str, object]:
    if not change:
        return table
    laid = dict(table)
    for name, value in change.items():
        under = laid.get(name)
        both = isinstance(under, dict) and isinstance(value, dict)
        laid[name] = _laid_over(cast("Mapping[str, object]", under), value) if both else value  # type: ignore[arg-type]  # both are tables
    return laid
