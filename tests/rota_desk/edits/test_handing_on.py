"""A post passes on with what is built for it: to its next holder, or to nobody."""

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
    a_pattern,
    a_plan_line,
    a_post,
    a_resident,
    changed,
    every,
    held,
)

from models import Assignment, ClinicalSession, Clinician, Gap, Post, PostHolding
from models.types import GapCause, GapState
from rota_desk.desk import Desk
from rota_desk.edits.assignments import hand_over
from rota_desk.edits.building import build_period
from rota_desk.edits.following import How
from rota_desk.edits.handing_on import give_up_post, take_up_post
from rota_desk.edits.patterns import lay_pattern
from rota_desk.errors import Refusal

DAY = dt.timedelta(days=1)
NEXT, LAST = MONDAY + 7 * DAY, MONDAY + 20 * DAY
LINES = [["LD", "", "", "", "", "", ""]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """SHO 1 has a long day every Monday by a pattern, a clinic every Wednesday by a plan."""
    opened = a_desk(tmp_path)
    a_department(opened)
    post = a_post(opened, "SHO 1")
    held(opened, post, a_resident(opened, "Dr C Rowan"))
    plan = a_job_plan(opened, a_clinician(opened))
    changed(opened, plan, clinician_id=None, post_id=post.id)
    a_plan_line(opened, plan, "CL", 2)
    pattern = a_pattern(opened, LINES)
    opened.do(lay_pattern, pattern=pattern.id, first=MONDAY, last=LAST, starts={post.id: 1})
    yield opened
    opened.close()


def rota(desk: Desk) -> list[tuple[int, str]]:
    """Day of the month and who, in order of time."""
    names = {one.id: one.name for one in every(desk, Clinician)}
    there = {one.id: one.start for one in every(desk, ClinicalSession)}
    rows = [(there[one.session_id], names[one.clinician_id]) for one in every(desk, Assignment)]
    return [(start.day, name) for start, name in sorted(rows)]


def the_post(desk: Desk) -> Post:
    return every(desk, Post)[0]


def test_shifts_and_sessions_that_are_built_pass_to_the_next_holder(desk: Desk) -> None:
    voss = a_resident(desk, "Dr E Voss")
    post = the_post(desk).id
    before = rota(desk)
    done = desk.do(take_up_post, clinician=voss.id, post=post, start=NEXT)
    assert rota(desk) == [
        *((9, "Dr C Rowan"), (11, "Dr C Rowan")),
        *((16, "Dr E Voss"), (18, "Dr E Voss"), (23, "Dr E Voss"), (25, "Dr E Voss")),
    ]
    assert (done.value.first, done.value.last) == (NEXT, LAST)
    assert {one.how for one in done.value.moves} == {How.CHANGED}
    assert done.label == "Dr E Voss holds SHO 1 from Mon 16 Nov 2026"
    assert every(desk, Gap) == []
    desk.undo()
    assert (rota(desk), len(every(desk, PostHolding))) == (before, 1)


def test_what_was_given_away_by_hand_stays_where_it_is(desk: Desk) -> None:
    voss, quill = a_resident(desk, "Dr E Voss"), a_resident(desk, "Dr S Quill")
    shift = next(one for one in every(desk, ClinicalSession) if one.start.day == NEXT.day)
    placed = next(one for one in every(desk, Assignment) if one.session_id == shift.id)
    desk.do(hand_over, assignment=placed.id, clinician=quill.id)
    done = desk.do(take_up_post, clinician=voss.id, post=the_post(desk).id, start=NEXT)
    assert (16, "Dr S Quill") in rota(desk)
    assert (16, "Dr E Voss") not in rota(desk)
    kept = [(one.day, one.who) for one in done.value.moves if one.how is How.KEPT]
    assert (NEXT, "Dr S Quill") in kept


def test_a_post_that_is_given_up_leaves_its_rota_as_gaps(desk: Desk) -> None:
    (holding,) = every(desk, PostHolding)
    done = desk.do(give_up_post, holding=holding.id, day=NEXT)
    assert rota(desk) == [(9, "Dr C Rowan"), (11, "Dr C Rowan")]
    assert [one.cause for one in every(desk, Gap)] == [GapCause.VACANCY] * 4
    assert done.label == "SHO 1 vacant from Mon 16 Nov 2026"
    voss = a_resident(desk, "Dr E Voss")
    desk.do(take_up_post, clinician=voss.id, post=the_post(desk).id, start=NEXT)
    assert rota(desk)[2:] == [(day, "Dr E Voss") for day in (16, 18, 23, 25)]
    assert {one.state for one in every(desk, Gap)} == {GapState.FILLED}


def test_whoever_gives_a_post_up_later_than_was_said_has_its_rota_until_then(desk: Desk) -> None:
    (holding,) = every(desk, PostHolding)
    before = rota(desk)
    desk.do(give_up_post, holding=holding.id, day=NEXT)
    desk.do(give_up_post, holding=holding.id, day=NEXT + 7 * DAY)
    assert rota(desk) == before[:4]


def test_nothing_built_is_nothing_to_pass(desk: Desk) -> None:
    voss = a_resident(desk, "Dr E Voss")
    later = LAST + DAY
    answer = desk.do(take_up_post, clinician=voss.id, post=the_post(desk).id, start=later).value
    assert (answer.moves, answer.first) == ((), None)
    desk.do(build_period, first=later, last=later + 6 * DAY)
    assert [who for _day, who in rota(desk)[6:]] == ["Dr E Voss", "Dr E Voss"]


def test_nobody_takes_up_a_post_before_they_start_or_after_they_leave(desk: Desk) -> None:
    voss, post = a_resident(desk, "Dr E Voss"), the_post(desk).id
    changed(desk, voss, joined=NEXT, leaves=LAST)
    with pytest.raises(Refusal, match="starts on Mon 16 Nov 2026"):
        desk.do(take_up_post, clinician=voss.id, post=post, start=MONDAY)
    with pytest.raises(Refusal, match="leaves on Sun 29 Nov 2026"):
        desk.do(take_up_post, clinician=voss.id, post=post, start=LAST)
