"""One-off changes to coming weeks of a plan, and what building makes of them."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinician,
    a_department,
    a_desk,
    a_job_plan,
    a_plan_line,
    an_activity,
    approved_leave,
    at,
    every,
)

from models import (
    Activity,
    Assignment,
    ClinicalSession,
    Clinician,
    JobPlan,
    JobPlanLine,
    PlanException,
)
from models.types import AssignmentSource, SessionSource
from rota_desk.desk import Desk
from rota_desk.edits.building import BuildAnswer, build_period
from rota_desk.edits.job_plans import start_new_version
from rota_desk.edits.plan_exceptions import Beside, except_week, take_back_exceptions
from rota_desk.errors import Refusal
from rota_desk.queries.plan_exceptions import plan_exceptions

TUESDAY, THURSDAY = MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=3)
WEEK = dt.timedelta(weeks=1)


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
    return a_job_plan(desk, patel)


@pytest.fixture
def line(desk: Desk, plan: JobPlan) -> JobPlanLine:
    return a_plan_line(desk, plan, "EN", 1)


def beside(activity: Activity, day: dt.date = THURSDAY) -> Beside:
    return Beside(day, activity.id, activity.slot, activity.starts, activity.ends)


def move(desk: Desk, plan: JobPlan, line: JobPlanLine) -> list[int]:
    """The Tuesday's list comes on Thursday, once."""
    extra = beside(an_activity(desk, "EN"))
    return desk.do(
        except_week, plan=plan.id, reason="course", out=[(line.id, TUESDAY)], beside=[extra]
    ).value


def build(desk: Desk, weeks: int = 1) -> BuildAnswer:
    last = MONDAY + weeks * WEEK - dt.timedelta(days=1)
    return desk.do(build_period, first=MONDAY, last=last).value


def starts(desk: Desk) -> list[dt.datetime]:
    return sorted(one.start for one in every(desk, ClinicalSession))


def test_building_moves_the_list_once_and_says_so(
    desk: Desk, plan: JobPlan, line: JobPlanLine
) -> None:
    move(desk, plan, line)
    answer = build(desk, weeks=2)
    assert starts(desk) == [at(THURSDAY, "08:30"), at(TUESDAY + WEEK, "08:30")]
    assert answer.exceptions == (
        "Dr A Patel, Tue 10 Nov: no Endoscopy list 08:30–12:30 (course)",
        "Dr A Patel, Thu 12 Nov: also Endoscopy list 08:30–12:30 (course)",
    )
    assert [one.source for one in every(desk, Assignment)] == [
        AssignmentSource.EXCEPTION,
        AssignmentSource.PLAN,
    ]
    assert {one.source for one in every(desk, ClinicalSession)} == {SessionSource.PLAN}


def test_building_again_makes_nothing_twice(desk: Desk, plan: JobPlan, line: JobPlanLine) -> None:
    move(desk, plan, line)
    build(desk)
    again = build(desk)
    assert (again.sessions, again.kept, starts(desk)) == (0, 1, [at(THURSDAY, "08:30")])


def test_undo_of_building_lets_the_change_wait_again(
    desk: Desk, plan: JobPlan, line: JobPlanLine
) -> None:
    move(desk, plan, line)
    build(desk)
    desk.undo()
    assert [one.built for one in desk.ask(plan_exceptions, first=MONDAY)] == [False, False]
    build(desk)
    assert starts(desk) == [at(THURSDAY, "08:30")]


def test_leave_on_the_day_leaves_the_extra_list_as_a_gap(
    desk: Desk, patel: Clinician, plan: JobPlan, line: JobPlanLine
) -> None:
    move(desk, plan, line)
    approved_leave(desk, patel, THURSDAY)
    answer = build(desk)
    assert (answer.assignments, answer.gaps, starts(desk)) == (0, 1, [at(THURSDAY, "08:30")])


def test_what_is_taken_back_comes_round_as_ever(
    desk: Desk, plan: JobPlan, line: JobPlanLine
) -> None:
    desk.do(take_back_exceptions, exceptions=move(desk, plan, line))
    build(desk)
    assert starts(desk) == [at(TUESDAY, "08:30")]
    desk.undo()
    desk.undo()
    build(desk)
    assert starts(desk) == [at(THURSDAY, "08:30")]


def test_a_new_version_of_the_plan_keeps_the_change(
    desk: Desk, plan: JobPlan, line: JobPlanLine
) -> None:
    later = TUESDAY + WEEK
    desk.do(except_week, plan=plan.id, reason="audit day", out=[(line.id, later)])
    fresh = desk.do(start_new_version, plan=plan.id, monday=MONDAY + WEEK).value
    assert [(one.plan_id, one.words) for one in desk.ask(plan_exceptions, first=MONDAY)] == [
        (fresh, "Tue 17 Nov: no Endoscopy list 08:30–12:30 (audit day)")
    ]
    build(desk, weeks=2)
    assert starts(desk) == [at(TUESDAY, "08:30")]


def test_a_week_that_is_built_is_changed_on_the_rota(
    desk: Desk, plan: JobPlan, line: JobPlanLine
) -> None:
    made = move(desk, plan, line)
    build(desk, weeks=2)
    with pytest.raises(Refusal, match="The week of Mon 16 Nov is built already"):
        desk.do(except_week, plan=plan.id, reason="course", out=[(line.id, TUESDAY + WEEK)])
    with pytest.raises(Refusal, match="Thu 12 Nov is built"):
        desk.do(take_back_exceptions, exceptions=made[1:])


def test_a_change_that_makes_no_sense_is_refused(
    desk: Desk, plan: JobPlan, line: JobPlanLine
) -> None:
    for out, reason, said in (
        ([(line.id, THURSDAY)], "course", "does not come round on Thu 12 Nov"),
        ([], "course", "Choose a line that falls out"),
        ([(line.id, TUESDAY - 53 * WEEK)], "course", "is past"),
        ([(line.id, TUESDAY)], " ", "Say why"),
    ):
        with pytest.raises(Refusal, match=said):
            desk.do(except_week, plan=plan.id, reason=reason, out=out)
    assert every(desk, PlanException) == []
