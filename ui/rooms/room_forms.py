"""The forms of Rooms: book, find a free one, move, close, and a session's room."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from models.types import BookingKind, RoomKind
from rota_desk.desk import Done
from rota_desk.domain.room_time import Holding
from rota_desk.domain.times import span_on
from rota_desk.edits.bookings import book_room, change_booking, close_room
from rota_desk.errors import Refusal
from rota_desk.queries.bookings import booking_facts
from rota_desk.queries.free_rooms import FreeRoom, free_rooms
from rota_desk.queries.look_up import LookUp
from ui.bridge import Bridge
from ui.rooms.again import again_fields
from ui.rooms.room_grid import RoomSpot
from ui.widgets.form import Form

KINDS: tuple[tuple[BookingKind, str], ...] = (
    (BookingKind.ONE_OFF, "Ourselves"),
    (BookingKind.OTHER_SERVICE, "Another service"),
)
ROOM_KINDS: tuple[tuple[RoomKind | None, str], ...] = (
    (None, "Any kind"),
    *((kind, kind.value.capitalize()) for kind in RoomKind),
)
Effect = tuple[str, str]
T = TypeVar("T")


def effect_words(done: Done[T] | Refusal) -> Effect:
    """What an edit would bring, in a sentence and the kind of its colour."""
    if isinstance(done, Refusal):
        return str(done), "danger"
    found = [one.message for one in done.brought]
    if not found:
        return "No clash.", "good"
    return "Would bring: " + "; ".join(found), "danger"


def book_form(bridge: Bridge, parent: QWidget, names: LookUp, spot: RoomSpot | None) -> Form:
    """Ask for a booking; the clash it would bring stands under the fields at once."""
    form = Form("Book a room", "Book", bridge, parent)
    rooms = [(one.id, one.name) for one in names.rooms]
    room = form.choice("Room", rooms, spot.line.room_id if spot else None)
    title = form.line("For", hint="Whom or what")
    kind = form.choice("Kind", KINDS, BookingKind.ONE_OFF)
    begins = spot.moment if spot else dt.datetime.combine(names.today, dt.time(9))
    day = form.day("Day", begins.date())
    starts = form.clock("From", begins.time())
    ends = form.clock("Until", (begins + dt.timedelta(hours=2)).time())
    again = again_fields(form, begins.date())
    asked = form.line("Booked by", bridge.desk.who)
    note = form.text("Note")

    def span() -> tuple[dt.datetime, dt.datetime]:
        return (
            dt.datetime.combine(day.value(), starts.value()),
            dt.datetime.combine(day.value(), ends.value()),
        )

    def look() -> None:
        number = room.value()
        if number is None:
            return
        start, end = span()
        shown = title.value() or "the booking"
        done = bridge.preview(book_room, room=number, start=start, end=end, title=shown)
        form.effect(*effect_words(done))

    for field in (room, day, starts, ends):
        _watch(field.widget, look)

    def submit() -> bool:
        number = room.value()
        if number is None:
            form.trouble("Choose a room from the list.")
            return False
        start, end = span()
        done = bridge.do(
            book_room,
            room=number,
            start=start,
            end=end,
            title=title.value(),
            kind=kind.value() or BookingKind.ONE_OFF,
            booked_by=asked.value(),
            note=note.value(),
            **again(),
        )
        return done is not None

    form.open_then(submit)
    look()
    return form


def correct_form(bridge: Bridge, parent: QWidget, one: Holding) -> Form:
    """Correct whom a booking is for."""
    form = Form("Correct the booking", "Save", bridge, parent)
    title = form.line("For", one.title)
    asked = form.line("Booked by", one.who)
    number = one.booking_id or 0
    there = bridge.ask(booking_facts, booking=number)
    again = again_fields(form, one.start.date(), there.repeats, there.until)
    note = form.text("Note", one.reason)

    def submit() -> bool:
        done = bridge.do(
            change_booking,
            booking=number,
            title=title.value(),
            booked_by=asked.value(),
            note=note.value(),
            **again(),
        )
        return done is not None

    form.open_then(submit)
    return form


def find_form(
    bridge: Bridge,
    parent: QWidget,
    sites: Sequence[tuple[int, str]],
    spot: RoomSpot | None,
    today: dt.date,
) -> Form:
    """Look for a free room of a kind and site; the first that is found can be booked at once."""
    form = Form("Find a free room", "Book the first", bridge, parent)
    kind = form.choice("Kind", ROOM_KINDS, spot.line.kind if spot else None)
    site = form.choice("Site", [(None, "Any site"), *sites])
    begins = spot.moment if spot else dt.datetime.combine(today, dt.time(9))
    day = form.day("Day", begins.date())
    starts = form.clock("From", begins.time())
    ends = form.clock("Until", (begins + dt.timedelta(hours=2)).time())
    points = form.line("Points at least", hint="10")
    title = form.line("For", hint="Whom or what")
    first: list[int] = []

    def look() -> None:
        start, end = span_on(day.value(), starts.value(), ends.value())
        found = bridge.ask(
            free_rooms,
            start=start,
            end=end,
            kind=kind.value(),
            site=site.value(),
            points=int(points.value()) if points.value().isdecimal() else 0,
        )
        first[:] = [one.room_id for one in found[:1]]
        words = ", ".join(_free_words(one) for one in found)
        form.effect(f"Free: {words}." if found else "No such room is free then.")

    for field in (kind, site, day, starts, ends, points):
        _watch(field.widget, look)

    def submit() -> bool:
        if not first:
            form.trouble("No such room is free then. Try another time, kind or site.")
            return False
        start, end = span_on(day.value(), starts.value(), ends.value())
        done = bridge.do(book_room, room=first[0], start=start, end=end, title=title.value())
        return done is not None

    form.open_then(submit)
    look()
    return form


def move_form(
    bridge: Bridge,
    parent: QWidget,
    names: LookUp,
    spot: RoomSpot,
    *,
    look: Callable[[int, dt.datetime], Effect],
    then: Callable[[int, dt.datetime], bool],
) -> Form:
    """Ask for another room or start; the clash it would bring stands under the fields."""
    what = spot.holding.title if spot.holding else "it"
    form = Form(f"Move {what}", "Move", bridge, parent)
    room = form.choice("Room", [(one.id, one.name) for one in names.rooms], spot.line.room_id)
    day = form.day("Day", spot.moment.date())
    starts = form.clock("From", spot.moment.time())

    def start() -> dt.datetime:
        return dt.datetime.combine(day.value(), starts.value())

    def show() -> None:
        number = room.value()
        if number is not None:
            form.effect(*look(number, start()))

    for field in (room, day, starts):
        _watch(field.widget, show)

    def submit() -> bool:
        number = room.value()
        if number is None:
            form.trouble("Choose a room from the list.")
            return False
        return then(number, start())

    form.open_then(submit)
    return form


def close_form(bridge: Bridge, parent: QWidget, spot: RoomSpot) -> Form:
    """Ask from when until when a room is closed, and why."""
    form = Form(f"Close {spot.line.name}", "Close the room", bridge, parent)
    first = form.day("First day", spot.day)
    starts = form.clock("From", dt.time(0))
    last = form.day("Last day", spot.day)
    ends = form.clock("Until", dt.time(0))
    form.note("Until 00:00 means the end of the last day.")
    reason = form.line("Reason", hint="Deep clean, equipment fault …")
    again = again_fields(form, spot.day)

    def span() -> tuple[dt.datetime, dt.datetime]:
        start = dt.datetime.combine(first.value(), starts.value())
        end = dt.datetime.combine(last.value(), ends.value())
        return start, end + dt.timedelta(days=1) if ends.value() == dt.time(0) else end

    def look() -> None:
        start, end = span()
        done = bridge.preview(
            close_room, room=spot.line.room_id, start=start, end=end, reason="closed"
        )
        form.effect(*effect_words(done))

    for field in (first, starts, last, ends):
        _watch(field.widget, look)

    def submit() -> bool:
        start, end = span()
        done = bridge.do(
            close_room,
            room=spot.line.room_id,
            start=start,
            end=end,
            reason=reason.value(),
            **again(),
        )
        return done is not None

    form.open_then(submit)
    look()
    return form


def choice_form(
    title: str,
    done: str,
    label: str,
    *,
    options: Sequence[tuple[int, str]],
    bridge: Bridge,
    parent: QWidget,
    then: Callable[[int], bool],
    value: int | None = None,
) -> Form:
    """Ask for one of several: a person, a session, a room."""
    form = Form(title, done, bridge, parent)
    field = form.choice(label, options, value)

    def submit() -> bool:
        number = field.value()
        if number is None:
            form.trouble(f"Choose a {label.lower()} from the list.")
            return False
        return then(number)

    form.open_then(submit)
    return form


def _free_words(one: FreeRoom) -> str:
    points = f", {one.points_capacity} points" if one.points_capacity else ""
    return f"{one.name} ({one.site}{points})"


def _watch(widget: QWidget, look: Callable[[], None]) -> None:
    """Look again whenever a field changes."""
    for name in ("currentTextChanged", "dateChanged", "timeChanged", "textChanged"):
        signal = getattr(widget, name, None)
        if signal is not None:
            signal.connect(lambda _value: look())
            return
