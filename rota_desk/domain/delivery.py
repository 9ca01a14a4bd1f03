"""Sessions delivered against the job plan: expected so far, credited, how far apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Outcome(StrEnum):
    """What became of a session of the plan, or of one beside it."""

    DELIVERED = "delivered"
    CANCELLED_LATE = "cancelled late by the employer"
    ELSEWHERE = "elsewhere for the trust"
    PAID_BACK = "time shift paid back"
    OWN_REQUEST = "cancelled on request"
    PRIVATE = "private work"
    EXTRA_PAID = "extra and paid"


CREDITED = (Outcome.DELIVERED, Outcome.CANCELLED_LATE, Outcome.ELSEWHERE, Outcome.PAID_BACK)


class Tone(StrEnum):
    """How far from the plan: within tolerance, beyond the first line, beyond the second."""

    FINE = "fine"
    AMBER = "amber"
    RED = "red"


def credited(sessions: Iterable[tuple[Outcome, Fraction]]) -> Fraction:
    """Add up what counts towards the plan; own requests, private and paid extra work do not."""
    return sum((count for outcome, count in sessions if outcome in CREDITED), Fraction(0))


def expected_linear(
    year: Fraction, *, weeks_gone: Fraction, weeks_available: Fraction
) -> Fraction:
    """Expect the share of a year's sessions that its available weeks gone by are."""
    return year * weeks_gone / weeks_available


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far delivered sessions may lie from expected ones, as shares; the figures included."""

    amber: Fraction
    red: Fraction

    def tone(self, share: Fraction) -> Tone:
        """Judge a variance; doing too much is as red as doing too little."""
        if abs(share) > self.red:
            return Tone.RED
        return Tone.AMBER if abs(share) > self.amber else Tone.FINE


def variance(*, credit: Fraction, expected: Fraction) -> Fraction | None:
    """Give how far the credit is from what was expected, as a share; None when nothing was."""
    return (credit - expected) / expected if expected else None
