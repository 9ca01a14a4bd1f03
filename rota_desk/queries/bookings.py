"""Bookings of rooms on the days on which they stand, those that repeat on each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select

from models import KitUse, RoomBooking
from models.types import BookingKind, Repeat
from rota_desk.domain.repeating import days_again, days_of
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A booking as it stands once, between two wall times."""

    booking: RoomBooking
    start: dt.datetime
    end: dt.datetime


@dataclass(frozen=True, slots=True)
class BookingFacts:
    """How often a booking comes again, and what equipment it was promised."""

    repeats: Repeat
    until: dt.date | None
    kit: frozenset[int]


def booking_facts(read: Reading, *, booking: int) -> BookingFacts:
    """What is kept of a booking beside its time."""
    there = read.get(RoomBooking, booking)
    kit = read.all(select(KitUse).where(KitUse.booking_id == booking))
    return BookingFacts(there.repeats, there.until, frozenset(one.kit_id for one in kit))


def standing_bookings(
    read: Reading,
    *,
    begin: dt.datetime,
    until: dt.datetime,
    rooms: Collection[int] | None = None,
    kinds: Collection[BookingKind] = (),
) -> tuple[Standing, ...]:
    """Each time a booking stands between two wall times, by start."""
    wanted = select(RoomBooking).where(stands_between(begin, until))
    if rooms is not None:
        wanted = wanted.where(RoomBooking.room_id.in_(rooms))
    if kinds:
        wanted = wanted.where(RoomBooking.kind.in_(kinds))
    found = [
        one
        for booking in read.all(wanted.order_by(RoomBooking.start, RoomBooking.id))
        for one in times_of(booking, begin=begin, until=until)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.booking.id)))


def stands_between(begin: dt.datetime, until: dt.datetime) -> ColumnElement[bool]:
    """The condition that finds every booking that may stand between two wall times."""
    again = and_(
        RoomBooking.repeats != Repeat.NEVER,
        or_(RoomBooking.until.is_(None), RoomBooking.until >= begin.date() - DAY),
    )
    return and_(RoomBooking.start < until, or_(RoomBooking.end > begin, again))


def times_of(
    booking: RoomBooking, *, begin: dt.datetime, until: dt.datetime
) -> Iterator[Standing]:
    """Each time a booking stands between two wall times."""
    length = booking.end - booking.start
    if booking.repeats is Repeat.NEVER:
        if booking.start < until and booking.end > begin:
            yield Standing(booking, booking.start, booking.end)
        return
    for day in days_again(
        booking.start.date(),
        booking.repeats,
        until=booking.until,
        left_out=days_of(booking.left_out),
        start=(begin - length).date(),
        end=until.date() + DAY,
    ):
        start = dt.datetime.combine(day, booking.start.time())
        if start < until and start + length > begin:
            yield Standing(booking, start, start + length)
