"""What wants cover, and which rooms are taken."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import (
    Activity,
    ClinicalSession,
    Gap,
    Room,
    RoomBooking,
)
from models.types import (
    RoomKind,
)
from rota_desk.domain.snapshot import (
    Booking,
    Need,
)
from rota_desk.queries.cover import FELL, people_there
from rota_desk.queries.gap_words import cause_words
from rota_desk.queries.picture.horizon import Horizon
from rota_desk.unit_of_work import Reading

SHARED_ROOMS = (RoomKind.WARD, RoomKind.OFFICE)  # several may work there at once


def needs_of(read: Reading, horizon: Horizon) -> Iterator[Need]:
    """Each session that wants cover on the days, by start."""
    for session, start, end, wanted, have, activity, title, room, state, cause, words in read.rows(
        select(
            ClinicalSession.id,
            ClinicalSession.start,
            ClinicalSession.end,
            ClinicalSession.cover_wanted,
            people_there(),
            Activity.id,
            Activity.name,
            ClinicalSession.room_id,
            ClinicalSession.state,
            Gap.cause,
            Gap.cause_text,
        )
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .outerjoin(Gap, Gap.session_id == ClinicalSession.id)
        .where(ClinicalSession.start >= horizon.begin, ClinicalSession.start < horizon.until)
        .where(ClinicalSession.cover_wanted > 0)
        .order_by(ClinicalSession.start, ClinicalSession.id)
    ):
        yield Need(
            session_id=session,
            start=start,
            end=end,
            wanted=wanted,
            have=have,
            activity_id=activity,
            activity=title,
            room_id=room,
            state=state.value,
            cause=cause_words(cause, words),
            stands=state not in FELL,
        )


def _session_rooms(read: Reading, horizon: Horizon) -> Iterator[Booking]:
    for room, start, end, title, name, session in read.rows(
        select(
            ClinicalSession.room_id,
            ClinicalSession.start,
            ClinicalSession.end,
            Activity.name,
            Room.name,
            ClinicalSession.id,
        )
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .join(Room, Room.id == ClinicalSession.room_id)
        .where(ClinicalSession.start >= horizon.begin, ClinicalSession.start < horizon.until)
        .where(ClinicalSession.state.not_in(FELL), Room.kind.not_in(SHARED_ROOMS))
    ):
        yield Booking(room, start, end, title, name, session_id=session)


def _other_bookings(read: Reading, horizon: Horizon) -> Iterator[Booking]:
    for number, room, start, end, title, name, session in read.rows(
        select(
            RoomBooking.id,
            RoomBooking.room_id,
            RoomBooking.start,
            RoomBooking.end,
            RoomBooking.title,
            Room.name,
            RoomBooking.session_id,
        )
        .join(Room, Room.id == RoomBooking.room_id)
        .where(RoomBooking.start < horizon.until, RoomBooking.end > horizon.begin)
    ):
        yield Booking(room, start, end, title, name, booking_id=number, session_id=session)


def bookings_of(read: Reading, _horizon: Horizon, needs: Horizon) -> tuple[Booking, ...]:
    """Each room that is taken on the days: by a session, then otherwise."""
    return (*_session_rooms(read, needs), *_other_bookings(read, needs))
