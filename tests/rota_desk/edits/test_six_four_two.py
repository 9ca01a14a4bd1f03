"""The 6-4-2 meeting: each decision does what it says, is kept, and is one undo step."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import at

from models import (
    Assignment,
    ClinicalSession,
    Clinician,
    RoomBooking,
    SessionStep,
    SixFourTwoDecision,
    SixFourTwoMeeting,
)
from models.types import BookingKind, MeetingDecision, Milestone, SessionState
from rota_desk.desk import Desk
from rota_desk.domain.six_four_two import Sitting
from rota_desk.edits.assignments import assign, remove_assignment
from rota_desk.edits.rooms import put_session_in_room
from rota_desk.edits.six_four_two import (
    close_in_meeting,
    close_meeting,
    confirm_the_rest,
    give_in_meeting,
    hold_meeting,
    keep_in_meeting,
    lend_in_meeting,
    lock_in_meeting,
    release_in_meeting,
    reopen_meeting,
    sign_for_change,
    take_decision_back,
    wait_in_meeting,
)
from rota_desk.errors import Refusal
from rota_desk.queries.board_lines import Ask
from rota_desk.queries.six_four_two import Board, last_meeting, next_meeting, six_four_two

WEEK = dt.date(2027, 1, 18)
T6, T4, T2 = dt.date(2026, 12, 7), dt.date(2026, 12, 21), dt.date(2027, 1, 4)
SIX, FOUR, TWO = (
    Sitting(T6, Milestone.SIX),
    Sitting(T4, Milestone.FOUR),
    Sitting(T2, Milestone.TWO),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


@pytest.fixture
def okafor(desk: Desk) -> Clinician:
    return build.a_clinician(desk, "Dr M Okafor", contract=None)


def a_list(desk: Desk, *on: Clinician, room: str = "E1") -> int:
    return build.a_list(desk, WEEK, room=build.a_room(desk, room), on=list(on)).id


def state(desk: Desk, session: int) -> SessionState:
    there = build.found(desk, ClinicalSession, session)
    assert there is not None
    return there.state


def decided(desk: Desk) -> list[tuple[Milestone, str, str]]:
    return [
        (one.milestone, one.decision, one.note) for one in build.every(desk, SixFourTwoDecision)
    ]


def board(desk: Desk, meeting: dt.date = T6) -> Board:
    return desk.ask(six_four_two, meeting=meeting)


def test_the_board_asks_about_who_is_missing_and_lets_the_used_ones_be_confirmed(
    desk: Desk, okafor: Clinician
) -> None:
    empty, used = a_list(desk), a_list(desk, okafor, room="E2")
    week = board(desk).weeks[0]
    assert (week.week, week.decide_by, week.milestone) == (WEEK, T6, Milestone.SIX)
    assert [(one.session_id, one.ask) for one in week.to_settle] == [(empty, Ask.EMPTY)]
    assert [(one.session_id, one.who) for one in week.to_confirm] == [(used, "Dr M Okafor")]
    desk.do(confirm_the_rest, sessions=[used], at=SIX)
    assert desk.can_undo == "Keep 1 used session"
    assert board(desk).weeks[0].to_confirm == ()
    assert decided(desk) == [(Milestone.SIX, "kept", "")]
    with pytest.raises(Refusal, match="decided already"):
        desk.do(confirm_the_rest, sessions=[], at=SIX)


def test_a_list_is_released_offered_taken_and_locked_with_every_step_kept(
    desk: Desk, okafor: Clinician
) -> None:
    khan = build.a_clinician(desk, "Dr B Khan", contract=None)
    session = a_list(desk, okafor)
    desk.do(release_in_meeting, session=session, at=SIX, reason="Annual leave")
    assert build.every(desk, Assignment) == []
    assert board(desk, T4).weeks[1].lines[0].ask is Ask.RELEASED
    desk.do(wait_in_meeting, session=session, at=FOUR, note="Offered to surgery")
    desk.do(give_in_meeting, session=session, at=FOUR, clinician=khan.id)
    desk.do(lock_in_meeting, session=session, at=TWO)
    assert state(desk, session) is SessionState.LOCKED
    assert [(one.state, one.by) for one in build.every(desk, SessionStep)] == [
        (SessionState.RELEASED, "K Lowe"),
        (SessionState.REALLOCATED, "K Lowe"),
        (SessionState.LOCKED, "K Lowe"),
    ]
    assert decided(desk) == [
        (Milestone.SIX, "released", "Annual leave"),
        (Milestone.FOUR, "reallocated", ""),
        (Milestone.TWO, "locked", ""),
    ]
    line = board(desk, T2).weeks[2].lines[0]
    assert (line.who, line.owner, line.decided and line.decided.decision) == (
        "Dr B Khan",
        "",
        "locked",
    )
    assert [one.decision for one in line.before] == ["released", "reallocated"]


def test_one_decision_is_one_undo(desk: Desk, okafor: Clinician) -> None:
    session = a_list(desk, okafor)
    desk.do(give_in_meeting, session=session, at=SIX, clinician=okafor.id)
    assert [one.state for one in build.every(desk, SessionStep)] == [
        SessionState.RELEASED,
        SessionState.REALLOCATED,
    ]
    desk.undo()
    assert state(desk, session) is SessionState.PLANNED
    assert build.every(desk, SessionStep) == []
    assert decided(desk) == []
    assert len(build.every(desk, Assignment)) == 1


def test_a_room_given_to_a_service_is_settled_and_says_to_whom(desk: Desk) -> None:
    session = a_list(desk)
    desk.do(lend_in_meeting, session=session, at=FOUR, service="General surgery")
    (booking,) = build.every(desk, RoomBooking)
    assert (booking.kind, booking.title, booking.session_id) == (
        BookingKind.OTHER_SERVICE,
        "General surgery",
        session,
    )
    line = board(desk, T2).weeks[2].lines[0]
    assert (line.ask, line.who, line.open) == (Ask.LENT, "General surgery", False)


def test_nothing_is_locked_empty_and_nothing_is_offered_on_at_two_weeks(desk: Desk) -> None:
    session = a_list(desk)
    with pytest.raises(Refusal, match="Nobody is on this list"):
        desk.do(lock_in_meeting, session=session, at=TWO)
    with pytest.raises(Refusal, match="Only a released session"):
        desk.do(wait_in_meeting, session=session, at=FOUR)
    desk.do(release_in_meeting, session=session, at=SIX, reason="Study day")
    with pytest.raises(Refusal, match="locked or closed"):
        desk.do(wait_in_meeting, session=session, at=TWO)
    desk.do(close_in_meeting, session=session, at=TWO, reason="No anaesthetist")
    assert state(desk, session) is SessionState.CLOSED
    desk.do(keep_in_meeting, session=session, at=TWO, note="Found somebody")
    assert state(desk, session) is SessionState.PLANNED
    assert decided(desk)[-1] == (Milestone.TWO, "kept", "Found somebody")


def test_a_closed_meeting_takes_no_decision_until_it_is_opened_again(
    desk: Desk, okafor: Clinician
) -> None:
    session = a_list(desk, okafor)
    with pytest.raises(Refusal, match="Say first who chairs"):
        desk.do(close_meeting, day=T6)
    desk.do(hold_meeting, day=T6, chair="J Penrose", present="K Lowe, T Ferris")
    desk.do(close_meeting, day=T6)
    assert board(desk).closed == dt.datetime(2026, 11, 10, 8, 12)
    with pytest.raises(Refusal, match="The meeting of Mon 7 Dec is closed"):
        desk.do(keep_in_meeting, session=session, at=SIX)
    desk.do(reopen_meeting, day=T6)
    desk.do(keep_in_meeting, session=session, at=SIX)
    desk.do(take_decision_back, session=session, at=SIX)
    assert decided(desk) == []
    assert [one.closed_at for one in build.every(desk, SixFourTwoMeeting)] == [None]


def test_a_change_after_the_lock_needs_somebody_elses_signature(
    desk: Desk, okafor: Clinician
) -> None:
    session = a_list(desk, okafor)
    with pytest.raises(Refusal, match="not locked"):
        desk.do(sign_for_change, session=session, approver="J Penrose", reason="Sick")
    desk.do(lock_in_meeting, session=session, at=TWO)
    meeting = WEEK - dt.timedelta(weeks=1)
    assert board(desk, meeting).changes == ()
    (placed,) = build.every(desk, Assignment)
    desk.do(remove_assignment, assignment=placed.id)
    (change,) = board(desk, meeting).unsigned
    assert (change.session_id, change.what) == (session, "Dr M Okafor, now nobody")
    with pytest.raises(Refusal, match="Somebody else has to allow"):
        desk.do(sign_for_change, session=session, approver="k. lowe", reason="Sick")
    desk.do(sign_for_change, session=session, approver="J Penrose", reason="No cover found")
    (signed,) = board(desk, meeting).changes
    assert (signed.approver, signed.reason) == ("J Penrose", "No cover found")
    khan = build.a_clinician(desk, "Dr B Khan", contract=None)
    desk.do(assign, session=session, clinician=khan.id)
    assert board(desk, meeting).unsigned[0].what == "Dr M Okafor, now Dr B Khan"


def test_a_locked_list_put_back_as_it_was_asks_for_no_signature(
    desk: Desk, okafor: Clinician
) -> None:
    session, other = a_list(desk, okafor), build.a_room(desk, "E2")
    desk.do(lock_in_meeting, session=session, at=TWO)
    desk.do(put_session_in_room, session=session, room=other.id)
    meeting = WEEK - dt.timedelta(weeks=1)
    assert board(desk, meeting).unsigned[0].what == "Room E1, now Room E2"
    desk.do(put_session_in_room, session=session, room=build.a_room(desk).id)
    assert board(desk, meeting).changes == ()


def test_leave_asked_inside_six_weeks_is_late_and_says_by_how_much(
    desk: Desk, okafor: Clinician
) -> None:
    build.a_list(desk, WEEK, room=build.a_room(desk), on=[okafor])
    asked = at(dt.date(2026, 12, 10), "09:00")
    build.leave(desk, okafor, dt.date(2027, 1, 18), dt.date(2027, 1, 22), requested_at=asked)
    (late,) = board(desk, T4).weeks[1].late_leave
    assert (late.name, late.asked, late.notice, late.sessions) == (
        "Dr M Okafor",
        dt.date(2026, 12, 10),
        39,
        1,
    )


def test_leave_asked_before_six_weeks_is_not_late(desk: Desk, okafor: Clinician) -> None:
    build.a_list(desk, WEEK, room=build.a_room(desk), on=[okafor])
    asked = at(dt.date(2026, 12, 1), "09:00")
    build.leave(desk, okafor, dt.date(2027, 1, 18), dt.date(2027, 1, 22), requested_at=asked)
    assert board(desk, T4).weeks[1].late_leave == ()


def test_the_next_meeting_is_a_monday_and_the_board_says_what_is_overdue(desk: Desk) -> None:
    assert desk.ask(next_meeting) == dt.date(2026, 11, 16)
    assert desk.ask(last_meeting, day=dt.date(2026, 11, 10)) == dt.date(2026, 11, 9)
    build.a_list(desk, dt.date(2026, 12, 21), room=build.a_room(desk))
    assert [one.overdue for one in board(desk, dt.date(2026, 11, 9)).weeks] == [
        True,
        False,
        False,
    ]


def test_every_decision_has_its_word() -> None:
    assert [one.value for one in MeetingDecision] == [
        "kept",
        "released",
        "reallocated",
        "given to a service",
        "still offered",
        "locked",
        "closed",
    ]
