"""One movable thing promised to two rooms at once."""

from collections.abc import Iterator

from rota_desk.domain.facts import Booking
from rota_desk.domain.overlaps import clock_minutes, common_time, overlapping
from rota_desk.domain.snapshot import Snapshot
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, DepartmentRule, Measure, sentences


class DoubleBookedKit(DepartmentRule):
    """Movable equipment is promised to two rooms at the same time.

    Measures:   the minutes that two of its bookings share, by the clock on the wall.
    Leaves out: the time to move it, and two bookings of the same room, which clash themselves.
    """

    key = "rooms.double_booked_kit"
    says = sentences("{note} need it at once for {measured}, {span}")

    def measure(self, rota: Snapshot, terms: Terms) -> Iterator[Measure]:
        """Yield each pair of bookings in two rooms that share a piece of equipment."""
        for kit in sorted({kit for one in rota.bookings for kit in one.kit}):
            promised = [one for one in rota.bookings if kit in one.kit]
            for one, other in overlapping(promised):
                if one.room_id != other.room_id:
                    yield _measure(kit, one, other)


def _measure(kit: str, one: Booking, other: Booking) -> Measure:
    start, end = common_time(one, other)
    sessions = tuple(b.session_id for b in (one, other) if b.session_id is not None)
    about = About(session_ids=sessions, room_id=one.room_id, name=kit)
    note = f"{one.title} in {one.room} and {other.title} in {other.room}"
    return Measure(start, end, clock_minutes(start, end), about=about, note=note)
