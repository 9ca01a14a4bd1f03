"""One room taken twice at once."""

from collections.abc import Iterator

from rota_desk.domain.facts import Booking
from rota_desk.domain.overlaps import clock_minutes, common_time, overlapping
from rota_desk.domain.snapshot import Snapshot
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, DepartmentRule, Measure, sentences


class DoubleBookedRoom(DepartmentRule):
    """Two bookings of one room share time.

    Measures:   the minutes that two bookings of a room share, by the clock on the wall.
    Leaves out: a booking made for a session beside that session's own; wards and offices.
    """

    key = "rooms.double_booked_room"
    says = sentences("{note} share the room for {measured}, {span}")

    def measure(self, rota: Snapshot, terms: Terms) -> Iterator[Measure]:
        """Yield each pair of bookings of one room that overlap."""
        for bookings in _by_room(rota.bookings):
            for one, other in overlapping(bookings):
                if one.session_id is None or one.session_id != other.session_id:
                    yield _measure(one, other)


def _by_room(bookings: tuple[Booking, ...]) -> list[list[Booking]]:
    rooms: dict[int, list[Booking]] = {}
    for booking in bookings:
        if booking.shared:
            continue
        rooms.setdefault(booking.room_id, []).append(booking)
    return list(rooms.values())


def _measure(one: Booking, other: Booking) -> Measure:
    start, end = common_time(one, other)
    sessions = tuple(b.session_id for b in (one, other) if b.session_id is not None)
    about = About(session_ids=sessions, room_id=one.room_id, name=one.room or other.room)
    note = f"{one.title or 'a booking'} and {other.title or 'a booking'}"
    return Measure(start, end, clock_minutes(start, end), about=about, note=note)
