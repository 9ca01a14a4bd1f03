"""The running count of a plan's flexible lines: done, planned, owed by today and in the year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from sqlalchemy import func, select

from models import Activity, Assignment, ClinicalSession, Clinician, JobPlan, JobPlanLine
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL
from rota_desk.queries.delivery_terms import terms_of
from rota_desk.queries.leave_balance import leave_year
from rota_desk.queries.session_statement import since_when
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
HALF = Decimal("0.5")
PLACES = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class FlexibleCount:
    """How far somebody is with a line that stands on no day."""

    line_id: int
    owner: str
    title: str
    every: str  # "week" or "year"
    done: int
    planned: int  # still to come in the year
    owed: Decimal | None  # by today; None where no number a year is known
    year: Decimal | None

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
            return f"{head}; no number a year is written in the plan"
        return f"{head}; {_plain(self.owed)} owed by today, {_plain(self.year)} in the year"


def flexible_counts(read: Reading, *, plan: int | None = None) -> tuple[FlexibleCount, ...]:
    """Count every flexible line with an activity, of one plan or of all people's in force today.

    What stands for the person and the activity counts, except what another line of a plan put
    there. The year is the leave year, or begins with the plan where that is later.
    """
    rows = select(JobPlan, JobPlanLine, Activity, Clinician)
    rows = rows.join(JobPlanLine, JobPlanLine.job_plan_id == JobPlan.id)
    rows = rows.join(Activity, Activity.id == JobPlanLine.activity_id)
    rows = rows.join(Clinician, Clinician.id == JobPlan.clinician_id)
    rows = rows.where(JobPlanLine.flexible != "", JobPlan.start <= read.today)
    rows = rows.where(JobPlan.end.is_(None) | (JobPlan.end > read.today))
    if plan is not None:
        rows = rows.where(JobPlan.id == plan)
    counts = [
        _count(read, *row) for row in read.rows(rows.order_by(Clinician.name, JobPlanLine.id))
    ]
    return tuple(counts)


def _count(
    read: Reading, plan: JobPlan, line: JobPlanLine, activity: Activity, person: Clinician
) -> FlexibleCount:
    _, until = leave_year(read, on=read.today)
    begun = max(since_when(read, read.today), plan.start)
    until = min(until, plan.end or until)
    tomorrow = read.today + DAY
    year = _a_year(read, line, person)
    return FlexibleCount(
        line_id=line.id,
        owner=person.name,
        title=line.title or activity.name,
        every=line.flexible,
        done=_stood(read, line, person.id, begun, tomorrow),
        planned=_stood(read, line, person.id, tomorrow, until),
        owed=_share(year, begun, tomorrow),
        year=_share(year, begun, until),
    )


def _a_year(read: Reading, line: JobPlanLine, person: Clinician) -> Fraction | None:
    """Times a whole year: as written, or once in each week that leave leaves."""
    if line.per_year is not None:
        return Fraction(line.per_year)
    terms = (
        terms_of(read, person, read.today, read.today + DAY) if line.flexible == "week" else None
    )
    return terms.weeks if terms else None


def _share(year: Fraction | None, start: dt.date, end: dt.date) -> Decimal | None:
    if year is None:
        return None
    part = year * Fraction(max((end - start).days, 0), 365)
    return (Decimal(part.numerator) / Decimal(part.denominator)).quantize(PLACES, ROUND_HALF_UP)


def _stood(read: Reading, line: JobPlanLine, clinician: int, start: dt.date, end: dt.date) -> int:
    own = ClinicalSession.job_plan_line_id
    found = (
        select(func.count(Assignment.id))
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(Assignment.clinician_id == clinician)
        .where(ClinicalSession.activity_id == line.activity_id)
        .where(ClinicalSession.state.not_in(FELL), own.is_(None) | (own == line.id))
        .where(ClinicalSession.start >= midnight(start), ClinicalSession.start < midnight(end))
    )
    return int(read.rows(found)[0][0])


def _plain(number: Decimal) -> str:
    return f"{number:f}".removesuffix(".0")
