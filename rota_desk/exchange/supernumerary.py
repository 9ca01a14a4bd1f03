"""`supernumerary`: one row a time in which a person does not count as cover."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import Supernumerary
from models.base import Base
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import PERSON, person_key, person_lines, refuse_turned_round
from rota_desk.exchange.table import (
    Cells,
    ExchangeTable,
    Found,
    Level,
    Taking,
    Wanted,
    settled,
)
from rota_desk.intake.columns import Column, Kind, Value
from rota_desk.unit_of_work import Reading

OWN = (
    Column("from", "first day on which they do not count", Kind.DAY, needed=True),
    Column("to", "first day on which they count as cover", Kind.DAY, needed=True),
    Column("reason", "why: a starter who shadows, a return"),
)
_FACTS = {"from": "start", "to": "end", "reason": "reason"}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    return person_lines(read.all(select(Supernumerary)), names, wanted, _FACTS)


def _key(cells: Cells) -> tuple[Value, ...]:
    return (*person_key(cells), cells.get("from"))


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty={"reason": ""}))
    refuse_turned_round(row, "they would count before they begin")
    return settled(row, Supernumerary, {**facts, "clinician_id": row.who()})


SUPERNUMERARY = ExchangeTable(
    kind="supernumerary",
    says="Who does not count as cover for a time, one row a time: starters who shadow, returners.",
    level=Level.DESK,
    columns=(*PERSON, *OWN),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians",),
    people=(("assignment_number", "clinician"),),
)
