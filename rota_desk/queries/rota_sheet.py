"""The rota of a period as a sheet: rows, days, entries, cover lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from models.types import Slot


class By(StrEnum):
    """What the rows of a sheet are; the same period turned round."""

    PERSON = "person"
    ACTIVITY = "activity"
    ROOM = "room"
    POST = "post"


class EntryKind(StrEnum):
    """What an entry in a cell is."""

    WORK = "work"
    GAP = "gap"  # a needed session with nobody, or too few
    LEAVE = "leave"
    REQUESTED = "requested"  # leave asked for, not answered
    UNAVAILABLE = "unavailable"  # absence and outside commitments: never says why
    FREED = "freed"  # where somebody was: the need moved to the gap line


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that stands in a cell."""

    kind: EntryKind
    code: str  # "EN"
    suffix: str  # the room's short name, "4"; by activity: the person's initials or name
    title: str  # "Endoscopy list, room 4, North"
    slot: Slot
    start: dt.datetime  # wall time
    end: dt.datetime
    tint: str  # a colour's name in the theme, "blue"
    session_id: int | None = None
    assignment_id: int | None = None
    clinician_id: int | None = None
    activity_id: int | None = None
    room_id: int | None = None
    leave_id: int | None = None
    published: bool = False  # stands in the latest publication as it is here
    changed: bool = False  # differs from the latest publication
    change: str = ""  # what it was, and why it was changed
    need: int = 0
    have: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A person, activity, room or post over the period."""

    key: int
    group: str  # "Consultants"
    name: str  # "Dr A Patel"
    detail: str  # "10 PA", "ST6", "37.5 h"
    cells: tuple[tuple[Entry, ...], ...]  # one tuple of entries for each day, by start


@dataclass(frozen=True, slots=True)
class DayHead:
    """The head of a day's column."""

    day: dt.date
    weekend: bool
    holiday: str  # its name, or empty
    today: bool
    published: int  # the version that last told people about this day, 0 when none


@dataclass(frozen=True, slots=True)
class CoverCell:
    """Have against need on one day."""

    have: int
    need: int

    @property
    def short(self) -> int:
        """How many are missing, never below 0."""
        return max(self.need - self.have, 0)

    @property
    def over(self) -> int:
        """How many are too many, never below 0."""
        return max(self.have - self.need, 0)


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One thing that has to be covered, day by day."""

    activity_id: int
    name: str
    cells: tuple[CoverCell, ...]


@dataclass(frozen=True, slots=True)
class RotaSheet:
    """A period's rota, ready to be drawn, printed or written to a workbook."""

    department: str
    start: dt.date
    by: By
    days: tuple[DayHead, ...]
    rows: tuple[Row, ...]
    cover: tuple[CoverLine, ...]
    version: int  # latest publication that touches the period, 0 when none
    changes: int  # entries that differ from what was published
    legend: tuple[tuple[str, str, str], ...]  # code, title, tint

    @property
    def end(self) -> dt.date:
        """The day after the last one shown."""
        return self.start + dt.timedelta(days=len(self.days))
