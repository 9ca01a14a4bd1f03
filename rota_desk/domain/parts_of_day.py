"""Which part of the day a duty stands in."""

import datetime as dt

from models.types import Slot
from rota_desk.domain.times import MIDDAY

NOON, EVENING = dt.time(12), dt.time(18)


def slot_of(starts: dt.time, ends: dt.time) -> Slot:
    """Give the part of the day a duty stands in."""
    if starts >= EVENING:
        return Slot.NIGHT
    if starts < ends <= MIDDAY:
        return Slot.AM
    return Slot.PM if NOON <= starts < ends else Slot.DAY
