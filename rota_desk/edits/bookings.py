"""Rooms held for others, or closed, once or again and again; a clash is shown, never blocked."""

from __future__ import annotations

import datetime as dt

from models import Room, RoomBooking
from models.types import BookingKind, Repeat
from rota_desk.domain.repeating import days_of, text_of
from rota_desk.errors import Refusal
from rota_desk.queries.bookings import standing_bookings
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
    repeats: Repeat = Repeat.NEVER,
    until: dt.date | None = None,
) -> int:
    """Hold a room between two wall times for somebody; answers the booking's number.

    It may come again on later days, until and with the day `until`; a clash of those is shown.
    """
    there = work.get(Room, room)
    if kind not in BOOKABLE:
        raise Refusal("Book a room for another service or once; to close it, close the room.")
    if not title.strip():
        raise Refusal("Say whom or what the room is booked for.")
    refuse_closed(work, room=there, start=start, end=end)
    _refuse_repeating(start, end, repeats, until)
    booking = RoomBooking(
        room_id=room,
        kind=kind,
        start=start,
        end=end,
        title=title.strip(),
        booked_by=booked_by.strip() or work.who,
        note=note.strip(),
        repeats=repeats,
        until=until,
    )
    work.add(booking)
    again = f", {repeats.value}" if repeats is not Repeat.NEVER else ""
    work.label = f"Book {there.name}, {day_words(start.date())}{again}, for {booking.title}"
    return booking.id


def change_booking(
    work: UnitOfWork,
    *,
    booking: int,
    title: str,
    booked_by: str = "",
    note: str = "",
    repeats: Repeat = Repeat.NEVER,
    until: dt.date | None = None,
) -> None:
    """Correct whom a booking is for, and how often and until when it comes again."""
    there = work.get(RoomBooking, booking)
    if not title.strip():
        raise Refusal("Say whom or what the room is booked for.")
    _refuse_repeating(there.start, there.end, repeats, until)
    there.title, there.booked_by, there.note = title.strip(), booked_by.strip(), note.strip()
    there.repeats, there.until = repeats, until
    if repeats is Repeat.NEVER:
        there.left_out = ""
    work.label = f"Change the booking {there.title}"


def move_booking(
    work: UnitOfWork,
    *,
    booking: int,
    room: int | None = None,
    start: dt.datetime | None = None,
    end: dt.datetime | None = None,
    day: dt.date | None = None,
) -> None:
    """Give a booking another room or time; with a start alone it keeps its length.

    Of one that repeats, only the time on `day` is moved, and stands by itself from then on.
    """
    there = work.get(RoomBooking, booking)
    if day is not None and there.repeats is not Repeat.NEVER:
        there = _parted(work, there, day)
    begins = start or there.start
    ends = end or begins + (there.end - there.start)
    goes_to = work.get(Room, room if room is not None else there.room_id)
    if there.kind is BookingKind.CLOSURE:
        _refuse_backwards(begins, ends)
    else:
        refuse_closed(work, room=goes_to, start=begins, end=ends)
    there.room_id, there.start, there.end = goes_to.id, begins, ends
    work.label = f"Move {there.title} to {goes_to.name}, {day_words(begins.date())}"


def cancel_booking(work: UnitOfWork, *, booking: int, day: dt.date | None = None) -> None:
    """Give a booked room back, or open a closed one again.

    Of one that repeats, only the time on `day` is left out; without a day all of it goes.
    """
    there = work.get(RoomBooking, booking)
    room = work.get(Room, there.room_id)
    closed = there.kind is BookingKind.CLOSURE
    when = day_words(day or there.start.date())
    once = day is not None and there.repeats is not Repeat.NEVER
    every = "" if once or there.repeats is Repeat.NEVER else f", {there.repeats.value},"
    work.label = (
        f"Open {room.name} again{every} {when}"
        if closed
        else f"Cancel the booking {there.title}{every or ','} {when}"
    )
    if day is not None and once:
        there.left_out = text_of({*days_of(there.left_out), day})
    else:
        work.remove(there)


def close_room(
    work: UnitOfWork,
    *,
    room: int,
    start: dt.datetime,
    end: dt.datetime,
    reason: str,
    repeats: Repeat = Repeat.NEVER,
    until: dt.date | None = None,
) -> int:
    """Close a room between two wall times; what stands in it stays, and shows as a clash.

    The closure may come again, such as a test of the ventilation every first Friday.
    """
    there = work.get(Room, room)
    _refuse_backwards(start, end)
    _refuse_repeating(start, end, repeats, until)
    if not reason.strip():
        raise Refusal("Say why the room is closed; it is shown where the room would be used.")
    closure = RoomBooking(
        room_id=room,
        kind=BookingKind.CLOSURE,
        start=start,
        end=end,
        title=reason.strip(),
        booked_by=work.who,
        repeats=repeats,
        until=until,
    )
    work.add(closure)
    again = f", {repeats.value}" if repeats is not Repeat.NEVER else ""
    work.label = f"Close {there.name}, {day_words(start.date())}{again}"
    return closure.id


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
    closed = standing_bookings(
        work, begin=start, until=end, rooms=(room.id,), kinds=(BookingKind.CLOSURE,)
    )
    if closed:
        when = day_words(closed[0].start.date())
        raise Refusal(
            f"{room.name} is closed on {when} ({closed[0].booking.title})."
            " Choose another room or time, or open the room again first."
        )


def _refuse_backwards(start: dt.datetime, end: dt.datetime) -> None:
    if end <= start:
        raise Refusal("The end has to come after the start. Check both times.")


def _refuse_repeating(
    start: dt.datetime, end: dt.datetime, repeats: Repeat, until: dt.date | None
) -> None:
    if repeats is Repeat.NEVER:
        if until is not None:
            raise Refusal("Say how often it repeats, or leave the last day empty.")
        return
    if end - start > dt.timedelta(days=1):
        raise Refusal("What lasts longer than a day cannot repeat. Book each of its times.")
    if until is not None and until < start.date():
        raise Refusal("The last day lies before the first. Check both days.")


def _parted(work: UnitOfWork, series: RoomBooking, day: dt.date) -> RoomBooking:
    """The time of a repeating booking on a day, as a booking of its own."""
    start = dt.datetime.combine(day, series.start.time())
    series.left_out = text_of({*days_of(series.left_out), day})
    alone = RoomBooking(
        room_id=series.room_id,
        kind=series.kind,
        start=start,
        end=start + (series.end - series.start),
        title=series.title,
        booked_by=series.booked_by,
        note=series.note,
    )
    work.add(alone)
    return alone
