"""What each day away is worth in hours, and what it does to an account; never why it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from sqlalchemy import select

from models import Absence, LeaveRequest
from models.types import LeaveKind, LeaveState, LeaveUnit
from rota_desk.domain.leave_arithmetic import LeaveSpan, count_leave
from rota_desk.domain.working_week import WorkingWeek
from rota_desk.queries.away_days import ABSENT, span_of
from rota_desk.queries.calendar_days import bank_holidays, half_holidays
from rota_desk.queries.leave_units import LeaveBasis, per_day
from rota_desk.queries.leave_words import LETTERS, kind_phrase
from rota_desk.queries.working_weeks import working_weeks
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


class AwayCount(StrEnum):
    """What a day away does to a year's hours."""

    IN_TARGET = "in the target"  # annual leave and bank holidays: the target is net of them
    CREDITED = "credited"
    IN_LIEU = "in lieu"
    NOT_OWED = "not owed"  # unpaid: neither worked nor to be worked


COUNTS = {
    LeaveKind.ANNUAL: AwayCount.IN_TARGET,
    LeaveKind.LIEU: AwayCount.IN_TARGET,  # a bank holiday that was worked, taken another day
    LeaveKind.TOIL: AwayCount.IN_LIEU,
    LeaveKind.UNPAID: AwayCount.NOT_OWED,
}
CREDITS = frozenset({AwayCount.CREDITED, AwayCount.IN_LIEU, AwayCount.NOT_OWED})


@dataclass(frozen=True, slots=True)
class HoursAway:
    """A day somebody is away, with what stands on it: "annual leave", "Unavailable"."""

    day: dt.date
    what: str
    count: AwayCount
    hours: Fraction
    half: bool = False


def hours_away(
    read: Reading,
    *,
    bases: dict[int, tuple[LeaveBasis, ...]],
    start: dt.date,
    end: dt.date,
) -> dict[int, tuple[HoursAway, ...]]:
    """Approved leave, absence and bank holidays of some people, by day, from `start` to `end`.

    A working day is worth its share of the contract's week. Absence goes before leave, leave
    before a bank holiday; an absence that is still open lasts until today.
    """
    weeks = working_weeks(read, clinicians=list(bases), start=start, end=end)
    halves = half_holidays(read, start=start, end=end)
    names = bank_holidays(read, start=start, end=end)
    names |= dict.fromkeys(halves, "Half a bank holiday")
    days: dict[int, dict[dt.date, HoursAway]] = {
        person: dict(_holidays(weeks[person], bases[person], names, halves)) for person in bases
    }
    for request in _requests(read, bases, start, end):
        spans = span_of(request), weeks[request.clinician_id], bases[request.clinician_id]
        what = kind_phrase(request.kind) if request.kind in LETTERS else ABSENT.title
        count = COUNTS.get(request.kind, AwayCount.CREDITED)
        days[request.clinician_id] |= dict(_counted(*spans, what, count, start, end))
    for absence in _absences(read, bases, start, end):
        span = LeaveSpan(absence.first_day, absence.last_day or max(read.today, absence.first_day))
        spans = span, weeks[absence.clinician_id], bases[absence.clinician_id]
        found = dict(_counted(*spans, ABSENT.title, AwayCount.CREDITED, start, end))
        days[absence.clinician_id] |= found
    return {
        person: tuple(by_day[day] for day in sorted(by_day)) for person, by_day in days.items()
    }


def _counted(  # noqa: PLR0917 - a span with all that it is counted by
    span: LeaveSpan,
    week: WorkingWeek,
    bases: tuple[LeaveBasis, ...],
    what: str,
    count: AwayCount,
    start: dt.date,
    end: dt.date,
) -> Iterator[tuple[dt.date, HoursAway]]:
    for each in count_leave(span, week).days:
        if each.debit and start <= each.day < end:
            hours = Fraction(each.debit) * per_day(bases, each.day, LeaveUnit.HOURS)
            half = len(span.halves_of(each.day)) == 1
            yield each.day, HoursAway(each.day, what, count, hours, half)


def _holidays(
    week: WorkingWeek,
    bases: tuple[LeaveBasis, ...],
    names: Mapping[dt.date, str],
    halves: Collection[dt.date],
) -> Iterator[tuple[dt.date, HoursAway]]:
    """Bank holidays that fall on working days."""
    for day, name in names.items():
        worked = len(week.worked(day)) if day not in halves else min(len(week.worked(day)), 1)
        if worked:
            worth = week.share_on(day).worth * per_day(bases, day, LeaveUnit.HOURS)
            hours = Fraction(worked, 2) * worth
            yield day, HoursAway(day, name, AwayCount.IN_TARGET, hours, day in halves)


def _requests(
    read: Reading, people: Collection[int], start: dt.date, end: dt.date
) -> Collection[LeaveRequest]:
    return read.all(
        select(LeaveRequest)
        .where(LeaveRequest.clinician_id.in_(people), LeaveRequest.state == LeaveState.APPROVED)
        .where(LeaveRequest.first_day < end, LeaveRequest.last_day >= start)
        .order_by(LeaveRequest.first_day, LeaveRequest.id)
    )


def _absences(
    read: Reading, people: Collection[int], start: dt.date, end: dt.date
) -> Collection[Absence]:
    return read.all(
        select(Absence)
        .where(Absence.clinician_id.in_(people), Absence.first_day < end)
        .where(Absence.last_day.is_(None) | (Absence.last_day >= start))
        .order_by(Absence.first_day)
    )
