"""Two sites in a row with less time between than the way takes."""

from collections.abc import Iterator
from itertools import pairwise

from rota_desk.domain.facts import Duty, DutyKind
from rota_desk.domain.overlaps import clock_minutes
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences


class NoTimeToTravel(PersonRule):
    """Somebody ends at one site and begins at another sooner than they can get there.

    Measures:   the minutes by which the time between is shorter than the way, by the clock.
    Leaves out: duties that overlap, which are double-booked; on-call; duties without a room.
    """

    key = "rooms.no_time_to_travel"
    says = sentences("{note}; {measured} too little, {span}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each change of site on a day with the time that is missing."""
        placed = [
            duty
            for duty in rota.duties
            if duty.kind is DutyKind.SHIFT and duty.site_id is not None
        ]
        for before, after in pairwise(placed):
            if before.site_id != after.site_id and before.end <= after.start:
                yield _measure(rota, before, after)


def _measure(rota: Timeline, before: Duty, after: Duty) -> Measure:
    takes = rota.ways.minutes(before.site_id or 0, after.site_id or 0)
    there = clock_minutes(before.end, after.start)
    return Measure(
        before.end,
        after.start,
        max(0, takes - there),
        duties=(before, after),
        note=f"{there} min from {before.activity} to {after.activity} at another site,"
        f" {takes} min away",
    )
