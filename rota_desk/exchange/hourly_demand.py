"""`hourly-demand`: one row an hour of a round-the-clock service, with the people it needs."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import HourlyDemand
from models.base import Base
from rota_desk.exchange.job_plans import WEEKDAYS
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
from rota_desk.intake.columns import Column, Kind, Value
from rota_desk.unit_of_work import Reading

DAYS = (*WEEKDAYS, "BH")  # BH: bank holidays
HALF = 30  # minutes

COLUMNS = (
    Column("service", "the service, as activities name it: 111", needed=True),
    Column("weekday", "Mon … Sun; BH: bank holidays", needed=True, most=9),
    Column("time", "on the hour or half hour; holds until the next", Kind.CLOCK, needed=True),
    Column("people", "people needed, parts of one allowed", Kind.NUMBER, needed=True, most=9999),
    Column("from", "first day it holds", Kind.DAY, needed=True),
    Column("to", "first day it no longer holds", Kind.DAY),
)
_FACTS = {"service": "service", "time": "starts", "people": "people", "from": "start", "to": "end"}


def _rows(read: Reading, _names: Names, wanted: Wanted) -> Iterator[Found]:
    found = select(HourlyDemand).order_by(
        HourlyDemand.service, HourlyDemand.start, HourlyDemand.weekday, HourlyDemand.starts
    )
    for one in read.all(found):
        if wanted.open(one.start, one.end) and wanted.clinician is None:
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
            cells["weekday"] = DAYS[one.weekday]
            yield Found(one.id, cells)


def _key(cells: Cells) -> tuple[Value, ...]:
    return tuple(cells.get(name) for name in ("service", "weekday", "time", "from"))


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty={}))
    refuse_turned_round(row)
    at = row.clock("time")
    if at is not None and at.minute % HALF:
        raise NotTaken("write the hour or the half hour, such as 07:00 or 07:30.", "time")
    if row.has("weekday"):
        facts["weekday"] = _weekday(row.text("weekday"))
    return settled(row, HourlyDemand, facts)


def _weekday(text: str) -> int:
    day = text.strip().casefold()[:3]
    for number, name in enumerate(DAYS):
        if day == name.casefold():
            return number
    raise NotTaken("write Mon to Sun, or BH for bank holidays.", "weekday")


HOURLY_DEMAND = ExchangeTable(
    kind="hourly-demand",
    says="How many people a round-the-clock service needs, one row an hour of a weekday; a row on"
    " the half hour stands before that on the hour.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
)
