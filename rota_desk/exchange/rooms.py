"""`rooms`: one row a room, with its site."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import Room, Site
from models.base import Base
from models.types import RoomKind
from rota_desk.domain.open_hours import NotHours, open_hours
from rota_desk.exchange.clinicians import site_of
from rota_desk.exchange.kit import KEPT_HERE, MUCH, keep_in_room, kept_in_rooms
from rota_desk.exchange.names import Names
from rota_desk.exchange.table import (
    Cells,
    ExchangeTable,
    Found,
    Level,
    NotTaken,
    Taking,
    Wanted,
    settled,
)
from rota_desk.intake.columns import SHORT, Column, Kind, Value
from rota_desk.unit_of_work import Reading

COLUMNS = (
    Column("code", "the room's code", needed=True, most=SHORT),
    Column("name", "the room's name", needed=True),
    Column("site", "code of its hospital", needed=True, most=SHORT),
    Column("site_name", "name of its hospital"),
    Column("site_outlying", "an outlying hospital, which earns mileage", Kind.YES_NO),
    Column("kind", "what it is for", needed=True, of=RoomKind),
    Column("points_capacity", "endoscopy points of a list", Kind.WHOLE, most=9999),
    Column("equipment", "what is in it", most=1_000_000),
    Column("opened", "first day in use", Kind.DAY),
    Column("closed_from", "first day no longer in use", Kind.DAY),
    Column(
        "hours", "when it is open: Mon-Fri 08:00-18:00; empty: the department's day", most=MUCH
    ),
    Column(
        "training_points",
        "points of a training list; empty: the department's share",
        Kind.WHOLE,
        most=9999,
    ),
    KEPT_HERE,
)
_SITE = {
    "site_name": "name",
    "site_outlying": "outlying",
}
_APART = ("hours", "kit")
_FACTS = {
    one.name: one.name
    for one in COLUMNS
    if not one.name.startswith("site") and one.name not in _APART
}


def _key(cells: Cells) -> tuple[Value, ...]:
    return (cells.get("code"),)


def _rows(read: Reading, _names: Names, _wanted: Wanted) -> Iterator[Found]:
    sites = {one.id: one for one in read.all(select(Site))}
    kit = kept_in_rooms(read)
    for one in read.all(select(Room).order_by(Room.code)):
        cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
        site = sites[one.site_id]
        told: dict[str, Value] = {name: getattr(site, fact) for name, fact in _SITE.items()}
        own = {"hours": one.hours, "kit": kit.get(one.id, "")}
        yield Found(one.id, {**cells, "site": site.code, **told, **own})


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty={"points_capacity": 0}))
    opened, closed = row.day("opened"), row.day("closed_from")
    if opened and closed and closed < opened:
        raise NotTaken("it closes before it opens: correct one of the days.", "closed_from")
    if row.has("site"):
        number = facts["site_id"] = site_of(row, "site")
        site = row.work.get(Site, number or 0)
        empty: dict[str, Value] = {"name": site.code, "outlying": False}
        for attribute, value in row.facts(_SITE, empty=empty).items():
            setattr(site, attribute, value)
    if row.has("hours"):
        facts["hours"] = _hours(row.text("hours"))
    keep_in_room(row)
    return settled(row, Room, facts)


def _hours(text: str) -> str:
    try:
        return str(open_hours(text))
    except NotHours as said:
        raise NotTaken(str(said), "hours") from said


ROOMS = ExchangeTable(
    kind="rooms",
    says="Rooms and their hospitals, one row a room.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
)
