"""Claims for extra sessions: what was worked, for whom, and how it is paid."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import func, select

from models import Activity, ClinicalSession, Clinician, Contract, Room, Site, WliClaim
from models.types import ClaimState
from rota_desk.domain.rates import HOUR, UNITS
from rota_desk.edits.claim_steps import claim_for, out_of_order, price_claim, state_words
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork


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
    site: int | None = None,
    list_ref: str = "",
    declaration: str = "",
    evidence_link: str = "",
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
    claim.note, claim.grade = note.strip(), person.grade
    claim.contract = contract_on(work, person.id, start.date())
    _say_where(work, claim, site, list_ref, declaration, evidence_link)
    work.add(claim)
    price_claim(work, claim)
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
    site: int | None = None,
    list_ref: str = "",
    declaration: str = "",
    evidence_link: str = "",
) -> None:
    """Correct a claim that has not been submitted, or that came back with a query."""
    there = claim_for(work, claim, "change")
    work.get(Activity, activity)
    there.activity_id, there.start, there.end = activity, start, end
    _place(work, there, room=room, session=session)
    _state_amount(there, unit=unit, quantity=quantity)
    there.reason_code, there.requested_by = reason_code.strip() or "WLI", requested_by.strip()
    there.note = note.strip()
    _say_where(work, there, site, list_ref, declaration, evidence_link)
    price_claim(work, there)
    work.label = f"Change claim {there.reference}"


def remove_claim(work: UnitOfWork, *, claim: int) -> None:
    """Remove a draft that was written by mistake; anything further on is cancelled instead."""
    there = work.get(WliClaim, claim)
    if there.state is not ClaimState.DRAFT:
        raise Refusal(
            f"{there.reference} is {state_words(there)} and stays on record."
            " Cancel or reject it with a reason."
        )
    work.label = f"Remove draft claim {there.reference}"
    work.remove(there)


def link_session(work: UnitOfWork, *, claim: int, session: int) -> None:
    """Say which session of the rota a claim is for, so that it can be compared."""
    there = claim_for(work, claim, "link")
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
        raise out_of_order(there, "change")
    make_up = work.get(ClinicalSession, session)
    if make_up.start < there.end and make_up.end > there.start:
        raise Refusal("The make-up session lies at the same time. Choose another session.")
    there.time_shift_session_id = session
    there.time_shift_agreed_on = agreed_on or work.today
    work.label = f"Agree a time shift for claim {there.reference}"


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


def _say_where(  # noqa: PLR0917 - the four facts beside a claim's time
    work: UnitOfWork,
    claim: WliClaim,
    site: int | None,
    list_ref: str,
    declaration: str,
    evidence_link: str,
) -> None:
    """Note the site (the room's own where a room is named), the list, and what was declared."""
    room = work.get(Room, claim.room_id) if claim.room_id is not None else None
    if site is not None:
        work.get(Site, site)
    claim.site_id = room.site_id if room else site
    claim.list_ref, claim.declaration = list_ref.strip(), declaration.strip()
    claim.evidence_link = evidence_link.strip()


def contract_on(work: UnitOfWork, clinician: int, day: dt.date) -> str:
    """The code of the contract that binds somebody on a day; empty when none is on file."""
    held = work.one(
        select(Contract)
        .where(Contract.clinician_id == clinician, Contract.start <= day)
        .where(Contract.end.is_(None) | (Contract.end > day))
        .order_by(Contract.start.desc())
    )
    return held.code.value if held else ""


def _state_amount(claim: WliClaim, *, unit: str, quantity: Decimal | None) -> None:
    if unit not in UNITS:
        raise Refusal(f"A claim is paid by the {', '.join(UNITS[:-1])} or {UNITS[-1]}.")
    if quantity is not None and quantity <= 0:
        raise Refusal("The quantity has to be above nothing.")
    claim.unit = unit
    claim.quantity = quantity if quantity is not None else Decimal(1)


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
