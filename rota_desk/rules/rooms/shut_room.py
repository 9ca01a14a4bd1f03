"""A room in use while it is not open."""

from collections.abc import Iterator

from rota_desk.domain.snapshot import Snapshot
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, DepartmentRule, Measure, sentences


class ShutRoom(DepartmentRule):
    """A session or booking stands in a room outside its opening hours.

    Measures:   the minutes that lie outside, by the clock on the wall.
    Leaves out: rooms without hours of their own; dated closures, which are bookings that clash.
    """

    key = "rooms.shut_room"
    says = sentences("{note} is outside the room's opening hours for {measured}, {span}")

    def measure(self, rota: Snapshot, terms: Terms) -> Iterator[Measure]:
        """Yield each booking that lies partly or wholly outside."""
        for one in rota.bookings:
            if one.closed:
                sessions = () if one.session_id is None else (one.session_id,)
                about = About(session_ids=sessions, room_id=one.room_id, name=one.room)
                note = one.title or "A booking"
                yield Measure(one.start, one.end, one.closed, about=about, note=note)
