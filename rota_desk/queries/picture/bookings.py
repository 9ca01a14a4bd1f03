"""Which rooms are taken, by whom, with what, and how full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import bindparam, or_, select

from models import Activity, ClinicalSession, Kit, KitUse, Room
from models.types import BookingKind, RoomKind
from rota_desk.domain.open_hours import open_hours
from rota_desk.domain.points import capacity_of
from rota_desk.domain.snapshot import Booking
from rota_desk.queries.bookings import standing_bookings
from rota_desk.queries.cover import FELL
from rota_desk.queries.list_points import training_share
from rota_desk.queries.picture.horizon import BEGIN, UNTIL, Horizon
from rota_desk.unit_of_work import Reading

SHARED_ROOMS = (RoomKind.WARD, RoomKind.OFFICE)  # several may work there at once
Promised = Mapping[int, tuple[str, ...]]
_ROOMS = select(Room)
_PROMISED = (
    select(KitUse.session_id, KitUse.booking_id, Kit.name)
    .join(Kit, Kit.id == KitUse.kit_id)
    .order_by(Kit.name)
)
_IN_ROOMS = (
    select(
        ClinicalSession.id,
        ClinicalSession.room_id,
        ClinicalSession.start,
        ClinicalSession.end,
        Activity.name,
        ClinicalSession.points,
        ClinicalSession.training,
    )
    .join(Activity, Activity.id == ClinicalSession.activity_id)
    .join(Room, Room.id == ClinicalSession.room_id)
    .where(ClinicalSession.start >= BEGIN, ClinicalSession.start < UNTIL)
    .where(ClinicalSession.state.not_in(FELL))
    .where(
        or_(
            Room.kind.not_in(SHARED_ROOMS),
            ClinicalSession.id.in_(bindparam("promised", expanding=True)),
        )
    )
)


def bookings_of(read: Reading, _horizon: Horizon, needs: Horizon) -> tuple[Booking, ...]:
    """Each room that is taken on the days: by a session, then otherwise."""
    sessions, bookings = promised_kit(read)
    rooms = {one.id: one for one in read.all(_ROOMS)}
    return (
        *_session_rooms(read, needs, rooms, sessions),
        *_other_bookings(read, needs, rooms, bookings),
    )


def promised_kit(read: Reading) -> tuple[Promised, Promised]:
    """The equipment promised to each session, and to each booking."""
    sessions: dict[int, list[str]] = defaultdict(list)
    bookings: dict[int, list[str]] = defaultdict(list)
    for session, booking, name in read.rows(_PROMISED):
        kept, number = (sessions, session) if session is not None else (bookings, booking)
        kept[number].append(name)
    return (
        {number: tuple(names) for number, names in sessions.items()},
        {number: tuple(names) for number, names in bookings.items()},
    )


def _session_rooms(
    read: Reading, horizon: Horizon, rooms: Mapping[int, Room], kit: Promised
) -> Iterator[Booking]:
    share = training_share(read)
    for number, room, start, end, title, points, training in read.rows(
        _IN_ROOMS, {**horizon.days, "promised": list(kit)}
    ):
        there = rooms[room]
        shared = there.kind in SHARED_ROOMS
        yield Booking(
            room,
            start,
            end,
            title,
            there.name,
            session_id=number,
            closed=0 if shared else open_hours(there.hours).outside(start, end),
            kit=kit.get(number, ()),
            points=points,
            capacity=capacity_of(
                there.points_capacity, training=training, share=share, typed=there.training_points
            ),
            shared=shared,
        )


def _other_bookings(
    read: Reading, horizon: Horizon, rooms: Mapping[int, Room], kit: Promised
) -> Iterator[Booking]:
    for one in standing_bookings(read, begin=horizon.begin, until=horizon.until):
        there, booking = rooms[one.booking.room_id], one.booking
        closure = booking.kind is BookingKind.CLOSURE
        yield Booking(
            booking.room_id,
            one.start,
            one.end,
            booking.title,
            there.name,
            booking_id=booking.id,
            session_id=booking.session_id,
            closed=0 if closure else open_hours(there.hours).outside(one.start, one.end),
            kit=kit.get(booking.id, ()),
        )
