"""What is on file beside the rota: job plans, claims, publications, requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from sqlalchemy import select

from models import (
    Activity,
    Clinician,
    JobPlan,
    JobPlanLine,
    LeaveRequest,
    Publication,
    WliClaim,
)
from models.types import (
    ClaimState,
    LeaveState,
)
from rota_desk.domain.programmed_activities import WEEKS_A_YEAR
from rota_desk.domain.snapshot import (
    AwayKind,
    ClaimFacts,
    LeaveAsked,
    PlanLine,
    Told,
)
from rota_desk.queries.delivery_terms import terms_of
from rota_desk.queries.picture.aways import AWAY_FOR
from rota_desk.queries.picture.horizon import (
    BEGIN,
    BEYOND,
    FIRST,
    THESE,
    UNTIL,
    Horizon,
    local_day,
)
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
CLAIMS_THAT_FELL = (ClaimState.REJECTED, ClaimState.CANCELLED)

_PLANS = (
    select(JobPlan, JobPlanLine, Activity.name)
    .join(JobPlanLine, JobPlanLine.job_plan_id == JobPlan.id)
    .outerjoin(Activity, Activity.id == JobPlanLine.activity_id)
    .where(JobPlan.clinician_id.is_not(None), JobPlan.start < BEYOND)
    .where(JobPlan.end.is_(None) | (JobPlan.end > FIRST))
    .order_by(JobPlan.id, JobPlanLine.id)
)
_THEIR_PLANS = _PLANS.where(JobPlan.clinician_id.in_(THESE))
_CLAIMS = (
    select(WliClaim)
    .where(WliClaim.start >= BEGIN, WliClaim.start < UNTIL)
    .order_by(WliClaim.start, WliClaim.id)
)
_THEIR_CLAIMS = _CLAIMS.where(WliClaim.clinician_id.in_(THESE))
_REQUESTS = (
    select(
        LeaveRequest.id,
        LeaveRequest.clinician_id,
        LeaveRequest.kind,
        LeaveRequest.first_day,
        LeaveRequest.last_day,
        LeaveRequest.requested_at,
    )
    .where(LeaveRequest.state == LeaveState.REQUESTED)
    .where(LeaveRequest.first_day < BEYOND, LeaveRequest.first_day >= FIRST)
)
_THEIR_REQUESTS = _REQUESTS.where(LeaveRequest.clinician_id.in_(THESE))


def plan_lines_of(read: Reading, horizon: Horizon) -> Iterator[PlanLine]:
    """Each line of a job plan that holds on some of the days."""
    asked = _PLANS if horizon.clinicians is None else _THEIR_PLANS
    for plan, line, title in read.rows(asked, horizon.facts):
        yield plan_line(read, plan, line, title or "")


def plan_line(read: Reading, plan: JobPlan, line: JobPlanLine, activity: str) -> PlanLine:
    """A job-plan line as the plain value that arithmetic and rules use."""
    return PlanLine(
        clinician_id=plan.clinician_id or 0,
        weekday=line.weekday,
        start=line.starts,
        end=line.ends,
        category=line.category.value,
        activity=line.title or activity,
        cycle_weeks=plan.cycle_weeks,
        week=line.week,
        sessions=line.sessions,
        pa=line.pas,
        weeks_per_year=line.per_year,
        times_a_week=_times_a_week(read, plan, line),
        nth_of_month=line.nth_of_month,
        cycle_start=plan.start,
        valid_from=plan.start,
        valid_to=plan.end,
        plan_id=plan.id,
        line_id=line.id,
    )


def _times_a_week(read: Reading, plan: JobPlan, line: JobPlanLine) -> Fraction | None:
    """Times a year over the weeks that leave leaves, of a line on any days of the year.

    A contract that knows no delivery, and a post without a holder of its own, has 52 weeks.
    """
    if line.flexible != "year" or line.per_year is None:
        return None
    person = read.find(Clinician, plan.clinician_id or 0)
    day = max(plan.start, read.today)
    terms = terms_of(read, person, day, day + DAY) if person is not None else None
    return Fraction(line.per_year) / (terms.weeks if terms else WEEKS_A_YEAR)


def claims_of(read: Reading, horizon: Horizon) -> Iterator[ClaimFacts]:
    """Each claim of an extra session that starts on the days, by start."""
    asked = _CLAIMS if horizon.clinicians is None else _THEIR_CLAIMS
    for claim in read.all(asked, horizon.facts):
        yield ClaimFacts(
            claim_id=claim.id,
            clinician_id=claim.clinician_id,
            start=claim.start,
            end=claim.end,
            state=claim.state.value,
            reference=claim.reference,
            time_shifted=claim.time_shift_agreed_on is not None,
            session_id=claim.session_id,
            stands=claim.state not in CLAIMS_THAT_FELL,
        )


def told_of(read: Reading, horizon: Horizon) -> Iterator[Told]:
    """Each version of the whole department that touches the days, with the day it was made."""
    for first, last, at in read.rows(
        select(Publication.first_day, Publication.last_day, Publication.made_at).where(
            Publication.first_day < horizon.end,
            Publication.last_day >= horizon.start,
            Publication.rota == "",
        )
    ):
        yield Told(first, last, local_day(read, at))


def requests_of(read: Reading, horizon: Horizon) -> Iterator[LeaveAsked]:
    """Each request without an answer whose leave starts on the days."""
    asked = _REQUESTS if horizon.clinicians is None else _THEIR_REQUESTS
    for number, whom, kind, first, last, at in read.rows(asked, horizon.facts):
        away = AWAY_FOR.get(kind, AwayKind.SPECIAL_LEAVE)
        yield LeaveAsked(whom, away, first, last, local_day(read, at), number)
