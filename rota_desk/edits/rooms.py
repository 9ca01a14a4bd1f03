"""Sessions in rooms: put there, moved, released, and given to others."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import Activity, ClinicalSession, Gap, GapAction, Room, RoomBooking
from models.types import (
    AssignmentRole,
    AssignmentSource,
    BookingKind,
    GapActionKind,
    GapCause,
    GapState,
    SessionState,
)
from rota_desk.edits.assignments import assign, session_words
from rota_desk.edits.bookings import book_room, refuse_closed
from rota_desk.edits.gaps import settle_gap
from rota_desk.edits.session_states import room_freed, turn
from rota_desk.edits.standing import those_on
from rota_desk.edits.told import note_change
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork


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
    for placed in those_on(work, session):
        note_change(work, session=there, clinician=placed.clinician_id, what="released")
        work.remove(placed)
    gap = work.one(select(Gap).where(Gap.session_id == session))
    if gap is not None:
        gap.state = GapState.CLOSED
    work.label = f"Release {session_words(work, there)}{room_freed(work, there)}"


def offer_released_session(work: UnitOfWork, *, session: int, whom: str, answer: str = "") -> int:
    """Keep to whom a released session was offered, and what they said; answers the record."""
    there = _released(work, session)
    if not whom.strip():
        raise Refusal("Say to whom it was offered: a person, or a service.")
    gap = work.one(select(Gap).where(Gap.session_id == session))
    if gap is None:
        gap = Gap(
            session_id=session,
            cause=GapCause.UNKNOWN,
            known_at=there.state_at or work.stamp,
            cause_text=there.state_reason,
            state=GapState.CLOSED,
        )
        work.add(gap)
    action = GapAction(
        gap_id=gap.id,
        kind=GapActionKind.OFFERED,
        at=work.stamp,
        by=work.who,
        whom=whom.strip(),
        answer=answer.strip(),
    )
    work.add(action)
    work.label = f"Offer {session_words(work, there)} to {whom.strip()}"
    return action.id


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


def _released(work: UnitOfWork, session: int) -> ClinicalSession:
    there = work.get(ClinicalSession, session)
    if there.state is not SessionState.RELEASED:
        raise Refusal("Only a released session can be given away. Release it first.")
    return there


def _tell(work: UnitOfWork, session: ClinicalSession, what: str) -> None:
    """Those on the session get it anew in their calendars, and hear of it once published."""
    for placed in those_on(work, session.id):
        placed.sequence += 1
        placed.changed_at = work.stamp
        note_change(work, session=session, clinician=placed.clinician_id, what=what)
