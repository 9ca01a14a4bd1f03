"""The days on which people work, so that leave is debited only there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from sqlalchemy import select

from models import Contract, JobPlan, JobPlanLine, Unavailability
from models.types import Category, Slot, UnavailabilityKind
from rota_desk.domain.span import midnight
from rota_desk.domain.working_week import WHOLE_DAY, Half, HalfDay, Share, WorkingWeek
from rota_desk.queries.calendar_days import bank_holidays, half_holidays
from rota_desk.queries.shift_debits import shift_debits
from rota_desk.queries.snapshot import occurrences
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
MIDDAY = dt.time(13)
FREE_BY, FREE_UNTIL = dt.timedelta(hours=10), dt.timedelta(hours=16)  # into the day
_FRIDAY = 4
WEEKDAYS = range(_FRIDAY + 1)
Weekly = frozenset[tuple[int, Half]]  # halves of weekdays, free every week
Dated = tuple[dt.date, dt.date, Weekly]  # from, until before, free


def working_weeks(
    read: Reading, *, clinicians: Collection[int], start: dt.date, end: dt.date
) -> dict[int, WorkingWeek]:
    """The days on which each person's leave is debited, from `start` until before `end`.

    Left out are weekends, bank holidays, non-working days on file, and the weekdays or halves of
    weekdays that a job plan keeps free every week.
    """
    holidays = bank_holidays(read, start=start, end=end)
    halves = half_holidays(read, start=start, end=end)
    off, weekly = _off(read, clinicians, start, end)
    plans = _plans(read, clinicians, start, end)
    contracts = _contracts(read, clinicians, end)
    shifts = shift_debits(read, clinicians=clinicians, start=start, end=end)
    return {
        person: WorkingWeek(
            bank_holidays=holidays,
            off_halves=off[person] | frozenset(_free(plans[person], start, end)),
            half_holidays=halves,
            shares=tuple(_shares(contracts[person], plans[person], weekly[person], start)),
            shifts=shifts.get(person),
        )
        for person in clinicians
    }


def _off(
    read: Reading, clinicians: Collection[int], start: dt.date, end: dt.date
) -> tuple[dict[int, frozenset[HalfDay]], dict[int, Weekly]]:
    """Halves of dates off by a non-working day on file; and those that come every week."""
    dates: dict[int, frozenset[HalfDay]] = defaultdict(frozenset)
    weekly: dict[int, Weekly] = defaultdict(frozenset)
    for one in read.all(
        select(Unavailability)
        .where(Unavailability.clinician_id.in_(clinicians))
        .where(Unavailability.kind == UnavailabilityKind.NON_WORKING_DAY)
        .where(Unavailability.start < midnight(end))
    ):
        found = {
            half_day
            for begins, until in occurrences(one, midnight(start), midnight(end))
            for half_day in _halves_within(begins, until)
        }
        dates[one.clinician_id] |= found
        if one.repeats_weekly_until is not None:
            weekly[one.clinician_id] |= {(day.weekday(), half) for day, half in found}
    return dates, weekly


def _halves_within(begins: dt.datetime, until: dt.datetime) -> Iterator[HalfDay]:
    """The halves that a span takes up: the morning from ten, the afternoon until four."""
    day = begins.date()
    while midnight(day) < until:
        noon = dt.datetime.combine(day, MIDDAY)
        if begins <= midnight(day) + FREE_BY and until >= noon - DAY / 24:
            yield day, Half.AM
        if begins <= noon + DAY / 24 and until >= midnight(day) + FREE_UNTIL:
            yield day, Half.PM
        day += DAY


def _plans(
    read: Reading, clinicians: Collection[int], start: dt.date, end: dt.date
) -> dict[int, list[Dated]]:
    """For each job plan, the halves of weekdays that it keeps free."""
    lines: dict[int, list[JobPlanLine]] = defaultdict(list)
    plans = read.all(
        select(JobPlan)
        .where(JobPlan.clinician_id.in_(clinicians), JobPlan.start < end)
        .where(JobPlan.end.is_(None) | (JobPlan.end > start))
        .order_by(JobPlan.start)
    )
    numbers = [plan.id for plan in plans]
    for line in read.all(select(JobPlanLine).where(JobPlanLine.job_plan_id.in_(numbers))):
        lines[line.job_plan_id].append(line)
    found: dict[int, list[Dated]] = defaultdict(list)
    for plan in plans:
        if plan.clinician_id is not None:
            spans = found[plan.clinician_id]
            if spans and spans[-1][1] > plan.start:
                spans[-1] = (spans[-1][0], plan.start, spans[-1][2])
            spans.append((plan.start, plan.end or dt.date.max, _kept_free(lines[plan.id])))
    return found


def _kept_free(lines: Sequence[JobPlanLine]) -> Weekly:
    """Non-working halves, and weekdays of a wholly timed plan on which nothing ever stands."""
    free = {
        (line.weekday, half)
        for line in lines
        if line.category is Category.NWD and line.week is None and line.nth_of_month is None
        if line.weekday is not None and line.weekday in WEEKDAYS
        for half in _halves_of(line)
    }
    work = [line for line in lines if line.category is not Category.NWD]
    if work and all(not line.flexible for line in work):
        busy = {line.weekday for line in work}
        free |= {(day, half) for day in WEEKDAYS if day not in busy for half in Half}
    return frozenset(free)


def _halves_of(line: JobPlanLine) -> frozenset[Half]:
    if line.slot is Slot.AM:
        return frozenset({Half.AM})
    return frozenset({Half.PM}) if line.slot is Slot.PM else WHOLE_DAY


def _free(plans: Sequence[Dated], start: dt.date, end: dt.date) -> Iterator[HalfDay]:
    for begins, until, free in plans:
        day, last = max(begins, start), min(until, end)
        while free and day < last:
            yield from ((day, half) for half in Half if (day.weekday(), half) in free)
            day += DAY


def _contracts(
    read: Reading, clinicians: Collection[int], end: dt.date
) -> Mapping[int, list[Contract]]:
    found: dict[int, list[Contract]] = defaultdict(list)
    for contract in read.all(
        select(Contract)
        .where(Contract.clinician_id.in_(clinicians), Contract.start < end)
        .order_by(Contract.start)
    ):
        found[contract.clinician_id].append(contract)
    return found


def _shares(
    contracts: Sequence[Contract], plans: Sequence[Dated], weekly: Weekly, start: dt.date
) -> Iterator[Share]:
    """What a week costs and on how many days it is worked, wherever one of the two changes."""
    turns = {max(one.start, start) for one in contracts}
    turns |= {max(begins, start) for begins, _until, _free in plans}
    for turn in sorted(turns):
        share = Fraction(1)
        for one in contracts:
            if one.start <= turn or one is contracts[0]:
                share = min(Fraction(one.wte), Fraction(1))
        free = set(weekly)
        for begins, until, halves in plans:
            if begins <= turn < until:
                free |= halves
        yield Share(turn, 5 * share, Fraction(2 * len(WEEKDAYS) - len(free), 2))
