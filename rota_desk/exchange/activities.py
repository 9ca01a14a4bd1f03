"""`activities`: one row a kind of work."""

from __future__ import annotations

from collections.abc import Iterator

from models import Activity
from models.base import Base
from models.types import ActivityKind, Category, RoomKind, Slot
from rota_desk.exchange.names import Names
from rota_desk.exchange.table import Cells, ExchangeTable, Found, Level, Taking, Wanted, settled
from rota_desk.intake.columns import SHORT, Column, Kind, Value
from rota_desk.unit_of_work import Reading

COLUMNS = (
    Column("code", "the code on the rota", needed=True, most=SHORT),
    Column("name", "the whole name", needed=True),
    Column("kind", "what sort of work it is", needed=True, of=ActivityKind),
    Column("category", "job-plan category", needed=True, of=Category),
    Column("slot", "part of the day", needed=True, of=Slot),
    Column("starts", "usual start", Kind.CLOCK, needed=True),
    Column("ends", "usual end; not after the start means next day", Kind.CLOCK, needed=True),
    Column("tint", "colour on the rota", needed=True, most=SHORT),
    Column("sessions", "sessions it counts for", Kind.NUMBER),
    Column("pas", "programmed activities it counts for", Kind.NUMBER),
    Column("hours", "hours it counts for, 0: by the clock", Kind.NUMBER),
    Column("room_kind", "kind of room it needs", of=RoomKind),
    Column("needs_permission", "only permitted people may do it", Kind.YES_NO),
    Column("needs_cover", "nobody there is a gap", Kind.YES_NO),
    Column("cover_wanted", "people wanted", Kind.WHOLE, most=999),
    Column("on_call_hours", "hours of work expected in an on-call period", Kind.NUMBER),
    Column("on_call_episodes", "times of being called expected in one", Kind.WHOLE, most=999),
    Column("clinic_code", "clinic code of the patient system", most=SHORT),
    Column("display_order", "place in lists", Kind.WHOLE),
    Column("retired_from", "first day no longer in use", Kind.DAY),
    Column("service", "the round-the-clock service whose demand it meets"),
)
_FACTS = {one.name: one.name for one in COLUMNS} | {"display_order": "order"}
_EMPTY: dict[str, Value] = {
    **dict.fromkeys(("sessions", "pas", "hours", "order"), 0),
    **dict.fromkeys(("needs_permission", "needs_cover"), True),
    "cover_wanted": 1,
    "clinic_code": "",
    "service": "",
}


def _key(cells: Cells) -> tuple[Value, ...]:
    return (cells.get("code"),)


def _rows(_read: Reading, names: Names, _wanted: Wanted) -> Iterator[Found]:
    for one in sorted(names.activities.values(), key=lambda one: (one.order, one.code)):
        yield Found(one.id, {name: getattr(one, fact) for name, fact in _FACTS.items()})


def _put(row: Taking) -> Base | None:
    return settled(row, Activity, row.facts(_FACTS, empty=_EMPTY))


ACTIVITIES = ExchangeTable(
    kind="activities",
    says="What people do, one row an activity.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
)
