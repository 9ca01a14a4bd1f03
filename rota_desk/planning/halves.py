"""Times of work that is planned in the other half of the day."""

import datetime as dt

from models.types import Slot

HALF_DAY = dt.timedelta(hours=5)  # from a morning list's start to an afternoon one's
TURN = {Slot.AM: -1, Slot.PM: 1}


def usual_times(starts: dt.time, ends: dt.time, own: Slot, slot: Slot) -> tuple[dt.time, dt.time]:
    """Times that belong to a part of the day, moved when it is planned in the other half."""
    if slot is own or slot not in TURN:
        return starts, ends
    return _shifted(starts, HALF_DAY * TURN[slot]), _shifted(ends, HALF_DAY * TURN[slot])


def _shifted(clock: dt.time, by: dt.timedelta) -> dt.time:
    return (dt.datetime.combine(dt.date.min + dt.timedelta(days=1), clock) + by).time()
