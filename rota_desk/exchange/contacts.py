"""`contacts`: one row a way to reach a person; private ones stay at the desk."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import ContactDetail
from models.base import Base
from models.types import ContactKind
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import PERSON, person_cells, person_key
from rota_desk.exchange.table import Cells, ExchangeTable, Found, Level, Taking, Wanted, settled
from rota_desk.intake.columns import Column, Kind, Value
from rota_desk.unit_of_work import Reading

OWN = (
    Column("kind", "how", needed=True, of=ContactKind),
    Column("value", "the number or address", needed=True),
    Column("last_confirmed", "when somebody last made sure", Kind.DAY),
)
_FACTS = {one.name: one.name for one in OWN}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    there = read.all(select(ContactDetail).where(ContactDetail.private.is_(False)))

    def order(one: ContactDetail) -> tuple[str, str, str]:
        return names.person_key(one.clinician_id), one.kind.value, one.value

    for one in sorted(there, key=order):
        if wanted.person(one.clinician_id):
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
            yield Found(one.id, {**person_cells(names, one.clinician_id), **cells})


def _key(cells: Cells) -> tuple[Value, ...]:
    return *person_key(cells), cells.get("kind"), cells.get("value")


def _put(row: Taking) -> Base | None:
    clinician = row.who()
    if row.number is None:
        private = select(ContactDetail).where(
            ContactDetail.clinician_id == clinician,
            ContactDetail.kind == row.cells["kind"],
            ContactDetail.value == row.text("value"),
        )
        if row.work.one(private) is not None:
            return None  # known, and kept private at the desk
    facts = row.facts(_FACTS, empty={})
    return settled(row, ContactDetail, {**facts, "clinician_id": clinician})


CONTACTS = ExchangeTable(
    kind="contacts",
    says="How people are reached at work, one row a number or address; private ones stay here.",
    level=Level.DESK,
    columns=(*PERSON, *OWN),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians",),
    people=(("assignment_number", "clinician"),),
)
