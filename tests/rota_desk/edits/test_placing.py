"""A flexible line finds its day: free days, gaps first; placing it counts."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinician,
    a_department,
    a_desk,
    a_job_plan,
    a_plan_line,
    a_session,
    an_activity,
    every,
    found,
)

from models import Assignment, ClinicalSession, Clinician, JobPlan, JobPlanLine
from models.types import Category, Slot
from rota_desk.desk import Desk, Done
from rota_desk.edits.building import build_period
from rota_desk.edits.job_plans import LineFacts, add_plan_line
from rota_desk.edits.placing import place_flexible
from rota_desk.errors import Refusal
from rota_desk.queries.flexible_days import flexible_days
from rota_desk.queries.job_plans import job_plan_week
from rota_desk.queries.plan_beside import plan_beside
from rota_desk.queries.plan_flexible import flexible_counts

DAY = dt.timedelta(days=1)
LAST = MONDAY + dt.timedelta(days=13)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


@pytest.fixture
def patel(desk: Desk) -> Clinician:
    return a_clinician(desk)


@pytest.fixture
def plan(desk: Desk, patel: Clinician) -> JobPlan:
    """Clinics on Monday and Wednesday mornings, built for two weeks."""
    plan = a_job_plan(desk, patel)
    for weekday in (0, 2):
        a_plan_line(desk, plan, "CL", weekday)
    desk.do(build_period, first=MONDAY, last=LAST)
    return plan


def a_flexible_line(desk: Desk, plan: JobPlan) -> int:
    """Twenty endoscopy lists a year, on any mornings."""
    facts = LineFacts(
        starts=dt.time(8, 30),
        ends=dt.time(12, 30),
        category=Category.DCC,
        slot=Slot.AM,
        activity=an_activity(desk, "EN").id,
        sessions=Decimal(1),
        flexible="year",
        per_year=Decimal(20),
    )
    done = desk.do(add_plan_line, plan=plan.id, facts=facts)
    assert isinstance(done, Done)
    return done.value


def test_free_days_are_offered_gaps_first_and_never_over_other_work(
    desk: Desk, plan: JobPlan
) -> None:
    line = a_flexible_line(desk, plan)
    gap = MONDAY + 10 * DAY
    a_session(desk, "EN", gap)
    days = desk.ask(flexible_days, line=line)
    assert days[0].words == "Thu 19 Nov, fills a gap; none yet that week"
    today = dt.date(2026, 11, 10)
    free = [today + n * DAY for n in range(1, 13)]
    mine = {one.day for one in days}
    assert mine == {day for day in free if day.weekday() in {1, 3, 4} and day <= LAST}


def test_placing_fills_the_gap_and_counts(desk: Desk, plan: JobPlan, patel: Clinician) -> None:
    line = a_flexible_line(desk, plan)
    day = MONDAY + 10 * DAY
    session = a_session(desk, "EN", day)
    before = len(every(desk, ClinicalSession))
    done = desk.do(place_flexible, line=line, day=day)
    assert isinstance(done, Done)
    placed = found(desk, Assignment, done.value)
    assert placed is not None
    assert (placed.session_id, placed.clinician_id) == (session.id, patel.id)
    assert len(every(desk, ClinicalSession)) == before
    assert desk.can_undo == "Place Endoscopy list of the plan of Dr A Patel on Thu 19 Nov"
    (count,) = desk.ask(flexible_counts, plan=plan.id)
    assert (count.done, count.planned) == (0, 1)


def test_without_a_gap_it_is_added_at_the_lines_own_times_and_building_leaves_it(
    desk: Desk, plan: JobPlan, patel: Clinician
) -> None:
    line = a_flexible_line(desk, plan)
    day = MONDAY + 11 * DAY
    desk.do(place_flexible, line=line, day=day)
    desk.do(build_period, first=MONDAY, last=LAST)
    (one,) = [one for one in every(desk, ClinicalSession) if one.start.date() == day]
    assert (one.start.time(), one.end.time(), one.owner_id) == (
        dt.time(8, 30),
        dt.time(12, 30),
        patel.id,
    )


def test_a_line_of_a_weekday_and_a_day_before_the_plan_are_refused(
    desk: Desk, plan: JobPlan
) -> None:
    clinic = every(desk, JobPlanLine)[0]
    with pytest.raises(Refusal, match="Choose a flexible line with an activity"):
        desk.do(place_flexible, line=clinic.id, day=MONDAY)
    line = a_flexible_line(desk, plan)
    early = MONDAY - DAY
    with pytest.raises(Refusal, match="The plan is not in force on Sun 8 Nov"):
        desk.do(place_flexible, line=line, day=early)


def test_so_many_a_year_weigh_their_share_of_a_week(desk: Desk, plan: JobPlan) -> None:
    view = desk.ask(job_plan_week, plan=plan.id)
    assert view is not None
    assert view.summary.total == 2
    a_flexible_line(desk, plan)
    view = desk.ask(job_plan_week, plan=plan.id)
    assert view is not None
    weeks = Decimal(42)  # 32 days of leave, 8 of public holidays, 10 of study
    assert view.summary.total == 2 + (20 / weeks).quantize(Decimal("0.001"))


def test_an_nth_weekday_stands_in_no_week_and_names_its_next_days(
    desk: Desk, plan: JobPlan
) -> None:
    facts = LineFacts(
        starts=dt.time(13),
        ends=dt.time(14),
        category=Category.SPA,
        slot=Slot.PM,
        title="Governance",
        weekday=1,
        week=1,
        nth_of_month=3,
    )
    desk.do(add_plan_line, plan=plan.id, facts=facts)
    assert every(desk, JobPlanLine)[-1].week is None
    view = desk.ask(job_plan_week, plan=plan.id)
    assert view is not None
    (one,) = desk.ask(plan_beside, plan=view)
    assert (one.when, one.can_be_placed, one.count) == ("Third Tue of the month", False, None)
    assert one.coming == (dt.date(2026, 11, 17), dt.date(2026, 12, 15), dt.date(2027, 1, 19))
