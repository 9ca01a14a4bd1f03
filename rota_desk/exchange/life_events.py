"""`life-events`: which leave is for a life-changing event. RESTRICTED: it says why."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import LeaveRequest
from models.base import Base
from models.types import LeaveKind
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
)
from rota_desk.intake.columns import Column, Kind, Value
from rota_desk.queries.life_event import life_event_clause
from rota_desk.unit_of_work import Reading

OWN = (
    Column("first_day", "first day of the leave", Kind.DAY, needed=True),
    Column("requested_at", "when it was asked for", Kind.STAMP, needed=True),
    Column("life_event", "it is for a life-changing event", Kind.YES_NO, needed=True),
)


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    marked = read.all(select(LeaveRequest).where(LeaveRequest.life_event))
    for one in sorted(
        marked, key=lambda one: (names.person_key(one.clinician_id), one.first_day, one.id)
    ):
        if wanted.person(one.clinician_id) and wanted.days(one.first_day, one.last_day):
            cells: dict[str, Value] = {
                "first_day": one.first_day,
                "requested_at": one.requested_at,
                "life_event": True,
            }
            yield Found(one.id, {**person_cells(names, one.clinician_id), **cells})


def _key(cells: Cells) -> tuple[Value, ...]:
    return *person_key(cells), cells.get("first_day"), cells.get("requested_at")


def _put(row: Taking) -> Base | None:
    """Mark the leave that stands there; leave that does not is never made by this file."""
    there = _leave(row)
    marked = row.cells.get("life_event") is True
    bound = life_event_clause(
        row.work, clinician=there.clinician_id, kind=there.kind, first=there.first_day
    )
    if marked and bound is None:
        raise NotTaken("the contract says nothing of such leave: leave the row out.", "life_event")
    there.life_event = marked
    return None


def _leave(row: Taking) -> LeaveRequest:
    if row.number is not None:
        return row.work.get(LeaveRequest, row.number)
    asked = row.moment("requested_at")
    there = row.work.one(
        select(LeaveRequest).where(
            LeaveRequest.clinician_id == row.who(),
            LeaveRequest.kind == LeaveKind.ANNUAL,
            LeaveRequest.first_day == row.day("first_day"),
            LeaveRequest.requested_at == asked,
        )
    )
    if there is None:
        raise NotTaken("no such leave stands at the desk: import leave first.", "first_day")
    return there


LIFE_EVENTS = ExchangeTable(
    kind="life-events",
    says="Which annual leave is for a life-changing event, one row a request.",
    level=Level.RESTRICTED,
    columns=(*PERSON, *OWN),
    key=_key,
    rows=_rows,
    put=_put,
    after=("leave", "contracts"),
    people=(("assignment_number", "clinician"),),
)
