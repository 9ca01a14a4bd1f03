"""Sessions delivered against the job plan: expected so far, credited, how far apart."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rota_desk.domain.facts import PlanLine
from rota_desk.domain.programmed_activities import occurrences

DAYS_A_YEAR = 365


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


def expected_by_days(year: Fraction, *, days_gone: int) -> Fraction:
    """Expect the share of a year's sessions that its days gone by are, leave not yet recorded."""
    return year * days_gone / DAYS_A_YEAR


def expected_by_calendar(
    lines: Iterable[PlanLine],
    first: dt.date,
    last: dt.date,
    *,
    holidays: Collection[dt.date] = (),
    away: Collection[dt.date] = (),
) -> Fraction:
    """Count the timetabled sessions from first to last, less holidays and leave really taken."""
    free = {*holidays, *away}
    return sum(
        (
            Fraction(line.sessions)
            for line in lines
            for start, _ in occurrences(line, first, last)
            if start.date() not in free
        ),
        Fraction(0),
    )


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
