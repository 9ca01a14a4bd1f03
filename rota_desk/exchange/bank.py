"""`bank` and `bank-budgets`: requests to bank and agency, and what may be spent on them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import ClinicalSession, CoverBudget, CoverRequest
from models.base import Base
from models.types import CoverRequestState, CoverVia, GapCause
from rota_desk.domain.discretion import discreet
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import PERSON, person_cells, refuse_turned_round
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

BEFORE = (
    Column("reference", "the request's reference", needed=True, most=SHORT),
    Column("session", "the session it is for", needed=True),
)
OWN = (
    Column("via", "through whom", needed=True, of=CoverVia),
    Column("supplier", "the bank, or the agency's name", needed=True),
    Column("grade", "grade it is wanted of", most=SHORT),
    Column("cause", "why the session was short", of=GapCause),
    Column("hourly_rate", "pounds an hour", Kind.MONEY),
    Column("agreed_hours", "hours agreed; empty: the session's own", Kind.NUMBER),
    Column("state", "where it stands", of=CoverRequestState),
    Column("requested_at", "when it was asked for", Kind.STAMP, needed=True),
    Column("requested_by", "who asked"),
    Column("asked_of", "who there was asked"),
    Column("authorised_by", "who authorised the cost"),
    Column("order_number", "number of the order", most=SHORT),
    Column("filled_at", "when somebody was found", Kind.STAMP),
    Column("timesheet_seen", "the timesheet was seen", Kind.YES_NO),
    Column("timesheet_ref", "its number", most=SHORT),
    Column("timesheet_hours", "hours on it", Kind.NUMBER),
    Column("invoice_seen", "the invoice was seen", Kind.YES_NO),
    Column("invoice_number", "its number", most=SHORT),
    Column("invoice_amount", "pounds on it", Kind.MONEY),
    Column("passed_on", "when it was passed on for payment", Kind.DAY),
    Column("answer", "what was said last", most=10**6),
)
_FACTS = {one.name: one.name for one in (*BEFORE, *OWN) if one.name != "session"}
_TEXTS = (
    *("grade", "requested_by", "asked_of", "authorised_by", "order_number"),
    *("timesheet_ref", "invoice_number", "answer"),
)
_EMPTY: dict[str, Value] = {
    **dict.fromkeys(_TEXTS, ""),
    "cause": GapCause.UNKNOWN,
    "state": CoverRequestState.REQUESTED,
    "timesheet_seen": False,
    "invoice_seen": False,
}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    asked = (
        select(CoverRequest, ClinicalSession.start)
        .join(ClinicalSession, ClinicalSession.id == CoverRequest.session_id)
        .order_by(CoverRequest.reference, CoverRequest.id)
    )
    for one, start in read.rows(asked):
        if not wanted.person(one.clinician_id) or not wanted.days(start.date()):
            continue
        cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
        cells["session"] = names.sessions[one.session_id]
        cells["answer"] = discreet(one.answer)
        yield Found(one.id, {**person_cells(names, one.clinician_id), **cells})


def _key(cells: Cells) -> tuple[Value, ...]:
    return (cells.get("reference"),)


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty=_EMPTY))
    facts["session_id"] = row.named("session", row.names.session_numbers, "session")
    if row.has("clinician") or row.has("assignment_number"):
        facts["clinician_id"] = row.maybe_who("assignment_number", "clinician")
    return settled(row, CoverRequest, facts)


BANK = ExchangeTable(
    kind="bank",
    says="Requests to bank and agency, one row a request.",
    level=Level.DESK,
    columns=(*BEFORE, *PERSON, *OWN),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians", "sessions"),
    people=(("assignment_number", "clinician"),),
)


BUDGET_COLUMNS = (
    Column("from", "first day", Kind.DAY, needed=True),
    Column("to", "first day it no longer holds", Kind.DAY, needed=True),
    Column("via", "through whom; empty: both together", of=CoverVia),
    Column("amount", "pounds", Kind.MONEY, needed=True),
    Column("source", "who set it, and where it stands"),
)
_BUDGET = {"from": "start", "to": "end", "via": "via", "amount": "amount", "source": "source"}


def _budget_rows(read: Reading, _names: Names, wanted: Wanted) -> Iterator[Found]:
    def order(one: CoverBudget) -> tuple[object, ...]:
        return one.start, one.via.value if one.via else "", one.id

    for one in sorted(read.all(select(CoverBudget)), key=order):
        if wanted.open(one.start, one.end) and wanted.clinician is None:
            yield Found(one.id, {name: getattr(one, fact) for name, fact in _BUDGET.items()})


def _budget_key(cells: Cells) -> tuple[Value, ...]:
    return cells.get("from"), cells.get("via") or ""


def _put_budget(row: Taking) -> Base | None:
    refuse_turned_round(row, "it ends before it begins")
    return settled(row, CoverBudget, row.facts(_BUDGET, empty={"source": "", "via": None}))


BUDGETS = ExchangeTable(
    kind="bank-budgets",
    says="What may be spent on bank and agency, one row a budget.",
    level=Level.DESK,
    columns=BUDGET_COLUMNS,
    key=_budget_key,
    rows=_budget_rows,
    put=_put_budget,
)
