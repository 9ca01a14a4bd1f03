"""What a job plan asks for in a year: sessions by activity, in the weeks that leave leaves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from models import Clinician, JobPlan
from rota_desk.domain.delivery import Tone
from rota_desk.domain.programmed_activities import plan_totals
from rota_desk.queries.delivery_terms import terms_of
from rota_desk.queries.plan_sheet import plan_sheet
from rota_desk.queries.session_statement import (
    Basis,
    SessionStatement,
    session_statement,
    since_when,
)
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

PLACES = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class PlanYear:
    """A year's sessions of a plan, most first, and the weeks in which they fall."""

    weeks: Decimal
    sessions: tuple[tuple[str, Decimal], ...]
    account: SessionStatement | None = None  # of the leave year so far

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
        account=_account(read, there),
    )


def _account(read: Reading, plan: JobPlan) -> SessionStatement | None:
    """The leave year so far by the plan; none where it is not in force today."""
    start, until = since_when(read, read.today), read.today + dt.timedelta(days=1)
    if plan.clinician_id is None or plan.start >= until or (plan.end and plan.end <= read.today):
        return None
    return session_statement(read, clinician=plan.clinician_id, start=start, end=until)


def delivered_words(one: SessionStatement) -> tuple[tuple[str, str], ...]:
    """The year so far in lines, each with the kind of its words: both readings of O-12."""
    marks = {Tone.FINE: ("✓", "good"), Tone.AMBER: ("◆", "warning"), Tone.RED: ("▲", "danger")}
    mark, kind = marks[one.tone]
    chosen = _expected(one.basis, one.expected, one.variance)
    other = _expected(one.basis.other, one.expected_otherwise, one.variance_otherwise)
    turned = "; that would turn the verdict" if one.turns else ""
    return (
        (f"{mark} Since {day_words(one.start)} {_plain(one.credit)} credited; {chosen}", kind),
        (f"Read the other way {other}{turned} (O-12)", "warning" if one.turns else "soft"),
    )


def _expected(basis: Basis, expected: Fraction, share: Fraction | None) -> str:
    way = "by the calendar" if basis is Basis.CALENDAR else "by weeks gone"
    apart = "" if share is None else f" ({float(share) * 100:+.1f} %)".replace("-", "−")
    return f"{_plain(expected)} expected {way}{apart}"


def _plain(number: Fraction) -> str:
    return f"{float(number):.1f}".rstrip("0").rstrip(".")


def _rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(PLACES)
