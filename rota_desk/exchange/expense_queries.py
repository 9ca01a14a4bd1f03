"""`expense-queries`: one row a question about an expense line, with its answer."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import ExpenseLine, ExpenseQuery
from models.base import Base
from models.types import ExpenseState
from rota_desk.domain.discretion import discreet
from rota_desk.exchange.names import Names
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
    Column("expense", "reference of the line", needed=True, most=SHORT),
    Column("question", "what was asked", needed=True, most=10**6),
    Column("asked_by", "by whom", needed=True),
    Column("asked_at", "when", Kind.STAMP, needed=True),
    Column("answer", "what was answered; empty: not yet", most=10**6),
    Column("answered_by", "by whom"),
    Column("answered_at", "when", Kind.STAMP),
)
_FACTS = {one.name: one.name for one in COLUMNS if one.name != "expense"}
_SAID = ("question", "answer")


def _rows(read: Reading, _names: Names, wanted: Wanted) -> Iterator[Found]:
    asked = (
        select(ExpenseQuery, ExpenseLine)
        .join(ExpenseLine, ExpenseLine.id == ExpenseQuery.expense_line_id)
        .order_by(ExpenseLine.reference, ExpenseQuery.asked_at, ExpenseQuery.id)
    )
    for one, line in read.rows(asked):
        if wanted.person(line.clinician_id) and wanted.days(line.day):
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
            cells |= {name: discreet(getattr(one, name)) for name in _SAID}
            yield Found(one.id, {"expense": line.reference, **cells})


def _key(cells: Cells) -> tuple[Value, ...]:
    return cells.get("expense"), cells.get("asked_at")


def _put(row: Taking) -> Base | None:
    named = select(ExpenseLine).where(ExpenseLine.reference == row.text("expense"))
    line = row.work.one(named)
    if line is None:
        raise NotTaken("the desk has no such line: import expenses first.", "expense")
    if line.state is ExpenseState.QUERIED and not row.text("answer"):
        line.query = row.text("question")
    facts: dict[str, object] = dict(row.facts(_FACTS, empty={"answer": "", "answered_by": ""}))
    return settled(row, ExpenseQuery, facts | {"expense_line_id": line.id})


EXPENSE_QUERIES = ExchangeTable(
    kind="expense-queries",
    says="Questions about expense lines and their answers, one row a question.",
    level=Level.DESK,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
    after=("expenses",),
)
