"""A job plan changed from a date on: what moves, what stays by hand, all as one step."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinician,
    a_department,
    a_desk,
    a_job_plan,
    a_nurse,
    a_plan_line,
    a_post,
    a_resident,
    a_room,
    an_activity,
    approved_leave,
    at,
    changed,
    every,
    held,
)

from models import Assignment, ClinicalSession, Clinician, Gap, JobPlan, PostHolding
from models.types import Category, GapCause, Slot
from rota_desk.desk import Desk
from rota_desk.edits.assignments import hand_over
from rota_desk.edits.building import build_period
from rota_desk.edits.cells import Carry, carry
from rota_desk.edits.following import How, PlanMove
from rota_desk.edits.job_plans import LineFacts, start_new_version
from rota_desk.edits.plan_changes import LineChange, change_plan_from, follow_plan
from rota_desk.edits.sessions import cancel_session, retime_session
from rota_desk.errors import Refusal
from rota_desk.words import day_words

WEEK, DAY = dt.timedelta(weeks=1), dt.timedelta(days=1)
NEXT = MONDAY + WEEK
LAST = MONDAY + 4 * WEEK - DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


@pytest.fixture
def plan(desk: Desk) -> JobPlan:
    """Dr A Patel: a list every Tuesday, a clinic every Wednesday; four weeks are built."""
    plan = a_job_plan(desk, a_clinician(desk))
    a_plan_line(desk, plan, "EN", 1, room=a_room(desk))
    a_plan_line(desk, plan, "CL", 2)
    desk.do(build_period, first=MONDAY, last=LAST)
    return plan


def line(desk: Desk, code: str = "EN", weekday: int = 1, starts: str = "08:30") -> LineFacts:
    kind = an_activity(desk, code)
    start = dt.time.fromisoformat(starts)
    return LineFacts(start, dt.time(12, 30), Category.DCC, Slot.AM, kind.id, weekday=weekday)


def lines(desk: Desk) -> list[int]:
    return [one.job_plan_line_id or 0 for one in every(desk, ClinicalSession)][:2]


def rota(desk: Desk) -> list[str]:
    """Every session: day, start, code and who stands there."""
    names = {one.id: one.name for one in every(desk, Clinician)}
    on = {one.session_id: names[one.clinician_id] for one in every(desk, Assignment)}
    codes = {an_activity(desk, code).id: code for code in ("EN", "CL")}
    there = sorted(every(desk, ClinicalSession), key=lambda one: one.start)
    return [
        f"{day_words(one.start.date())} {one.start:%H:%M} {codes[one.activity_id]} "
        f"{on.get(one.id, 'nobody')}"
        for one in there
    ]


def session_on(desk: Desk, day: dt.date) -> tuple[ClinicalSession, Assignment]:
    session = next(one for one in every(desk, ClinicalSession) if one.start.date() == day)
    placed = next(one for one in every(desk, Assignment) if one.session_id == session.id)
    return session, placed


def test_a_line_changed_from_a_monday_moves_what_is_built_from_then_on(
    desk: Desk, plan: JobPlan
) -> None:
    before = rota(desk)
    endoscopy, _clinic = lines(desk)
    wanted = LineChange(endoscopy, line(desk, weekday=3))
    seen = desk.preview(change_plan_from, plan=plan.id, monday=NEXT, changes=(wanted,))
    assert not isinstance(seen, Refusal)
    assert rota(desk) == before
    done = desk.do(change_plan_from, plan=plan.id, monday=NEXT, changes=(wanted,))
    assert done.label == "Change the job plan of Dr A Patel from Mon 16 Nov"
    assert rota(desk) == [
        "Tue 10 Nov 08:30 EN Dr A Patel",
        "Wed 11 Nov 09:00 CL Dr A Patel",
        "Wed 18 Nov 09:00 CL Dr A Patel",
        "Thu 19 Nov 08:30 EN Dr A Patel",
        "Wed 25 Nov 09:00 CL Dr A Patel",
        "Thu 26 Nov 08:30 EN Dr A Patel",
        "Wed 2 Dec 09:00 CL Dr A Patel",
        "Thu 3 Dec 08:30 EN Dr A Patel",
    ]
    assert [(one.how, one.day, one.what) for one in seen.value.moves] == [
        *((How.GONE, NEXT + DAY + week * WEEK, "no longer planned") for week in range(3)),
        *((How.NEW, NEXT + 3 * DAY + week * WEEK, "08:30–12:30") for week in range(3)),
    ]
    desk.undo()
    assert rota(desk) == before
    assert len(every(desk, JobPlan)) == 1


def test_other_times_keep_the_session_and_who_is_on_it(desk: Desk, plan: JobPlan) -> None:
    endoscopy, _clinic = lines(desk)
    uids = sorted(one.uid for one in every(desk, Assignment))
    wanted = LineChange(endoscopy, line(desk, starts="09:00"))
    answer = desk.do(change_plan_from, plan=plan.id, monday=NEXT, changes=(wanted,)).value
    assert answer.of(How.CHANGED)[0] == PlanMove(
        How.CHANGED,
        NEXT + DAY,
        "Endoscopy list",
        "Dr A Patel",
        "08:30–12:30 becomes 09:00–12:30, room changed",
    )
    assert sorted(one.uid for one in every(desk, Assignment)) == uids
    assert [one.sequence for one in every(desk, Assignment)][:4] == [0, 0, 1, 0]


def test_what_was_done_by_hand_stays_and_is_told(desk: Desk, plan: JobPlan) -> None:
    endoscopy, _clinic = lines(desk)
    covered, placed = session_on(desk, NEXT + DAY)
    nurse = a_nurse(desk)
    desk.do(hand_over, assignment=placed.id, clinician=nurse.id)
    retimed, _placed = session_on(desk, NEXT + WEEK + DAY)
    day = retimed.start.date()
    desk.do(retime_session, session=retimed.id, start=at(day, "10:00"), end=at(day, "12:30"))
    cancelled, _placed = session_on(desk, NEXT + 2 * WEEK + DAY)
    desk.do(cancel_session, session=cancelled.id, reason="Audit day")
    out = (LineChange(endoscopy),)
    answer = desk.do(change_plan_from, plan=plan.id, monday=NEXT, changes=out).value
    assert answer.moves == (
        PlanMove(
            How.KEPT,
            NEXT + DAY,
            "Endoscopy list",
            "S Quill",
            "no longer planned; put on by hand, stays",
        ),
        PlanMove(
            How.KEPT,
            day,
            "Endoscopy list",
            "Dr A Patel",
            "no longer planned; changed by hand, stays",
        ),
    )
    there = {one.id for one in every(desk, ClinicalSession)}
    assert {covered.id, retimed.id, cancelled.id} <= there


def test_building_again_after_a_new_version_makes_nothing_twice(desk: Desk, plan: JobPlan) -> None:
    before = rota(desk)
    desk.do(start_new_version, plan=plan.id, monday=NEXT)
    answer = desk.do(build_period, first=MONDAY, last=LAST).value
    assert (answer.sessions, answer.kept, answer.moves) == (0, 8, ())
    assert rota(desk) == before
    assert desk.do(follow_plan, plan=every(desk, JobPlan)[-1].id).value.moves == ()


def test_a_session_moved_by_hand_to_another_day_is_not_built_again(
    desk: Desk, plan: JobPlan
) -> None:
    del plan  # it is built
    session, placed = session_on(desk, NEXT + DAY)
    desk.do(
        carry,
        session=session.id,
        assignment=placed.id,
        mode=Carry.MOVE,
        clinician=placed.clinician_id,
        day=NEXT + 4 * DAY,
    )
    before = rota(desk)
    answer = desk.do(build_period, first=MONDAY, last=LAST).value
    assert (answer.sessions, answer.moves) == (0, ())
    assert rota(desk) == before


def test_at_its_new_day_leave_is_respected_and_the_gap_says_why(desk: Desk, plan: JobPlan) -> None:
    endoscopy, _clinic = lines(desk)
    patel = every(desk, Clinician)[0]
    approved_leave(desk, patel, NEXT + 3 * DAY)
    wanted = LineChange(endoscopy, line(desk, weekday=3))
    answer = desk.do(change_plan_from, plan=plan.id, monday=NEXT, changes=(wanted,)).value
    assert answer.of(How.NEW)[0].what == "08:30–12:30; Dr A Patel: annual leave"
    assert [(one.cause, one.cause_text) for one in every(desk, Gap)] == [
        (GapCause.LEAVE, "Dr A Patel: annual leave")
    ]


def test_what_a_post_has_built_passes_to_its_next_holder(desk: Desk) -> None:
    post = a_post(desk)
    rowan, voss = a_resident(desk), a_resident(desk, "Dr E Voss")
    holding = held(desk, post, rowan)
    plan = a_job_plan(desk, a_clinician(desk))
    changed(desk, plan, clinician_id=None, post_id=post.id)
    a_plan_line(desk, plan, "CL", 2)
    desk.do(build_period, first=MONDAY, last=LAST)
    changed(desk, holding, end=NEXT)
    held(desk, post, voss, NEXT)
    answer = desk.do(build_period, first=MONDAY, last=LAST).value
    assert [one.what for one in answer.moves] == ["it was Dr C Rowan before"] * 3
    assert rota(desk) == [
        "Wed 11 Nov 09:00 CL Dr C Rowan",
        "Wed 18 Nov 09:00 CL Dr E Voss",
        "Wed 25 Nov 09:00 CL Dr E Voss",
        "Wed 2 Dec 09:00 CL Dr E Voss",
    ]
    assert len(every(desk, PostHolding)) == 2


def test_a_cycle_goes_on_as_before_in_a_new_version(desk: Desk) -> None:
    plan = a_job_plan(desk, a_clinician(desk), cycle_weeks=2)
    a_plan_line(desk, plan, "EN", 1, week=1)
    a_plan_line(desk, plan, "CL", 2, week=2)
    desk.do(build_period, first=MONDAY, last=LAST)
    before = rota(desk)
    second = LineChange(facts=replace(line(desk, "CL", weekday=4), week=2))
    answer = desk.do(change_plan_from, plan=plan.id, monday=NEXT, changes=(second,)).value
    assert [(one.how, one.day) for one in answer.moves] == [
        (How.NEW, NEXT + 4 * DAY),
        (How.NEW, NEXT + 2 * WEEK + 4 * DAY),
    ]
    assert [one for one in rota(desk) if "Fri" not in one] == before


def test_a_change_without_lines_is_refused(desk: Desk, plan: JobPlan) -> None:
    with pytest.raises(Refusal, match="at least one line"):
        desk.do(change_plan_from, plan=plan.id, monday=NEXT, changes=())
