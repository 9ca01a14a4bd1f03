"""`hours`: one row a line of hours written by hand; the account itself is always reckoned."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import select

from models import Clinician, HoursPosting
from models.base import Base
from models.types import HoursKind
from rota_desk.domain.discretion import discreet
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
from rota_desk.queries.hours_refused import contract_against, hours_against
from rota_desk.unit_of_work import Reading

OWN = (
    Column("kind", "what they do to the account", needed=True, of=HoursKind),
    Column("day", "the day they count for", Kind.DAY, needed=True),
    Column(
        "hours",
        "how many; below nothing only where adjusted",
        Kind.NUMBER,
        needed=True,
        signed=True,
    ),
    Column("reason", "what they are for", needed=True, most=10**6),
    Column("written_at", "when they were written down", Kind.STAMP),
    Column("written_by", "by whom"),
)
_FACTS = {"kind": "kind", "day": "day", "hours": "hours", "reason": "reason"}
_SIGNED = {"written_at": "at", "written_by": "by"}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    def order(one: HoursPosting) -> tuple[object, ...]:
        return names.person_key(one.clinician_id), one.day, one.kind.value, one.at, one.hours

    for one in sorted(read.all(select(HoursPosting)), key=order):
        if wanted.person(one.clinician_id) and wanted.days(one.day):
            facts = (_FACTS | _SIGNED).items()
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in facts}
            cells["reason"] = discreet(one.reason)
            yield Found(one.id, {**person_cells(names, one.clinician_id), **cells})


def _key(cells: Cells) -> tuple[Value, ...]:
    return *person_key(cells), cells.get("kind"), cells.get("day"), cells.get("written_at")


def _put(row: Taking) -> Base | None:
    clinician, day = row.who(), row.day("day")
    kind, hours = row.cells.get("kind"), row.cells.get("hours")
    if day is not None and isinstance(kind, HoursKind) and isinstance(hours, Decimal):
        person = row.work.get(Clinician, clinician)
        if against := contract_against(row.work, person=person, day=day):
            raise NotTaken(against, "clinician")
        if against := hours_against(kind=kind, hours=hours):
            raise NotTaken(against, "hours")
    facts: dict[str, object] = {**row.facts(_FACTS, empty={}), "clinician_id": clinician}
    signed = {name: value for name, value in row.facts(_SIGNED, empty={}).items() if value}
    if row.number is None:
        signed = {"at": row.work.stamp, "by": row.work.who, **signed}
    return settled(row, HoursPosting, {**facts, **signed})


HOURS = ExchangeTable(
    kind="hours",
    says="Hours written by hand into accounts of hours by the year and of time in lieu, one row"
    " a line.",
    level=Level.DESK,
    columns=(*PERSON, *OWN),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians", "contracts"),
    without="written_at",
    people=(("assignment_number", "clinician"),),
)
