"""What may be spent on bank and agency in a period."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from models import CoverBudget
from models.types import CoverVia
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year

DAY = dt.timedelta(days=1)


def set_budget(
    work: UnitOfWork,
    *,
    first: dt.date,
    last: dt.date,
    amount: Decimal,
    via: CoverVia | None = None,
    source: str = "",
) -> int:
    """Set what may be spent from one day to another, both included; the same days are changed."""
    if last < first:
        raise Refusal("A budget ends before it begins. Correct one of the days.")
    if amount < 0:
        raise Refusal("A budget cannot be below nothing.")
    there = _same(work, first, last, via)
    if there is None:
        there = work.add(CoverBudget(start=first, end=last + DAY, amount=amount, via=via))
    there.amount, there.source = amount, source.strip()
    work.label = f"Budget from {day_and_year(first)}"
    return there.id


def remove_budget(work: UnitOfWork, *, budget: int) -> None:
    """Take back a budget."""
    there = work.get(CoverBudget, budget)
    work.label = f"Remove the budget from {day_and_year(there.start)}"
    work.remove(there)


def _same(
    work: UnitOfWork, first: dt.date, last: dt.date, via: CoverVia | None
) -> CoverBudget | None:
    """The budget of just these days; a refusal where another one covers some of them."""
    for one in work.all(select(CoverBudget).order_by(CoverBudget.start)):
        if one.via is not via:
            continue
        if (one.start, one.end) == (first, last + DAY):
            return one
        if one.start <= last and first < one.end:
            raise Refusal(
                f"The budget from {day_and_year(one.start)} to {day_and_year(one.end - DAY)}"
                " covers some of these days. Change that one, or take it back."
            )
    return None
