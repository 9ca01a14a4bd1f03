"""Changes after posting: who agreed, what could not wait, and what is no change any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinician,
    a_desk,
    a_list,
    a_resident,
    a_room,
    assigned,
    every,
    leave,
)

from models import Assignment, ClinicalSession, Clinician, PublishedChange
from models.types import AbsenceKind, AskOutcome, GapActionKind
from rota_desk.desk import Desk
from rota_desk.edits.absences import record_absence
from rota_desk.edits.answering import answer_for_cover
from rota_desk.edits.assignments import assign, remove_assignment, swap_assignments
from rota_desk.edits.gaps import record_gap_action
from rota_desk.edits.leave import approve_leave
from rota_desk.edits.mending import put_right
from rota_desk.edits.publishing import publish
from rota_desk.edits.rooms import put_session_in_room
from rota_desk.edits.sessions import cancel_session, retime_session
from rota_desk.edits.settings import change_setting
from rota_desk.edits.swaps import ask_swap
from rota_desk.edits.told import note_agreement, tick_told
from rota_desk.errors import Refusal
from rota_desk.mending import checked_mends
from rota_desk.queries.findings import findings_between
from rota_desk.rules.finding import Finding

DAY = dt.timedelta(days=1)
WEDNESDAY, THURSDAY, SUNDAY = MONDAY + 2 * DAY, MONDAY + 3 * DAY, MONDAY + 6 * DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def rowan(desk: Desk) -> Clinician:
    """A resident on Wednesday's list, in a week that was posted."""
    person = a_resident(desk)
    assigned(desk, a_list(desk, WEDNESDAY), person)
    a_list(desk, THURSDAY)
    desk.do(publish, first=MONDAY, last=SUNDAY)
    return person


def found(desk: Desk) -> list[Finding]:
    every_one = desk.ask(findings_between, start=MONDAY, end=SUNDAY)
    return [one for one in every_one if one.rule == "rd-notice-post"]


def take_off(desk: Desk) -> None:
    desk.do(remove_assignment, assignment=every(desk, Assignment)[0].id)


@pytest.mark.usefixtures("rowan")
def test_a_posted_duty_taken_away_without_agreement_is_an_advisory(desk: Desk) -> None:
    assert found(desk) == []
    done = desk.do(remove_assignment, assignment=every(desk, Assignment)[0].id)
    assert [one.rule for one in done.brought] == ["rd-notice-post", "desk-uncovered"]
    (one,) = found(desk)
    assert (one.name, one.start, one.measured, one.limit, one.unit, one.severity.value) == (
        "Dr C Rowan",
        dt.datetime.combine(WEDNESDAY, dt.time()),
        1,
        0,
        "changes",
        "local",
    )
    assert one.session_ids == (every(desk, ClinicalSession)[0].id,)
    assert one.message == (
        "1 change to the posted roster of Wed 11 Nov without the doctor's agreement: "
        "Dr C Rowan taken off; note that they agreed, or that it could not wait "
        "(resident doctors 2016, Code of Practice, changes after posting)"
    )


@pytest.mark.usefixtures("rowan")
def test_noting_the_agreement_clears_it_and_undo_brings_it_back(desk: Desk) -> None:
    take_off(desk)
    (one,) = every(desk, PublishedChange)
    done = desk.do(note_agreement, changes=(one.id,), agreed_by=" Dr C Rowan ")
    assert [gone.rule for gone in done.lost] == ["rd-notice-post"]
    assert found(desk) == []
    desk.undo()
    assert len(found(desk)) == 1
    desk.do(tick_told, changes=(one.id,), how="by phone", agreed_by="Could not wait")
    assert found(desk) == []


@pytest.mark.usefixtures("rowan")
def test_agreement_is_noted_once_and_by_somebody(desk: Desk) -> None:
    take_off(desk)
    (one,) = every(desk, PublishedChange)
    with pytest.raises(Refusal, match="Say who agreed"):
        desk.do(note_agreement, changes=(one.id,), agreed_by="  ")
    assert desk.do(note_agreement, changes=(one.id,), agreed_by="Dr C Rowan").value == 1
    with pytest.raises(Refusal, match="have it noted already"):
        desk.do(note_agreement, changes=(one.id,), agreed_by="Dr M Okafor")


@pytest.mark.usefixtures("rowan")
def test_both_notes_are_offered_as_mends_and_each_was_tried(desk: Desk) -> None:
    take_off(desk)
    (one,) = found(desk)
    mends = checked_mends(desk, one)
    assert [mend.words for mend in mends] == [
        "Note that Dr C Rowan agreed, if so",
        "Note that it could not wait, if it was an emergency",
    ]
    desk.do(put_right, mend=mends[1])
    assert [line.agreed_by for line in every(desk, PublishedChange)] == ["Could not wait"]
    assert found(desk) == []


def test_what_stands_again_as_it_was_told_is_no_change(desk: Desk, rowan: Clinician) -> None:
    session, placed = every(desk, ClinicalSession)[0], every(desk, Assignment)[0]
    desk.do(remove_assignment, assignment=placed.id)
    desk.do(assign, session=session.id, clinician=rowan.id)
    assert len(every(desk, PublishedChange)) == 2
    assert found(desk) == []
    later = dt.timedelta(minutes=30)
    desk.do(
        retime_session, session=session.id, start=session.start + later, end=session.end + later
    )
    assert [one.measured for one in found(desk)] == [3]
    desk.do(retime_session, session=session.id, start=session.start, end=session.end)
    assert found(desk) == []


@pytest.mark.usefixtures("rowan")
def test_a_list_that_is_cancelled_changes_their_duty(desk: Desk) -> None:
    desk.do(cancel_session, session=every(desk, ClinicalSession)[0].id, reason="No nurse")
    assert [one.measured for one in found(desk)] == [1]


def test_a_consultants_duty_is_not_asked_about(desk: Desk) -> None:
    assigned(desk, a_list(desk, WEDNESDAY), a_clinician(desk))
    desk.do(publish, first=MONDAY, last=SUNDAY)
    take_off(desk)
    assert found(desk) == []


def test_before_it_is_posted_nothing_has_to_be_agreed(desk: Desk) -> None:
    assigned(desk, a_list(desk, WEDNESDAY), a_resident(desk))
    take_off(desk)
    assert found(desk) == []


def test_leave_they_asked_for_and_absence_need_no_note(desk: Desk, rowan: Clinician) -> None:
    asked = leave(desk, rowan, WEDNESDAY)
    desk.do(approve_leave, leave=asked.id)
    assert [one.agreed_by for one in every(desk, PublishedChange)] == ["Dr C Rowan"]
    desk.undo()
    desk.do(record_absence, clinician=rowan.id, kind=AbsenceKind.SICKNESS, first=WEDNESDAY)
    assert [one.agreed_by for one in every(desk, PublishedChange)] == ["Could not wait"]
    assert found(desk) == []


def test_a_swap_that_both_agreed_to_is_agreed_and_one_by_hand_is_not(
    desk: Desk, rowan: Clinician
) -> None:
    vale = a_resident(desk, "Dr H Vale")
    desk.do(assign, session=every(desk, ClinicalSession)[1].id, clinician=vale.id)
    mine, theirs = every(desk, Assignment)
    (own,) = found(desk)
    assert own.name == "Dr H Vale"
    (line,) = every(desk, PublishedChange)
    desk.do(note_agreement, changes=(line.id,), agreed_by="Dr H Vale")
    said = {rowan.id: "by phone", vale.id: "by e-mail"}
    desk.do(ask_swap, first=mine.id, second=theirs.id, consents=said)
    assert found(desk) == []
    desk.undo()
    desk.do(swap_assignments, first=mine.id, second=theirs.id, consent="Both")
    assert found(desk) == []
    desk.undo()
    desk.do(swap_assignments, first=mine.id, second=theirs.id)
    assert {one.name for one in found(desk)} == {"Dr C Rowan", "Dr H Vale"}


def test_whoever_accepts_when_asked_has_agreed(desk: Desk, rowan: Clinician) -> None:
    session = every(desk, ClinicalSession)[1].id
    asked = desk.do(
        record_gap_action, session=session, kind=GapActionKind.ASKED, clinician=rowan.id
    ).value
    desk.do(answer_for_cover, action=asked, outcome=AskOutcome.ACCEPTED, session=session)
    assert [one.agreed_by for one in every(desk, PublishedChange)] == ["Dr C Rowan"]
    assert found(desk) == []


@pytest.mark.usefixtures("rowan")
def test_a_department_may_leave_it_unasked(desk: Desk) -> None:
    take_off(desk)
    assert len(found(desk)) == 1
    desk.do(change_setting, key="notice.agreement", value=False)
    assert found(desk) == []


@pytest.mark.usefixtures("rowan")
def test_another_room_is_no_other_duty(desk: Desk) -> None:
    session = every(desk, ClinicalSession)[0]
    desk.do(put_session_in_room, session=session.id, room=a_room(desk).id)
    assert len(every(desk, PublishedChange)) == 1
    assert found(desk) == []
