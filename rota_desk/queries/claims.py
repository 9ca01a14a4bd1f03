"""Claims: the queue by state, and what a claim can be tied to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from models import Activity, Assignment, ClinicalSession, Clinician, Room, Site, WliClaim
from models.types import ClaimState
from rota_desk.domain.claim_road import MAY, NEXT_STEP, STATE_WORDS
from rota_desk.domain.said import span
from rota_desk.queries.settings import count_setting
from rota_desk.unit_of_work import Reading


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
    site_id: int | None = None
    site: str = ""
    grade: str = ""
    contract: str = ""
    list_ref: str = ""
    points: int | None = None
    declaration: str = ""
    evidence_link: str = ""
    share_percent: int = 100
    priced_as: str = ""
    pre_authorised_at: dt.datetime | None = None  # wall times from here on
    pre_authorisation_ref: str = ""
    submitted_at: dt.datetime | None = None
    verified_at: dt.datetime | None = None
    approved_at: dt.datetime | None = None
    paid_on: dt.date | None = None

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
    names = Names.of(read)
    return tuple(names.line(read, one) for one in read.all(asked))


def claim_counts(read: Reading) -> dict[ClaimState, int]:
    """How many claims stand in each state."""
    counted = select(WliClaim.state, func.count(WliClaim.id)).group_by(WliClaim.state)
    return {state: count for state, count in read.rows(counted)}  # noqa: C416 - rows, not pairs


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


@dataclass(frozen=True, slots=True)
class Names:
    """What people, activities, rooms and sites are called, by number."""

    people: dict[int, str]
    activities: dict[int, str]
    rooms: dict[int, str]
    sites: dict[int, str]

    @classmethod
    def of(cls, read: Reading) -> Names:
        """Everybody's and everything's name."""
        return cls(
            {one.id: one.name for one in read.all(select(Clinician))},
            {one.id: one.name for one in read.all(select(Activity))},
            {one.id: one.name for one in read.all(select(Room))},
            {one.id: one.name for one in read.all(select(Site))},
        )

    def line(self, read: Reading, claim: WliClaim) -> ClaimLine:
        """A claim with its names."""
        return ClaimLine(
            claim_id=claim.id,
            reference=claim.reference,
            clinician_id=claim.clinician_id,
            claimant=self.people.get(claim.clinician_id, ""),
            start=claim.start,
            end=claim.end,
            activity_id=claim.activity_id,
            activity=self.activities.get(claim.activity_id, ""),
            room=self.rooms.get(claim.room_id or 0, ""),
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
            site_id=claim.site_id,
            site=self.sites.get(claim.site_id or 0, ""),
            grade=claim.grade,
            contract=claim.contract,
            list_ref=claim.list_ref,
            points=claim.points,
            declaration=claim.declaration,
            evidence_link=claim.evidence_link,
            share_percent=claim.share_percent,
            priced_as=claim.priced_as,
            pre_authorised_at=on_wall(read, claim.pre_authorised_at),
            pre_authorisation_ref=claim.pre_authorisation_ref,
            submitted_at=on_wall(read, claim.submitted_at),
            verified_at=on_wall(read, claim.verified_at),
            approved_at=on_wall(read, claim.approved_at),
            paid_on=claim.paid_on,
        )


def on_wall(read: Reading, stamp: dt.datetime | None) -> dt.datetime | None:
    """A UTC stamp by the department's clock; none stays none."""
    if stamp is None:
        return None
    return stamp.replace(tzinfo=dt.UTC).astimezone(read.zone).replace(tzinfo=None)
