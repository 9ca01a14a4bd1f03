"""Claims: the queue by state, and the evidence for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import func, select

from models import Activity, Assignment, ClinicalSession, Clinician, Room, Unavailability, WliClaim
from models.types import ClaimState, UnavailabilityKind
from rota_desk.domain.claim_evidence import (
    Check,
    ClaimCase,
    Mark,
    Meets,
    Slot,
    Told,
    evidence,
)
from rota_desk.domain.claim_road import MAY, NEXT_STEP, STATE_WORDS
from rota_desk.domain.rates import Price
from rota_desk.domain.said import span
from rota_desk.domain.snapshot import Duty, DutyKind, Snapshot
from rota_desk.errors import Refusal
from rota_desk.queries.rate_cards import card_on, claim_price
from rota_desk.queries.settings import count_setting
from rota_desk.queries.snapshot import occurrences, snapshot
from rota_desk.rules.contract import Verdict
from rota_desk.rules.engine import Finding, judge
from rota_desk.rules.registry import RULES
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year

_REACH = dt.timedelta(days=15)  # what rest and runs on either side of a claim depend on
_DAY = dt.timedelta(days=1)
_LIMITS = ("hours.", "rest.", "runs.", "weekends.")
_FELL = (ClaimState.REJECTED, ClaimState.CANCELLED)
_CLAIM_RULES = tuple(rule for rule in RULES if rule.key.startswith("claims."))
_LIMIT_RULES = tuple(rule for rule in RULES if rule.key.startswith(_LIMITS))


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as it stands in the queue."""

    claim_id: int
    reference: str
    clinician_id: int
    claimant: str
    start: dt.datetime
    end: dt.datetime
    activity_id: int
    activity: str
    room: str
    reason_code: str
    state: ClaimState
    quantity: Decimal
    unit: str
    amount: Decimal
    pre_authorised_by: str
    verified_by: str
    approved_by: str
    payroll_batch: str
    patients: int | None
    requested_by: str
    rejection_reason: str
    note: str
    room_id: int | None
    session_id: int | None

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


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """A claim with every check of it."""

    claim: ClaimLine
    checks: tuple[Check, ...]

    def count(self, mark: Mark) -> int:
        """How many checks say this."""
        return sum(one.mark is mark for one in self.checks)

    @property
    def summary(self) -> str:
        """The evidence in a line: "9 ticks, 1 cross, 2 questions, 2 not checked"."""
        said = [
            (Mark.TICK, "tick", "ticks"),
            (Mark.CROSS, "cross", "crosses"),
            (Mark.QUESTION, "question", "questions"),
        ]
        parts = [
            f"{count} {one if count == 1 else many}"
            for mark, one, many in said
            if (count := self.count(mark))
        ]
        left_out = self.count(Mark.NOT_CHECKED)
        return ", ".join([*parts, f"{left_out} not checked"] if left_out else parts)


def claims_list(
    read: Reading,
    *,
    states: Collection[ClaimState] = (),
    clinician: int | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> tuple[ClaimLine, ...]:
    """The claims in these states (all, when none is named), the oldest session first."""
    asked = select(WliClaim).order_by(WliClaim.start, WliClaim.id)
    if states:
        asked = asked.where(WliClaim.state.in_(tuple(states)))
    if clinician is not None:
        asked = asked.where(WliClaim.clinician_id == clinician)
    if start is not None:
        asked = asked.where(WliClaim.start >= dt.datetime.combine(start, dt.time()))
    if end is not None:
        asked = asked.where(WliClaim.start < dt.datetime.combine(end, dt.time()))
    people = {one.id: one.name for one in read.all(select(Clinician))}
    activities = {one.id: one.name for one in read.all(select(Activity))}
    rooms = {one.id: one.name for one in read.all(select(Room))}
    return tuple(
        _line(
            one,
            people.get(one.clinician_id, ""),
            activities.get(one.activity_id, ""),
            rooms.get(one.room_id or 0, ""),
        )
        for one in read.all(asked)
    )


def claim_counts(read: Reading) -> dict[ClaimState, int]:
    """How many claims stand in each state."""
    counted = select(WliClaim.state, func.count(WliClaim.id)).group_by(WliClaim.state)
    return {state: count for state, count in read.rows(counted)}  # noqa: C416 - rows, not pairs


def claim_evidence(read: Reading, *, claim: int) -> ClaimEvidence:
    """Every check of one claim, with the exact clash in words."""
    there = read.get(WliClaim, claim)
    person = read.get(Clinician, there.clinician_id)
    line = _line(
        there,
        person.name,
        read.get(Activity, there.activity_id).name,
        _room_name(read, there),
    )
    return ClaimEvidence(line, evidence(_case(read, there, person)))


def make_up_sessions(read: Reading, *, claim: int) -> tuple[tuple[int, str], ...]:
    """The claimant's sessions near the claim that could make up for it, each in words."""
    there = read.get(WliClaim, claim)
    weeks = dt.timedelta(weeks=count_setting(read, key="claims.time_shift_weeks"))
    found = read.rows(
        select(ClinicalSession.id, ClinicalSession.start, ClinicalSession.end, Activity.name)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(Assignment.clinician_id == there.clinician_id)
        .where(ClinicalSession.start >= there.start - weeks)
        .where(ClinicalSession.start <= there.start + weeks)
        .where(ClinicalSession.id != (there.session_id or 0))
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    return tuple((number, f"{span(start, end)}  {name}") for number, start, end, name in found)


def sessions_at(read: Reading, *, claim: int) -> tuple[tuple[int, str], ...]:
    """The sessions of the rota at the claim's time that it could be for; the claimant's first."""
    there = read.get(WliClaim, claim)
    found = read.rows(
        select(ClinicalSession.id, ClinicalSession.start, ClinicalSession.end, Activity.name)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(ClinicalSession.start < there.end, ClinicalSession.end > there.start)
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    on = select(Assignment.session_id).where(Assignment.clinician_id == there.clinician_id)
    own = {number for (number,) in read.rows(on)}
    lines = [
        (number, f"{span(start, end)}  {name}" + (", on it" if number in own else ""))
        for number, start, end, name in found
    ]
    return tuple(sorted(lines, key=lambda line: line[0] not in own))


def wall_now(read: Reading) -> dt.datetime:
    """The present moment by the department's clock on the wall."""
    return read.wall


def _line(claim: WliClaim, person: str, activity: str, room: str) -> ClaimLine:
    return ClaimLine(
        claim_id=claim.id,
        reference=claim.reference,
        clinician_id=claim.clinician_id,
        claimant=person,
        start=claim.start,
        end=claim.end,
        activity_id=claim.activity_id,
        activity=activity,
        room=room,
        reason_code=claim.reason_code,
        state=claim.state,
        quantity=claim.quantity,
        unit=claim.unit,
        amount=claim.amount,
        pre_authorised_by=claim.pre_authorised_by,
        verified_by=claim.verified_by,
        approved_by=claim.approved_by,
        payroll_batch=claim.payroll_batch,
        patients=claim.patients,
        requested_by=claim.requested_by,
        rejection_reason=claim.rejection_reason,
        note=claim.note,
        room_id=claim.room_id,
        session_id=claim.session_id,
    )


def _room_name(read: Reading, claim: WliClaim) -> str:
    room = read.find(Room, claim.room_id) if claim.room_id is not None else None
    return room.name if room else ""


def _case(read: Reading, claim: WliClaim, person: Clinician) -> ClaimCase:
    picture = _picture(read, claim)
    price, card = _price(read, claim)
    found = _claim_findings(picture, claim)
    return ClaimCase(
        start=claim.start,
        end=claim.end,
        now=read.wall,
        claimant=person.name,
        amount=claim.amount,
        paid=claim.state is ClaimState.PAID,
        draft=claim.state is ClaimState.DRAFT,
        patients=claim.patients,
        pre_authorised_by=claim.pre_authorised_by,
        pre_authorised_at=_wall(read, claim.pre_authorised_at),
        verified_by=claim.verified_by,
        approved_by=claim.approved_by,
        submitted_on=_wall_day(read, claim.submitted_at),
        window_days=count_setting(read, key="claims.window_days"),
        time_shift_weeks=count_setting(read, key="claims.time_shift_weeks"),
        time_shift=_slot(read, claim.time_shift_session_id),
        time_shift_agreed_on=claim.time_shift_agreed_on,
        session=_slot(read, claim.session_id),
        price=price,
        card=card,
        has_plan=any(
            _in_force(line.valid_from, line.valid_to, claim) for line in picture.plan_lines
        ),
        has_contract=any(
            _in_force(one.start, one.end, claim) for one in picture.people[0].contracts
        ),
        in_planned_time=_told(found, "claims.claim_in_planned_time"),
        on_leave=_told(found, "claims.claim_on_leave"),
        hours=tuple(_limits_exceeded(picture, claim)),
        other_claims=tuple(_other_claims(read, claim)),
        duties=tuple(_duties(picture, claim)),
        commitments=tuple(_commitments(read, claim)),
    )


def _picture(read: Reading, claim: WliClaim) -> Snapshot:
    first, last = claim.start.date(), claim.end.date()
    return snapshot(
        read,
        start=first - _REACH,
        end=last + _REACH,
        clinicians={claim.clinician_id},
        needs=(first, last + _DAY),
    )


def _claim_findings(picture: Snapshot, claim: WliClaim) -> tuple[Finding, ...]:
    """What the rules about claims find of this one, as if it still stood."""
    this = tuple(replace(one, stands=True) for one in picture.claims if one.claim_id == claim.id)
    alone = replace(picture, claims=this)
    return judge(alone, on=claim.start.date(), rules=_CLAIM_RULES)


def _told(found: Collection[Finding], key: str) -> tuple[Told, ...]:
    return tuple(
        Told(one.message, one.verdict is Verdict.BREACH) for one in found if one.key == key
    )


def _limits_exceeded(picture: Snapshot, claim: WliClaim) -> Iterator[Told]:
    """The limits of hours and rest that are broken with the claim and not without it."""
    others = tuple(
        one
        for one in picture.duties
        if claim.session_id is None or one.session_id != claim.session_id
    )
    extra = Duty(claim.clinician_id, claim.start, claim.end, activity="the claim", joins=True)
    on = claim.start.date()
    without = {
        (one.key, one.start, one.measured)
        for one in judge(replace(picture, duties=others), on=on, rules=_LIMIT_RULES)
    }
    with_it = judge(replace(picture, duties=(*others, extra)), on=on, rules=_LIMIT_RULES)
    for one in with_it:
        if (one.key, one.start, one.measured) not in without:
            yield Told(one.message, one.verdict is Verdict.BREACH)


def _price(read: Reading, claim: WliClaim) -> tuple[Price | None, str]:
    try:
        card = card_on(read, day=claim.start.date())
        _, priced = claim_price(read, claim=claim)
    except Refusal:
        return None, ""
    return priced, f"{card.name} from {day_and_year(card.valid_from)}"


def _slot(read: Reading, session: int | None) -> Slot | None:
    there = read.find(ClinicalSession, session) if session is not None else None
    if there is None:
        return None
    return Slot(there.start, there.end, there.state.value, there.state_reason)


def _other_claims(read: Reading, claim: WliClaim) -> Iterator[Meets]:
    for one in read.all(
        select(WliClaim)
        .where(WliClaim.clinician_id == claim.clinician_id, WliClaim.id != claim.id)
        .where(WliClaim.start < claim.end, WliClaim.end > claim.start)
        .where(WliClaim.state.not_in(_FELL))
    ):
        yield Meets(one.start, one.end, f"Claim {one.reference}")


def _duties(picture: Snapshot, claim: WliClaim) -> Iterator[Meets]:
    for one in picture.duties:
        if claim.session_id is None or one.session_id != claim.session_id:
            on_call = one.kind is DutyKind.ON_CALL
            yield Meets(one.start, one.end, one.activity, "on call" if on_call else "")


def _commitments(read: Reading, claim: WliClaim) -> Iterator[Meets]:
    for one in read.all(
        select(Unavailability)
        .where(Unavailability.clinician_id == claim.clinician_id)
        .where(Unavailability.kind == UnavailabilityKind.PRIVATE_PRACTICE)
    ):
        for start, end in occurrences(one, claim.start, claim.end):
            yield Meets(start, end, "Private practice", "private")


def _in_force(start: dt.date | None, end: dt.date | None, claim: WliClaim) -> bool:
    day = claim.start.date()
    return (start is None or start <= day) and (end is None or day < end)


def _wall(read: Reading, stamp: dt.datetime | None) -> dt.datetime | None:
    if stamp is None:
        return None
    return stamp.replace(tzinfo=dt.UTC).astimezone(read.zone).replace(tzinfo=None)


def _wall_day(read: Reading, stamp: dt.datetime | None) -> dt.date | None:
    wall = _wall(read, stamp)
    return wall.date() if wall else None
