"""Bank holidays on which people stand on the rota, and what is owed to them in lieu."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import Select, or_, select

from models import Activity, Assignment, ClinicalSession
from models.types import ActivityKind, LeaveUnit
from rota_desk.domain.public_holidays import FIRST, LAST
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL
from rota_desk.queries.leave_units import LeaveBasis, basis_on, per_day
from rota_desk.rules.contract import load
from rota_desk.rules.contract_tables import LieuTerms, lieu_terms
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
LONGEST = 3 * DAY  # a duty that reaches into a holiday begins no longer before it
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class HolidayWorked:
    """A bank holiday somebody stands on the rota: how much of it is work, and if on call."""

    day: dt.date
    worked: dt.timedelta  # between its two midnights, on-call periods left out
    on_call: bool


def holidays_worked(
    read: Reading, *, clinicians: Collection[int], days: Collection[dt.date]
) -> dict[int, dict[dt.date, HolidayWorked]]:
    """By person, the holidays on which they work or are on call at any time of 00:01 to 23:59."""
    found: dict[int, dict[dt.date, HolidayWorked]] = defaultdict(dict)
    if not days:
        return found
    shifts: dict[tuple[int, dt.date], list[Span]] = defaultdict(list)
    calls: set[tuple[int, dt.date]] = set()
    for person, start, end, kind in read.rows(_standing(days, clinicians)):
        for day in days:
            if start < midnight(day) + LAST and end > midnight(day) + FIRST:
                if kind is ActivityKind.ON_CALL:
                    calls.add((person, day))
                else:
                    shifts[person, day].append((start, end))
    for person, day in sorted({*shifts, *calls}):
        work = _within(shifts.get((person, day), ()), day)
        found[person][day] = HolidayWorked(day, work, (person, day) in calls)
    return found


def _standing(
    days: Collection[dt.date], clinicians: Collection[int]
) -> Select[int, dt.datetime, dt.datetime, ActivityKind]:
    """Everybody's duties that may touch one of the days."""
    near = (
        (ClinicalSession.start < midnight(day + DAY))
        & (ClinicalSession.start >= midnight(day) - LONGEST)
        & (ClinicalSession.end > midnight(day))
        for day in sorted(days)
    )
    return (
        select(Assignment.clinician_id, ClinicalSession.start, ClinicalSession.end, Activity.kind)
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(Assignment.clinician_id.in_(clinicians), ClinicalSession.state.not_in(FELL))
        .where(or_(*near))
    )


def _within(spans: Iterable[Span], day: dt.date) -> dt.timedelta:
    """How long these spans cover a date together."""
    covered, until = dt.timedelta(0), midnight(day)
    for start, end in sorted(spans):
        begin, stop = max(start, until), min(end, midnight(day + DAY))
        if begin < stop:
            covered, until = covered + (stop - begin), stop
    return covered


@dataclass(frozen=True, slots=True)
class LieuDay:
    """What one bank holiday gives in lieu, in the unit of the person's leave."""

    day: dt.date
    amount: Fraction
    said: str  # how it comes about


def lieu_days_owed(
    worked: Mapping[dt.date, HolidayWorked],
    bases: Collection[LeaveBasis],
    unit: LeaveUnit,
    names: Mapping[dt.date, str],
) -> Iterator[LieuDay]:
    """What is owed for each holiday that somebody works, by the contract of that day."""
    held = tuple(bases)
    for day, one in sorted(worked.items()):
        basis = basis_on(held, day)
        terms = lieu_terms(load(basis.code), day) if basis is not None else None
        if basis is not None and terms is not None and basis.start <= day < basis.end:
            yield _owed(one, terms, per_day(held, day, unit), unit, names[day])


def _owed(
    one: HolidayWorked, terms: LieuTerms, worth: Fraction, unit: LeaveUnit, name: str
) -> LieuDay:
    what = "worked" if one.worked else "on call"
    if terms.by_the_hour and unit is LeaveUnit.HOURS and one.worked:
        hours = Fraction(one.worked // dt.timedelta(minutes=1), 60)
        return LieuDay(one.day, hours, f"{name}, the hours worked on it ({terms.clause})")
    return LieuDay(one.day, worth, f"{name}, {what}: a standard day ({terms.clause})")
