"""What bank and agency cost, how much of it was filled and how soon, against what may be spent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import select

from models import Assignment, ClinicalSession, CoverBudget
from models.types import AssignmentSource, CoverRequestState, CoverVia
from rota_desk.domain.cover_road import OPEN, VIA_WORDS, fill_percent, middle
from rota_desk.domain.span import instant, midnight
from rota_desk.queries.bank import BankFacts, BankLine, bank_lines
from rota_desk.queries.cover import FELL
from rota_desk.unit_of_work import Reading

NONE = Decimal("0.00")
DAY = dt.timedelta(days=1)
APRIL = 4


@dataclass(frozen=True, slots=True)
class BankSum:
    """Requests under one heading; money of what was filled, worked until now and still to come."""

    heading: str
    asked: int  # not cancelled
    filled: int
    refused: int
    waiting: int
    cancelled: int
    hours: Decimal  # filled
    spent: Decimal
    committed: Decimal
    unpriced: int  # filled without a rate or an invoice: in no sum of money
    lead: dt.timedelta | None  # the middle one, of all that were not cancelled
    took: dt.timedelta | None  # the middle one, of those filled

    @property
    def fill(self) -> Decimal | None:
        """Filled of asked, per cent to one place."""
        return fill_percent(self.filled, self.asked)

    @property
    def money(self) -> Decimal:
        """Spent and committed together."""
        return self.spent + self.committed


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A budget and what has come of it: shifts worked until now, and those still to come."""

    budget_id: int
    first: dt.date
    last: dt.date
    via: CoverVia | None
    amount: Decimal
    spent: Decimal
    committed: Decimal
    source: str

    @property
    def left(self) -> Decimal:
        """What is left after everything that is committed; negative when it is overspent."""
        return self.amount - self.spent - self.committed

    @property
    def via_words(self) -> str:
        """What it is for."""
        return VIA_WORDS[self.via] if self.via is not None else "Bank and agency"

    @property
    def percent(self) -> int | None:
        """Spent and committed of the amount, per cent, half up; None of nothing."""
        if not self.amount:
            return None
        share = (self.spent + self.committed) * 100 / self.amount
        return int(share.quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class BankPack:
    """The requests whose shifts begin from `start` until before `end`, counted every way."""

    start: dt.date
    end: dt.date
    lines: tuple[BankLine, ...]
    total: BankSum
    by_supplier: tuple[BankSum, ...]
    by_cause: tuple[BankSum, ...]
    by_activity: tuple[BankSum, ...]
    budgets: tuple[BudgetLine, ...]  # that touch these days
    rota_hours: Decimal  # everybody's, on sessions that stand
    bank_hours: Decimal  # of those, by bank and agency

    @property
    def share(self) -> Decimal | None:
        """Bank and agency hours of all rostered hours, per cent to one place."""
        if not self.rota_hours:
            return None
        return (self.bank_hours * 100 / self.rota_hours).quantize(Decimal("0.1"), ROUND_HALF_UP)


def bank_pack(read: Reading, *, start: dt.date, end: dt.date) -> BankPack:
    """Everything asked of bank and agency for a period."""
    lines = bank_lines(read, start=start, end=end)
    facts = [one.line for one in lines]
    everything, bank = _hours(read, start, end)
    return BankPack(
        start=start,
        end=end,
        lines=lines,
        total=_sum("All", facts),
        by_supplier=_sums(facts, lambda one: one.via_words),
        by_cause=_sums(facts, lambda one: one.cause_words),
        by_activity=_sums(facts, lambda one: one.activity),
        budgets=tuple(one for one in budget_lines(read) if one.first < end and one.last >= start),
        rota_hours=everything,
        bank_hours=bank,
    )


def financial_year(read: Reading) -> tuple[dt.date, dt.date]:
    """The first and the last day of the financial year that today lies in: April to March."""
    began = dt.date(read.today.year, APRIL, 1)
    first = began if began <= read.today else began.replace(year=began.year - 1)
    return first, first.replace(year=first.year + 1) - DAY


def budget_lines(read: Reading) -> tuple[BudgetLine, ...]:
    """Every budget with what has come of it, the newest first."""
    budgets = read.all(select(CoverBudget).order_by(CoverBudget.start.desc(), CoverBudget.via))
    if not budgets:
        return ()
    facts = [
        one.line
        for one in bank_lines(
            read, start=min(one.start for one in budgets), end=max(one.end for one in budgets)
        )
    ]
    return tuple(_budget(one, facts) for one in budgets)


def _budget(one: CoverBudget, facts: Iterable[BankFacts]) -> BudgetLine:
    here = [
        line
        for line in facts
        if one.start <= line.start.date() < one.end and one.via in (None, line.via)
    ]
    counted = _sum("", here)
    return BudgetLine(
        budget_id=one.id,
        first=one.start,
        last=one.end - DAY,
        via=one.via,
        amount=one.amount,
        spent=counted.spent,
        committed=counted.committed,
        source=one.source,
    )


def _sums(facts: Iterable[BankFacts], heading: Callable[[BankFacts], str]) -> tuple[BankSum, ...]:
    parts: dict[str, list[BankFacts]] = {}
    for one in facts:
        parts.setdefault(heading(one), []).append(one)
    counted = [_sum(name, several) for name, several in parts.items()]
    return tuple(sorted(counted, key=lambda one: (-one.money, one.heading)))


def _sum(heading: str, several: Iterable[BankFacts]) -> BankSum:
    facts = list(several)
    asked = [one for one in facts if one.state is not CoverRequestState.CANCELLED]
    filled = [one for one in asked if one.state is CoverRequestState.FILLED]
    return BankSum(
        heading=heading,
        asked=len(asked),
        filled=len(filled),
        refused=sum(one.state is CoverRequestState.REFUSED for one in asked),
        waiting=sum(one.state in OPEN for one in asked),
        cancelled=len(facts) - len(asked),
        hours=sum((one.bought.hours for one in filled), Decimal(0)),
        spent=sum((one.bought.cost or NONE for one in filled if one.bought.worked), NONE),
        committed=sum((one.bought.cost or NONE for one in filled if not one.bought.worked), NONE),
        unpriced=sum(one.bought.cost is None for one in filled),
        lead=middle([one.lead for one in asked]),
        took=middle([one.took for one in filled if one.took is not None]),
    )


def _hours(read: Reading, start: dt.date, end: dt.date) -> tuple[Decimal, Decimal]:
    """Elapsed hours of everybody on sessions that stand, and of bank and agency among them."""
    found = read.rows(
        select(ClinicalSession.start, ClinicalSession.end, Assignment.source)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start >= midnight(start), ClinicalSession.start < midnight(end))
    )
    minutes = [
        (instant(ends, read.zone) - instant(begins, read.zone), source)
        for begins, ends, source in found
    ]
    bank = sum(length for length, source in minutes if source is AssignmentSource.BANK)
    return Decimal(sum(length for length, _source in minutes)) / 60, Decimal(bank) / 60
