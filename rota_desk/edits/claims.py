"""Claims for extra sessions: each step of the road, by three different people."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import func, select

from models import Activity, ClinicalSession, Clinician, Room, WliClaim
from models.types import ClaimState
from rota_desk.domain.claim_road import NEXT_STEP, STATE_WORDS, may, same_person
from rota_desk.domain.rates import HOUR, UNITS
from rota_desk.errors import Refusal
from rota_desk.queries.rate_cards import claim_price
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words


def add_claim(
    work: UnitOfWork,
    *,
    clinician: int,
    activity: int,
    start: dt.datetime,
    end: dt.datetime,
    reason_code: str = "WLI",
    room: int | None = None,
    session: int | None = None,
    requested_by: str = "",
    unit: str = HOUR,
    quantity: Decimal | None = None,
    reference: str = "",
    note: str = "",
) -> int:
    """Write a draft claim for an extra session at wall times; answers its number."""
    person = work.get(Clinician, clinician)
    claim = WliClaim(
        reference=reference.strip() or _next_reference(work),
        clinician_id=clinician,
        start=start,
        end=end,
        activity_id=activity,
    )
    _refuse_taken_reference(work, claim.reference)
    _place(work, claim, room=room, session=session)
    _state_amount(claim, unit=unit, quantity=quantity)
    claim.reason_code, claim.requested_by = reason_code.strip() or "WLI", requested_by.strip()
    claim.note = note.strip()
    work.add(claim)
    _price(work, claim)
    work.label = f"Add claim {claim.reference} of {person.name}"
    return claim.id


def change_claim(
    work: UnitOfWork,
    *,
    claim: int,
    activity: int,
    start: dt.datetime,
    end: dt.datetime,
    reason_code: str = "WLI",
    room: int | None = None,
    session: int | None = None,
    requested_by: str = "",
    unit: str = HOUR,
    quantity: Decimal | None = None,
    note: str = "",
) -> None:
    """Correct a claim that has not been submitted, or that came back with a query."""
    there = _claim_for(work, claim, "change")
    work.get(Activity, activity)
    there.activity_id, there.start, there.end = activity, start, end
    _place(work, there, room=room, session=session)
    _state_amount(there, unit=unit, quantity=quantity)
    there.reason_code, there.requested_by = reason_code.strip() or "WLI", requested_by.strip()
    there.note = note.strip()
    _price(work, there)
    work.label = f"Change claim {there.reference}"


def remove_claim(work: UnitOfWork, *, claim: int) -> None:
    """Remove a draft that was written by mistake; anything further on is cancelled instead."""
    there = work.get(WliClaim, claim)
    if there.state is not ClaimState.DRAFT:
        raise Refusal(
            f"{there.reference} is {_state(there)} and stays on record."
            " Cancel or reject it with a reason."
        )
    work.label = f"Remove draft claim {there.reference}"
    work.remove(there)


def pre_authorise(
    work: UnitOfWork,
    *,
    claim: int,
    by: str = "",
    at: dt.datetime | None = None,
    reference: str = "",
) -> None:
    """Record who allowed the session beforehand; `at` is a wall time, now when left out."""
    there = _claim_for(work, claim, "pre-authorise")
    signed = _signature(work, by)
    _refuse_same(work, there, signed, claimant="pre-authorise")
    there.state = ClaimState.PRE_AUTHORISED
    there.pre_authorised_by = signed
    there.pre_authorised_at = _utc(work, at) if at is not None else work.stamp
    there.pre_authorisation_ref = reference.strip()
    work.label = f"Pre-authorise claim {there.reference}"


def mark_worked(work: UnitOfWork, *, claim: int, patients: int | None = None) -> None:
    """Say that the session was worked, with how many patients (a count, never who)."""
    there = _claim_for(work, claim, "mark worked")
    if there.end > work.wall:
        raise Refusal(
            f"The session ends {day_words(there.end.date())} at {there.end:%H:%M};"
            " mark it worked after that."
        )
    if patients is not None and patients < 0:
        raise Refusal("The number of patients cannot be below none.")
    there.state, there.patients = ClaimState.WORKED, patients
    work.label = f"Mark claim {there.reference} worked"


def submit_claim(work: UnitOfWork, *, claim: int, answer: str = "") -> None:
    """Submit a claim, priced by the card in force on its day; `answer` replies to a query."""
    there = _claim_for(work, claim, "submit")
    if there.state is ClaimState.QUERIED and not answer.strip():
        raise Refusal("Answer the query in a few words before submitting the claim again.")
    if answer.strip():
        _write(work, there, f"answers: {answer.strip()}")
    _price(work, there, needed=True)
    there.state, there.submitted_at = ClaimState.CLAIMED, work.stamp
    work.label = f"Submit claim {there.reference}"


def verify_claim(work: UnitOfWork, *, claim: int, by: str = "") -> None:
    """Sign that the claim agrees with the rota; not the claimant."""
    there = _claim_for(work, claim, "verify")
    signed = _signature(work, by)
    _refuse_same(work, there, signed, claimant="verify")
    there.state = ClaimState.ROTA_VERIFIED
    there.verified_by, there.verified_at = signed, work.stamp
    work.label = f"Verify claim {there.reference}"


def approve_claim(work: UnitOfWork, *, claim: int, by: str = "") -> None:
    """Sign that the claim may be paid; neither the claimant nor whoever verified it."""
    there = _claim_for(work, claim, "approve")
    signed = _signature(work, by)
    _refuse_same(work, there, signed, claimant="approve")
    if same_person(signed, there.verified_by):
        raise Refusal(
            f"{there.verified_by} verified {there.reference} and cannot approve it too."
            " Ask somebody else to approve it."
        )
    there.state = ClaimState.APPROVED
    there.approved_by, there.approved_at = signed, work.stamp
    work.label = f"Approve claim {there.reference}"


def reject_claim(work: UnitOfWork, *, claim: int, reason: str) -> None:
    """Turn a claim down; it stays on record with its reason."""
    there = _claim_for(work, claim, "reject")
    if not reason.strip():
        raise Refusal("Say why the claim is rejected; the claimant will read it.")
    there.state, there.rejection_reason = ClaimState.REJECTED, reason.strip()
    _write(work, there, f"rejects it: {reason.strip()}")
    work.label = f"Reject claim {there.reference}"


def query_claim(work: UnitOfWork, *, claim: int, question: str) -> None:
    """Send a claim back with a question; it has to be verified again afterwards."""
    there = _claim_for(work, claim, "query")
    if not question.strip():
        raise Refusal("Write the question that the claimant should answer.")
    there.state = ClaimState.QUERIED
    there.verified_by, there.verified_at = "", None
    _write(work, there, f"asks: {question.strip()}")
    work.label = f"Query claim {there.reference}"


def cancel_claim(work: UnitOfWork, *, claim: int, reason: str) -> None:
    """Cancel a claim that was never submitted; it stays on record."""
    there = _claim_for(work, claim, "cancel")
    if not reason.strip():
        raise Refusal("Say why the claim is cancelled.")
    there.state = ClaimState.CANCELLED
    _write(work, there, f"cancels it: {reason.strip()}")
    work.label = f"Cancel claim {there.reference}"


def send_to_payroll(work: UnitOfWork, *, claim: int, batch: str) -> None:
    """Hand an approved claim to payroll in a named batch."""
    there = _claim_for(work, claim, "send to payroll")
    if not batch.strip():
        raise Refusal("Name the payroll batch, such as 2026-11.")
    there.state, there.payroll_batch = ClaimState.SENT, batch.strip()
    work.label = f"Send claim {there.reference} to payroll"


def mark_paid(work: UnitOfWork, *, claim: int) -> None:
    """Note that payroll has paid; from then on the claim never changes."""
    there = _claim_for(work, claim, "mark paid")
    there.state = ClaimState.PAID
    work.label = f"Mark claim {there.reference} paid"


def link_session(work: UnitOfWork, *, claim: int, session: int) -> None:
    """Say which session of the rota a claim is for, so that it can be compared."""
    there = _claim_for(work, claim, "link")
    on_rota = work.get(ClinicalSession, session)
    if on_rota.start >= there.end or on_rota.end <= there.start:
        raise Refusal(
            f"That session lies at another time than {there.reference}."
            " Choose one at the same time, or correct the claim."
        )
    there.session_id, there.room_id = session, there.room_id or on_rota.room_id
    work.label = f"Link claim {there.reference} to its session"


def agree_time_shift(
    work: UnitOfWork, *, claim: int, session: int, agreed_on: dt.date | None = None
) -> None:
    """Link the session that makes up for the job-plan time the claim displaces."""
    there = work.get(WliClaim, claim)
    if there.state in (ClaimState.PAID, ClaimState.REJECTED, ClaimState.CANCELLED):
        raise _out_of_order(there, "change")
    make_up = work.get(ClinicalSession, session)
    if make_up.start < there.end and make_up.end > there.start:
        raise Refusal("The make-up session lies at the same time. Choose another session.")
    there.time_shift_session_id = session
    there.time_shift_agreed_on = agreed_on or work.today
    work.label = f"Agree a time shift for claim {there.reference}"


def _claim_for(work: UnitOfWork, claim: int, step: str) -> WliClaim:
    there = work.get(WliClaim, claim)
    if not may(step, there.state):
        raise _out_of_order(there, step)
    return there


def _out_of_order(claim: WliClaim, step: str) -> Refusal:
    done_by = {
        ClaimState.ROTA_VERIFIED: claim.verified_by,
        ClaimState.APPROVED: claim.approved_by,
        ClaimState.PRE_AUTHORISED: claim.pre_authorised_by,
    }.get(claim.state, "")
    signed = f" by {done_by}" if done_by else ""
    return Refusal(
        f"You cannot {step} {claim.reference}: it is {_state(claim)}{signed}."
        f" Next: {NEXT_STEP[claim.state]}."
    )


def _state(claim: WliClaim) -> str:
    return STATE_WORDS[claim.state].lower()


def _signature(work: UnitOfWork, by: str) -> str:
    signed = by.strip() or work.who.strip()
    if not signed:
        raise Refusal("Say who signs: write your name in Settings, or in the field.")
    return signed


def _refuse_same(work: UnitOfWork, claim: WliClaim, signed: str, *, claimant: str) -> None:
    person = work.get(Clinician, claim.clinician_id)
    if same_person(signed, person.name) or same_person(signed, person.full_name):
        raise Refusal(
            f"{person.name} cannot {claimant} a claim of their own."
            " Claimant, verifier and approver are three different people."
        )


def _place(work: UnitOfWork, claim: WliClaim, *, room: int | None, session: int | None) -> None:
    """Put the claim in its time, room and session, each of which has to be there."""
    if claim.end <= claim.start:
        raise Refusal("A claim has to end after it starts. Check both times.")
    work.get(Activity, claim.activity_id)
    if room is not None:
        work.get(Room, room)
    if session is not None:
        work.get(ClinicalSession, session)
    claim.room_id, claim.session_id = room, session


def _state_amount(claim: WliClaim, *, unit: str, quantity: Decimal | None) -> None:
    if unit not in UNITS:
        raise Refusal(f"A claim is paid by the {', '.join(UNITS[:-1])} or {UNITS[-1]}.")
    if quantity is not None and quantity <= 0:
        raise Refusal("The quantity has to be above nothing.")
    claim.unit = unit
    claim.quantity = quantity if quantity is not None else Decimal(1)


def _price(work: UnitOfWork, claim: WliClaim, *, needed: bool = False) -> None:
    """Price by the card in force on the day; a draft may wait for a card that is missing."""
    try:
        card, priced = claim_price(work, claim=claim)
    except Refusal:
        if needed:
            raise
        return
    claim.rate_card_id = card
    claim.quantity, claim.amount = priced.quantity, priced.amount


def _write(work: UnitOfWork, claim: WliClaim, words: str) -> None:
    line = f"{day_words(work.today)}, {work.who} {words}"
    claim.note = f"{claim.note}\n{line}".strip()


def _utc(work: UnitOfWork, wall: dt.datetime) -> dt.datetime:
    aware = wall.replace(tzinfo=work.zone).astimezone(dt.UTC)
    return aware.replace(tzinfo=None, microsecond=0)


def _next_reference(work: UnitOfWork) -> str:
    number = (work.rows(select(func.max(WliClaim.id)))[0][0] or 0) + 1
    while _taken(work, f"WLI-{number:04}"):
        number += 1
    return f"WLI-{number:04}"


def _refuse_taken_reference(work: UnitOfWork, reference: str) -> None:
    if _taken(work, reference):
        raise Refusal(f"There is a claim {reference} already. Give this one another reference.")


def _taken(work: UnitOfWork, reference: str) -> bool:
    return work.one(select(WliClaim).where(WliClaim.reference == reference)) is not None
