"""Sites and rooms themselves: what there is to book."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from models import ClinicalSession, Kit, Room, RoomBooking, Site
from models.types import RoomKind
from rota_desk.domain.open_hours import NotHours, open_hours
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork


def add_site(work: UnitOfWork, *, code: str, name: str, outlying: bool = False) -> int:
    """Add a hospital; going to an outlying one earns mileage."""
    _refuse_empty(code, name)
    if work.one(select(Site).where(Site.code == code.strip())) is not None:
        raise Refusal(f"There is a site {code.strip()} already. Choose another code.")
    site = Site(code=code.strip(), name=name.strip(), outlying=outlying)
    work.add(site)
    work.label = f"Add site {site.name}"
    return site.id


def change_site(work: UnitOfWork, *, site: int, name: str, outlying: bool = False) -> None:
    """Rename a site, or say whether it is an outlying one."""
    there = work.get(Site, site)
    _refuse_empty(there.code, name)
    there.name, there.outlying = name.strip(), outlying
    work.label = f"Change site {there.name}"


def add_room(
    work: UnitOfWork,
    *,
    site: int,
    code: str,
    name: str,
    kind: RoomKind,
    points_capacity: int = 0,
    equipment: str = "",
    hours: str = "",
    training_points: int | None = None,
) -> int:
    """Add a room to a site; points are for an endoscopy room's list."""
    work.get(Site, site)
    _refuse_empty(code, name)
    _refuse_taken(work, site, code.strip(), name.strip())
    room = Room(site_id=site, code=code.strip(), name=name.strip(), kind=kind)
    room.points_capacity, room.equipment = _points(points_capacity), equipment.strip()
    room.hours, room.training_points = _hours(hours), _training(training_points)
    work.add(room)
    work.label = f"Add {room.name}"
    return room.id


def change_room(
    work: UnitOfWork,
    *,
    room: int,
    name: str,
    kind: RoomKind,
    points_capacity: int = 0,
    equipment: str = "",
    opened: dt.date | None = None,
    closed_from: dt.date | None = None,
    hours: str = "",
    training_points: int | None = None,
) -> None:
    """Correct a room; `closed_from` is the first day on which it is used no more."""
    there = work.get(Room, room)
    _refuse_empty(there.code, name)
    if opened is not None and closed_from is not None and closed_from < opened:
        raise Refusal("The room would close before it opens. Check both days.")
    _refuse_taken(work, there.site_id, there.code, name.strip(), but=room)
    there.name, there.kind, there.equipment = name.strip(), kind, equipment.strip()
    there.points_capacity = _points(points_capacity)
    there.opened, there.closed_from = opened, closed_from
    there.hours, there.training_points = _hours(hours), _training(training_points)
    work.label = f"Change {there.name}"


def remove_room(work: UnitOfWork, *, room: int) -> None:
    """Remove a room that was never used; one that was is closed from a day instead."""
    there = work.get(Room, room)
    for kind in (ClinicalSession, RoomBooking, Kit):
        used = select(func.count(kind.id)).where(kind.room_id == room)
        if work.rows(used)[0][0]:
            raise Refusal(f"{there.name} has been used. Close it from a day instead.")
    work.label = f"Remove {there.name}"
    work.remove(there)


def _refuse_empty(code: str, name: str) -> None:
    if not code.strip() or not name.strip():
        raise Refusal("Give a short code and a name.")


def _refuse_taken(
    work: UnitOfWork, site: int, code: str, name: str, but: int | None = None
) -> None:
    for there in work.all(select(Room)):
        if there.id == but:
            continue
        if there.code == code:
            raise Refusal(f"{there.name} has the code {code} already. Choose another.")
        if there.site_id == site and there.name == name:
            raise Refusal(f"There is a {name} on this site already. Choose another name.")


def _points(points: int) -> int:
    if points < 0:
        raise Refusal("Points cannot be below none.")
    return points


def _training(points: int | None) -> int | None:
    return None if points is None else _points(points)


def _hours(text: str) -> str:
    """The opening hours in their one wording."""
    try:
        return str(open_hours(text))
    except NotHours as said:
        raise Refusal(str(said)) from said
