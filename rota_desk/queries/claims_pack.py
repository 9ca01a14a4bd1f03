"""A period's pack of claims: each with its evidence, and sums that can be counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from rota_desk.domain.claim_case import Mark
from rota_desk.domain.claim_road import REASON_WORDS, STATE_WORDS
from rota_desk.domain.span import instant
from rota_desk.queries.claim_evidence import ClaimEvidence, claims_evidence
from rota_desk.unit_of_work import Reading

_PENNY = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Sum:
    """So many sessions, elapsed minutes and pounds under one heading."""

    heading: tuple[str, ...]
    sessions: int
    minutes: int
    amount: Decimal

    @property
    def hours(self) -> Decimal:
        """Decimal hours to two places."""
        return (Decimal(self.minutes) / 60).quantize(_PENNY)


@dataclass(frozen=True, slots=True)
class ClaimsPack:
    """The claims whose sessions lie from `start` until before `end`; sums leave the fallen out."""

    start: dt.date
    end: dt.date
    claims: tuple[ClaimEvidence, ...]
    by_work: tuple[Sum, ...]  # headed by activity and reason
    by_state: tuple[Sum, ...]
    by_person: tuple[Sum, ...]
    total: Sum
    fallen: Sum

    @property
    def standing(self) -> tuple[ClaimEvidence, ...]:
        """The claims that were neither rejected nor cancelled."""
        return tuple(one for one in self.claims if one.stands)

    @property
    def to_look_at(self) -> int:
        """How many claims have a cross or a question."""
        return sum(one.asks for one in self.claims)

    @property
    def crossed(self) -> int:
        """How many standing claims have a cross."""
        return sum(one.count(Mark.CROSS) > 0 for one in self.standing)

    @property
    def overlaps(self) -> int:
        """How many standing claims share time with something else that is paid."""
        return sum(
            check.id == "wli-duplicate" and check.mark is Mark.CROSS
            for one in self.standing
            for check in one.checks
        )

    @property
    def verified_after_payment(self) -> int:
        """How many were paid before anybody verified them."""
        return sum(
            one.claim.paid_on is not None
            and (one.claim.verified_at is None or one.claim.verified_at.date() > one.claim.paid_on)
            for one in self.standing
        )


def claims_pack(
    read: Reading, *, start: dt.date, end: dt.date, clinician: int | None = None
) -> ClaimsPack:
    """Everybody's claims of a period, or one person's."""
    found = claims_evidence(read, clinician=clinician, start=start, end=end)
    standing = [one for one in found if one.stands]

    def sums(heading: Callable[[ClaimEvidence], tuple[str, ...]]) -> tuple[Sum, ...]:
        return _sums(standing, heading, read.zone)

    return ClaimsPack(
        start=start,
        end=end,
        claims=found,
        by_work=tuple(sorted(sums(_work), key=lambda one: one.heading)),
        by_state=tuple(sorted(sums(_state), key=lambda one: _ORDER.index(one.heading[0]))),
        by_person=tuple(sorted(sums(_person), key=lambda one: (-one.amount, one.heading))),
        total=_sum(("All",), standing, read.zone),
        fallen=_sum(
            ("Rejected or cancelled",), [one for one in found if not one.stands], read.zone
        ),
    )


_ORDER = tuple(STATE_WORDS.values())


def _work(one: ClaimEvidence) -> tuple[str, ...]:
    reason = one.claim.reason_code
    return one.claim.activity, REASON_WORDS.get(reason, reason)


def _state(one: ClaimEvidence) -> tuple[str, ...]:
    return (one.claim.state_words,)


def _person(one: ClaimEvidence) -> tuple[str, ...]:
    return (one.claim.claimant,)


def _sums(
    claims: Iterable[ClaimEvidence],
    heading: Callable[[ClaimEvidence], tuple[str, ...]],
    zone: ZoneInfo,
) -> tuple[Sum, ...]:
    parts: dict[tuple[str, ...], list[ClaimEvidence]] = {}
    for one in claims:
        parts.setdefault(heading(one), []).append(one)
    return tuple(_sum(name, several, zone) for name, several in parts.items())


def _sum(heading: tuple[str, ...], claims: Iterable[ClaimEvidence], zone: ZoneInfo) -> Sum:
    several = [one.claim for one in claims]
    minutes = sum(instant(one.end, zone) - instant(one.start, zone) for one in several)
    amount = sum((one.amount for one in several), Decimal(0)).quantize(_PENNY)
    return Sum(heading, len(several), minutes, amount)
