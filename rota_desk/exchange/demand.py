"""`demand`: how many wait for what, one row a procedure and a column of the table; never who."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import DemandCount
from models.base import Base
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
from rota_desk.intake.columns import Column, Kind, Value
from rota_desk.intake.demand import tells_who
from rota_desk.unit_of_work import Reading

COLUMNS = (
    Column("day", "the day on which they were counted", Kind.DAY, needed=True),
    Column("procedure", "what they wait for", needed=True),
    Column("waits", "how long: the column of the table, 6 to 13 weeks", needed=True),
    Column("people", "how many; never who", Kind.WHOLE, needed=True, most=99_999),
)


def _rows(read: Reading, _names: Names, wanted: Wanted) -> Iterator[Found]:
    for one in read.all(select(DemandCount).order_by(DemandCount.day, DemandCount.id)):
        if wanted.days(one.day) and wanted.clinician is None:
            yield Found(one.id, {column.name: getattr(one, column.name) for column in COLUMNS})


def _key(cells: Cells) -> tuple[Value, ...]:
    return tuple(cells.get(name) for name in ("day", "procedure", "waits"))


def _put(row: Taking) -> Base | None:
    for column in ("procedure", "waits"):
        if tells_who(row.text(column)):
            raise NotTaken("this looks as if it told who a patient is: counts only.", column)
    day = row.day("day")
    if day is not None and day > row.work.today:
        raise NotTaken("the day lies ahead: give the day on which it was counted.", "day")
    return settled(row, DemandCount, row.facts({one.name: one.name for one in COLUMNS}, empty={}))


DEMAND = ExchangeTable(
    kind="demand",
    says="How many wait for what, as counted on a day, one row a count; nothing that tells who.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
)
