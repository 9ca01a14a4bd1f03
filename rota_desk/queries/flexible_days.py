"""Days on which a flexible line of a job plan could be done: the rota is built, nobody is away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from models import Assignment, ClinicalSession, JobPlan, JobPlanLine, PostHolding
from rota_desk.domain.span import midnight
from rota_desk.domain.times import monday_of, span_on
from rota_desk.planning.cycle import each_day
from rota_desk.planning.diary import Diary
from rota_desk.queries.away_spans import away_spans
from rota_desk.queries.built_until import built_to
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.cover import FELL, counts
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_words

AHEAD = dt.timedelta(weeks=8)
DAY = dt.timedelta(days=1)
WORKING_DAYS = 5
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class FlexibleDay:
    """A day on which the person has nothing at the line's times."""

    day: dt.date
    clinician_id: int
    gaps: int  # sessions of the activity that want somebody in that part of the day
    that_week: int  # times it is done in that week already

    @property
    def words(self) -> str:
        """The day in a line: "Tue 24 Nov, fills a gap; none yet that week"."""
        gap = ", fills a gap" if self.gaps else ""
        there = count_words(self.that_week, "time") if self.that_week else "none yet"
        return f"{day_words(self.day)}{gap}; {there} that week"


def flexible_days(read: Reading, *, line: int) -> tuple[FlexibleDay, ...]:
    """Free working days of the coming weeks that are built: gaps first, then empty weeks."""
    there = read.get(JobPlanLine, line)
    plan = read.get(JobPlan, there.job_plan_id)
    built = built_to(read)
    first, last = max(read.today + DAY, plan.start), read.today + AHEAD
    last = min(day for day in (last, built, plan.end and plan.end - DAY) if day is not None)
    if built is None or last < first:
        return ()
    found = list(_free(read, plan, there, first, last))
    return tuple(sorted(found, key=lambda one: (not one.gaps, one.that_week > 0, one.day)))


def holder_on(read: Reading, plan: JobPlan, day: dt.date) -> int | None:
    """Whose plan it is on a day: the person, or whoever holds the post then."""
    if plan.clinician_id is not None:
        return plan.clinician_id
    held = (
        select(PostHolding)
        .where(PostHolding.post_id == plan.post_id, PostHolding.start <= day)
        .where(PostHolding.end.is_(None) | (PostHolding.end > day))
    )
    holding = read.one(held)
    return holding.clinician_id if holding else None


def _free(
    read: Reading, plan: JobPlan, line: JobPlanLine, first: dt.date, last: dt.date
) -> Iterator[FlexibleDay]:
    diary = Diary()
    diary.note(away_spans(read, first=first, last=last), first, last)
    off = bank_holidays(read, start=first, end=last + DAY)
    short = _gaps(read, line, first, last)
    busy: dict[int, list[tuple[Span, int]]] = {}
    for day in each_day(first, last):
        whom = holder_on(read, plan, day)
        if whom is None or day in off or day.weekday() >= WORKING_DAYS:
            continue
        if whom not in busy:
            busy[whom] = _busy(read, whom, first - DAY, last + DAY)
        start, end = span_on(day, line.starts, line.ends)
        if diary.hindrance(whom, start, end) is not None:
            continue
        if any(span[0] < end and start < span[1] for span, _ in busy[whom]):
            continue
        same = [
            span
            for span, activity in busy[whom]
            if activity == line.activity_id and monday_of(span[0].date()) == monday_of(day)
        ]
        yield FlexibleDay(day, whom, short.get(day, 0), len(same))


def _busy(read: Reading, clinician: int, first: dt.date, last: dt.date) -> list[tuple[Span, int]]:
    """What somebody stands on, with whole weeks around the days."""
    week = dt.timedelta(weeks=1)
    found = (
        select(ClinicalSession.start, ClinicalSession.end, ClinicalSession.activity_id)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(Assignment.clinician_id == clinician, ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.end > midnight(first - week))
        .where(ClinicalSession.start < midnight(last + week))
    )
    return [((start, end), activity) for start, end, activity in read.rows(found)]


def _gaps(read: Reading, line: JobPlanLine, first: dt.date, last: dt.date) -> dict[dt.date, int]:
    """On each day, the line's sessions in its part of the day that are short of somebody."""
    counted = (
        select(func.count(Assignment.id))
        .where(Assignment.session_id == ClinicalSession.id)
        .where(counts())
        .scalar_subquery()
    )
    found = (
        select(ClinicalSession.start)
        .where(ClinicalSession.activity_id == line.activity_id)
        .where(ClinicalSession.slot == line.slot, ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start >= midnight(first))
        .where(ClinicalSession.start < midnight(last + DAY))
        .where(ClinicalSession.cover_wanted > counted)
    )
    days: dict[dt.date, int] = {}
    for (start,) in read.rows(found):
        days[start.date()] = days.get(start.date(), 0) + 1
    return days
