"""A period's expenses with their evidence, their sums, and the questions that were asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from models.types import ExpenseState
from rota_desk.domain.claim_case import Mark
from rota_desk.queries.expenses import ExpenseEvidence, QueryLine, expense_queries, expenses_list
from rota_desk.unit_of_work import Reading

NONE = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class ExpenseSum:
    """Lines, miles and pounds under one heading; what cannot be reckoned is in no sum of money."""

    heading: str
    lines: int
    miles: Decimal
    amount: Decimal
    unpriced: int


@dataclass(frozen=True, slots=True)
class ExpensesPack:
    """The lines of a period from `start` until before `end`; sums leave the rejected out."""

    start: dt.date
    end: dt.date
    lines: tuple[ExpenseEvidence, ...]
    by_person: tuple[ExpenseSum, ...]
    by_kind: tuple[ExpenseSum, ...]
    by_state: tuple[ExpenseSum, ...]
    total: ExpenseSum
    rejected: ExpenseSum
    queries: tuple[QueryLine, ...]

    @property
    def crossed(self) -> int:
        """How many standing lines have a cross."""
        return sum(one.asks and one.count(Mark.CROSS) > 0 for one in self.lines)

    @property
    def asked(self) -> tuple[ExpenseEvidence, ...]:
        """The lines with a cross or a question: the query list."""
        return tuple(one for one in self.lines if one.asks)


def expenses_pack(
    read: Reading, *, start: dt.date, end: dt.date, clinician: int | None = None
) -> ExpensesPack:
    """Everybody's lines of a period, or one person's; miles brought forward are not among them."""
    found = tuple(
        one
        for one in expenses_list(read, clinician=clinician, start=start, end=end)
        if not one.line.brought_forward
    )
    standing = [one for one in found if one.line.state is not ExpenseState.REJECTED]
    numbers = {one.line.line_id for one in found}
    return ExpensesPack(
        start=start,
        end=end,
        lines=found,
        by_person=_sums(standing, lambda one: one.line.claimant),
        by_kind=_sums(standing, lambda one: one.line.kind_words),
        by_state=_sums(standing, lambda one: one.line.state_words),
        total=_sum("All", standing),
        rejected=_sum("Rejected", [one for one in found if one not in standing]),
        queries=tuple(one for one in expense_queries(read) if one.line_id in numbers),
    )


def _sums(
    lines: Iterable[ExpenseEvidence], heading: Callable[[ExpenseEvidence], str]
) -> tuple[ExpenseSum, ...]:
    parts: dict[str, list[ExpenseEvidence]] = {}
    for one in lines:
        parts.setdefault(heading(one), []).append(one)
    counted = (_sum(name, several) for name, several in parts.items())
    return tuple(sorted(counted, key=lambda one: (-one.amount, one.heading)))


def _sum(heading: str, several: Iterable[ExpenseEvidence]) -> ExpenseSum:
    lines = [one.line for one in several]
    return ExpenseSum(
        heading=heading,
        lines=len(lines),
        miles=sum((one.miles or Decimal(0) for one in lines), Decimal(0)),
        amount=sum((one.pounds or NONE for one in lines), NONE),
        unpriced=sum(one.pounds is None for one in lines),
    )
