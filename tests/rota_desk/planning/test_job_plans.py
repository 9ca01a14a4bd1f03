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
    a_post,
    a_resident,
    a_room,
    an_activity,
    every,
    held,
)

from models import JobPlan, JobPlanLine
from models.types import Category, Slot
from rota_desk.desk import Desk
from rota_desk.edits.building import build_period
from rota_desk.edits.job_plans import (
    LineFacts,
    add_plan_line,
    change_plan_line,
    remove_plan_line,
    save_job_plan,
    start_new_version,
)
from rota_desk.errors import Refusal
from rota_desk.queries.job_plans import job_plan_week, job_plans

TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


def a_line(desk: Desk, code: str = "EN", **facts: object) -> LineFacts:
    usual: dict[str, object] = {
        "starts": dt.time(8, 30),
        "ends": dt.time(12, 30),
        "category": Category.DCC,
        "slot": Slot.AM,
        "activity": an_activity(desk, code).id,
        "weekday": 0,
    }
    return LineFacts(**{**usual, **facts})  # type: ignore[arg-type]  # facts of many kinds


def test_a_plan_is_begun_and_changed_under_its_monday(desk: Desk) -> None:
    patel = a_clinician(desk)
    first = desk.do(save_job_plan, start=MONDAY, clinician=patel.id, cycle_weeks=2).value
    again = desk.do(save_job_plan, start=MONDAY, clinician=patel.id, cycle_weeks=4).value
    assert first == again
    assert [one.cycle_weeks for one in every(desk, JobPlan)] == [4]
    assert desk.can_undo == "Save the job plan of Dr A Patel"


def test_a_plan_belongs_to_one_person_or_one_post(desk: Desk) -> None:
    with pytest.raises(Refusal, match="one person or to one post"):
        desk.do(save_job_plan, start=MONDAY)


def test_a_plan_starts_on_a_monday(desk: Desk) -> None:
    patel = a_clinician(desk)
    with pytest.raises(Refusal, match="starts on a Monday"):
        desk.do(save_job_plan, start=TUESDAY, clinician=patel.id)


def test_a_cycle_is_not_shortened_over_its_lines(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_plan_line(desk, a_job_plan(desk, patel, cycle_weeks=4), week=3)
    with pytest.raises(Refusal, match="lines in week 3"):
        desk.do(save_job_plan, start=MONDAY, clinician=patel.id, cycle_weeks=2)


def test_a_week_adds_up_against_the_contract(desk: Desk) -> None:
    """A four-hour list is 1 PA; Friday 16:00 to 22:00 is 0.75 plain and 1 premium."""
    patel = a_clinician(desk, pas="3")
    plan = a_job_plan(desk, patel, pas="3")
    desk.do(add_plan_line, plan=plan.id, facts=a_line(desk))
    late = a_line(desk, "CL", weekday=4, starts=dt.time(16), ends=dt.time(22))
    desk.do(add_plan_line, plan=plan.id, facts=late)
    view = desk.ask(job_plan_week, clinician=patel.id)
    assert view is not None
    assert view.by_category == ((Category.DCC, Decimal("2.750")),)
    assert view.summary.words == "2.75 PA planned, 3.00 contracted: 0.25 missing"
    assert [one.pas for day in view.weeks[0].days for one in day] == [
        Decimal("1.000"),
        Decimal("1.750"),
    ]


def test_lines_of_alternate_weeks_count_half(desk: Desk) -> None:
    patel = a_clinician(desk, pas="1")
    plan = a_job_plan(desk, patel, cycle_weeks=2, pas="1")
    desk.do(add_plan_line, plan=plan.id, facts=a_line(desk, week=1))
    desk.do(add_plan_line, plan=plan.id, facts=a_line(desk, "SP", week=2, category=Category.SPA))
    view = desk.ask(job_plan_week, clinician=patel.id)
    assert view is not None
    assert view.by_category == (
        (Category.DCC, Decimal("0.500")),
        (Category.SPA, Decimal("0.500")),
    )
    assert view.summary.matches
    codes = [[one.code for day in week.days for one in day] for week in view.weeks]
    assert codes == [["EN"], ["SP"]]


def test_a_flexible_line_counts_and_stands_on_no_day(desk: Desk) -> None:
    patel = a_clinician(desk, pas="1")
    plan = a_job_plan(desk, patel, pas="1")
    facts = a_line(desk, weekday=None, flexible="week", pas=Decimal(1))
    desk.do(add_plan_line, plan=plan.id, facts=facts)
    view = desk.ask(job_plan_week, clinician=patel.id)
    assert view is not None
    assert [one.flexible for one in view.unplaced] == ["week"]
    assert view.summary.total == Decimal("1.000")
    assert [len(day) for day in view.weeks[0].days] == [0] * 7


def test_lines_that_overlap_are_said_in_words(desk: Desk) -> None:
    patel = a_clinician(desk)
    plan = a_job_plan(desk, patel)
    desk.do(add_plan_line, plan=plan.id, facts=a_line(desk))
    desk.do(add_plan_line, plan=plan.id, facts=a_line(desk, "CL", starts=dt.time(12)))
    view = desk.ask(job_plan_week, plan=plan.id)
    assert view is not None
    assert view.clash_words == ("Endoscopy list (Mon 08:30–12:30) meets Clinic (Mon 12:00–12:30)",)
    assert all(one.clashes for day in view.weeks[0].days for one in day)


def test_a_post_without_programmed_activities_is_told_in_hours(desk: Desk) -> None:
    post = a_post(desk, "Registrar 1")
    held(desk, post, a_resident(desk))
    plan = desk.do(save_job_plan, start=MONDAY, post=post.id).value
    desk.do(add_plan_line, plan=plan, facts=a_line(desk))
    assert [(one.owner, one.words) for one in desk.ask(job_plans)] == [
        ("Registrar 1", "4.0 h a week")
    ]


def test_nobody_without_a_plan_has_a_week(desk: Desk) -> None:
    assert desk.ask(job_plan_week, clinician=a_clinician(desk).id) is None


def test_a_line_is_changed_as_a_whole(desk: Desk) -> None:
    patel = a_clinician(desk)
    room = a_room(desk)
    line = a_plan_line(desk, a_job_plan(desk, patel))
    facts = a_line(desk, weekday=2, room=room.id, sessions=Decimal(1))
    desk.do(change_plan_line, line=line.id, facts=facts)
    after = every(desk, JobPlanLine)[0]
    assert (after.weekday, after.room_id, after.sessions) == (2, room.id, Decimal("1.000"))


def test_a_line_outside_the_cycle_is_refused(desk: Desk) -> None:
    plan = a_job_plan(desk, a_clinician(desk), cycle_weeks=2)
    with pytest.raises(Refusal, match="there is no week 3"):
        desk.do(add_plan_line, plan=plan.id, facts=a_line(desk, week=3))


def test_a_line_needs_a_day_or_is_flexible(desk: Desk) -> None:
    plan = a_job_plan(desk, a_clinician(desk))
    with pytest.raises(Refusal, match="make the line flexible"):
        desk.do(add_plan_line, plan=plan.id, facts=a_line(desk, weekday=None))


def test_a_line_needs_an_activity_or_words(desk: Desk) -> None:
    plan = a_job_plan(desk, a_clinician(desk))
    with pytest.raises(Refusal, match="Choose an activity"):
        desk.do(add_plan_line, plan=plan.id, facts=a_line(desk, activity=None))


def test_a_line_that_was_built_from_stays_in_its_version(desk: Desk) -> None:
    patel = a_clinician(desk)
    line = a_plan_line(desk, a_job_plan(desk, patel))
    desk.do(build_period, first=MONDAY, last=MONDAY)
    with pytest.raises(Refusal, match="Start a new version"):
        desk.do(remove_plan_line, line=line.id)


def test_an_unused_line_is_taken_out(desk: Desk) -> None:
    line = a_plan_line(desk, a_job_plan(desk, a_clinician(desk)))
    desk.do(remove_plan_line, line=line.id)
    assert every(desk, JobPlanLine) == []


def test_a_new_version_begins_where_the_old_one_ends(desk: Desk) -> None:
    patel = a_clinician(desk)
    old = a_job_plan(desk, patel)
    a_plan_line(desk, old)
    later = MONDAY + dt.timedelta(weeks=8)
    fresh = desk.do(start_new_version, plan=old.id, monday=later).value
    plans = [(one.id, one.start, one.end) for one in every(desk, JobPlan)]
    assert plans == [(old.id, MONDAY, later), (fresh, later, None)]
    assert [one.job_plan_id for one in every(desk, JobPlanLine)] == [old.id, fresh]
    view = desk.ask(job_plan_week, clinician=patel.id, day=later)
    assert view is not None
    assert (view.summary.plan_id, len(view.versions)) == (fresh, 2)


def test_a_new_version_cannot_begin_before_the_old(desk: Desk) -> None:
    old = a_job_plan(desk, a_clinician(desk))
    with pytest.raises(Refusal, match="after the present one"):
        desk.do(start_new_version, plan=old.id, monday=MONDAY)
