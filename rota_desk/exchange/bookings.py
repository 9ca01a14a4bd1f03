"""`bookings`: one row a room held for somebody else, or closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from models import RoomBooking
from models.base import Base
from models.types import BookingKind, Repeat
from rota_desk.domain.discretion import discreet
from rota_desk.domain.repeating import days_of, text_of
from rota_desk.exchange.kit import MUCH, PROMISED, promise, promised
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
    Column("room", "code of the room", needed=True, most=SHORT),
    Column("start", "start by the clock on the wall", Kind.MOMENT, needed=True),
    Column("end", "end by the clock on the wall", Kind.MOMENT, needed=True),
    Column("kind", "who holds it", needed=True, of=BookingKind),
    Column("title", "what it is for", needed=True),
    Column("booked_by", "who booked it"),
    Column("session", "the session it belongs to, where there is one"),
    Column("repeats", "how often it comes again", of=Repeat),
    Column("until", "last day on which it comes again; empty: no end", Kind.DAY),
    Column("left_out", "days on which it does not, a blank between", most=MUCH),
    PROMISED,
)
_FACTS = {
    name: name for name in ("start", "end", "kind", "title", "booked_by", "repeats", "until")
}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    def order(one: RoomBooking) -> tuple[object, ...]:
        return one.start, names.room_codes[one.room_id], one.id

    kit = promised(read, bookings=True)
    for one in sorted(read.all(select(RoomBooking)), key=order):
        if wanted.days(one.start.date(), _last(one)) and wanted.clinician is None:
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
            cells["room"] = names.room_codes[one.room_id]
            cells["title"] = discreet(one.title)
            cells["left_out"], cells["kit"] = one.left_out, kit.get(one.id, "")
            cells["session"] = names.sessions[one.session_id] if one.session_id else ""
            yield Found(one.id, cells)


def _last(one: RoomBooking) -> dt.date:
    """The last day on which a booking may stand."""
    return one.end.date() if one.repeats is Repeat.NEVER else one.until or dt.date.max


def _key(cells: Cells) -> tuple[Value, ...]:
    return cells.get("room"), cells.get("start"), cells.get("title")


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(
        row.facts(_FACTS, empty={"booked_by": "", "repeats": Repeat.NEVER})
    )
    start, end = row.moment("start"), row.moment("end")
    if start and end and end <= start:
        raise NotTaken("it ends before it starts: correct one of the times.", "end")
    facts["room_id"] = row.named("room", row.names.room_numbers, "room")
    if row.has("session"):
        facts["session_id"] = row.named("session", row.names.session_numbers, "session")
    if row.has("left_out"):
        facts["left_out"] = _days(row.text("left_out"))
    promise(row, bookings=True)
    return settled(row, RoomBooking, facts)


def _days(text: str) -> str:
    try:
        return text_of(days_of(text))
    except ValueError as said:
        raise NotTaken("write the days like 2026-11-16, a blank between.", "left_out") from said


BOOKINGS = ExchangeTable(
    kind="bookings",
    says="Rooms held for others, or closed, one row a booking.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
    after=("rooms", "sessions"),
    repeats=True,
)
