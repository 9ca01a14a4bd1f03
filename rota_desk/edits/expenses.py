"""Expense lines: what was spent or driven, questions and answers, three signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from models import Clinician, ExpenseLine, ExpenseQuery, LeaveRequest, Site
from models.types import ExpenseKind, ExpenseState, Vehicle
from rota_desk.domain.claim_road import same_person
from rota_desk.domain.expense_road import NEXT_STEP, STATE_WORDS, may
from rota_desk.edits.claim_steps import refuse_beyond_limit, signature
from rota_desk.errors import Refusal
from rota_desk.queries.expense_choices import HOME
from rota_desk.queries.expenses import expense_line
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words

_JOURNEYS = (ExpenseKind.MILEAGE, ExpenseKind.PASSENGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a line says; miles are of the whole journey, there and back when it `returns`."""

    day: dt.date
    kind: ExpenseKind
    from_place: str = ""
    to_place: str = ""
    from_site: int | None = None
    site: int | None = None
    from_home: bool = False
    returns: bool = False
    home_miles: Decimal | None = None
    vehicle: Vehicle = Vehicle.CAR
    miles: Decimal | None = None
    amount: Decimal | None = None
    passengers: int = 0
    passenger_names: str = ""
    receipt: str = ""
    leave: int | None = None
    submitted_on: dt.date | None = None
    source: str = ""
    brought_forward: bool = False
    note: str = ""


def add_expense(work: UnitOfWork, *, clinician: int, spent: Spent, reference: str = "") -> int:
    """Write a line as it was submitted; answers its number."""
    person = work.get(Clinician, clinician)
    named = reference.strip() or _next_reference(work)
    taken = select(ExpenseLine).where(ExpenseLine.reference == named)
    if work.one(taken) is not None:
        raise Refusal(f"There is a line {named} already. Give this one another reference.")
    line = ExpenseLine(clinician_id=clinician, day=spent.day, kind=spent.kind, reference=named)
    _write(work, line, spent)
    line.submitted_on = spent.submitted_on or work.today
    work.add(line)
    work.label = f"Add expense {line.reference} of {person.name}"
    return line.id


def change_expense(work: UnitOfWork, *, line: int, spent: Spent) -> None:
    """Correct a line that nobody has signed yet."""
    there = _line_for(work, line, "change")
    _write(work, there, spent)
    there.submitted_on = spent.submitted_on or there.submitted_on
    work.label = f"Change expense {there.reference}"


def query_expense(work: UnitOfWork, *, line: int, question: str) -> None:
    """Ask the claimant; the line waits, and is verified again after the answer."""
    there = _line_for(work, line, "query")
    if not question.strip():
        raise Refusal("Write the question that the claimant should answer.")
    there.state, there.query, there.verified_by = ExpenseState.QUERIED, question.strip(), ""
    work.add(
        ExpenseQuery(
            expense_line_id=there.id,
            question=question.strip(),
            asked_by=work.who,
            asked_at=work.stamp,
        )
    )
    work.label = f"Query expense {there.reference}"


def answer_expense(work: UnitOfWork, *, line: int, answer: str, by: str = "") -> None:
    """Note the claimant's answer; the line can be verified again."""
    there = _line_for(work, line, "answer")
    if not answer.strip():
        raise Refusal("Write the answer in a few words.")
    asked = work.one(
        select(ExpenseQuery)
        .where(ExpenseQuery.expense_line_id == there.id, ExpenseQuery.answered_at.is_(None))
        .order_by(ExpenseQuery.asked_at.desc(), ExpenseQuery.id.desc())
    )
    if asked is not None:
        person = work.get(Clinician, there.clinician_id)
        asked.answer, asked.answered_at = answer.strip(), work.stamp
        asked.answered_by = by.strip() or person.name
    there.state, there.query = ExpenseState.SUBMITTED, ""
    work.label = f"Answer the query on {there.reference}"


def verify_expense(work: UnitOfWork, *, line: int, by: str = "") -> None:
    """Sign that a line agrees with rota, leave and distances; its amount is fixed from then on."""
    there = _line_for(work, line, "verify")
    signed = signature(work, by)
    _refuse_claimant(work, there, signed, "verify")
    _fix_amount(work, there)
    there.state, there.verified_by = ExpenseState.VERIFIED, signed
    work.label = f"Verify expense {there.reference}"


def approve_expense(work: UnitOfWork, *, line: int, by: str = "") -> None:
    """Sign that a line may be paid; neither the claimant nor whoever verified it."""
    there = _line_for(work, line, "approve")
    signed = signature(work, by)
    _refuse_claimant(work, there, signed, "approve")
    if same_person(signed, there.verified_by):
        raise Refusal(
            f"{there.verified_by} verified {there.reference} and cannot approve it too."
            " Ask somebody else to approve it."
        )
    refuse_beyond_limit(work, there.reference, there.amount or Decimal(0), signed)
    there.state, there.approved_by = ExpenseState.APPROVED, signed
    work.label = f"Approve expense {there.reference}"


def reject_expense(work: UnitOfWork, *, line: int, reason: str) -> None:
    """Turn a line down; it stays on record with its reason, and its miles no longer count."""
    there = _line_for(work, line, "reject")
    if not reason.strip():
        raise Refusal("Say why the line is rejected; the claimant will read it.")
    there.state, there.rejection_reason = ExpenseState.REJECTED, reason.strip()
    work.label = f"Reject expense {there.reference}"


def pay_expenses(
    work: UnitOfWork, *, lines: Sequence[int], batch: str = "", on: dt.date | None = None
) -> None:
    """Note that payroll has paid these, today unless `on` says when; they never change again."""
    if not lines:
        raise Refusal("Choose the lines that payroll has paid.")
    held = [_line_for(work, line, "mark paid") for line in lines]
    for there in held:
        _refuse_unpriced(there)
        there.state, there.paid_on = ExpenseState.PAID, on or work.today
        there.payroll_batch = batch.strip()
    what = held[0].reference if len(held) == 1 else f"{len(held)} lines"
    work.label = f"Mark expense {what} paid" if len(held) == 1 else f"Mark {what} of expenses paid"


def _refuse_unpriced(line: ExpenseLine) -> None:
    if line.amount is None:
        raise Refusal(
            f"{line.reference} has no amount, so payroll cannot have paid it."
            " Reject it with a reason, or bring it in again with its pounds."
        )


def _line_for(work: UnitOfWork, line: int, step: str) -> ExpenseLine:
    there = work.hold(ExpenseLine, line)
    if not may(step, there.state):
        done_by = {
            ExpenseState.VERIFIED: there.verified_by,
            ExpenseState.APPROVED: there.approved_by,
        }.get(there.state, "")
        signed = f" by {done_by}" if done_by else ""
        raise Refusal(
            f"You cannot {step} {there.reference}: it is"
            f" {STATE_WORDS[there.state].lower()}{signed}. Next: {NEXT_STEP[there.state]}."
        )
    return there


def _fix_amount(work: UnitOfWork, line: ExpenseLine) -> None:
    """Keep what a journey earns today, so that no later rate and no later line changes it."""
    if line.kind is ExpenseKind.PASSENGER:
        raise Refusal("Whoever drives claims for passengers. Reject this line with a reason.")
    if line.kind is not ExpenseKind.MILEAGE:
        if line.amount is None:
            raise Refusal("The amount is missing. Correct the line first.")
        return
    if line.brought_forward:
        line.amount = Decimal(0)
        return
    found = expense_line(work, line=line.id).line
    if found.due is None:
        raise Refusal(
            f"Nothing can be reckoned for {line.reference} on {day_words(line.day)} yet."
            " Enter the rate in Settings, Mileage rates, or the miles that are missing."
        )
    line.amount, line.priced_as = found.due, found.reckoned


def _refuse_claimant(work: UnitOfWork, line: ExpenseLine, signed: str, step: str) -> None:
    person = work.get(Clinician, line.clinician_id)
    if same_person(signed, person.name) or same_person(signed, person.full_name):
        raise Refusal(
            f"{person.name} cannot {step} an expense of their own."
            " Claimant, verifier and approver are three different people."
        )


def _write(work: UnitOfWork, line: ExpenseLine, spent: Spent) -> None:
    _refuse_senseless(spent)
    for number in (spent.site, spent.from_site):
        if number is not None:
            work.get(Site, number)
    if spent.leave is not None:
        leave = work.get(LeaveRequest, spent.leave)
        if leave.clinician_id != line.clinician_id:
            raise Refusal("That leave is somebody else's. Choose one of the claimant's own.")
    line.day, line.kind, line.vehicle = spent.day, spent.kind, spent.vehicle
    line.from_place, line.to_place = spent.from_place.strip(), spent.to_place.strip()
    line.from_site_id, line.site_id = spent.from_site, spent.site
    line.from_home, line.returns = spent.from_home, spent.returns
    line.home_miles, line.miles, line.amount = spent.home_miles, spent.miles, spent.amount
    line.passengers, line.passenger_names = spent.passengers, spent.passenger_names.strip()
    line.receipt, line.leave_request_id = spent.receipt.strip(), spent.leave
    line.source, line.note = spent.source.strip(), spent.note.strip()
    line.brought_forward = spent.brought_forward


def _refuse_senseless(spent: Spent) -> None:
    if spent.kind in _JOURNEYS and spent.miles is None:
        raise Refusal("A journey needs its miles.")
    if spent.kind not in _JOURNEYS and spent.amount is None:
        raise Refusal("Write the amount that was spent.")
    numbers = (spent.miles, spent.amount, spent.home_miles)
    if any(one is not None and one < 0 for one in numbers) or spent.passengers < 0:
        raise Refusal("Miles, amounts and passengers cannot be below none.")
    if spent.brought_forward and spent.kind is not ExpenseKind.MILEAGE:
        raise Refusal("Only miles are brought forward.")


def name_expenses(work: UnitOfWork, lines: Sequence[ExpenseLine]) -> None:
    """Complete lines that another program wrote: a reference, and the sites named in words.

    A place counts as a site when it is its name or code, whatever the case, and as home when it
    says so; anything else stays words.
    """
    sites = {
        word.casefold(): one for one in work.all(select(Site)) for word in (one.name, one.code)
    }
    taken = {one.reference for one in work.all(select(ExpenseLine))}
    number = 1
    for line in lines:
        if line.reference:  # the desk's own line comes back: it says all that it knows
            continue
        while f"EXP-{number:04}" in taken:
            number += 1
        line.reference = f"EXP-{number:04}"
        taken.add(line.reference)
        begin = sites.get(line.from_place.strip().casefold())
        end = sites.get(line.to_place.strip().casefold())
        if line.from_site_id is None and begin is not None:
            line.from_site_id, line.from_place = begin.id, begin.name
        if line.site_id is None and end is not None:
            line.site_id, line.to_place = end.id, end.name
        line.from_home = line.from_home or line.from_place.strip().casefold() == HOME.casefold()


def _next_reference(work: UnitOfWork) -> str:
    number = (work.rows(select(func.max(ExpenseLine.id)))[0][0] or 0) + 1
    while work.one(select(ExpenseLine).where(ExpenseLine.reference == f"EXP-{number:04}")):
        number += 1
    return f"EXP-{number:04}"
