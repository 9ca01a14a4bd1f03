"""The evidence for claims: every check of one, or of many at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from models import WliClaim
from models.types import ClaimState
from rota_desk.domain.claim_case import Check, ClaimCase, Mark, Told, tally
from rota_desk.domain.claim_evidence import evidence
from rota_desk.domain.rates import Price, Work
from rota_desk.errors import Refusal
from rota_desk.queries.claim_limits import Limits
from rota_desk.queries.claim_surroundings import Surroundings
from rota_desk.queries.claims import ClaimLine, Names, on_wall
from rota_desk.queries.snapshot import CLAIMS_THAT_FELL
from rota_desk.rules.contract import Verdict
from rota_desk.rules.engine import Finding
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """A claim with every check of it."""

    claim: ClaimLine
    checks: tuple[Check, ...]

    def count(self, mark: Mark) -> int:
        """How many checks say this."""
        return sum(one.mark is mark for one in self.checks)

    @property
    def stands(self) -> bool:
        """Whether it was neither rejected nor cancelled."""
        return self.claim.state not in CLAIMS_THAT_FELL

    @property
    def asks(self) -> bool:
        """Whether somebody has to look at it: it stands, with a cross or a question."""
        return self.stands and (self.count(Mark.CROSS) + self.count(Mark.QUESTION)) > 0

    @property
    def summary(self) -> str:
        """The evidence in a line: "9 ticks, 1 cross, 2 questions, 2 not checked"."""
        return tally(self.checks)


def claim_evidence(read: Reading, *, claim: int) -> ClaimEvidence:
    """Every check of one claim, with the exact clash in words."""
    return next(iter(claims_evidence(read, claims=[read.get(WliClaim, claim).id])))


def claims_evidence(
    read: Reading,
    *,
    claims: Collection[int] | None = None,
    states: Collection[ClaimState] = (),
    clinician: int | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> tuple[ClaimEvidence, ...]:
    """Every check of these claims, or of those from `start` until before `end`, oldest first.

    What surrounds them is loaded once for all, so a year is checked in one go.
    """
    asked = select(WliClaim).order_by(WliClaim.start, WliClaim.id)
    if claims is not None:
        asked = asked.where(WliClaim.id.in_(claims))
    if states:
        asked = asked.where(WliClaim.state.in_(tuple(states)))
    if clinician is not None:
        asked = asked.where(WliClaim.clinician_id == clinician)
    if start is not None:
        asked = asked.where(WliClaim.start >= dt.datetime.combine(start, dt.time()))
    if end is not None:
        asked = asked.where(WliClaim.start < dt.datetime.combine(end, dt.time()))
    found = read.all(asked)
    if not found:
        return ()
    names, around, limits = Names.of(read), Surroundings.of(read, found), Limits.of(read, found)
    return tuple(
        ClaimEvidence(names.line(read, one), evidence(_case(read, one, around, limits)))
        for one in found
    )


def _case(read: Reading, claim: WliClaim, around: Surroundings, limits: Limits) -> ClaimCase:
    price, card = _price(claim, around)
    session = around.session(claim.session_id)
    return ClaimCase(
        start=claim.start,
        end=claim.end,
        now=read.wall,
        claimant=around.people[claim.clinician_id].name,
        amount=claim.amount,
        paid=claim.state is ClaimState.PAID,
        draft=claim.state is ClaimState.DRAFT,
        patients=claim.patients,
        pre_authorised_by=claim.pre_authorised_by,
        pre_authorised_at=on_wall(read, claim.pre_authorised_at),
        verified_by=claim.verified_by,
        approved_by=claim.approved_by,
        submitted_on=_day(on_wall(read, claim.submitted_at)),
        window_days=around.set_to("claims.window_days"),
        late_days=around.set_to("claims.late_days"),
        allowance_minutes=around.set_to("claims.allowance_minutes"),
        time_shift_weeks=around.set_to("claims.time_shift_weeks"),
        time_shift=around.session(claim.time_shift_session_id),
        time_shift_agreed_on=claim.time_shift_agreed_on,
        session=session,
        price=price,
        card=card,
        priced_as=claim.priced_as,
        share_percent=claim.share_percent,
        room=around.room_name(claim),
        room_diary=tuple(around.room_diary(claim)),
        delivery=around.delivery(claim),
        approvers=around.approvers,
        has_plan=limits.has_plan(claim),
        has_contract=limits.has_contract(claim),
        in_planned_time=_told(limits.of_claim(claim), "claims.claim_in_planned_time"),
        on_leave=_told(limits.of_claim(claim), "claims.claim_on_leave"),
        hours=tuple(limits.exceeded(claim)),
        other_claims=tuple(around.other_claims(claim)),
        duties=tuple(limits.duties(claim, around.bank_shifts)),
        commitments=tuple(around.commitments(claim)),
    )


def _told(found: Collection[Finding], key: str) -> tuple[Told, ...]:
    return tuple(
        Told(one.message, one.verdict is Verdict.BREACH) for one in found if one.key == key
    )


def _price(claim: WliClaim, around: Surroundings) -> tuple[Price | None, str]:
    grade = claim.grade or around.people[claim.clinician_id].grade
    code = around.activity_codes[claim.activity_id]
    work = Work(claim.start, claim.end, grade, code, claim.unit, claim.quantity)
    try:
        card, priced = around.rates.price(work)
    except Refusal:
        return None, ""
    return priced, f"{card.name} from {day_and_year(card.valid_from)}"


def _day(moment: dt.datetime | None) -> dt.date | None:
    return moment.date() if moment else None
