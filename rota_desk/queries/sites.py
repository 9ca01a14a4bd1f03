"""Sites and rooms as they are kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Room, Site
from models.types import RoomKind
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """A hospital where the department works."""

    site_id: int
    code: str
    name: str
    outlying: bool


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """A room that sessions stand in."""

    room_id: int
    code: str
    name: str
    site_id: int
    site: str
    kind: RoomKind
    points_capacity: int
    equipment: str
    opened: dt.date | None
    closed_from: dt.date | None


def site_list(read: Reading) -> tuple[SiteFacts, ...]:
    """Every site, the base first."""
    records = read.all(select(Site).order_by(Site.outlying, Site.name))
    return tuple(SiteFacts(one.id, one.code, one.name, one.outlying) for one in records)


def room_list(read: Reading) -> tuple[RoomFacts, ...]:
    """Every room by site and name, also those that are closed."""
    found = read.rows(
        select(Room, Site).join(Site, Site.id == Room.site_id).order_by(Site.name, Room.name)
    )
    return tuple(
        RoomFacts(
            room.id,
            room.code,
            room.name,
            site.id,
            site.name,
            room.kind,
            room.points_capacity,
            room.equipment,
            room.opened,
            room.closed_from,
        )
        for room, site in found
    )
