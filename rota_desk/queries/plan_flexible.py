"""The running count of a plan's flexible lines: done, planned, owed by today and in the year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from sqlalchemy import func, select

from models import Activity, Assignment, ClinicalSession, Clinician, JobPlan, JobPlanLine, Post
from models import PostHolding as Holding
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL
from rota_desk.queries.delivery_terms import weeks_worked
from rota_desk.queries.leave_balance import leave_year
from rota_desk.queries.session_statement import since_when
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
HALF = Decimal("0.5")
PLACES = Decimal("0.1")
VACANT = "nobody holds the post today, so nobody owes it"
NO_WEEKS = "no contract tells how many weeks a year are worked"


@dataclass(frozen=True, slots=True)
class FlexibleCount:
    """How far somebody is with a line that stands on no day."""

    line_id: int
    owner: str
    title: str
    every: str  # "week" or "year"
    done: int
    planned: int  # still to come in the year
    owed: Decimal | None  # by today; None where what is owed is not known
    year: Decimal | None  # of the year, or of the part of it in which the post is held
    unknown: str = ""  # why what is owed is not known

    @property
    def behind(self) -> bool:
        """Whether less is done and planned than the year asks, or less done than by today."""
        if self.owed is None or self.year is None:
            return False
        return self.done + HALF < self.owed or self.done + self.planned + HALF < self.year

    @property
    def words(self) -> str:
        """The count in a line: "Audit, any day of the year: 3 done, 1 planned; 5 owed by now"."""
        return f"{self.title}, any day of the {self.every}: {self.short_words}"

    @property
    def shortest_words(self) -> str:
        """The count against what is owed: "3 of 5 owed done, 1 planned"."""
        done = (
            f"{self.done} done"
            if self.owed is None
            else f"{self.done} of {_plain(self.owed)} owed done"
        )
        return f"{done}, {self.planned} planned"

    @property
    def short_words(self) -> str:
        """The count alone: "3 done, 1 planned; 5 owed by today, 12 in the year"."""
        head = f"{self.done} done, {self.planned} planned"
        if self.owed is None or self.year is None:
            return f"{head}; {self.unknown}"
        return f"{head}; {_plain(self.owed)} owed by today, {_plain(self.year)} in the year"


def flexible_counts(read: Reading, *, plan: int | None = None) -> tuple[FlexibleCount, ...]:
    """Count every flexible line with an activity, of one plan or of all that are in force today.

    What stands for the person and the activity counts, except what another line of a plan put
    there. The year is the leave year, or begins with the plan where that is later; a post's
    holder owes the part of it in which they hold the post, and nothing of who held it before.
    """
    rows = select(JobPlan, JobPlanLine, Activity)
    rows = rows.join(JobPlanLine, JobPlanLine.job_plan_id == JobPlan.id)
    rows = rows.join(Activity, Activity.id == JobPlanLine.activity_id)
    rows = rows.where(JobPlanLine.flexible != "", JobPlan.start <= read.today)
    rows = rows.where(JobPlan.end.is_(None) | (JobPlan.end > read.today))
    if plan is not None:
        rows = rows.where(JobPlan.id == plan)
    found = read.rows(rows.order_by(JobPlanLine.id))
    counts = [(_whose(read, plan), line, activity) for plan, line, activity in found]
    counts.sort(key=lambda one: one[0].name)
    return tuple(_count(read, *one) for one in counts)


@dataclass(frozen=True, slots=True)
class _Owner:
    """Who owes a plan's flexible lines today, and from when to when in the year."""

    name: str
    person: Clinician | None  # None: the post is vacant
    start: dt.date
    until: dt.date


def _whose(read: Reading, plan: JobPlan) -> _Owner:
    _, until = leave_year(read, on=read.today)
    start = max(since_when(read, read.today), plan.start)
    until = min(until, plan.end or until)
    if plan.clinician_id is not None:
        person = read.get(Clinician, plan.clinician_id)
        return _Owner(person.name, person, start, until)
    post = read.get(Post, plan.post_id or 0)
    held = read.one(
        select(Holding)
        .where(Holding.post_id == post.id, Holding.start <= read.today)
        .where(Holding.end.is_(None) | (Holding.end > read.today))
    )
    if held is None:
        return _Owner(f"{post.name}, vacant", None, start, until)
    person = read.get(Clinician, held.clinician_id)
    start, until = max(start, held.start), min(until, held.end or until)
    return _Owner(f"{post.name}, {person.name}", person, start, until)


def _count(read: Reading, owner: _Owner, line: JobPlanLine, activity: Activity) -> FlexibleCount:
    tomorrow = read.today + DAY
    year = _a_year(read, line, owner.person)
    return FlexibleCount(
        line_id=line.id,
        owner=owner.name,
        title=line.title or activity.name,
        every=line.flexible,
        done=_stood(read, line, owner.person, owner.start, tomorrow),
        planned=_stood(read, line, owner.person, tomorrow, owner.until),
        owed=_share(year, owner.start, tomorrow),
        year=_share(year, owner.start, owner.until),
        unknown="" if year is not None else VACANT if owner.person is None else NO_WEEKS,
    )


def _a_year(read: Reading, line: JobPlanLine, person: Clinician | None) -> Fraction | None:
    """Times a whole year: as written, or once in each week that leave leaves."""
    if person is None:
        return None
    if line.per_year is not None:
        return Fraction(line.per_year)
    return weeks_worked(read, person, read.today)


def _share(year: Fraction | None, start: dt.date, end: dt.date) -> Decimal | None:
    if year is None:
        return None
    part = year * Fraction(max((end - start).days, 0), 365)
    return (Decimal(part.numerator) / Decimal(part.denominator)).quantize(PLACES, ROUND_HALF_UP)


def _stood(
    read: Reading, line: JobPlanLine, person: Clinician | None, start: dt.date, end: dt.date
) -> int:
    if person is None:
        return 0
    own = ClinicalSession.job_plan_line_id
    found = (
        select(func.count(Assignment.id))
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(Assignment.clinician_id == person.id)
        .where(ClinicalSession.activity_id == line.activity_id)
        .where(ClinicalSession.state.not_in(FELL), own.is_(None) | (own == line.id))
        .where(ClinicalSession.start >= midnight(start), ClinicalSession.start < midnight(end))
    )
    return int(read.rows(found)[0][0])


def _plain(number: Decimal) -> str:
    return f"{number:f}".removesuffix(".0")
