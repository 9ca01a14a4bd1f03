"""What one kind of exchange file is: its columns, its rows at the desk, and how a row is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from models.base import Base
from rota_desk.exchange.names import Names
from rota_desk.intake.columns import Column, Value, written
from rota_desk.unit_of_work import Reading, UnitOfWork

Cells: TypeAlias = Mapping[str, Value]


class Level(StrEnum):
    """Who may have a file."""

    SHARED = "shared"  # anybody in the hospital who works with the rota
    DESK = "desk"  # those who run the rota: contacts, money, who did what
    RESTRICTED = "restricted"  # only whoever keeps absence records


class NotTaken(ValueError):  # noqa: N818 - it says why a row is not recorded, and is collected
    """A row makes no sense at this desk; the message says what to do, `column` where."""

    def __init__(self, message: str, column: str = "") -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records are asked for: of some days, or of one person; all when nothing is said."""

    start: dt.date | None = None
    end: dt.date | None = None  # the first day no longer asked for
    clinician: int | None = None

    def days(self, first: dt.date, last: dt.date | None = None) -> bool:
        """Whether a record of these days, both included, is asked for."""
        late = self.end is not None and first >= self.end
        early = self.start is not None and (last or first) < self.start
        return not late and not early

    def open(self, first: dt.date, end: dt.date | None) -> bool:
        """Whether something that runs until before `end`, or for ever, is asked for."""
        late = self.end is not None and first >= self.end
        early = self.start is not None and end is not None and end <= self.start
        return not late and not early

    def person(self, *numbers: int | None) -> bool:
        """Whether a record that concerns these people is asked for."""
        return self.clinician is None or self.clinician in numbers


@dataclass(frozen=True, slots=True)
class Found:
    """A record as it stands at the desk: its number and its cells."""

    number: int
    cells: Cells
    kept: bool = False  # kept at the desk alone: a file cannot change it


@dataclass(slots=True)
class Taking:
    """One row on its way into the records."""

    work: UnitOfWork
    names: Names
    cells: Cells  # only the columns that the file has
    number: int | None = None  # of the record that is changed
    made: list[str] = field(default_factory=list)  # what was made beside it, in words
    then: list[Callable[[int], None]] = field(default_factory=list)  # once it has its number

    def has(self, column: str) -> bool:
        """Whether the file has this column."""
        return column in self.cells

    def text(self, column: str) -> str:
        """A cell as text, empty when there is none."""
        value = self.cells.get(column)
        return value if isinstance(value, str) else ""

    def day(self, column: str) -> dt.date | None:
        """A cell that holds a date."""
        value = self.cells.get(column)
        return value if isinstance(value, dt.date) else None

    def moment(self, column: str) -> dt.datetime | None:
        """A cell that holds a date and a time."""
        value = self.cells.get(column)
        return value if isinstance(value, dt.datetime) else None

    def clock(self, column: str) -> dt.time | None:
        """A cell that holds a time of day."""
        value = self.cells.get(column)
        return value if isinstance(value, dt.time) else None

    def facts(self, columns: Mapping[str, str], *, empty: Mapping[str, Value]) -> dict[str, Value]:
        """The attributes that these columns fill; an empty cell becomes what `empty` says."""
        return {
            attribute: empty.get(attribute, self.cells[name])
            if self.cells[name] in (None, "")
            else self.cells[name]
            for name, attribute in columns.items()
            if self.has(name)
        }

    def who(self, number: str = "assignment_number", name: str = "clinician") -> int:
        """The person whom a row names; a row must name one."""
        there = self.maybe_who(number, name)
        if there is None:
            raise NotTaken("nobody is named: write the assignment number or the name.", name)
        return there

    def maybe_who(self, number: str, name: str) -> int | None:
        """The person whom a row names, or none when it names nobody."""
        answer = self.names.person(self.text(number), self.text(name))
        if isinstance(answer, str):
            raise NotTaken(answer, number if self.text(number) else name)
        return answer

    def named(self, column: str, there: Mapping[str, int], what: str) -> int | None:
        """The record of a code, none for an empty cell; the code must be known."""
        code = self.text(column)
        if not code:
            return None
        if code not in there:
            raise NotTaken(f"the desk has no {what} of that name: import it first.", column)
        return there[code]


Put: TypeAlias = Callable[[Taking], Base | None]  # a new record, which is kept with the others


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeTable:
    """One kind of exchange file."""

    kind: str
    says: str
    level: Level
    columns: tuple[Column, ...]
    key: Callable[[Cells], tuple[Value, ...]]  # what tells one record from another
    rows: Callable[[Reading, Names, Wanted], Iterable[Found]]
    put: Put | None = None  # none: written only
    after: tuple[str, ...] = ()  # kinds that have to be there first
    without: str = ""  # a column of the key that a file may leave empty
    people: tuple[tuple[str, str], ...] = ()  # the columns that name people: number, name
    repeats: bool = False  # several records may be alike in their key
    headings: Mapping[str, str] = field(default_factory=dict)  # another program's, by column

    def column(self, name: str) -> Column | None:
        """The column of a heading, or none."""
        return next((one for one in self.columns if one.name == name), None)

    def texts(self, found: Found) -> dict[str, str]:
        """A record's cells as they are written."""
        return {one.name: written(found.cells.get(one.name), one.kind) for one in self.columns}


def settled(row: Taking, noun: type[Base], facts: Mapping[str, object]) -> Base | None:
    """A new record with these facts, or none after the facts of the row's record were set."""
    if row.number is None:
        return noun(**facts)
    record = row.work.get(noun, row.number)
    for attribute, value in facts.items():
        setattr(record, attribute, value)
    return None
