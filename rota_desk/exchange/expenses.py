"""`expenses`: one row a line of travel or study expense."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import ExpenseLine, LeaveRequest
from models.base import Base
from models.types import ExpenseKind, ExpenseState, LeaveState
from rota_desk.exchange.leave import LeaveWord
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
from rota_desk.intake.columns import SHORT, Column, Kind, Value
from rota_desk.unit_of_work import Reading

OWN = (
    Column("day", "the day of the journey or cost", Kind.DAY, needed=True),
    Column("kind", "what it is for", needed=True, of=ExpenseKind),
    Column("state", "where it stands", of=ExpenseState),
    Column("from_place", "where the journey began"),
    Column("to_place", "where it ended"),
    Column("site", "code of the outlying hospital", most=SHORT),
    Column("miles", "miles driven", Kind.NUMBER),
    Column("amount", "pounds", Kind.MONEY),
    Column("passengers", "passengers carried", Kind.WHOLE, most=99),
    Column("receipt", "where the receipt is"),
    Column("leave_from", "first day of the study or professional leave it belongs to", Kind.DAY),
    Column("submitted_on", "when it was handed in", Kind.DAY),
)
_FACTS = {one.name: one.name for one in OWN if one.name not in {"site", "leave_from"}}
_EMPTY: dict[str, Value] = {"state": ExpenseState.SUBMITTED, "passengers": 0}
_OPEN = frozenset(one.value for one in LeaveWord)


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    leave = {one.id: one for one in read.all(select(LeaveRequest))}

    def order(one: ExpenseLine) -> tuple[object, ...]:
        return one.day, names.person_key(one.clinician_id), one.id

    for one in sorted(read.all(select(ExpenseLine)), key=order):
        if wanted.person(one.clinician_id) and wanted.days(one.day):
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
            away = leave.get(one.leave_request_id or 0)
            cells["site"] = names.site_codes[one.site_id] if one.site_id else ""
            cells["leave_from"] = away.first_day if away and away.kind.value in _OPEN else None
            yield Found(one.id, {**person_cells(names, one.clinician_id), **cells})


def _key(cells: Cells) -> tuple[Value, ...]:
    told = (cells.get(name) for name in ("day", "kind", "from_place", "to_place"))
    return *person_key(cells), *(one or "" for one in told)


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty=_EMPTY))
    facts["clinician_id"] = clinician = row.who()
    if row.has("site"):
        facts["site_id"] = row.named("site", row.names.site_numbers, "site")
    if row.has("leave_from"):
        facts["leave_request_id"] = _leave(row, clinician)
    return settled(row, ExpenseLine, facts)


def _leave(row: Taking, clinician: int) -> int | None:
    """The person's leave that begins on the day named; what was approved goes first."""
    day = row.day("leave_from")
    if day is None:
        return None
    asked = select(LeaveRequest).where(
        LeaveRequest.clinician_id == clinician, LeaveRequest.first_day == day
    )
    there = [one for one in row.work.all(asked) if one.kind.value in _OPEN]
    there.sort(key=lambda one: one.state is not LeaveState.APPROVED)
    if not there:
        raise NotTaken("no leave of theirs begins on that day: import leave first.", "leave_from")
    return there[0].id


EXPENSES = ExchangeTable(
    kind="expenses",
    says="Travel and study expenses, one row a line.",
    level=Level.DESK,
    columns=(*PERSON, *OWN),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians", "rooms", "leave"),
    people=(("assignment_number", "clinician"),),
    repeats=True,
)
