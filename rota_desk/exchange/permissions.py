"""`permissions`: one row a person who may do an activity, from a day on."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import Permission
from models.base import Base
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import PERSON, person_cells, person_key, refuse_turned_round
from rota_desk.exchange.table import (
    Cells,
    ExchangeTable,
    Found,
    Level,
    Taking,
    Wanted,
    settled,
)
from rota_desk.intake.columns import SHORT, Column, Kind, Value
from rota_desk.unit_of_work import Reading

OWN = (
    Column("activity", "code of the activity", needed=True, most=SHORT),
    Column("from", "first day allowed", Kind.DAY, needed=True),
    Column("to", "first day no longer allowed", Kind.DAY),
    Column("supervised", "only with somebody beside them", Kind.YES_NO),
)
_FACTS = {"from": "start", "to": "end", "supervised": "supervised"}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    def order(one: Permission) -> tuple[object, ...]:
        code = names.activities[one.activity_id].code
        return names.person_key(one.clinician_id), code, one.start

    for one in sorted(read.all(select(Permission)), key=order):
        if wanted.person(one.clinician_id) and wanted.open(one.start, one.end):
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
            cells["activity"] = names.activities[one.activity_id].code
            yield Found(one.id, {**person_cells(names, one.clinician_id), **cells})


def _key(cells: Cells) -> tuple[Value, ...]:
    return (*person_key(cells), cells.get("activity"), cells.get("from"))


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty={"supervised": False}))
    refuse_turned_round(row)
    activity = row.named("activity", row.names.activity_numbers, "activity")
    return settled(row, Permission, {**facts, "clinician_id": row.who(), "activity_id": activity})


PERMISSIONS = ExchangeTable(
    kind="permissions",
    says="Who may do which activity, one row a permission.",
    level=Level.SHARED,
    columns=(*PERSON, *OWN),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians", "activities"),
    people=(("assignment_number", "clinician"),),
)
