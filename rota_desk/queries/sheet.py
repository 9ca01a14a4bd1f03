"""The rota of a period as a sheet: rows, days, entries, cover lines; and how entries are made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from models.types import (
    AssignmentRole,
    Slot,
    StaffGroup,
)
from rota_desk.domain.times import days_from
from rota_desk.queries.cover import Uncounted
from rota_desk.queries.standing import Placed, Rota, Session


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
    role: AssignmentRole = field(default=AssignmentRole.LEAD, compare=False)  # who is on it
    counted: bool = field(default=True, compare=False)  # False: not as cover


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
    """Have against need on one day.

    What is filled and what is over are counted place by place, and are not kept with a version:
    a surplus on one session is no cover for a gap on another.
    """

    have: int
    need: int
    filled: int | None = field(default=None, compare=False)
    beyond: int | None = field(default=None, compare=False)
    target: int = field(default=0, compare=False)  # people wanted
    lacks: tuple[str, ...] = field(default=(), compare=False)  # "0 of 1 ST"

    @property
    def short(self) -> int:
        """How many are missing, never below 0."""
        return max(self.need - (self.have if self.filled is None else self.filled), 0)

    @property
    def over(self) -> int:
        """How many are too many, never below 0."""
        return max(self.have - self.need, 0) if self.beyond is None else self.beyond


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
    day_changes: tuple[int, ...]  # entries of each day that differ from what was published
    legend: tuple[tuple[str, str, str], ...]  # code, title, tint

    @property
    def end(self) -> dt.date:
        """The day after the last one shown."""
        return self.start + dt.timedelta(days=len(self.days))

    @property
    def changes(self) -> int:
        """How many entries differ from what people were last told."""
        return sum(self.day_changes)


GROUPS = {
    StaffGroup.CONSULTANT: "Consultants",
    StaffGroup.SPECIALTY: "Specialty doctors",
    StaffGroup.RESIDENT: "Resident doctors",
    StaffGroup.ENDOSCOPIST: "Clinical endoscopists",
    StaffGroup.NURSE: "Nurses",
    StaffGroup.ADMIN: "Administration",
}
ROLES = {
    AssignmentRole.TRAINEE: ", as trainee",
    AssignmentRole.SUPERVISED: ", supervised",
    AssignmentRole.SUPERNUMERARY: ", not counted as cover",
}
NEVER = ", does not count as cover: the grade never does there"
Cells: TypeAlias = "dict[dt.date, list[Entry]]"


def entry_of(
    rota: Rota, session: Session, placed: Placed | None, kind: EntryKind, *, code: str
) -> Entry:
    """A session with one of its people, or with nobody, as an entry."""
    change = rota.change_of(session, placed.clinician_id if placed else None)
    return Entry(
        kind=kind,
        code=code,
        suffix=session.room,
        title=f"{session.title}{role_words(rota, placed) if placed else ''}",
        slot=session.slot,
        start=session.start,
        end=session.end,
        tint=session.tint,
        session_id=session.id,
        assignment_id=placed.id if placed else None,
        clinician_id=placed.clinician_id if placed else None,
        activity_id=session.activity_id,
        room_id=session.room_id,
        published=change == "",
        changed=bool(change),
        change=change or "",
        need=session.wanted,
        have=rota.counted(session.id),
        note=session.note or (session.cause if kind is EntryKind.GAP else ""),
        role=placed.role if placed else AssignmentRole.LEAD,
        counted=placed is None or placed.uncounted is Uncounted.NO,
    )


def role_words(rota: Rota, placed: Placed) -> str:
    """What somebody does there, and what keeps them from counting as cover, if anything does."""
    role = ROLES.get(placed.role, "")
    if placed.uncounted is Uncounted.NEVER:
        return f"{role}{NEVER}"
    if placed.uncounted is Uncounted.ALONE:
        whom = rota.owners.get(placed.session_id)
        return f"{role}, counts as cover once {whom or 'somebody who counts alone'} supervises"
    return role


def row_of(key: int, group: str, name: str, detail: str, *, cells: Cells, rota: Rota) -> Row:
    """A row with its entries day by day, each day by start."""
    days = days_from(rota.start, (rota.end - rota.start).days)
    return Row(
        key=key,
        group=group,
        name=name,
        detail=detail,
        cells=tuple(
            tuple(sorted(cells.get(day, ()), key=lambda one: (one.start, one.code)))
            for day in days
        ),
    )
