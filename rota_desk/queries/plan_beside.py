"""Lines of a job plan that stand on no weekday of its weeks: when they come, how far they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rota_desk.planning.cycle import Repeat, each_day
from rota_desk.queries.job_plans import JobPlanView, PlanLineView
from rota_desk.queries.plan_flexible import FlexibleCount, flexible_counts
from rota_desk.unit_of_work import Reading
from rota_desk.words import DAYS, NTHS

AHEAD = dt.timedelta(days=190)  # even a fifth weekday comes twice
COMING = 3  # days that are named


@dataclass(frozen=True, slots=True)
class BesideLine:
    """A line of an nth weekday with its next days, or a flexible one with its count."""

    line: PlanLineView
    when: str  # "Third Wed of the month", "Any day of the week", "Any day of the year, 20 a year"
    coming: tuple[dt.date, ...]
    count: FlexibleCount | None

    @property
    def can_be_placed(self) -> bool:
        """Whether it waits for a day to be found: it is flexible, and of an activity."""
        return bool(self.line.flexible) and self.line.activity_id is not None


def plan_beside(read: Reading, *, plan: JobPlanView) -> tuple[BesideLine, ...]:
    """The lines beside the weeks of a plan, those of a month first."""
    counts = {one.line_id: one for one in flexible_counts(read, plan=plan.summary.plan_id)}
    first = max(read.today, plan.summary.start)
    lines = sorted(plan.unplaced, key=lambda one: (bool(one.flexible), one.flexible, one.id))
    return tuple(
        BesideLine(
            line,
            _when(line),
            tuple(islice(days_of_line(plan, line, first), COMING)),
            counts.get(line.id),
        )
        for line in lines
    )


def _when(line: PlanLineView) -> str:
    if line.nth_of_month is not None:
        return f"{NTHS[line.nth_of_month - 1]} {DAYS[line.weekday or 0]} of the month"
    often = f", {line.per_year.normalize():f} a year" if line.per_year is not None else ""
    return f"Any day of the {line.flexible}{often}"


def days_of_line(plan: JobPlanView, line: PlanLineView, first: dt.date) -> Iterator[dt.date]:
    """The days of the coming half year on which a line comes round; none of a flexible one."""
    if line.flexible:
        return
    repeat = Repeat(
        cycle_start=plan.summary.start,
        cycle_weeks=plan.summary.cycle_weeks,
        weekday=line.weekday,
        week=line.week,
        nth_of_month=line.nth_of_month,
        until=plan.summary.end,
    )
    yield from (day for day in each_day(first, first + AHEAD) if repeat.falls_on(day))
