"""The sample's claims for extra lists, right and wrong, and who may approve them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from models import (
    Assignment,
    ClaimApprover,
    ClinicalSession,
    WliClaim,
)
from models.types import (
    Accounting,
    AssignmentSource,
    ClaimState,
    SessionSource,
    SessionState,
    Slot,
)
from rota_desk.domain.claim_evidence import price_words
from rota_desk.domain.rates import Work
from rota_desk.edits.claims import contract_on
from rota_desk.queries.rate_cards import price_on
from rota_desk.sample.facts import table
from rota_desk.sample.find import free_room, on_line, session_on
from rota_desk.sample.scene import Scene
from rota_desk.words import day_and_year

DAY = dt.timedelta(days=1)
NEVER = "never"
LINE = "line "
ROAD = (
    ClaimState.DRAFT,
    ClaimState.PRE_AUTHORISED,
    ClaimState.WORKED,
    ClaimState.CLAIMED,
    ClaimState.ROTA_VERIFIED,
    ClaimState.APPROVED,
    ClaimState.SENT,
    ClaimState.PAID,
)


def lay_claims(scene: Scene) -> None:
    """Make the list of approvers, the extra lists, and the claims for them."""
    for approver in table("claims")["approver"]:
        limit = Decimal(approver["up_to"]) if "up_to" in approver else None
        scene.work.add(
            ClaimApprover(
                name=approver["name"],
                role=approver["role"],
                up_to=limit,
                start=scene.anchor.leave_year,
            )
        )
    for number, facts in enumerate(table("claims")["claim"], start=1):
        scene.work.add(_claim(scene, facts, f"WLI-{number:04d}"))


def _claim(scene: Scene, facts: dict[str, Any], reference: str) -> WliClaim:
    day = scene.anchor.day(facts["week"], facts["day"])
    who = _who(scene, facts["who"], day)
    start, end = _at(day, facts["from"]), _at(day, facts["to"])
    session = _extra_list(scene, facts, who, start, end) if facts.get("list") else None
    if "claimed_to" in facts:
        end = _at(day, facts["claimed_to"])
    activity = scene.activities[facts.get("activity", "WL")].id
    card, priced = price_on(
        scene.work, clinician=scene.person(who), activity=activity, work=Work(start, end)
    )
    claim = WliClaim(
        reference=reference,
        clinician_id=scene.person(who),
        start=start,
        end=end,
        activity_id=activity,
        reason_code=facts.get("why", "WLI"),
        state=ClaimState(facts["state"]),
        room_id=session.room_id if session else None,
        site_id=_site_of(scene, session),
        grade=scene.people[who].grade,
        contract=contract_on(scene.work, scene.person(who), day),
        priced_as=f"{price_words(priced)}, by {card.name} from {day_and_year(card.valid_from)}",
        session_id=session.id if session else None,
        requested_by=scene.deputy,
        rate_card_id=card.card_id,
        unit="hour",
        quantity=priced.quantity,
        amount=Decimal(facts["amount"]) if "amount" in facts else priced.amount,
        patients=facts.get("patients"),
        payroll_batch=facts.get("batch", ""),
        paid_on=day + 28 * DAY if facts["state"] == "paid" else None,
        rejection_reason=facts.get("reason", ""),
        note=facts.get("note", ""),
    )
    _authorise(scene, claim, facts)
    _move_along(scene, claim, facts)
    _time_shift(scene, claim, facts, who)
    return claim


def _site_of(scene: Scene, session: ClinicalSession | None) -> int | None:
    rooms = {room.id: room.site_id for room in scene.rooms.values()}
    return rooms.get(session.room_id or 0) if session else None


def _who(scene: Scene, name: str, day: dt.date) -> str:
    """A short name, or whoever is on a line of the on-call rota that week."""
    if name.startswith(LINE):
        return on_line(scene, "On-call", int(name.removeprefix(LINE)), day)
    return name


def _at(day: dt.date, clock: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock))


def _extra_list(
    scene: Scene, facts: dict[str, Any], who: str, start: dt.datetime, end: dt.datetime
) -> ClinicalSession:
    reason, past = facts.get("cancelled", ""), end.date() < scene.anchor.today
    state = SessionState.RUN if past else SessionState.PLANNED
    session = scene.work.add(
        ClinicalSession(
            activity_id=scene.activities[facts.get("activity", "WL")].id,
            start=start,
            end=end,
            slot=Slot.AM if start.hour < dt.time(12).hour else Slot.EVENING,
            room_id=free_room(scene, start, end),
            state=SessionState.CANCELLED if reason else state,
            state_reason=reason,
            source=SessionSource.EXTRA,
            points=facts.get("patients"),
        )
    )
    if not reason:
        scene.work.add(
            Assignment(
                session_id=session.id,
                clinician_id=scene.person(who),
                uid=scene.uid(),
                source=AssignmentSource.EXTRA,
                accounting=Accounting.EXTRA,
                changed_at=scene.anchor.moment(start.date() - 14 * DAY),
            )
        )
    return session


def _authorise(scene: Scene, claim: WliClaim, facts: dict[str, Any]) -> None:
    """Authorised beforehand unless the facts say later or never."""
    after = facts.get("authorised", -10)
    if after == NEVER:
        return
    claim.pre_authorised_by = scene.manager
    claim.pre_authorised_at = min(
        scene.anchor.moment(claim.start.date() + after * DAY, "12:30"),
        scene.anchor.ago(1, "12:30"),
    )
    claim.pre_authorisation_ref = f"PA-{claim.reference[-4:]}"


def _move_along(scene: Scene, claim: WliClaim, facts: dict[str, Any]) -> None:
    """Write who did the steps that the claim has behind it."""
    worked = claim.start.date()
    passed = ROAD.index(claim.state) if claim.state in ROAD else ROAD.index(ClaimState.CLAIMED)
    if passed >= ROAD.index(ClaimState.CLAIMED):
        claim.submitted_at = _moment(scene, worked + facts.get("claimed", 4) * DAY, "19:00")
    if passed >= ROAD.index(ClaimState.ROTA_VERIFIED):
        claim.verified_by = facts.get("verified_by", scene.coordinator)
        claim.verified_at = _moment(scene, worked + 7 * DAY, "10:00")
    if passed >= ROAD.index(ClaimState.APPROVED):
        claim.approved_by = scene.manager
        claim.approved_at = _moment(scene, worked + 10 * DAY, "15:00")


def _moment(scene: Scene, day: dt.date, clock: str) -> dt.datetime:
    """A moment of a day, never later than this morning."""
    return min(scene.anchor.moment(day, clock), scene.anchor.ago(0, "08:00"))


def _time_shift(scene: Scene, claim: WliClaim, facts: dict[str, Any], who: str) -> None:
    """Tie the claim to the session that pays the time back."""
    if "shift" not in facts:
        return
    week, code = facts["shift"]
    for weekday in range(5):
        back = session_on(scene, code, scene.anchor.day(week, weekday), who)
        if back is not None:
            claim.time_shift_session_id = back.id
            claim.time_shift_agreed_on = claim.start.date() - 2 * DAY
            return
