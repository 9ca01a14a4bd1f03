"""The days on which people work, so that leave is debited only there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from models import JobPlan, JobPlanLine, Unavailability
from models.types import Category, UnavailabilityKind
from rota_desk.domain.leave_arithmetic import WorkingWeek
from rota_desk.domain.span import midnight
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.snapshot import occurrences
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


def working_weeks(
    read: Reading, *, clinicians: Collection[int], start: dt.date, end: dt.date
) -> dict[int, WorkingWeek]:
    """The days on which each person's leave is debited, from `start` until before `end`.

    Left out are weekends, bank holidays, non-working days on file, and weekdays that a job plan
    keeps free every week.
    """
    holidays = bank_holidays(read, start=start, end=end)
    off = _days_off(read, clinicians, start, end)
    free = _free_weekdays(read, clinicians, start, end)
    usual = WorkingWeek().weekdays
    return {
        person: WorkingWeek(usual - free[person], frozenset(off[person]), holidays)
        for person in clinicians
    }


def _days_off(
    read: Reading, clinicians: Collection[int], start: dt.date, end: dt.date
) -> dict[int, set[dt.date]]:
    found: dict[int, set[dt.date]] = defaultdict(set)
    for one in read.all(
        select(Unavailability)
        .where(Unavailability.clinician_id.in_(clinicians))
        .where(Unavailability.kind == UnavailabilityKind.NON_WORKING_DAY)
        .where(Unavailability.start < midnight(end))
    ):
        for begins, until in occurrences(one, midnight(start), midnight(end)):
            day = begins.date()
            while midnight(day) < until:
                found[one.clinician_id].add(day)
                day += DAY
    return found


def _free_weekdays(
    read: Reading, clinicians: Collection[int], start: dt.date, end: dt.date
) -> dict[int, frozenset[int]]:
    found: dict[int, frozenset[int]] = defaultdict(frozenset)
    for person, weekday in read.rows(
        select(JobPlan.clinician_id, JobPlanLine.weekday)
        .join(JobPlanLine, JobPlanLine.job_plan_id == JobPlan.id)
        .where(JobPlan.clinician_id.in_(clinicians), JobPlan.start < end)
        .where(JobPlan.end.is_(None) | (JobPlan.end > start))
        .where(JobPlanLine.category == Category.NWD, JobPlanLine.week.is_(None))
        .where(JobPlanLine.weekday.is_not(None), JobPlanLine.nth_of_month.is_(None))
    ):
        found[person] |= {weekday}
    return found
