"""Proposed cover on a rota: judged as the cover finder judges, taken in one step, taken back."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from build import (
    MONDAY,
    a_clinic,
    a_clinician,
    a_department,
    a_desk,
    a_list,
    a_long_day,
    a_night,
    a_resident,
    a_room,
    allowed,
    an_activity,
    approved_leave,
    every,
)
from trying import placed

from models import Assignment, AuditEntry, Clinician, PublishedChange
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign
from rota_desk.edits.gaps import leave_gap_open
from rota_desk.edits.proposed_cover import take_proposals
from rota_desk.edits.publishing import publish
from rota_desk.errors import Refusal
from rota_desk.proposing import begin
from rota_desk.queries.cover_candidates import cover_candidates
from rota_desk.rules.contract import Verdict

DAY = dt.timedelta(days=1)
WEEKS = MONDAY, MONDAY + 14 * DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


def a_ward_with_gaps(desk: Desk, seed: int) -> list[Clinician]:
    """Residents and consultants at work and away for a fortnight, and gaps by day and night."""
    random = Random(seed)
    people = [a_resident(desk, f"Dr {name}") for name in "ABCD"]
    people += [a_clinician(desk, f"Dr {name}") for name in "EFG"]
    for one in random.sample(people, 5):
        allowed(desk, one, an_activity(desk, "EN"))
    approved_leave(desk, random.choice(people), MONDAY + random.randrange(12) * DAY)
    for _ in range(14):
        kind = random.choice((a_list, a_clinic, a_long_day, a_night))
        on = random.sample(people, random.choice((0, 0, 1)))
        kind(desk, MONDAY + random.randrange(1, 14) * DAY, on=on)
    return people


@pytest.mark.parametrize("seed", range(4))
def test_proposals_bring_no_new_breach_are_the_finders_own_and_are_taken_back_exactly(
    desk: Desk, seed: int
) -> None:
    a_ward_with_gaps(desk, seed)
    start, end = WEEKS
    found = begin(desk, start=start, end=end)
    assert found.takings
    assert begin(desk, start=start, end=end).takings == found.takings
    for session in {one.session_id for one in found.sessions}:
        asked = desk.ask(cover_candidates, session=session)
        assert found.weighing.book.candidates(session) == asked
    before = placed(desk)
    tried = desk.preview(take_proposals, takings=found.takings)
    assert [one for one in tried.brought if one.verdict is Verdict.BREACH] == []
    sums = found.sums(desk)
    assert sums.gaps == (len(found.places), len(found.places) - len(found.takings))
    assert [one for one in sums.brought if one.verdict is Verdict.BREACH] == []
    desk.do(take_proposals, takings=found.takings)
    assert placed(desk) == sorted([*before, *found.takings])
    desk.undo()
    assert placed(desk) == before
    desk.redo()
    assert placed(desk) == sorted([*before, *found.takings])


def test_each_choice_is_judged_with_those_before_it(desk: Desk) -> None:
    only = a_clinician(desk, "Dr A Only")
    morning = a_list(desk, MONDAY + DAY)
    same = a_clinic(desk, MONDAY + DAY)
    found = begin(desk, start=WEEKS[0], end=WEEKS[1])
    assert found.takings == ((morning.id, only.id),)
    lines = {one.session.session_id: one for one in found.lines()}
    assert lines[morning.id].why.startswith("free and fits")
    assert (lines[same.id].taker, lines[same.id].why) == (None, "1 busy")


def test_loads_move_as_choices_are_made(desk: Desk) -> None:
    people = [a_clinician(desk, f"Dr {name}") for name in "AB"]
    for one in people:  # whoever never did it stands behind whoever does it
        a_list(desk, MONDAY - 7 * DAY, on=[one])
    lists = [a_list(desk, MONDAY + day * DAY) for day in (1, 2, 3, 4)]
    found = begin(desk, start=WEEKS[0], end=WEEKS[1])
    took = [who for _session, who in found.takings]
    assert [session for session, _who in found.takings] == [one.id for one in lists]
    assert sorted(took.count(one.id) for one in people) == [2, 2]


def test_changing_one_line_judges_the_others_again(desk: Desk) -> None:
    first, second = (a_clinician(desk, f"Dr {name}") for name in "AB")
    a_list(desk, MONDAY + DAY, room=a_room(desk, "E1"))
    a_list(desk, MONDAY + DAY, room=a_room(desk, "E2"))
    found = begin(desk, start=WEEKS[0], end=WEEKS[1])
    one, other = found.places
    assert found.proposal.chosen == {one: first.id, other: second.id}
    found.choose(one, second.id)
    assert found.proposal.chosen == {one: second.id, other: first.id}
    assert [line.note for line in found.lines()] == ["your choice", ""]
    found.leave_out([one])
    assert found.proposal.chosen == {other: first.id}
    assert found.lines()[0].why == "left out by you"
    found.leave_out([one], out=False)
    assert found.proposal.chosen == {one: second.id, other: first.id}


def test_what_was_left_open_on_purpose_is_left_out_until_it_is_ticked(desk: Desk) -> None:
    person = a_clinician(desk, "Dr A")
    gone = a_list(desk, MONDAY + DAY)
    desk.do(leave_gap_open, session=gone.id, decision="list is short", decide_by=MONDAY + DAY)
    found = begin(desk, start=WEEKS[0], end=WEEKS[1])
    assert not found.takings
    assert found.lines()[0].why == "left open on purpose: list is short"
    found.leave_out(found.places, out=False)
    assert found.takings == ((gone.id, person.id),)


def test_a_gap_filled_meanwhile_refuses_all_and_writes_nothing(desk: Desk) -> None:
    people = [a_clinician(desk, f"Dr {name}") for name in "AB"]
    one, other = a_list(desk, MONDAY + DAY), a_list(desk, MONDAY + 2 * DAY)
    found = begin(desk, start=WEEKS[0], end=WEEKS[1])
    desk.do(assign, session=other.id, clinician=people[0].id)
    with pytest.raises(Refusal, match=r"is filled meanwhile\. Propose cover again"):
        desk.do(take_proposals, takings=found.takings)
    assert placed(desk) == [(other.id, people[0].id)]
    with pytest.raises(Refusal, match="Tick what is to go"):
        desk.do(take_proposals, takings=())
    assert one.id in dict(found.takings)


def test_it_is_one_step_in_the_audit_and_published_days_go_on_the_tell_list(desk: Desk) -> None:
    people = [a_clinician(desk, f"Dr {name}") for name in "AB"]
    days = MONDAY + DAY, MONDAY + 2 * DAY
    for day in days:
        a_list(desk, day)
    desk.do(publish, first=MONDAY, last=MONDAY + 6 * DAY)
    entries = len(every(desk, AuditEntry))
    found = begin(desk, start=WEEKS[0], end=WEEKS[1])
    with desk.acting(reason="gaps before the weekend"):
        done = desk.do(take_proposals, takings=found.takings)
    assert (done.value, done.label) == (2, "Cover 2 gaps as proposed")
    assert len(every(desk, AuditEntry)) == entries + 1
    told = every(desk, PublishedChange)
    assert [(one.clinician_id in {one.id for one in people}, one.reason) for one in told] == [
        (True, "gaps before the weekend")
    ] * 2
    desk.undo()
    assert not every(desk, Assignment)
    assert not every(desk, PublishedChange)
