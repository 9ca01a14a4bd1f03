"""More endoscopy points on a list than it may hold."""

from collections.abc import Iterator

from rota_desk.domain.snapshot import Snapshot
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, DepartmentRule, Measure, sentences


class OverfullList(DepartmentRule):
    """A list holds more points than its room, or a training list, may.

    Measures:   the points booked beyond the capacity of the list.
    Leaves out: lists without points, and rooms that count none.
    """

    key = "rooms.overfull_list"
    says = sentences("{note}, {measured} over, {span}")

    def measure(self, rota: Snapshot, terms: Terms) -> Iterator[Measure]:
        """Yield each list with its points beyond capacity; none below it."""
        for one in rota.bookings:
            if one.points is not None and one.capacity is not None:
                sessions = () if one.session_id is None else (one.session_id,)
                about = About(session_ids=sessions, room_id=one.room_id, name=one.room)
                over = max(0, one.points - one.capacity)
                note = f"{one.title} with {one.points} points of {one.capacity}"
                yield Measure(one.start, one.end, over, about=about, note=note)
