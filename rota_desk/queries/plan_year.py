"""What a job plan asks for in a year: sessions by activity, in the weeks that leave leaves."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from models import Clinician, JobPlan
from rota_desk.domain.programmed_activities import plan_totals
from rota_desk.queries.plan_sheet import plan_sheet
from rota_desk.queries.session_statement import terms_of
from rota_desk.unit_of_work import Reading

PLACES = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class PlanYear:
    """A year's sessions of a plan, most first, and the weeks in which they fall."""

    weeks: Decimal
    sessions: tuple[tuple[str, Decimal], ...]

    @property
    def total(self) -> Decimal:
        """All sessions of the year."""
        return sum((count for _, count in self.sessions), Decimal(0))


def plan_year(read: Reading, *, plan: int) -> PlanYear | None:
    """Give the year of a person's plan; none for a post, or where the contract knows no PAs."""
    there = read.get(JobPlan, plan)
    if there.clinician_id is None:
        return None
    sheet = plan_sheet(read, there)
    person = read.get(Clinician, there.clinician_id)
    day = max(there.start, min(read.today, there.end or read.today))
    terms = terms_of(read, person, day, day)
    if sheet.terms is None or terms is None:
        return None
    totals = plan_totals(sheet.values, sheet.terms, terms.weeks)
    found = [(name, _rounded(count)) for name, count in totals.sessions_per_year.items() if count]
    return PlanYear(
        weeks=_rounded(terms.weeks),
        sessions=tuple(sorted(found, key=lambda one: (-one[1], one[0]))),
    )


def _rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(PLACES)
