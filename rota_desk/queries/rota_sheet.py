"""The rota of a period as a sheet: rows, days, entries, cover lines."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from models import (
    Absence,
    Activity,
    Clinician,
    Contract,
    Department,
    LeaveRequest,
    Post,
    PostHolding,
    Room,
    Unavailability,
)
from models.types import (
    ActivityKind,
    ContractCode,
    LeaveKind,
    LeaveState,
    Slot,
    StaffGroup,
    UnavailabilityKind,
)
from rota_desk.domain.span import midnight
from rota_desk.domain.times import days_from
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.cover import day_covers
from rota_desk.queries.snapshot import leave_span, occurrences
from rota_desk.queries.standing import Placed, Rota, Session, standing_rota
from rota_desk.unit_of_work import Reading


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


GROUPS = {
    StaffGroup.CONSULTANT: "Consultants",
    StaffGroup.SPECIALTY: "Specialty doctors",
    StaffGroup.RESIDENT: "Resident doctors",
    StaffGroup.ENDOSCOPIST: "Clinical endoscopists",
    StaffGroup.NURSE: "Nurses",
    StaffGroup.ADMIN: "Administration",
}
UNCOVERED = "Uncovered"
LEAVE_CODES = {
    LeaveKind.ANNUAL: ("AL", "Annual leave"),
    LeaveKind.STUDY: ("SL", "Study leave"),
    LeaveKind.PROFESSIONAL: ("PL", "Professional leave"),
    LeaveKind.SPECIAL: ("U", "Unavailable"),
    LeaveKind.TOIL: ("TL", "Time off in lieu of hours"),
    LeaveKind.LIEU: ("LD", "Lieu day"),
    LeaveKind.PARENTAL: ("U", "Unavailable"),
    LeaveKind.UNPAID: ("U", "Unavailable"),
}
ELSEWHERE_CODES = {
    UnavailabilityKind.NON_WORKING_DAY: ("–", "Non-working day"),
    UnavailabilityKind.OUTSIDE_COMMITMENT: ("EX", "Outside commitment"),
    UnavailabilityKind.PRIVATE_PRACTICE: ("EX", "Outside commitment"),
    UnavailabilityKind.PROTECTED_TEACHING: ("TE", "Protected teaching"),
    UnavailabilityKind.NOT_STARTED: ("–", "Not started yet"),
}
COVERED_KINDS = (
    ActivityKind.LIST,
    ActivityKind.CLINIC,
    ActivityKind.WARD,
    ActivityKind.SHIFT,
    ActivityKind.ON_CALL,
)
Cells = dict[dt.date, list[Entry]]


def rota_sheet(read: Reading, *, start: dt.date, days: int = 7, by: By = By.PERSON) -> RotaSheet:
    """The rota of so many days from `start` on, with a row for each person, activity, …."""
    end = start + dt.timedelta(days=days)
    rota = standing_rota(read, start=start, end=end)
    rows = _ROWS[by](read, rota)
    return RotaSheet(
        department=_department(read),
        start=start,
        by=by,
        days=tuple(_heads(read, rota, days)),
        rows=tuple(rows),
        cover=tuple(_cover(read, start, days)),
        version=max(rota.versions.values(), default=0),
        changes=_changes(rota),
        legend=tuple(
            dict.fromkeys(
                (one.code, one.name, one.tint)
                for one in sorted(rota.sessions, key=lambda one: one.code)
            )
        ),
    )


def _department(read: Reading) -> str:
    department = read.one(select(Department))
    return department.name if department else ""


def _heads(read: Reading, rota: Rota, days: int) -> Iterator[DayHead]:
    holidays = bank_holidays(read, start=rota.start, end=rota.end)
    today = read.today
    for day in days_from(rota.start, days):
        yield DayHead(
            day=day,
            weekend=day.weekday() >= SATURDAY,
            holiday=holidays.get(day, ""),
            today=day == today,
            published=rota.versions.get(day, 0),
        )


SATURDAY = 5


def _cover(read: Reading, start: dt.date, days: int) -> Iterator[CoverLine]:
    end = start + dt.timedelta(days=days)
    there = {(one.activity_id, one.day): one for one in day_covers(read, start=start, end=end)}
    wanted = {number for number, _ in there}
    for activity in read.all(
        select(Activity)
        .where(Activity.id.in_(wanted), Activity.kind.in_(COVERED_KINDS))
        .order_by(Activity.order, Activity.id)
    ):
        yield CoverLine(
            activity.id,
            activity.name,
            tuple(
                CoverCell(one.have, one.need) if one else CoverCell(0, 0)
                for one in (there.get((activity.id, day)) for day in days_from(start, days))
            ),
        )


def _changes(rota: Rota) -> int:
    """How many entries differ from what people were last told."""
    changed = sum(
        bool(rota.change_of(session, one.clinician_id))
        for session in rota.sessions
        if rota.stands(session)
        for one in rota.on.get(session.id, ())
    )
    return changed + len(rota.taken_off)


# ------------------------------------------------------------------------------ by person


def _person_rows(read: Reading, rota: Rota) -> Iterator[Row]:
    people = _people(read, rota)
    cells = _person_cells(read, rota, {person.id: person for person in people})
    lost = cells.pop(0, {})
    if lost:
        yield _row(0, UNCOVERED, "No one yet", "", cells=lost, rota=rota)
    terms = _terms(read, rota)
    for person in people:
        detail = _detail(person, terms.get(person.id))
        yield _row(
            person.id, GROUPS[person.group], person.name, detail, cells=cells[person.id], rota=rota
        )


def _people(read: Reading, rota: Rota) -> list[Clinician]:
    """Everybody who is here in the period, in the order of the rota: group, then seniority."""
    busy = {one.clinician_id for one in rota.placed}
    found = read.all(select(Clinician).order_by(Clinician.id))
    order = list(StaffGroup)
    here = [one for one in found if one.id in busy or _is_here(one, rota)]
    return sorted(here, key=lambda one: (order.index(one.group), one.id))


def _is_here(person: Clinician, rota: Rota) -> bool:
    joined = person.joined is None or person.joined < rota.end
    return joined and (person.leaves is None or person.leaves > rota.start)


def _terms(read: Reading, rota: Rota) -> dict[int, Contract]:
    found: dict[int, Contract] = {}
    for contract in read.all(
        select(Contract).where(Contract.start < rota.end).order_by(Contract.start)
    ):
        found[contract.clinician_id] = contract
    return found


def _detail(person: Clinician, contract: Contract | None) -> str:
    """What stands beside a name: PAs, hours or grade."""
    if contract is None or contract.code in (ContractCode.ENG_RD_2016, ContractCode.LED_LOCAL):
        share = "" if contract is None or contract.wte >= 1 else f" {contract.wte * 100:.0f} %"
        return f"{person.grade}{share}"
    if contract.contracted_pas is not None:
        return f"{contract.contracted_pas.normalize():f} PA"
    hours = contract.weekly_hours
    return f"{hours.normalize():f} h" if hours is not None else person.grade


def _person_cells(read: Reading, rota: Rota, people: dict[int, Clinician]) -> dict[int, Cells]:
    cells: dict[int, Cells] = {number: defaultdict(list) for number in people}
    cells[0] = defaultdict(list)
    for whom, day, entry in _away_entries(read, rota):
        if whom in cells:
            cells[whom][day].append(entry)
    for session in rota.sessions:
        if not rota.stands(session):
            continue
        day = session.start.date()
        for one in rota.on.get(session.id, ()):
            if one.clinician_id in cells:
                entry = _entry(rota, session, one, EntryKind.WORK, code=session.code)
                cells[one.clinician_id][day].append(entry)
        if rota.counted(session.id) < session.wanted:
            keeper = session.left_by or session.owner_id or 0
            whom = keeper if keeper in people and not rota.on.get(session.id) else 0
            cells[whom][day].append(_entry(rota, session, None, EntryKind.GAP, code=session.code))
    if not cells[0]:
        del cells[0]
    return cells


def _away_entries(read: Reading, rota: Rota) -> Iterator[tuple[int, dt.date, Entry]]:
    yield from _leave_entries(read, rota)
    yield from _absence_entries(read, rota)
    yield from _elsewhere_entries(read, rota)


def _leave_entries(read: Reading, rota: Rota) -> Iterator[tuple[int, dt.date, Entry]]:
    for leave in read.all(
        select(LeaveRequest)
        .where(LeaveRequest.state.in_((LeaveState.APPROVED, LeaveState.REQUESTED)))
        .where(LeaveRequest.first_day < rota.end, LeaveRequest.last_day >= rota.start)
        .order_by(LeaveRequest.first_day, LeaveRequest.id)
    ):
        waiting = leave.state is LeaveState.REQUESTED
        code, title = LEAVE_CODES[leave.kind]
        for day, start, end, slot in _by_day(leave_span(leave), rota):
            yield (
                leave.clinician_id,
                day,
                Entry(
                    kind=EntryKind.REQUESTED if waiting else EntryKind.LEAVE,
                    code=f"{code}?" if waiting else code,
                    suffix="",
                    title=f"{title}, asked for" if waiting else title,
                    slot=slot,
                    start=start,
                    end=end,
                    tint="grey",
                    clinician_id=leave.clinician_id,
                    leave_id=leave.id,
                ),
            )


def _absence_entries(read: Reading, rota: Rota) -> Iterator[tuple[int, dt.date, Entry]]:
    for absence in read.all(
        select(Absence)
        .where(Absence.first_day < rota.end)
        .where(Absence.last_day.is_(None) | (Absence.last_day >= rota.start))
        .order_by(Absence.first_day, Absence.id)
    ):
        last = absence.last_day or max(read.today, absence.first_day)
        span = midnight(absence.first_day), midnight(last + dt.timedelta(days=1))
        for day, start, end, slot in _by_day(span, rota):
            yield (
                absence.clinician_id,
                day,
                _unavailable(absence.clinician_id, ("U", "Unavailable"), start, end, slot),
            )


def _elsewhere_entries(read: Reading, rota: Rota) -> Iterator[tuple[int, dt.date, Entry]]:
    begin, until = midnight(rota.start), midnight(rota.end)
    for one in read.all(
        select(Unavailability)
        .where(Unavailability.start < until)
        .order_by(Unavailability.start, Unavailability.id)
    ):
        for span in occurrences(one, begin, until):
            for day, start, end, slot in _by_day(span, rota):
                yield (
                    one.clinician_id,
                    day,
                    _unavailable(one.clinician_id, ELSEWHERE_CODES[one.kind], start, end, slot),
                )


def _unavailable(
    whom: int, words: tuple[str, str], start: dt.datetime, end: dt.datetime, slot: Slot
) -> Entry:
    code, title = words
    return Entry(
        kind=EntryKind.UNAVAILABLE,
        code=code,
        suffix="",
        title=title,
        slot=slot,
        start=start,
        end=end,
        tint="grey",
        clinician_id=whom,
    )


def _by_day(
    span: tuple[dt.datetime, dt.datetime], rota: Rota
) -> Iterator[tuple[dt.date, dt.datetime, dt.datetime, Slot]]:
    """Cut a span at midnights, keeping the days of the sheet."""
    start, end = span
    day = max(start.date(), rota.start)
    while midnight(day) < end and day < rota.end:
        begins = max(start, midnight(day))
        ends = min(end, midnight(day + dt.timedelta(days=1)))
        yield day, begins, ends, _slot_of(begins, ends)
        day += dt.timedelta(days=1)


def _slot_of(start: dt.datetime, end: dt.datetime) -> Slot:
    if end - start >= dt.timedelta(hours=9):
        return Slot.DAY
    return Slot.AM if start.hour < AFTERNOON else Slot.PM


AFTERNOON = 12


def _entry(
    rota: Rota, session: Session, placed: Placed | None, kind: EntryKind, *, code: str
) -> Entry:
    change = rota.change_of(session, placed.clinician_id if placed else None)
    return Entry(
        kind=kind,
        code=code,
        suffix=session.room,
        title=session.title,
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
    )


def _row(key: int, group: str, name: str, detail: str, *, cells: Cells, rota: Rota) -> Row:
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


# ------------------------------------------------- by activity, by room, by post


def _activity_rows(read: Reading, rota: Rota) -> Iterator[Row]:
    names = _short_names(read)
    for activity in read.all(
        select(Activity)
        .where(Activity.id.in_({one.activity_id for one in rota.sessions}))
        .order_by(Activity.order, Activity.id)
    ):
        mine = [one for one in rota.sessions if one.activity_id == activity.id]
        cells = _session_cells(rota, mine, names)
        group = "Must be covered" if activity.needs_cover else "Other work"
        yield _row(activity.id, group, activity.name, activity.code, cells=cells, rota=rota)


def _room_rows(read: Reading, rota: Rota) -> Iterator[Row]:
    names = _short_names(read)
    for room in read.all(select(Room).order_by(Room.site_id, Room.kind, Room.code)):
        mine = [one for one in rota.sessions if one.room_id == room.id]
        cells = _session_cells(rota, mine, names, with_activity=True)
        yield _row(
            room.id, room.kind.value.capitalize(), room.name, room.code, cells=cells, rota=rota
        )


def _post_rows(read: Reading, rota: Rota) -> Iterator[Row]:
    people = {person.id: person for person in read.all(select(Clinician))}
    cells = _person_cells(read, rota, people)
    for post in read.all(select(Post).order_by(Post.id)):
        held: Cells = defaultdict(list)
        holders: list[str] = []
        for holding in _holdings(read, post, rota):
            holders.append(people[holding.clinician_id].name)
            until = holding.end or rota.end
            for day, entries in cells.get(holding.clinician_id, {}).items():
                if holding.start <= day < until:
                    held[day].extend(entries)
        names = " → ".join(holders) or "vacant"
        yield _row(post.id, GROUPS[post.group], post.name, names, cells=held, rota=rota)


def _holdings(read: Reading, post: Post, rota: Rota) -> Iterable[PostHolding]:
    return read.all(
        select(PostHolding)
        .where(PostHolding.post_id == post.id, PostHolding.start < rota.end)
        .where(PostHolding.end.is_(None) | (PostHolding.end > rota.start))
        .order_by(PostHolding.start)
    )


def _session_cells(
    rota: Rota, sessions: Iterable[Session], names: dict[int, str], *, with_activity: bool = False
) -> Cells:
    cells: Cells = defaultdict(list)
    for session in sessions:
        if not rota.stands(session):
            continue
        there = rota.on.get(session.id, [])
        prefix = f"{session.code} " if with_activity else ""
        for one in there:
            code = f"{prefix}{names.get(one.clinician_id, '')}"
            entry = _entry(rota, session, one, EntryKind.WORK, code=code)
            cells[session.start.date()].append(entry)
        if rota.counted(session.id) < session.wanted:
            gap = _entry(rota, session, None, EntryKind.GAP, code=f"{prefix}?")
            cells[session.start.date()].append(gap)
        elif not there:
            free = _entry(rota, session, None, EntryKind.FREED, code=session.code)
            cells[session.start.date()].append(free)
    return cells


def _short_names(read: Reading) -> dict[int, str]:
    """What stands for a person in a narrow cell: the family name."""
    return {person.id: person.name.split()[-1] for person in read.all(select(Clinician))}


_ROWS = {
    By.PERSON: _person_rows,
    By.ACTIVITY: _activity_rows,
    By.ROOM: _room_rows,
    By.POST: _post_rows,
}
