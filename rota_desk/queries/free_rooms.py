"""Rooms that are free at a time, by kind, site and the points that they hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.types import RoomKind
from rota_desk.domain.open_hours import open_hours
from rota_desk.domain.room_time import Holding
from rota_desk.queries.rooms import room_diary
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class FreeRoom:
    """A room that nobody holds at the time asked for."""

    room_id: int
    code: str
    name: str
    site: str
    kind: RoomKind
    points_capacity: int


def free_rooms(
    read: Reading,
    *,
    start: dt.datetime,
    end: dt.datetime,
    kind: RoomKind | None = None,
    site: int | None = None,
    points: int = 0,
) -> tuple[FreeRoom, ...]:
    """The rooms of a kind and site that are open and nobody holds between two wall times.

    They hold at least so many endoscopy points; the one that holds fewest comes first of a site,
    so that a short list does not take the largest room.
    """
    first = start.date()
    days = (end.date() - first).days + 1
    diary = room_diary(read, start=first, days=days)
    found = [
        line
        for line in diary.rooms
        if kind in (None, line.kind)
        and site in (None, line.site_id)
        and line.points_capacity >= points
        and not open_hours(line.hours).outside(start, end)
        and not any(_holds(one, start, end) for cell in line.cells for one in cell.holdings)
    ]
    if points:
        places = {line.site_id: place for place, line in reversed(list(enumerate(found)))}
        found.sort(key=lambda line: (places[line.site_id], line.points_capacity))
    return tuple(
        FreeRoom(line.room_id, line.code, line.name, line.site, line.kind, line.points_capacity)
        for line in found
    )


def _holds(one: Holding, start: dt.datetime, end: dt.datetime) -> bool:
    return one.takes and one.start < end and one.end > start
