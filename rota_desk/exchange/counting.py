"""`counting`: one row a grade of which it is said whether its people count as cover."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import CountingTerm
from models.base import Base
from models.types import Counting
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
    Column("grade", "one grade; ST is ST1 to ST8", needed=True, most=SHORT),
    Column("activity", "code of the activity it is said of; empty: all", most=SHORT),
    Column("from", "first day it holds", Kind.DAY, needed=True),
    Column("to", "first day it no longer holds", Kind.DAY),
    Column("counts", "by themselves, beside a supervisor, or never", needed=True, of=Counting),
    Column("reason", "why, or where it is written"),
)
_FACTS = {"grade": "grade", "from": "start", "to": "end", "counts": "counts", "reason": "reason"}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    for one in sorted(read.all(select(CountingTerm)), key=lambda one: (one.grade, one.start)):
        if wanted.open(one.start, one.end) and wanted.clinician is None:
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
            cells["activity"] = names.activities[one.activity_id].code if one.activity_id else ""
            yield Found(one.id, cells)


def _key(cells: Cells) -> tuple[Value, ...]:
    return tuple(cells.get(name) or "" for name in ("grade", "activity", "from"))


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty={"reason": ""}))
    refuse_turned_round(row)
    if any(mark in row.text("grade") for mark in ",/;"):
        raise NotTaken("enter one grade a row; ST alone is every ST.", "grade")
    facts["activity_id"] = row.named("activity", row.names.activity_numbers, "activity")
    return settled(row, CountingTerm, facts)


COUNTING = ExchangeTable(
    kind="counting",
    says="Whether people of a grade count as cover by themselves, only beside somebody who does"
    " so in the same session, or never; one row a grade, work and day from which it holds.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
    after=("activities", "clinicians"),
)
