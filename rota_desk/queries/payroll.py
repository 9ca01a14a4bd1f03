"""What payroll and finance pay: approved claims and expenses of a period, line by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Activity, Clinician, ExpenseLine, WliClaim
from models.types import ClaimState, ExpenseState
from rota_desk.domain.claim_road import REASON_WORDS, STATE_WORDS
from rota_desk.domain.expense_road import KIND_WORDS
from rota_desk.domain.expense_road import STATE_WORDS as EXPENSE_STATES
from rota_desk.domain.span import midnight
from rota_desk.unit_of_work import Reading

CLAIMS = (ClaimState.APPROVED, ClaimState.SENT, ClaimState.PAID)
EXPENSES = (ExpenseState.APPROVED, ExpenseState.PAID)
NONE = Decimal("0.00")
NO_AMOUNT = "No amount was kept: reject the line, or bring it in again with its pounds"


@dataclass(frozen=True, slots=True)
class PayLine:
    """One amount to be paid, with who signed for it; `day` is that of the work or the journey."""

    kind: str  # "claim", "expense"
    reference: str
    assignment_number: str
    person: str
    day: dt.date
    what: str
    reason: str
    quantity: Decimal | None
    unit: str
    amount: Decimal
    reckoned: str
    state: str
    verified_by: str
    approved_by: str
    batch: str
    paid_on: dt.date | None


@dataclass(frozen=True, slots=True)
class PaySum:
    """So many lines and pounds under one heading."""

    heading: str
    lines: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Payroll:
    """The lines of a period from `start` until before `end`, and their sums."""

    start: dt.date
    end: dt.date
    lines: tuple[PayLine, ...]
    by_person: tuple[PaySum, ...]
    by_batch: tuple[PaySum, ...]
    by_kind: tuple[PaySum, ...]
    total: PaySum


def payroll(read: Reading, *, start: dt.date, end: dt.date) -> Payroll:
    """Everything approved, sent or paid whose day lies in the period; nothing that still waits."""
    people = {one.id: one for one in read.all(select(Clinician))}
    lines = (*_claims(read, people, start, end), *_expenses(read, people, start, end))
    ordered = tuple(sorted(lines, key=lambda one: (one.person, one.day, one.kind, one.reference)))
    return Payroll(
        start=start,
        end=end,
        lines=ordered,
        by_person=_sums(ordered, lambda one: one.person),
        by_batch=_sums(ordered, lambda one: one.batch or "In no batch"),
        by_kind=_sums(
            ordered, lambda one: one.what if one.kind == "expense" else "Extra sessions"
        ),
        total=_sum("All", ordered),
    )


def _kind(one: PayLine) -> str:
    return one.what if one.kind == "expense" else "Extra sessions"


def _claims(
    read: Reading, people: dict[int, Clinician], start: dt.date, end: dt.date
) -> list[PayLine]:
    activities = {one.id: one.name for one in read.all(select(Activity))}
    found = read.all(
        select(WliClaim)
        .where(WliClaim.state.in_(CLAIMS))
        .where(WliClaim.start >= midnight(start), WliClaim.start < midnight(end))
    )
    return [
        PayLine(
            kind="claim",
            reference=one.reference,
            assignment_number=people[one.clinician_id].assignment_number or "",
            person=people[one.clinician_id].name,
            day=one.start.date(),
            what=activities[one.activity_id],
            reason=REASON_WORDS.get(one.reason_code, one.reason_code),
            quantity=one.quantity,
            unit=one.unit,
            amount=one.amount,
            reckoned=one.priced_as,
            state=STATE_WORDS[one.state],
            verified_by=one.verified_by,
            approved_by=one.approved_by,
            batch=one.payroll_batch,
            paid_on=one.paid_on,
        )
        for one in found
    ]


def _expenses(
    read: Reading, people: dict[int, Clinician], start: dt.date, end: dt.date
) -> list[PayLine]:
    found = read.all(
        select(ExpenseLine)
        .where(ExpenseLine.state.in_(EXPENSES), ExpenseLine.brought_forward.is_(False))
        .where(ExpenseLine.day >= start, ExpenseLine.day < end)
    )
    return [
        PayLine(
            kind="expense",
            reference=one.reference,
            assignment_number=people[one.clinician_id].assignment_number or "",
            person=people[one.clinician_id].name,
            day=one.day,
            what=KIND_WORDS[one.kind],
            reason=" – ".join(part for part in (one.from_place, one.to_place) if part),
            quantity=one.miles,
            unit="mile" if one.miles is not None else "",
            amount=one.amount or NONE,
            reckoned=one.priced_as if one.amount is not None else NO_AMOUNT,
            state=EXPENSE_STATES[one.state],
            verified_by=one.verified_by,
            approved_by=one.approved_by,
            batch=one.payroll_batch,
            paid_on=one.paid_on,
        )
        for one in found
    ]


def _sums(lines: Iterable[PayLine], heading: Callable[[PayLine], str]) -> tuple[PaySum, ...]:
    parts: dict[str, list[PayLine]] = {}
    for one in lines:
        parts.setdefault(heading(one), []).append(one)
    return tuple(_sum(name, parts[name]) for name in sorted(parts))


def _sum(heading: str, lines: Iterable[PayLine]) -> PaySum:
    amounts = [one.amount for one in lines]
    return PaySum(heading, len(amounts), sum(amounts, NONE))
