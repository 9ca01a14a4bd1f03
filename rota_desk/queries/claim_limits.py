"""The claimants' own time around claims: plan, leave, duties, and the limits claims break."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models import WliClaim
from rota_desk.domain.claim_case import Meets, Told
from rota_desk.domain.snapshot import ClaimFacts, Duty, DutyKind, Person, PlanLine, Snapshot
from rota_desk.queries.snapshot import snapshot
from rota_desk.rules.contract import Verdict
from rota_desk.rules.engine import Finding, judge
from rota_desk.rules.reference_periods import longest_reference
from rota_desk.rules.registry import RULES
from rota_desk.unit_of_work import Reading

_NEAR = dt.timedelta(days=15)  # what rest and runs on either side of a claim depend on
_DAY = dt.timedelta(days=1)
_LIMITS = ("hours.", "rest.", "runs.", "weekends.")
AVERAGES = frozenset({"hours.high_average", "hours.high_statutory_average"})
_CLAIM_RULES = tuple(rule for rule in RULES if rule.key.startswith("claims."))
_LIMIT_RULES = tuple(rule for rule in RULES if rule.key.startswith(_LIMITS))


@dataclass(frozen=True, slots=True)
class _Mine:
    """One claimant's part of the picture, with every standing claim as a duty of its own."""

    person: Person
    duties: tuple[Duty, ...]  # of the rota, sessions of claims left out
    claimed: Mapping[int, Duty]  # by claim
    rota: tuple[Duty, ...]  # of the rota, all of them
    found: tuple[Finding, ...]  # limits exceeded with all claims


@dataclass(frozen=True, slots=True)
class Limits:
    """The picture of everybody who claims, judged once with all their claims in it."""

    picture: Snapshot
    mine: Mapping[int, _Mine]
    by_claim: Mapping[int, tuple[Finding, ...]]
    plans: Mapping[int, Sequence[PlanLine]]

    @classmethod
    def of(cls, read: Reading, claims: Sequence[WliClaim]) -> Limits:
        """Load and judge the time around these claims."""
        first = min(one.start for one in claims).date()
        last = max(one.end for one in claims).date()
        picture = snapshot(
            read,
            start=first - longest_reference(),
            end=last + longest_reference(),
            clinicians={one.clinician_id for one in claims},
            needs=(first, first),
        )
        plans: dict[int, list[PlanLine]] = defaultdict(list)
        for line in picture.plan_lines:
            plans[line.clinician_id].append(line)
        found = judge(_as_asked(picture, claims), on=first, rules=_CLAIM_RULES)
        by_claim: dict[int, list[Finding]] = defaultdict(list)
        for one in found:
            if one.claim_id is not None:
                by_claim[one.claim_id].append(one)
        told = {number: tuple(several) for number, several in by_claim.items()}
        return cls(picture, _everybody(picture, first), told, plans)

    def has_plan(self, claim: WliClaim) -> bool:
        """Whether a job plan is in force on the claim's day."""
        lines = self.plans.get(claim.clinician_id, ())
        return any(_in_force(one.valid_from, one.valid_to, claim) for one in lines)

    def has_contract(self, claim: WliClaim) -> bool:
        """Whether a contract is in force on the claim's day."""
        contracts = self.mine[claim.clinician_id].person.contracts
        return any(_in_force(one.start, one.end, claim) for one in contracts)

    def of_claim(self, claim: WliClaim) -> tuple[Finding, ...]:
        """What the rules about claims find of this one, as if it still stood."""
        return self.by_claim.get(claim.id, ())

    def duties(self, claim: WliClaim, bank_shifts: Collection[tuple[int, int]]) -> Iterator[Meets]:
        """The claimant's duties while it lasts, without the session it is for."""
        for one in self.mine[claim.clinician_id].rota:
            if one.start >= claim.end or one.end <= claim.start:
                continue
            if claim.session_id is not None and one.session_id == claim.session_id:
                continue
            bank = (one.clinician_id, one.session_id) in bank_shifts
            on_call = "on call" if one.kind is DutyKind.ON_CALL else ""
            yield Meets(one.start, one.end, one.activity, "bank" if bank else on_call)

    def exceeded(self, claim: WliClaim) -> Iterator[Told]:
        """The limits of hours and rest that are broken with the claim and not without it."""
        mine = self.mine[claim.clinician_id]
        stands = claim.id in mine.claimed
        near = [one for one in mine.found if one.key in AVERAGES or _touches(one, claim)]
        if stands and not near:
            return
        keys = {one.key for one in near}
        rules = tuple(one for one in _LIMIT_RULES if not stands or one.key in keys)
        reach = longest_reference() if not stands or keys & AVERAGES else _NEAR
        others = [duty for number, duty in mine.claimed.items() if number != claim.id]
        before = self._part(mine, claim, reach, others)
        after = self._part(mine, claim, reach, [*others, _as_duty(claim)])
        on = claim.start.date()
        without = {(one.key, one.start, one.measured) for one in judge(before, on=on, rules=rules)}
        for one in judge(after, on=on, rules=rules):
            if (one.key, one.start, one.measured) not in without:
                yield Told(one.message, one.verdict is Verdict.BREACH)

    def _part(
        self, mine: _Mine, claim: WliClaim, reach: dt.timedelta, claimed: Sequence[Duty]
    ) -> Snapshot:
        first, beyond = claim.start.date() - reach, claim.end.date() + reach + _DAY
        return replace(
            self.picture,
            horizon_start=first,
            horizon_end=beyond,
            people=(mine.person,),
            duties=tuple(
                one for one in (*mine.duties, *claimed) if first <= one.start.date() < beyond
            ),
        )


def _as_asked(picture: Snapshot, claims: Sequence[WliClaim]) -> Snapshot:
    """The picture with these claims and no others, each as if it still stood."""
    asked = {one.id for one in claims}
    standing = (replace(one, stands=True) for one in picture.claims if one.claim_id in asked)
    return replace(picture, claims=tuple(standing))


def _everybody(picture: Snapshot, on: dt.date) -> dict[int, _Mine]:
    rota: dict[int, list[Duty]] = defaultdict(list)
    for duty in picture.duties:
        rota[duty.clinician_id].append(duty)
    claims: dict[int, list[ClaimFacts]] = defaultdict(list)
    for claim in picture.claims:
        if claim.stands:
            claims[claim.clinician_id].append(claim)
    parts: dict[int, tuple[tuple[Duty, ...], dict[int, Duty]]] = {}
    for person in picture.people:
        whom = person.clinician_id
        linked = {one.session_id for one in claims[whom] if one.session_id is not None}
        duties = tuple(one for one in rota[whom] if one.session_id not in linked)
        parts[whom] = duties, {one.claim_id: _as_duty(one) for one in claims[whom]}
    together = tuple(
        duty for duties, claimed in parts.values() for duty in (*duties, *claimed.values())
    )
    found: dict[int, list[Finding]] = defaultdict(list)
    for one in judge(replace(picture, duties=together), on=on, rules=_LIMIT_RULES):
        if one.clinician_id is not None:
            found[one.clinician_id].append(one)
    return {
        person.clinician_id: _Mine(
            person,
            *parts[person.clinician_id],
            tuple(rota[person.clinician_id]),
            tuple(found[person.clinician_id]),
        )
        for person in picture.people
    }


def _as_duty(claim: WliClaim | ClaimFacts) -> Duty:
    return Duty(
        claim.clinician_id, claim.start, claim.end, activity="the claim", joins=True, extra=True
    )


def _touches(found: Finding, claim: WliClaim) -> bool:
    if found.start is None or found.end is None:
        return True
    return found.start <= claim.end and found.end >= claim.start


def _in_force(start: dt.date | None, end: dt.date | None, claim: WliClaim) -> bool:
    day = claim.start.date()
    return (start is None or start <= day) and (end is None or day < end)
