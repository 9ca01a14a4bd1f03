"""`cover`: one row a number of people that an activity needs."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import CoverRequirement
from models.base import Base
from models.types import Slot
from rota_desk.exchange.job_plans import WEEKDAYS, weekday_of
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import refuse_turned_round
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
    Column("activity", "code of the activity", needed=True, most=SHORT),
    Column("slot", "part of the day", needed=True, of=Slot),
    Column("weekday", "Mon … Sun; empty: every day", most=9),
    Column("site", "code of the hospital; empty: all", most=SHORT),
    Column("grade", "grade it is wanted of; empty: any", most=SHORT),
    Column("skill", "skill it is wanted of; empty: any", most=SHORT),
    Column("bank_holiday", "holds on bank holidays", Kind.YES_NO),
    Column("from", "first day it holds", Kind.DAY, needed=True),
    Column("to", "first day it no longer holds", Kind.DAY),
    Column("minimum", "people needed at least", Kind.WHOLE, needed=True, most=999),
    Column("target", "people wanted", Kind.WHOLE, most=999),
)
_FACTS = {
    name: name for name in ("slot", "grade", "skill", "bank_holiday", "minimum", "target")
} | {
    "from": "start",
    "to": "end",
}
_EMPTY: dict[str, Value] = {"grade": "", "skill": "", "bank_holiday": False}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    def order(one: CoverRequirement) -> tuple[object, ...]:
        code = names.activities[one.activity_id].code
        return code, one.start, -1 if one.weekday is None else one.weekday, one.id

    for one in sorted(read.all(select(CoverRequirement)), key=order):
        if wanted.open(one.start, one.end) and wanted.clinician is None:
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
            cells["activity"] = names.activities[one.activity_id].code
            cells["weekday"] = "" if one.weekday is None else WEEKDAYS[one.weekday]
            cells["site"] = names.site_codes[one.site_id] if one.site_id else ""
            yield Found(one.id, cells)


def _key(cells: Cells) -> tuple[Value, ...]:
    told = ("activity", "slot", "weekday", "site", "grade", "skill", "from")
    return *(cells.get(name) or "" for name in told), cells.get("bank_holiday") or False


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty=_EMPTY))
    refuse_turned_round(row)
    least, target = row.cells.get("minimum"), row.cells.get("target")
    if isinstance(least, int) and isinstance(target, int) and target < least:
        raise NotTaken("fewer are wanted than are needed: correct one of the numbers.", "target")
    facts["activity_id"] = row.named("activity", row.names.activity_numbers, "activity")
    facts["weekday"] = weekday_of(row.text("weekday"))
    facts["site_id"] = row.named("site", row.names.site_numbers, "site")
    return settled(row, CoverRequirement, facts)


COVER = ExchangeTable(
    kind="cover",
    says="How many people are needed where and when, one row a need. The row of a grade or a"
    " skill asks for people of its own among those who are there.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
    after=("activities", "rooms"),
)
