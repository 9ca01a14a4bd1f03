"""Rooms: nonsense is refused, a clash never is, and a released session frees its room."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import MONDAY, at

from models import Assignment, ClinicalSession, Room, RoomBooking
from models.types import AssignmentSource, BookingKind, RoomKind, SessionState
from rota_desk.desk import Desk
from rota_desk.edits.bookings import (
    book_room,
    cancel_booking,
    change_booking,
    close_room,
    move_booking,
)
from rota_desk.edits.rooms import (
    move_session_in_rooms,
    offer_room_to_service,
    put_session_in_room,
    release_session,
    take_released_session,
)
from rota_desk.edits.sites import add_room, add_site, change_room, remove_room
from rota_desk.errors import Refusal

MORNING = (at(MONDAY, "08:30"), at(MONDAY, "12:30"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


def booked(desk: Desk, room: Room, title: str = "Stoma clinic") -> int:
    start, end = MORNING
    return desk.do(book_room, room=room.id, start=start, end=end, title=title).value


def read(desk: Desk, booking: int) -> RoomBooking:
    there = build.found(desk, RoomBooking, booking)
    assert there is not None
    return there


def test_a_booking_keeps_who_made_it(desk: Desk) -> None:
    there = read(desk, booked(desk, build.a_room(desk)))
    assert (there.kind, there.title, there.booked_by, there.start, there.end) == (
        BookingKind.ONE_OFF,
        "Stoma clinic",
        "K Lowe",
        *MORNING,
    )


def test_an_end_before_the_start_is_refused(desk: Desk) -> None:
    room = build.a_room(desk)
    with pytest.raises(Refusal, match="end has to come after the start"):
        desk.do(book_room, room=room.id, start=MORNING[1], end=MORNING[0], title="Teaching")


def test_a_booking_needs_a_title(desk: Desk) -> None:
    with pytest.raises(Refusal, match="Say whom or what"):
        booked(desk, build.a_room(desk), " ")


def test_a_closed_room_cannot_be_booked(desk: Desk) -> None:
    room = build.a_room(desk)
    desk.do(
        close_room,
        room=room.id,
        start=at(MONDAY, "00:00"),
        end=at(MONDAY, "24:00"),
        reason="Deep clean",
    )
    with pytest.raises(Refusal, match=r"Room E1 is closed on Mon 9 Nov \(Deep clean\)"):
        booked(desk, room)


def test_a_room_not_yet_opened_or_closed_for_good_is_refused(desk: Desk) -> None:
    late = build.kept(
        desk,
        Room(
            site_id=build.a_site(desk).id,
            code="L",
            name="Late room",
            kind=RoomKind.CLINIC,
            opened=dt.date(2027, 1, 4),
        ),
    )
    with pytest.raises(Refusal, match="Late room opens on Mon 4 Jan 2027"):
        booked(desk, late)
    gone = build.a_room(desk, "G")
    desk.do(
        change_room,
        room=gone.id,
        name=gone.name,
        kind=gone.kind,
        closed_from=dt.date(2026, 11, 1),
    )
    with pytest.raises(Refusal, match="closed from Sun 1 Nov 2026"):
        booked(desk, gone)


def test_a_clash_is_told_and_not_blocked(desk: Desk) -> None:
    room = build.a_room(desk)
    build.a_list(desk, room=room)
    start, end = at(MONDAY, "12:00"), at(MONDAY, "14:00")
    before = desk.preview(book_room, room=room.id, start=start, end=end, title="Teaching")
    done = desk.do(book_room, room=room.id, start=start, end=end, title="Teaching")
    assert [one.rule for one in before.gained] == ["rm-double"]
    assert [one.rule for one in done.gained] == ["rm-double"]


def test_a_booking_moves_with_its_length(desk: Desk) -> None:
    booking = booked(desk, build.a_room(desk))
    other = build.a_room(desk, "E2")
    desk.do(move_booking, booking=booking, room=other.id, start=at(MONDAY, "13:30"))
    there = read(desk, booking)
    assert (there.room_id, there.start, there.end) == (
        other.id,
        at(MONDAY, "13:30"),
        at(MONDAY, "17:30"),
    )


def test_a_booking_is_corrected_and_cancelled_and_comes_back(desk: Desk) -> None:
    booking = booked(desk, build.a_room(desk))
    desk.do(change_booking, booking=booking, title="Stoma nurses", booked_by="T Vane")
    desk.do(cancel_booking, booking=booking)
    assert build.every(desk, RoomBooking) == []
    assert desk.can_undo == "Cancel the booking Stoma nurses, Mon 9 Nov"
    desk.undo()
    assert read(desk, booking).booked_by == "T Vane"


def test_a_closure_needs_a_reason(desk: Desk) -> None:
    room = build.a_room(desk)
    with pytest.raises(Refusal, match="Say why the room is closed"):
        desk.do(close_room, room=room.id, start=MORNING[0], end=MORNING[1], reason="")


def test_closing_a_room_in_use_is_a_finding_for_what_stands_there(desk: Desk) -> None:
    room = build.a_room(desk)
    build.a_list(desk, room=room)
    done = desk.do(
        close_room, room=room.id, start=MORNING[0], end=MORNING[1], reason="Washer broken"
    )
    assert [one.rule for one in done.gained] == ["rm-double"]


def test_a_session_is_put_in_a_room_and_taken_out(desk: Desk) -> None:
    session, room = build.a_list(desk), build.a_room(desk)
    desk.do(put_session_in_room, session=session.id, room=room.id)
    with pytest.raises(Refusal, match="is in Room E1 already"):
        desk.do(put_session_in_room, session=session.id, room=room.id)
    desk.do(put_session_in_room, session=session.id, room=None)
    there = build.found(desk, ClinicalSession, session.id)
    assert there is not None
    assert there.room_id is None


def test_a_session_moves_in_time_and_room_and_its_people_go_with_it(desk: Desk) -> None:
    room = build.a_room(desk)
    session = build.a_list(desk, on=[build.a_clinician(desk, contract=None)])
    desk.do(move_session_in_rooms, session=session.id, room=room.id, start=at(MONDAY, "13:30"))
    there = build.found(desk, ClinicalSession, session.id)
    assert there is not None
    assert (there.room_id, there.start, there.end) == (
        room.id,
        at(MONDAY, "13:30"),
        at(MONDAY, "17:30"),
    )
    assert [one.sequence for one in build.every(desk, Assignment)] == [1]


def test_a_released_session_keeps_its_reason_and_frees_its_people(desk: Desk) -> None:
    session = build.a_list(
        desk, on=[build.a_clinician(desk, contract=None)], room=build.a_room(desk)
    )
    with pytest.raises(Refusal, match="Say why"):
        desk.do(release_session, session=session.id, reason="")
    desk.do(release_session, session=session.id, reason="Annual leave")
    assert desk.can_undo == "Release Endoscopy list, Mon 9 Nov; Room E1 is free"
    there = build.found(desk, ClinicalSession, session.id)
    assert there is not None
    assert (there.state, there.state_reason, there.state_by) == (
        SessionState.RELEASED,
        "Annual leave",
        "K Lowe",
    )
    assert build.every(desk, Assignment) == []
    with pytest.raises(Refusal, match="released already"):
        desk.do(release_session, session=session.id, reason="Again")


def test_a_released_session_is_taken_by_somebody(desk: Desk) -> None:
    other = build.a_clinician(desk, "Dr B Khan", contract=None)
    session = build.a_list(desk, room=build.a_room(desk))
    with pytest.raises(Refusal, match="Release it first"):
        desk.do(take_released_session, session=session.id, clinician=other.id)
    desk.do(release_session, session=session.id, reason="Study leave")
    desk.do(take_released_session, session=session.id, clinician=other.id)
    there = build.found(desk, ClinicalSession, session.id)
    assert there is not None
    assert there.state is SessionState.REALLOCATED
    assert [(one.clinician_id, one.source) for one in build.every(desk, Assignment)] == [
        (other.id, AssignmentSource.COVER)
    ]


def test_a_released_room_is_given_to_another_service(desk: Desk) -> None:
    session = build.a_list(desk, room=build.a_room(desk))
    desk.do(release_session, session=session.id, reason="Study leave")
    booking = desk.do(offer_room_to_service, session=session.id, service="Surgery").value
    there = read(desk, booking)
    assert (there.kind, there.title, there.session_id, there.start) == (
        BookingKind.OTHER_SERVICE,
        "Surgery",
        session.id,
        MORNING[0],
    )


def test_rooms_and_sites_have_codes_of_their_own(desk: Desk) -> None:
    site = desk.do(add_site, code="S", name="South", outlying=True).value
    room = desk.do(add_room, site=site, code="S1", name="South 1", kind=RoomKind.ENDOSCOPY).value
    with pytest.raises(Refusal, match="has the code S1 already"):
        desk.do(add_room, site=site, code="S1", name="South 2", kind=RoomKind.ENDOSCOPY)
    booked_room = build.found(desk, Room, room)
    assert booked_room is not None
    booked(desk, booked_room)
    with pytest.raises(Refusal, match="has been used"):
        desk.do(remove_room, room=room)
