import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    LONG_AGO,
    MONDAY,
    a_bank_holiday,
    a_clinician,
    a_cover_requirement,
    a_department,
    a_desk,
    a_job_plan,
    a_pattern,
    a_plan_line,
    a_post,
    a_resident,
    a_room,
    an_absence,
    an_activity,
    approved_leave,
    at,
    every,
    held,
    leave,
    unavailable,
)

from models import Assignment, ClinicalSession, Clinician, Gap
from models.types import GapCause, LeaveKind, SessionSource, Slot
from rota_desk.desk import Desk
from rota_desk.edits.building import BuildAnswer, build_period
from rota_desk.edits.patterns import lay_pattern, start_pattern
from rota_desk.errors import Refusal
from rota_desk.words import day_words

SUNDAY = MONDAY + dt.timedelta(days=6)
TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


def built(desk: Desk, first: dt.date = MONDAY, last: dt.date = SUNDAY) -> BuildAnswer:
    return desk.do(build_period, first=first, last=last).value


def who_is_on(desk: Desk) -> list[tuple[str, str]]:
    """Day and name of every assignment, in order of time."""
    names = {one.id: one.name for one in every(desk, Clinician)}
    days = {one.id: one.start for one in every(desk, ClinicalSession)}
    rows = [(days[one.session_id], names[one.clinician_id]) for one in every(desk, Assignment)]
    return [(day_words(start.date()), name) for start, name in sorted(rows)]


def gaps(desk: Desk) -> list[tuple[GapCause, str]]:
    return [(one.cause, one.cause_text) for one in every(desk, Gap)]


def test_a_plan_line_becomes_a_session_with_its_owner(desk: Desk) -> None:
    patel = a_clinician(desk)
    room = a_room(desk)
    line = a_plan_line(desk, a_job_plan(desk, patel), "EN", 1, room=room)
    answer = built(desk)
    session = every(desk, ClinicalSession)[0]
    assert (answer.sessions, answer.assignments, answer.gaps) == (1, 1, 0)
    assert (session.start, session.end, session.slot, session.room_id) == (
        at(TUESDAY, "08:30"),
        at(TUESDAY, "12:30"),
        Slot.AM,
        room.id,
    )
    assert (session.owner_id, session.job_plan_line_id) == (patel.id, line.id)
    assert session.source is SessionSource.PLAN
    assert who_is_on(desk) == [("Tue 10 Nov", "Dr A Patel")]


def test_whoever_is_on_leave_is_not_placed_and_the_gap_stays(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_plan_line(desk, a_job_plan(desk, patel), "EN", 1)
    approved_leave(desk, patel, TUESDAY)
    answer = built(desk)
    assert who_is_on(desk) == []
    assert [one.owner_id for one in every(desk, ClinicalSession)] == [patel.id]
    assert gaps(desk) == [(GapCause.LEAVE, "Dr A Patel: annual leave")]
    assert [(one.activity, one.who, one.why) for one in answer.not_placed] == [
        ("Endoscopy list", "Dr A Patel", "Dr A Patel: annual leave")
    ]


def test_study_leave_is_a_cause_of_its_own(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_plan_line(desk, a_job_plan(desk, patel), "EN", 1)
    approved_leave(desk, patel, MONDAY, SUNDAY, kind=LeaveKind.STUDY)
    built(desk)
    assert gaps(desk) == [(GapCause.STUDY_LEAVE, "Dr A Patel: study leave")]


def test_leave_that_is_only_asked_for_changes_nothing(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_plan_line(desk, a_job_plan(desk, patel), "EN", 1)
    leave(desk, patel, MONDAY, SUNDAY)
    built(desk)
    assert who_is_on(desk) == [("Tue 10 Nov", "Dr A Patel")]


def test_an_absence_never_says_why(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_plan_line(desk, a_job_plan(desk, patel), "EN", 1)
    an_absence(desk, patel, MONDAY, TUESDAY)
    built(desk)
    assert gaps(desk) == [(GapCause.ABSENCE, "Unavailable")]


def test_a_weekly_commitment_keeps_somebody_off(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_plan_line(desk, a_job_plan(desk, patel), "EN", 1)
    last_month = TUESDAY - dt.timedelta(weeks=4)
    unavailable(
        desk,
        patel,
        at(last_month, "09:00"),
        at(last_month, "11:00"),
        weekly_until=at(SUNDAY, "24:00"),
    )
    built(desk)
    assert gaps(desk) == [(GapCause.TEMPLATE_HOLE, "Dr A Patel: an outside commitment")]


def test_what_needs_no_cover_leaves_no_gap(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_plan_line(desk, a_job_plan(desk, patel), "SP", 1)
    approved_leave(desk, patel, TUESDAY)
    built(desk)
    assert (len(every(desk, ClinicalSession)), gaps(desk)) == (1, [])


def test_lists_do_not_stand_on_a_bank_holiday_but_shifts_do(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_plan_line(desk, a_job_plan(desk, patel), "EN", 1)
    held(desk, a_post(desk), a_resident(desk))
    a_bank_holiday(desk, TUESDAY)
    pattern = a_pattern(desk, [["", "LD", "", "", "", "", ""]])
    desk.do(start_pattern, pattern=pattern.id, first=MONDAY, starts={1: 1})
    built(desk)
    assert who_is_on(desk) == [("Tue 10 Nov", "Dr C Rowan")]


def test_alternate_weeks_follow_the_cycle(desk: Desk) -> None:
    patel = a_clinician(desk)
    plan = a_job_plan(desk, patel, cycle_weeks=2)
    a_plan_line(desk, plan, "EN", 0, week=1)
    a_plan_line(desk, plan, "CL", 0, week=2)
    built(desk, MONDAY, MONDAY + dt.timedelta(days=20))
    starts = [(one.start, one.activity_id) for one in every(desk, ClinicalSession)]
    endoscopy, clinic = an_activity(desk, "EN").id, an_activity(desk, "CL").id
    assert starts == [
        (at(MONDAY, "08:30"), endoscopy),
        (at(MONDAY + dt.timedelta(weeks=1), "09:00"), clinic),
        (at(MONDAY + dt.timedelta(weeks=2), "08:30"), endoscopy),
    ]


def test_building_again_changes_nothing(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_plan_line(desk, a_job_plan(desk, patel), "EN", 1)
    a_cover_requirement(desk, "LD", minimum=1)
    first = built(desk)
    before = (every(desk, ClinicalSession), every(desk, Assignment), every(desk, Gap))
    again = built(desk)
    assert (again.sessions, again.assignments, again.gaps) == (0, 0, 0)
    assert again.kept == 1
    counts = (every(desk, ClinicalSession), every(desk, Assignment), every(desk, Gap))
    assert [len(rows) for rows in counts] == [len(rows) for rows in before] == [8, 1, 7]
    assert first.sessions == 8


def test_building_is_one_step_that_undo_takes_back(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_plan_line(desk, a_job_plan(desk, patel), "EN", 1)
    built(desk)
    assert desk.can_undo == "Build 9 – 15 November 2026: 1 session"
    desk.undo()
    assert every(desk, ClinicalSession) == []


def test_a_pattern_rolls_on_and_posts_share_a_shift(desk: Desk) -> None:
    cole, brandt = a_resident(desk, "Dr Y Cole"), a_resident(desk, "Dr H Brandt")
    for name, person in (("SHO 1", cole), ("SHO 2", brandt)):
        held(desk, a_post(desk, name), person)
    pattern = a_pattern(desk, [["LD", "SD", "", "", "", "", ""], ["NT", "SD", "", "", "", "", ""]])
    desk.do(
        lay_pattern,
        pattern=pattern.id,
        first=MONDAY,
        last=MONDAY + dt.timedelta(days=7),
        starts={1: 1, 2: 2},
    )
    assert who_is_on(desk) == [
        ("Mon 9 Nov", "Dr Y Cole"),
        ("Mon 9 Nov", "Dr H Brandt"),
        ("Tue 10 Nov", "Dr H Brandt"),
        ("Tue 10 Nov", "Dr Y Cole"),
        ("Mon 16 Nov", "Dr H Brandt"),
        ("Mon 16 Nov", "Dr Y Cole"),
    ]
    shared = [one.cover_wanted for one in every(desk, ClinicalSession)]
    assert shared == [1, 1, 2, 1, 1]


def test_a_post_without_a_holder_is_a_vacancy(desk: Desk) -> None:
    cole = a_resident(desk, "Dr Y Cole")
    held(desk, a_post(desk), cole, LONG_AGO, TUESDAY)
    pattern = a_pattern(desk, [["LD", "LD", "", "", "", "", ""]])
    desk.do(lay_pattern, pattern=pattern.id, first=MONDAY, last=SUNDAY, starts={1: 1})
    assert who_is_on(desk) == [("Mon 9 Nov", "Dr Y Cole")]
    assert gaps(desk) == [(GapCause.VACANCY, "SHO 1 is vacant")]


def test_a_post_that_changes_hands_gives_each_holder_their_days(desk: Desk) -> None:
    cole, brandt = a_resident(desk, "Dr Y Cole"), a_resident(desk, "Dr H Brandt")
    post = a_post(desk)
    held(desk, post, cole, LONG_AGO, TUESDAY)
    held(desk, post, brandt, TUESDAY)
    pattern = a_pattern(desk, [["SD", "SD", "", "", "", "", ""]])
    desk.do(lay_pattern, pattern=pattern.id, first=MONDAY, last=SUNDAY, starts={post.id: 1})
    assert who_is_on(desk) == [("Mon 9 Nov", "Dr Y Cole"), ("Tue 10 Nov", "Dr H Brandt")]


def test_a_pattern_goes_before_the_own_plan(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_plan_line(desk, a_job_plan(desk, patel), "EN", 0)
    held(desk, a_post(desk, "On-call 1"), patel)
    pattern = a_pattern(desk, [["SD", "", "", "", "", "", ""]])
    desk.do(lay_pattern, pattern=pattern.id, first=MONDAY, last=SUNDAY, starts={1: 1})
    assert gaps(desk) == [(GapCause.MOVED, "On standard day")]


def test_the_requirement_says_how_many_are_wanted(desk: Desk) -> None:
    cole, brandt = a_resident(desk, "Dr Y Cole"), a_resident(desk, "Dr H Brandt")
    for name, person in (("SHO 1", cole), ("SHO 2", brandt)):
        held(desk, a_post(desk, name), person)
    a_cover_requirement(desk, "SD", minimum=1, weekday=0)
    pattern = a_pattern(desk, [["SD", "", "", "", "", "", ""]])
    desk.do(lay_pattern, pattern=pattern.id, first=MONDAY, last=SUNDAY, starts={1: 1, 2: 1})
    assert [(one.cover_wanted, one.start) for one in every(desk, ClinicalSession)] == [
        (1, at(MONDAY, "08:00"))
    ]
    assert len(every(desk, Assignment)) == 2


def test_what_is_required_and_planned_by_nobody_is_a_hole(desk: Desk) -> None:
    a_cover_requirement(desk, "LD", minimum=2, weekday=5)
    answer = built(desk)
    session = every(desk, ClinicalSession)[0]
    assert (session.cover_wanted, session.source) == (2, SessionSource.REQUIREMENT)
    assert gaps(desk) == [(GapCause.TEMPLATE_HOLE, "No plan or pattern puts anybody here")]
    assert [one.who for one in answer.not_placed] == [""]


def test_whoever_has_left_leaves_a_vacancy(desk: Desk) -> None:
    patel = a_clinician(desk, leaves=TUESDAY)
    a_plan_line(desk, a_job_plan(desk, patel), "EN", 1)
    built(desk)
    assert gaps(desk) == [(GapCause.VACANCY, "The post is vacant")]


def test_a_period_turned_round_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="before the first"):
        built(desk, SUNDAY, MONDAY)


def test_a_pattern_that_starts_on_a_tuesday_is_refused(desk: Desk) -> None:
    pattern = a_pattern(desk)
    with pytest.raises(Refusal, match="starts on a Monday"):
        desk.do(start_pattern, pattern=pattern.id, first=TUESDAY, starts={1: 1})


def test_a_line_that_the_pattern_does_not_have_is_refused(desk: Desk) -> None:
    pattern = a_pattern(desk)
    post = a_post(desk)
    with pytest.raises(Refusal, match="no line 3"):
        desk.do(start_pattern, pattern=pattern.id, first=MONDAY, starts={post.id: 3})
