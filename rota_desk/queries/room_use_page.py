"""All that Room use shows of some days, with every session measured once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rota_desk.queries.endoscopy import Capacity, held
from rota_desk.queries.room_use import RoomUse, measured, room_use
from rota_desk.queries.room_use_map import UseMap, mapped
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class RoomUsePage:
    """The measures, their map, and the lists against who waits."""

    use: RoomUse
    by_part: UseMap
    held: Capacity


def room_use_page(
    read: Reading, *, start: dt.date, end: dt.date, by_week: bool = False
) -> RoomUsePage:
    """Measure the sessions from `start` until before `end`; map them by week or part."""
    found = tuple(measured(read, start, end))
    return RoomUsePage(
        use=room_use(read, found, start=start, end=end),
        by_part=mapped(found, by_week=by_week),
        held=held(read, found, start=start, end=end),
    )
