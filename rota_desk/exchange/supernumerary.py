"""`supernumerary`: one row a time in which a person does not count as cover."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import Supernumerary
from models.base import Base
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import PERSON, person_cells, person_key
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

OWN = (
    Column("from", "first day on which they do not count", Kind.DAY, needed=True),
    Column("to", "first day on which they count as cover", Kind.DAY, needed=True),
    Column("reason", "why: a starter who shadows, a return"),
)
_FACTS = {"from": "start", "to": "end", "reason": "reason"}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    def order(one: Supernumerary) -> tuple[object, ...]:
        return names.person_key(one.clinician_id), one.start

    for one in sorted(read.all(select(Supernumerary)), key=order):
        if wanted.person(one.clinician_id) and wanted.open(one.start, one.end):
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
            yield Found(one.id, {**person_cells(names, one.clinician_id), **cells})


def _key(cells: Cells) -> tuple[Value, ...]:
    return (*person_key(cells), cells.get("from"))


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty={"reason": ""}))
    start, end = row.day("from"), row.day("to")
    if start and end and end <= start:
        raise NotTaken("they would count before they begin: correct one of the days.", "to")
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
