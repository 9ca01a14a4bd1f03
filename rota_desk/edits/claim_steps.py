"""The road of a claim: each step in order, by three different people, each within their limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from models import ClinicalSession, Clinician, WliClaim
from models.types import ClaimState
from rota_desk.domain.claim_evidence import due_amount, price_words, share_words
from rota_desk.domain.claim_road import NEXT_STEP, STATE_WORDS, may, same_person
from rota_desk.errors import Refusal
from rota_desk.queries.approvers import approvers_on
from rota_desk.queries.cover import FELL
from rota_desk.queries.provision import SHORT_NOTICE
from rota_desk.queries.rate_cards import claim_price
from rota_desk.queries.settings import count_setting
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year, day_words


def pre_authorise(
    work: UnitOfWork,
    *,
    claim: int,
    by: str = "",
    at: dt.datetime | None = None,
    reference: str = "",
) -> None:
    """Record who allowed the session beforehand; `at` is a wall time, now when left out."""
    there = claim_for(work, claim, "pre-authorise")
    signed = signature(work, by)
    _refuse_same(work, there, signed, claimant="pre-authorise")
    there.state = ClaimState.PRE_AUTHORISED
    there.pre_authorised_by = signed
    there.pre_authorised_at = _utc(work, at) if at is not None else work.stamp
    there.pre_authorisation_ref = reference.strip()
    work.label = f"Pre-authorise claim {there.reference}"


def mark_worked(
    work: UnitOfWork, *, claim: int, patients: int | None = None, points: int | None = None
) -> None:
    """Say that the session was worked, with how many patients (a count, never who) or points."""
    there = claim_for(work, claim, "mark worked")
    if there.end > work.wall:
        raise Refusal(
            f"The session ends {day_words(there.end.date())} at {there.end:%H:%M};"
            " mark it worked after that."
        )
    if patients is not None and patients < 0:
        raise Refusal("The number of patients cannot be below none.")
    if points is not None and points < 0:
        raise Refusal("The number of points cannot be below none.")
    there.state, there.patients, there.points = ClaimState.WORKED, patients, points
    work.label = f"Mark claim {there.reference} worked"


def claim_cancelled_list(work: UnitOfWork, *, claim: int) -> None:
    """Claim the local share of a list that the hospital cancelled at short notice."""
    there = claim_for(work, claim, "claim as cancelled late")
    session = work.find(ClinicalSession, there.session_id or 0)
    if session is None or session.state not in FELL:
        raise Refusal(
            f"The session of {there.reference} stands. Link the list that was cancelled."
        )
    share = count_setting(work, key="claims.cancelled_percent")
    if not share:
        raise Refusal(
            "Local policy pays nothing for a cancelled list."
            " Cancel the claim, or set the share in Settings, Claims."
        )
    told = session.state_at.date() if session.state_at else session.start.date()
    if (session.start.date() - told).days >= SHORT_NOTICE:
        raise Refusal(
            f"The list was cancelled on {day_words(told)}, {SHORT_NOTICE} days before it or more:"
            " that is not short notice. Cancel the claim."
        )
    there.state, there.share_percent = ClaimState.WORKED, share
    price_claim(work, there)
    write_note(work, there, f"claims {share} % for the list cancelled on {day_words(told)}")
    work.label = f"Claim {there.reference} as cancelled late"


def submit_claim(work: UnitOfWork, *, claim: int, answer: str = "") -> None:
    """Submit a claim, priced by the card in force on its day; `answer` replies to a query."""
    there = claim_for(work, claim, "submit")
    if there.state is ClaimState.QUERIED and not answer.strip():
        raise Refusal("Answer the query in a few words before submitting the claim again.")
    if answer.strip():
        write_note(work, there, f"answers: {answer.strip()}")
    price_claim(work, there, needed=True)
    there.state, there.submitted_at = ClaimState.CLAIMED, work.stamp
    work.label = f"Submit claim {there.reference}"


def verify_claim(work: UnitOfWork, *, claim: int, by: str = "") -> None:
    """Sign that the claim agrees with the rota; not the claimant."""
    there = claim_for(work, claim, "verify")
    signed = signature(work, by)
    _refuse_same(work, there, signed, claimant="verify")
    there.state = ClaimState.ROTA_VERIFIED
    there.verified_by, there.verified_at = signed, work.stamp
    work.label = f"Verify claim {there.reference}"


def approve_claim(work: UnitOfWork, *, claim: int, by: str = "") -> None:
    """Sign that the claim may be paid; neither the claimant nor whoever verified it."""
    there = claim_for(work, claim, "approve")
    signed = signature(work, by)
    _refuse_same(work, there, signed, claimant="approve")
    if same_person(signed, there.verified_by):
        raise Refusal(
            f"{there.verified_by} verified {there.reference} and cannot approve it too."
            " Ask somebody else to approve it."
        )
    refuse_beyond_limit(work, there.reference, there.amount, signed)
    there.state = ClaimState.APPROVED
    there.approved_by, there.approved_at = signed, work.stamp
    work.label = f"Approve claim {there.reference}"


def reject_claim(work: UnitOfWork, *, claim: int, reason: str) -> None:
    """Turn a claim down; it stays on record with its reason."""
    there = claim_for(work, claim, "reject")
    if not reason.strip():
        raise Refusal("Say why the claim is rejected; the claimant will read it.")
    there.state, there.rejection_reason = ClaimState.REJECTED, reason.strip()
    write_note(work, there, f"rejects it: {reason.strip()}")
    work.label = f"Reject claim {there.reference}"


def query_claim(work: UnitOfWork, *, claim: int, question: str) -> None:
    """Send a claim back with a question; it has to be verified again afterwards."""
    there = claim_for(work, claim, "query")
    if not question.strip():
        raise Refusal("Write the question that the claimant should answer.")
    there.state = ClaimState.QUERIED
    there.verified_by, there.verified_at = "", None
    write_note(work, there, f"asks: {question.strip()}")
    work.label = f"Query claim {there.reference}"


def cancel_claim(work: UnitOfWork, *, claim: int, reason: str) -> None:
    """Cancel a claim that was never submitted; it stays on record."""
    there = claim_for(work, claim, "cancel")
    if not reason.strip():
        raise Refusal("Say why the claim is cancelled.")
    there.state = ClaimState.CANCELLED
    write_note(work, there, f"cancels it: {reason.strip()}")
    work.label = f"Cancel claim {there.reference}"


def send_to_payroll(work: UnitOfWork, *, claim: int, batch: str) -> None:
    """Hand an approved claim to payroll in a named batch."""
    there = claim_for(work, claim, "send to payroll")
    if not batch.strip():
        raise Refusal("Name the payroll batch, such as 2026-11.")
    there.state, there.payroll_batch = ClaimState.SENT, batch.strip()
    work.label = f"Send claim {there.reference} to payroll"


def mark_paid(work: UnitOfWork, *, claim: int, on: dt.date | None = None) -> None:
    """Note that payroll has paid, today unless `on` says when; then the claim never changes."""
    there = claim_for(work, claim, "mark paid")
    there.state, there.paid_on = ClaimState.PAID, on or work.today
    work.label = f"Mark claim {there.reference} paid"


def send_all_to_payroll(work: UnitOfWork, *, claims: Sequence[int], batch: str) -> None:
    """Hand approved claims to payroll together, in one batch."""
    _refuse_none(claims)
    for claim in claims:
        send_to_payroll(work, claim=claim, batch=batch)
    if len(claims) > 1:
        work.label = f"Send {len(claims)} claims to payroll in batch {batch.strip()}"


def mark_all_paid(work: UnitOfWork, *, claims: Sequence[int], on: dt.date | None = None) -> None:
    """Note that payroll has paid these claims."""
    _refuse_none(claims)
    for claim in claims:
        mark_paid(work, claim=claim, on=on)
    if len(claims) > 1:
        work.label = f"Mark {len(claims)} claims paid"


def _refuse_none(claims: Sequence[int]) -> None:
    if not claims:
        raise Refusal("Choose the claims first.")


def claim_for(work: UnitOfWork, claim: int, step: str) -> WliClaim:
    """The claim as it stands now, held for this step; a refusal where it is not its turn."""
    there = work.hold(WliClaim, claim)
    if not may(step, there.state):
        raise out_of_order(there, step)
    return there


def out_of_order(claim: WliClaim, step: str) -> Refusal:
    """What to say when a step cannot follow where the claim stands, and who was there first."""
    done_by = {
        ClaimState.ROTA_VERIFIED: claim.verified_by,
        ClaimState.APPROVED: claim.approved_by,
        ClaimState.PRE_AUTHORISED: claim.pre_authorised_by,
    }.get(claim.state, "")
    signed = f" by {done_by}" if done_by else ""
    return Refusal(
        f"You cannot {step} {claim.reference}: it is {state_words(claim)}{signed}."
        f" Next: {NEXT_STEP[claim.state]}."
    )


def state_words(claim: WliClaim) -> str:
    """Where a claim stands, as a word within a sentence."""
    return STATE_WORDS[claim.state].lower()


def refuse_beyond_limit(work: UnitOfWork, reference: str, amount: Decimal, signed: str) -> None:
    """Refuse a signature that is not listed, or beyond its limit; without a list anybody signs."""
    listed = approvers_on(work, day=work.today)
    may = [one for one in listed if one.may(amount)]
    if not listed or any(same_person(one.name, signed) for one in may):
        return
    ask = (
        f"Ask {' or '.join(one.words for one in may)}."
        if may
        else "Raise somebody's limit in Settings, Approvers."
    )
    own = next((one for one in listed if same_person(one.name, signed)), None)
    if own is None:
        raise Refusal(f"{signed} is not on the list of approvers. {ask}")
    raise Refusal(f"{own.words} may not approve £{amount:,.2f} of {reference}. {ask}")


def signature(work: UnitOfWork, by: str) -> str:
    """Whose name stands under a step: the one given, else the desk's own."""
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


def price_claim(work: UnitOfWork, claim: WliClaim, *, needed: bool = False) -> None:
    """Price by the card in force on the day; a draft may wait for a card that is missing."""
    try:
        card, priced = claim_price(work, claim=claim)
    except Refusal:
        if needed:
            raise
        return
    claim.rate_card_id = card.card_id
    claim.quantity = priced.quantity
    claim.amount = due_amount(priced.amount, claim.share_percent)
    said = share_words(price_words(priced), claim.amount, claim.share_percent)
    claim.priced_as = f"{said}, by {card.name} from {day_and_year(card.valid_from)}"


def write_note(work: UnitOfWork, claim: WliClaim, words: str) -> None:
    """Add a dated, signed line to a claim's note."""
    line = f"{day_words(work.today)}, {work.who} {words}"
    claim.note = f"{claim.note}\n{line}".strip()


def _utc(work: UnitOfWork, wall: dt.datetime) -> dt.datetime:
    aware = wall.replace(tzinfo=work.zone).astimezone(dt.UTC)
    return aware.replace(tzinfo=None, microsecond=0)
