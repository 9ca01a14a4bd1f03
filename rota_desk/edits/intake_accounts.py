"""What a source said last, what it says now, what the desk has; and keeping it for next time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Absence, Assignment, ClinicalSession, ImportedRoster, LeaveRequest
from models.types import AssignmentSource, LeaveKind, LeavePart, LeaveState
from rota_desk.domain.times import MIDDAY
from rota_desk.edits.gaps import STANDING
from rota_desk.intake.difference import Accounts, Said
from rota_desk.intake.kept import source_called
from rota_desk.intake.matching import half_of
from rota_desk.intake.plan import IntakePlan, PlannedDuty
from rota_desk.unit_of_work import Reading, UnitOfWork

LEAVE = {
    "annual_leave": LeaveKind.ANNUAL,
    "study_leave": LeaveKind.STUDY,
    "professional_leave": LeaveKind.PROFESSIONAL,
}
SORTS = {"annual_leave": -1, "study_leave": -2, "professional_leave": -3, "sick": -4}
OTHERWISE_AWAY = -5
LIVE = (LeaveState.REQUESTED, LeaveState.APPROVED)
ONE_DAY = dt.timedelta(days=1)
NOTE = "from "


def away_said(duty: PlannedDuty, clinician: int) -> Said:
    """A day of leave or sickness as one thing said."""
    return _away(clinician, duty.day, LeavePart(half_of(duty.code).lower() or "whole"), duty.kind)


def _away(clinician: int, day: dt.date, part: LeavePart, kind: str) -> Said:
    start, end = dt.datetime.combine(day, dt.time()), dt.datetime.combine(day + ONE_DAY, dt.time())
    noon = dt.datetime.combine(day, MIDDAY)
    sort = SORTS.get(kind, OTHERWISE_AWAY)
    if part is LeavePart.AM:
        return Said(clinician, start, noon, sort)
    return Said(clinician, noon if part is LeavePart.PM else start, end, sort)


@dataclass(frozen=True, slots=True)
class Open:
    """What a file leaves open: days of a person, whole days, and names nobody settled."""

    days: frozenset[dt.date]
    cells: frozenset[tuple[int, dt.date]]
    people: frozenset[int]
    names_open: bool

    def covered(self, one: Said) -> bool:
        """Whether the file speaks plainly of a person's day."""
        known = one.clinician in self.people or not self.names_open
        return known and one.day in self.days and (one.clinician, one.day) not in self.cells


def open_days(plan: IntakePlan, taken: Sequence[PlannedDuty], who: Mapping[str, int]) -> Open:
    """Which days of whom a file decides; a cell that could not be read decides nothing."""
    unsure = {day.day for day in plan.undecided if not day.person}
    cells = {(who[day.person], day.day) for day in plan.undecided if day.person in who}
    left_out = set(plan.duties) - set(taken)
    cells |= {(who[duty.person], duty.day) for duty in left_out if duty.person in who}
    named = {*plan.people, *(day.person for day in plan.undecided if day.person)}
    names_open = any(name not in who for name in named)
    return Open(plan.days - unsure, frozenset(cells), frozenset(who.values()), names_open)


def accounts_of(
    work: Reading, *, source: str, now: Iterable[Said], file_says: Open
) -> tuple[Accounts, frozenset[Said]]:
    """The three accounts of a source, and everything it said last, also of other days."""
    says = frozenset(now)
    records = work.all(select(ImportedRoster))
    last = frozenset(
        one for record in records if record.source == source for one in _lines(record)
    )
    others = {one for record in records if record.source != source for one in _lines(record)}
    people = {one.clinician for one in says | last}
    days = {one.day for one in says} | set(file_says.days)
    work_there, work_imported = _work_at_the_desk(work, people, days)
    away_there, away_imported = _away_at_the_desk(work, says | last, source, days)
    imported = frozenset((work_imported | away_imported) - others)
    desk = frozenset(work_there | away_there)
    return Accounts(last, says, desk, imported, file_says.covered), last


def _lines(record: ImportedRoster) -> Iterator[Said]:
    said = record.said
    for start, end, sort in said if isinstance(said, list) else ():
        yield Said(
            record.clinician_id,
            dt.datetime.fromisoformat(start),
            dt.datetime.fromisoformat(end),
            int(sort),
        )


def _work_at_the_desk(
    work: Reading, people: set[int], days: set[dt.date]
) -> tuple[set[Said], set[Said]]:
    """What stands on the rota for these people on these days; and what of it imports brought."""
    if not days:
        return set(), set()
    first = dt.datetime.combine(min(days), dt.time())
    last = dt.datetime.combine(max(days) + ONE_DAY, dt.time())
    rows = work.rows(
        select(
            Assignment.clinician_id,
            ClinicalSession.start,
            ClinicalSession.end,
            ClinicalSession.activity_id,
            Assignment.source,
        )
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(
            ClinicalSession.start >= first,
            ClinicalSession.start < last,
            ClinicalSession.state.in_(STANDING),
        )
    )
    found = {Said(*row[:4]): row[4] for row in rows if row[0] in people}
    return set(found), {one for one, how in found.items() if how is AssignmentSource.IMPORT}


def _away_at_the_desk(
    work: Reading, said: Iterable[Said], source: str, days: set[dt.date]
) -> tuple[set[Said], set[Said]]:
    """Of the time away that is said, what the desk has, and what of it this source brought."""
    asked = {one for one in said if one.away and one.day in days}
    if not asked:
        return set(), set()
    mine: set[Said] = set()
    others: dict[tuple[int, dt.date], int] = defaultdict(int)
    for one, note in away_days(work, min(days), max(days)):
        if note.startswith(NOTE) and source_called(note.removeprefix(NOTE)) == source:
            mine.add(one)
        else:
            others[one.clinician, one.day] += 1
    there = {one for one in asked if one in mine or others.get((one.clinician, one.day))}
    return there | mine, mine


def away_days(work: Reading, first: dt.date, last: dt.date) -> Iterator[tuple[Said, str]]:
    """Every day on which somebody is away already, with the note of the record."""
    leave = select(LeaveRequest).where(
        LeaveRequest.state.in_(LIVE),
        LeaveRequest.first_day <= last,
        LeaveRequest.last_day >= first,
    )
    kinds = {kind: name for name, kind in LEAVE.items()}
    for request in work.all(leave):
        for day in days_between(request.first_day, request.last_day):
            part = _part_on(request, day)
            yield (
                _away(request.clinician_id, day, part, kinds.get(request.kind, "")),
                request.note,
            )
    for absence in work.all(select(Absence).where(Absence.first_day <= last)):
        for day in days_between(absence.first_day, absence.last_day or last):
            yield _away(absence.clinician_id, day, LeavePart.WHOLE, "sick"), absence.note


def _part_on(request: LeaveRequest, day: dt.date) -> LeavePart:
    if day == request.first_day:
        return request.first_part
    return request.last_part if day == request.last_day else LeavePart.WHOLE


def days_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Every day from the first to the last, both included."""
    while first <= last:
        yield first
        first += ONE_DAY


def remember(
    work: UnitOfWork, *, source: str, last: frozenset[Said], now: frozenset[Said], file_says: Open
) -> None:
    """Keep what the source says now, and what it said of days that this file leaves open."""
    whole = now | {one for one in last if not file_says.covered(one)}
    lines: dict[int, list[list[object]]] = defaultdict(list)
    for one in sorted(whole):
        start, end = (at.isoformat(timespec="minutes") for at in (one.start, one.end))
        lines[one.clinician].append([start, end, one.sort])
    records = work.all(select(ImportedRoster).where(ImportedRoster.source == source))
    there = {record.clinician_id: record for record in records}
    for clinician, record in there.items():
        if record.said != lines.get(clinician, []):
            record.said = lines.get(clinician, [])
    work.add_all(
        [
            ImportedRoster(source=source, clinician_id=clinician, said=said)
            for clinician, said in lines.items()
            if clinician not in there
        ]
    )
