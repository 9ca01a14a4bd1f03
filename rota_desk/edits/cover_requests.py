"""Requests to bank and agency: asked, offered, filled or not, and the papers that follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from models import Assignment, ClinicalSession, Clinician, CoverRequest, Gap, GapAction
from models.types import (
    Accounting,
    AssignmentSource,
    CoverRequestState,
    CoverVia,
    GapActionKind,
    GapCause,
    StaffGroup,
)
from rota_desk.domain.cover_road import STATE_WORDS, VIA_WORDS, may
from rota_desk.edits.assignments import assign, find_assignment, remove_assignment
from rota_desk.edits.clinicians import add_clinician
from rota_desk.edits.gaps import record_gap_action
from rota_desk.errors import Refusal
from rota_desk.queries.bank import bank_line
from rota_desk.queries.escalation import session_words
from rota_desk.unit_of_work import UnitOfWork

_ACTIONS = {
    CoverVia.BANK: GapActionKind.BANK_REQUESTED,
    CoverVia.AGENCY: GapActionKind.AGENCY_REQUESTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for; the hours are the session's own unless `hours` says fewer or more."""

    via: CoverVia = CoverVia.BANK
    supplier: str = ""  # the agency's name; "Bank" where it is empty
    asked_of: str = ""
    grade: str = ""
    cause: GapCause | None = None  # the gap's own where it is left out
    reason: str = ""
    rate: Decimal | None = None
    hours: Decimal | None = None
    order_number: str = ""
    authorised_by: str = ""


def request_cover(work: UnitOfWork, *, session: int, wanted: Wanted, reference: str = "") -> int:
    """Ask bank or agency for a session that is short; the gap's ledger says so too."""
    supplier = _supplier(wanted)
    there = work.get(ClinicalSession, session)
    _refuse_twice(work, session, supplier)
    asked = f"{supplier}, {wanted.asked_of.strip()}" if wanted.asked_of.strip() else supplier
    record_gap_action(work, session=session, kind=_ACTIONS[wanted.via], whom=asked)
    gap = work.one(select(Gap).where(Gap.session_id == session))
    request = CoverRequest(
        session_id=session,
        supplier=supplier,
        requested_at=work.stamp,
        reference=_free_reference(work, reference),
        requested_by=work.who,
        cause=gap.cause if gap is not None else GapCause.UNKNOWN,
    )
    _write(request, wanted)
    work.add(request)
    work.label = f"Ask {supplier} for {session_words(work, there)}"
    return request.id


def change_request(work: UnitOfWork, *, request: int, wanted: Wanted) -> None:
    """Correct a request that nobody has filled yet."""
    there = _request_for(work, request, "change")
    there.supplier = _supplier(wanted)
    _write(there, wanted)
    work.label = f"Change request {there.reference}"


def note_order(work: UnitOfWork, *, request: int, order_number: str) -> None:
    """Note the number of the order, whenever it comes."""
    there = work.hold(CoverRequest, request)
    if not order_number.strip():
        raise Refusal("Write the order's number.")
    there.order_number = order_number.strip()
    work.label = f"Order number of request {there.reference}"


def note_offer(work: UnitOfWork, *, request: int, whom: str, rate: Decimal | None = None) -> None:
    """Note whom bank or agency offers, and at which rate."""
    there = _request_for(work, request, "offer")
    if not whom.strip():
        raise Refusal("Say who is offered.")
    there.state, there.answer = CoverRequestState.OFFERED, f"Offers {whom.strip()}"
    there.hourly_rate = _not_below(rate) if rate is not None else there.hourly_rate
    _tell_gap(work, there, there.answer)
    work.label = f"Offer for request {there.reference}"


def fill_request(
    work: UnitOfWork,
    *,
    request: int,
    clinician: int | None = None,
    name: str = "",
    group: StaffGroup = StaffGroup.RESIDENT,
    rate: Decimal | None = None,
) -> int:
    """Take somebody for it and put them on the session; answers their number.

    Somebody who is not in the directory is added by name, without a contract.
    """
    there = _request_for(work, request, "fill")
    whom = clinician if clinician is not None else _known(work, name)
    if whom is None:
        whom = add_clinician(work, name=name, group=group, grade=there.grade, note=there.supplier)
    assign(
        work,
        session=there.session_id,
        clinician=whom,
        source=AssignmentSource.BANK,
        accounting=Accounting.EXTRA,
    )
    person = work.get(Clinician, whom)
    there.state, there.clinician_id, there.filled_at = (
        CoverRequestState.FILLED,
        whom,
        work.stamp,
    )
    there.hourly_rate = _not_below(rate) if rate is not None else there.hourly_rate
    there.answer = f"{person.name} comes"
    _tell_gap(work, there, there.answer)
    work.label = f"Fill request {there.reference} with {person.name}"
    return whom


def refuse_request(work: UnitOfWork, *, request: int, answer: str) -> None:
    """Note that bank or agency cannot fill it; the request and its answer stay."""
    there = _request_for(work, request, "refuse")
    if not answer.strip():
        raise Refusal("Write what they said in a few words.")
    there.state, there.answer = CoverRequestState.REFUSED, answer.strip()
    _tell_gap(work, there, there.answer)
    work.label = f"Request {there.reference} not filled"


def cancel_request(work: UnitOfWork, *, request: int, why: str) -> None:
    """Call a request off; whoever was to come is taken off the session, and the gap is back."""
    there = _request_for(work, request, "cancel")
    if not why.strip():
        raise Refusal("Say why the request is cancelled.")
    if there.timesheet_seen or there.invoice_seen or there.passed_on is not None:
        raise Refusal(f"{there.reference} was worked: its papers are in. Undo those first.")
    if there.state is CoverRequestState.FILLED and there.clinician_id is not None:
        placed = find_assignment(work, session=there.session_id, clinician=there.clinician_id)
        if placed is not None:
            remove_assignment(
                work, assignment=placed.id, cause=GapCause.BANK_REFUSED, text=why.strip()
            )
    there.state, there.answer = CoverRequestState.CANCELLED, why.strip()
    _tell_gap(work, there, f"cancelled: {why.strip()}")
    work.label = f"Cancel request {there.reference}"


def see_timesheet(
    work: UnitOfWork, *, request: int, hours: Decimal | None = None, reference: str = ""
) -> None:
    """Tick the timesheet, with the hours it shows."""
    there = _worked(work, request, "see the timesheet of")
    if hours is not None and hours < 0:
        raise Refusal("The hours of a timesheet cannot be below none.")
    there.timesheet_seen, there.timesheet_hours = True, hours
    there.timesheet_ref = reference.strip()
    work.label = f"Timesheet of request {there.reference}"


def see_invoice(
    work: UnitOfWork, *, request: int, amount: Decimal | None, number: str = ""
) -> None:
    """Tick the invoice, with the amount it asks for."""
    there = _worked(work, request, "see the invoice of")
    if amount is None:
        raise Refusal("Write the amount of the invoice.")
    there.invoice_seen, there.invoice_amount = True, _not_below(amount)
    there.invoice_number = number.strip()
    work.label = f"Invoice of request {there.reference}"


def pass_on(work: UnitOfWork, *, requests: Sequence[int], on: dt.date | None = None) -> None:
    """Pass worked shifts on for payment; every paper has been seen, and nothing changes after."""
    if not requests:
        raise Refusal("Choose the shifts to pass on.")
    held = [_worked(work, request, "pass on") for request in requests]
    for there in held:
        missing = [
            paper
            for paper, seen in (
                ("timesheet", there.timesheet_seen),
                ("invoice", there.invoice_seen or there.via is CoverVia.BANK),
            )
            if not seen
        ]
        if missing:
            raise Refusal(f"The {' and '.join(missing)} of {there.reference} is not in yet.")
        there.passed_on = on or work.today
    what = held[0].reference if len(held) == 1 else f"{len(held)} shifts"
    work.label = f"Pass {what} on for payment"


def _request_for(work: UnitOfWork, request: int, step: str) -> CoverRequest:
    there = work.hold(CoverRequest, request)
    if there.passed_on is not None:
        raise Refusal(f"{there.reference} was passed on for payment and never changes.")
    if not may(step, there.state):
        raise Refusal(
            f"You cannot {step} {there.reference}: it is {STATE_WORDS[there.state].lower()}."
            f" Next: {bank_line(work, request=request).line.next_step}."
        )
    return there


def _worked(work: UnitOfWork, request: int, step: str) -> CoverRequest:
    there = _request_for(work, request, step)
    session = work.get(ClinicalSession, there.session_id)
    if session.end > work.wall:
        raise Refusal(f"{there.reference} is not worked yet. Its papers come afterwards.")
    return there


def _supplier(wanted: Wanted) -> str:
    named = wanted.supplier.strip()
    if not named and wanted.via is CoverVia.AGENCY:
        raise Refusal("Name the agency.")
    return named or VIA_WORDS[CoverVia.BANK]


def _write(there: CoverRequest, wanted: Wanted) -> None:
    if wanted.hours is not None and wanted.hours <= 0:
        raise Refusal("The hours have to be above none.")
    there.via, there.asked_of = wanted.via, wanted.asked_of.strip()
    there.grade, there.reason = wanted.grade.strip(), wanted.reason.strip()
    there.cause = wanted.cause or there.cause
    there.hourly_rate, there.agreed_hours = _not_below(wanted.rate), wanted.hours
    there.order_number = wanted.order_number.strip()
    there.authorised_by = wanted.authorised_by.strip()


def _not_below(amount: Decimal | None) -> Decimal | None:
    if amount is not None and amount < 0:
        raise Refusal("Rates and amounts cannot be below nothing.")
    return amount


def _refuse_twice(work: UnitOfWork, session: int, supplier: str) -> None:
    """One open request a supplier and missing person; a second would be booked and paid twice."""
    there = work.get(ClinicalSession, session)
    on = select(func.count(Assignment.id)).where(Assignment.session_id == session)
    missing = max(1, there.cover_wanted - int(work.rows(on)[0][0]))
    waiting = work.all(
        select(CoverRequest).where(
            CoverRequest.session_id == session,
            CoverRequest.supplier == supplier,
            CoverRequest.state.in_((CoverRequestState.REQUESTED, CoverRequestState.OFFERED)),
        )
    )
    if len(waiting) >= missing:
        raise Refusal(
            f"{supplier} has been asked already ({waiting[0].reference}). Note the answer there."
        )


def _known(work: UnitOfWork, name: str) -> int | None:
    """Somebody of that name in the directory; a refusal where no name is given at all."""
    if not name.strip():
        raise Refusal("Say who comes.")
    there = work.one(select(Clinician).where(Clinician.name == name.strip()))
    return there.id if there is not None else None


def _tell_gap(work: UnitOfWork, request: CoverRequest, answer: str) -> None:
    """Write the answer into the gap's ledger, beside who was asked; it may be filled by now."""
    gap = work.one(select(Gap).where(Gap.session_id == request.session_id))
    if gap is None:
        return
    asked = work.one(
        select(GapAction)
        .where(GapAction.gap_id == gap.id, GapAction.kind == _ACTIONS[request.via])
        .where(GapAction.whom.startswith(request.supplier, autoescape=True))
        .order_by(GapAction.at.desc(), GapAction.id.desc())
    )
    if asked is not None:
        asked.answer = answer


def _free_reference(work: UnitOfWork, wanted: str) -> str:
    """The reference that is wanted, or the next free one."""
    if wanted.strip():
        if _taken(work, wanted.strip()):
            raise Refusal(f"There is a request {wanted.strip()} already. Give it another name.")
        return wanted.strip()
    number = (work.rows(select(func.max(CoverRequest.id)))[0][0] or 0) + 1
    while _taken(work, f"BR-{number:04}"):
        number += 1
    return f"BR-{number:04}"


def _taken(work: UnitOfWork, reference: str) -> bool:
    return work.one(select(CoverRequest).where(CoverRequest.reference == reference)) is not None
