"""Sites and rooms as they are kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Kit, Room, Site
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
    hours: str
    training_points: int | None


@dataclass(frozen=True, slots=True)
class KitFacts:
    """Equipment that is moved from room to room, and where it is kept."""

    kit_id: int
    name: str
    room_id: int
    room: str


def kit_list(read: Reading) -> tuple[KitFacts, ...]:
    """Every piece of movable equipment by name."""
    found = read.rows(select(Kit, Room.name).join(Room, Room.id == Kit.room_id).order_by(Kit.name))
    return tuple(KitFacts(kit.id, kit.name, kit.room_id, room) for kit, room in found)


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
            room.hours,
            room.training_points,
        )
        for room, site in found
    )
