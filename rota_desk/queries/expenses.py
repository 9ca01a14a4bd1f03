"""Expense lines: the queue by state with the evidence for each, and the log of questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from models import Clinician, ExpenseLine, ExpenseQuery
from models.types import ExpenseKind, ExpenseState, Vehicle
from rota_desk.domain.claim_case import Check, Mark
from rota_desk.domain.expense_evidence import expense_evidence
from rota_desk.domain.expense_road import KIND_WORDS, MAY, NEXT_STEP, STATE_WORDS
from rota_desk.queries.claims import on_wall
from rota_desk.queries.expense_surroundings import ExpenseSurroundings
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class ExpenseFacts:
    """An expense line as it stands in the queue; `due` is what it earns as things stand."""

    line_id: int
    reference: str
    clinician_id: int
    claimant: str
    day: dt.date
    kind: ExpenseKind
    state: ExpenseState
    from_place: str
    to_place: str
    site_id: int | None
    from_site_id: int | None
    vehicle: Vehicle
    from_home: bool
    returns: bool
    home_miles: Decimal | None
    miles: Decimal | None
    amount: Decimal | None
    due: Decimal | None
    reckoned: str
    passengers: int
    passenger_names: str
    receipt: str
    leave_request_id: int | None
    submitted_on: dt.date | None
    source: str
    brought_forward: bool
    query: str
    note: str
    verified_by: str
    approved_by: str
    payroll_batch: str
    paid_on: dt.date | None
    rejection_reason: str

    @property
    def kind_words(self) -> str:
        """What it is for, in words."""
        return KIND_WORDS[self.kind]

    @property
    def state_words(self) -> str:
        """Where it stands, in words."""
        return STATE_WORDS[self.state]

    @property
    def next_step(self) -> str:
        """What has to be done with it now."""
        return NEXT_STEP[self.state]

    @property
    def may(self) -> frozenset[str]:
        """The steps that can be taken from here."""
        return frozenset(step for step, states in MAY.items() if self.state in states)

    @property
    def what(self) -> str:
        """A journey by its places, anything else by its kind."""
        if self.kind in (ExpenseKind.MILEAGE, ExpenseKind.PASSENGER):
            back = " and back" if self.returns and "back" not in self.to_place else ""
            return f"{self.from_place} – {self.to_place}{back}"
        return self.kind_words

    @property
    def pounds(self) -> Decimal | None:
        """What it is paid: the amount fixed or claimed, else what it earns as things stand."""
        return self.due if self.amount is None else self.amount


@dataclass(frozen=True, slots=True)
class ExpenseEvidence:
    """An expense line with every check that concerns it."""

    line: ExpenseFacts
    checks: tuple[Check, ...]

    def count(self, mark: Mark) -> int:
        """How many checks say this."""
        return sum(one.mark is mark for one in self.checks)

    @property
    def asks(self) -> bool:
        """Whether somebody has to look at it: it stands, with a cross or a question."""
        stands = self.line.state is not ExpenseState.REJECTED
        return stands and (self.count(Mark.CROSS) + self.count(Mark.QUESTION)) > 0

    @property
    def worst(self) -> Mark:
        """The gravest mark among its checks."""
        order = (Mark.CROSS, Mark.QUESTION, Mark.TICK)
        return next((mark for mark in order if self.count(mark)), Mark.NOT_CHECKED)

    @property
    def summary(self) -> str:
        """The crosses and questions in a line; "agrees" where there are none."""
        asked = [one for one in self.checks if one.mark in (Mark.CROSS, Mark.QUESTION)]
        ordered = sorted(asked, key=lambda one: one.mark is Mark.QUESTION)
        said = [f"{one.title}: {one.words.rstrip('.')}" for one in ordered]
        return f"{'; '.join(said)}." if said else "Agrees"


@dataclass(frozen=True, slots=True)
class QueryLine:
    """A question about an expense line, and the answer when it came; moments by the wall."""

    query_id: int
    line_id: int
    reference: str
    claimant: str
    day: dt.date
    question: str
    asked_by: str
    asked_at: dt.datetime
    answer: str
    answered_by: str
    answered_at: dt.datetime | None
    days_waiting: int  # until the answer, or until today


def expenses_list(
    read: Reading,
    *,
    lines: Collection[int] | None = None,
    states: Collection[ExpenseState] = (),
    clinician: int | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> tuple[ExpenseEvidence, ...]:
    """The lines in these states (all, when none is named) with their checks, oldest first."""
    asked = select(ExpenseLine).order_by(ExpenseLine.day, ExpenseLine.id)
    if lines is not None:
        asked = asked.where(ExpenseLine.id.in_(lines))
    if states:
        asked = asked.where(ExpenseLine.state.in_(tuple(states)))
    if clinician is not None:
        asked = asked.where(ExpenseLine.clinician_id == clinician)
    if start is not None:
        asked = asked.where(ExpenseLine.day >= start)
    if end is not None:
        asked = asked.where(ExpenseLine.day < end)
    found = read.all(asked)
    if not found:
        return ()
    around = ExpenseSurroundings.of(read, found)
    return tuple(
        ExpenseEvidence(_facts(one, around), expense_evidence(around.case(one))) for one in found
    )


def expense_line(read: Reading, *, line: int) -> ExpenseEvidence:
    """One line with its checks."""
    return expenses_list(read, lines=[read.get(ExpenseLine, line).id])[0]


def expense_counts(read: Reading) -> dict[ExpenseState, int]:
    """How many lines stand in each state."""
    counted = select(ExpenseLine.state, func.count(ExpenseLine.id)).group_by(ExpenseLine.state)
    return {state: count for state, count in read.rows(counted)}  # noqa: C416 - rows, not pairs


def expense_queries(
    read: Reading, *, open_only: bool = False, line: int | None = None
) -> tuple[QueryLine, ...]:
    """The questions that were asked, those without an answer first, the oldest first."""
    asked = (
        select(ExpenseQuery, ExpenseLine, Clinician.name)
        .join(ExpenseLine, ExpenseLine.id == ExpenseQuery.expense_line_id)
        .join(Clinician, Clinician.id == ExpenseLine.clinician_id)
        .order_by(ExpenseQuery.answered_at.is_not(None), ExpenseQuery.asked_at, ExpenseQuery.id)
    )
    if line is not None:
        asked = asked.where(ExpenseLine.id == line)
    if open_only:
        asked = asked.where(ExpenseQuery.answered_at.is_(None))
    return tuple(_query(read, *row) for row in read.rows(asked))


def _query(read: Reading, query: ExpenseQuery, line: ExpenseLine, name: str) -> QueryLine:
    until = query.answered_at or read.stamp
    return QueryLine(
        query_id=query.id,
        line_id=line.id,
        reference=line.reference,
        claimant=name,
        day=line.day,
        question=query.question,
        asked_by=query.asked_by,
        asked_at=on_wall(read, query.asked_at) or read.wall,
        answer=query.answer,
        answered_by=query.answered_by,
        answered_at=on_wall(read, query.answered_at),
        days_waiting=(until.date() - query.asked_at.date()).days,
    )


def _facts(line: ExpenseLine, around: ExpenseSurroundings) -> ExpenseFacts:
    reckoned = around.reckoned.get(line.id)
    priced = reckoned is not None and not reckoned.missing and not line.brought_forward
    return ExpenseFacts(
        line_id=line.id,
        reference=line.reference,
        clinician_id=line.clinician_id,
        claimant=around.people[line.clinician_id].name,
        day=line.day,
        kind=line.kind,
        state=line.state,
        from_place=line.from_place,
        to_place=line.to_place,
        site_id=line.site_id,
        from_site_id=line.from_site_id,
        vehicle=line.vehicle,
        from_home=line.from_home,
        returns=line.returns,
        home_miles=line.home_miles,
        miles=line.miles,
        amount=line.amount,
        due=reckoned.amount if reckoned and priced else None,
        reckoned=line.priced_as or (reckoned.words if reckoned and priced else ""),
        passengers=line.passengers,
        passenger_names=line.passenger_names,
        receipt=line.receipt,
        leave_request_id=line.leave_request_id,
        submitted_on=line.submitted_on,
        source=line.source,
        brought_forward=line.brought_forward,
        query=line.query,
        note=line.note,
        verified_by=line.verified_by,
        approved_by=line.approved_by,
        payroll_batch=line.payroll_batch,
        paid_on=line.paid_on,
        rejection_reason=line.rejection_reason,
    )
