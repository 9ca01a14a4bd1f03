"""Rooms: booking, moving, closing and releasing; a clash is shown, never blocked."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Gap, Room, RoomBooking
from models.types import (
    AssignmentRole,
    AssignmentSource,
    BookingKind,
    GapState,
    SessionState,
)
from rota_desk.edits.assignments import assign, session_words
from rota_desk.edits.gaps import settle_gap
from rota_desk.edits.session_states import turn
from rota_desk.edits.told import note_change
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year, day_words

BOOKABLE = (BookingKind.ONE_OFF, BookingKind.OTHER_SERVICE)


def book_room(
    work: UnitOfWork,
    *,
    room: int,
    start: dt.datetime,
    end: dt.datetime,
    title: str,
    kind: BookingKind = BookingKind.ONE_OFF,
    booked_by: str = "",
    note: str = "",
) -> int:
    """Hold a room between two wall times for somebody; answers the booking's number."""
    there = work.get(Room, room)
    if kind not in BOOKABLE:
        raise Refusal("Book a room for another service or once; to close it, close the room.")
    if not title.strip():
        raise Refusal("Say whom or what the room is booked for.")
    refuse_closed(work, room=there, start=start, end=end)
    booking = RoomBooking(
        room_id=room,
        kind=kind,
        start=start,
        end=end,
        title=title.strip(),
        booked_by=booked_by.strip() or work.who,
        note=note.strip(),
    )
    work.add(booking)
    work.label = f"Book {there.name}, {day_words(start.date())}, for {booking.title}"
    return booking.id


def change_booking(
    work: UnitOfWork, *, booking: int, title: str, booked_by: str = "", note: str = ""
) -> None:
    """Correct whom a booking is for."""
    there = work.get(RoomBooking, booking)
    if not title.strip():
        raise Refusal("Say whom or what the room is booked for.")
    there.title, there.booked_by, there.note = title.strip(), booked_by.strip(), note.strip()
    work.label = f"Change the booking {there.title}"


def move_booking(
    work: UnitOfWork,
    *,
    booking: int,
    room: int | None = None,
    start: dt.datetime | None = None,
    end: dt.datetime | None = None,
) -> None:
    """Give a booking another room or time; with a start alone it keeps its length."""
    there = work.get(RoomBooking, booking)
    begins = start or there.start
    ends = end or begins + (there.end - there.start)
    goes_to = work.get(Room, room if room is not None else there.room_id)
    if there.kind is BookingKind.CLOSURE:
        _refuse_backwards(begins, ends)
    else:
        refuse_closed(work, room=goes_to, start=begins, end=ends)
    there.room_id, there.start, there.end = goes_to.id, begins, ends
    work.label = f"Move {there.title} to {goes_to.name}, {day_words(begins.date())}"


def cancel_booking(work: UnitOfWork, *, booking: int) -> None:
    """Give a booked room back, or open a closed one again."""
    there = work.get(RoomBooking, booking)
    room = work.get(Room, there.room_id)
    closed = there.kind is BookingKind.CLOSURE
    work.label = (
        f"Open {room.name} again, {day_words(there.start.date())}"
        if closed
        else f"Cancel the booking {there.title}, {day_words(there.start.date())}"
    )
    work.remove(there)


def close_room(
    work: UnitOfWork, *, room: int, start: dt.datetime, end: dt.datetime, reason: str
) -> int:
    """Close a room between two wall times; what stands in it stays, and shows as a clash."""
    there = work.get(Room, room)
    _refuse_backwards(start, end)
    if not reason.strip():
        raise Refusal("Say why the room is closed; it is shown where the room would be used.")
    closure = RoomBooking(
        room_id=room,
        kind=BookingKind.CLOSURE,
        start=start,
        end=end,
        title=reason.strip(),
        booked_by=work.who,
    )
    work.add(closure)
    work.label = f"Close {there.name}, {day_words(start.date())}"
    return closure.id


def put_session_in_room(work: UnitOfWork, *, session: int, room: int | None) -> None:
    """Give a session a room, another one, or none."""
    there = work.get(ClinicalSession, session)
    if room is None:
        there.room_id = None
        work.label = f"Take {session_words(work, there)} out of its room"
    else:
        goes_to = work.get(Room, room)
        if there.room_id == room:
            raise Refusal(f"{session_words(work, there)} is in {goes_to.name} already.")
        refuse_closed(work, room=goes_to, start=there.start, end=there.end)
        there.room_id = room
        work.label = f"Put {session_words(work, there)} in {goes_to.name}"
    _tell(work, there, "room changed")


def move_session_in_rooms(
    work: UnitOfWork, *, session: int, room: int, start: dt.datetime
) -> None:
    """Move a session to a room and a start; it keeps its length and its people."""
    there, goes_to = work.get(ClinicalSession, session), work.get(Room, room)
    end = start + (there.end - there.start)
    refuse_closed(work, room=goes_to, start=start, end=end)
    moved_in_time = start != there.start
    there.room_id, there.start, there.end = room, start, end
    _tell(work, there, "time and room changed" if moved_in_time else "room changed")
    work.label = f"Move {session_words(work, there)} to {goes_to.name}"


def release_session(work: UnitOfWork, *, session: int, reason: str) -> None:
    """Let a session go with its reason: its people are free, and its room can be offered."""
    there = work.get(ClinicalSession, session)
    if not reason.strip():
        raise Refusal("Say why the session is released, such as annual leave.")
    if there.state in (SessionState.RELEASED, SessionState.CANCELLED, SessionState.CLOSED):
        raise Refusal(f"This session is {there.state.value} already.")
    turn(work, there, SessionState.RELEASED, reason.strip())
    for placed in _assignments(work, session):
        note_change(work, session=there, clinician=placed.clinician_id, what="released")
        work.remove(placed)
    gap = work.one(select(Gap).where(Gap.session_id == session))
    if gap is not None:
        gap.state = GapState.CLOSED
    work.label = f"Release {session_words(work, there)}"


def take_released_session(
    work: UnitOfWork, *, session: int, clinician: int, activity: int | None = None
) -> int:
    """Give a released session to somebody, for its own activity or another; answers who stands."""
    there = _released(work, session)
    if activity is not None:
        work.get(Activity, activity)
        there.activity_id = activity
    reason = there.state_reason
    turn(work, there, SessionState.REALLOCATED, reason)
    placed = assign(
        work,
        session=session,
        clinician=clinician,
        role=AssignmentRole.LEAD,
        source=AssignmentSource.COVER,
    )
    settle_gap(work, session=there)
    work.label = f"Reallocate {session_words(work, there)}"
    return placed


def offer_room_to_service(
    work: UnitOfWork, *, session: int, service: str, booked_by: str = ""
) -> int:
    """Book a released session's room and time for another service; answers the booking."""
    there = _released(work, session)
    if there.room_id is None:
        raise Refusal("This session has no room to offer. Put it in a room first.")
    booking = book_room(
        work,
        room=there.room_id,
        start=there.start,
        end=there.end,
        title=service,
        kind=BookingKind.OTHER_SERVICE,
        booked_by=booked_by,
    )
    work.get(RoomBooking, booking).session_id = session
    work.label = f"Give the room of {session_words(work, there)} to {service.strip()}"
    return booking


def refuse_closed(work: UnitOfWork, *, room: Room, start: dt.datetime, end: dt.datetime) -> None:
    """Refuse a time that ends before it starts, or at which the room is not open."""
    _refuse_backwards(start, end)
    first, last = start.date(), (end - dt.timedelta(minutes=1)).date()
    if room.opened is not None and first < room.opened:
        raise Refusal(f"{room.name} opens on {day_and_year(room.opened)}. Choose another room.")
    if room.closed_from is not None and last >= room.closed_from:
        raise Refusal(
            f"{room.name} is closed from {day_and_year(room.closed_from)}. Choose another room."
        )
    closure = work.one(
        select(RoomBooking)
        .where(RoomBooking.room_id == room.id, RoomBooking.kind == BookingKind.CLOSURE)
        .where(RoomBooking.start < end, RoomBooking.end > start)
    )
    if closure is not None:
        raise Refusal(
            f"{room.name} is closed on {day_words(closure.start.date())} ({closure.title})."
            " Choose another room or time, or open the room again first."
        )


def _refuse_backwards(start: dt.datetime, end: dt.datetime) -> None:
    if end <= start:
        raise Refusal("The end has to come after the start. Check both times.")


def _released(work: UnitOfWork, session: int) -> ClinicalSession:
    there = work.get(ClinicalSession, session)
    if there.state is not SessionState.RELEASED:
        raise Refusal("Only a released session can be given away. Release it first.")
    return there


def _assignments(work: UnitOfWork, session: int) -> list[Assignment]:
    return list(work.all(select(Assignment).where(Assignment.session_id == session)))


def _tell(work: UnitOfWork, session: ClinicalSession, what: str) -> None:
    """Those on the session get it anew in their calendars, and hear of it once published."""
    for placed in _assignments(work, session.id):
        placed.sequence += 1
        placed.changed_at = work.stamp
        note_change(work, session=session, clinician=placed.clinician_id, what=what)
