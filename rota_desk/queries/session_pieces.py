"""A session of a job plan or beside it, and what became of it, as plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rota_desk.domain.delivery import Outcome
from rota_desk.domain.facts import AwayKind

LEAVE = {
    AwayKind.ANNUAL_LEAVE: "Annual leave",
    AwayKind.STUDY_LEAVE: "Study leave",
    AwayKind.PROFESSIONAL_LEAVE: "Professional leave",
    AwayKind.TOIL: "Time off in lieu",
    AwayKind.REST: "Rest",
    AwayKind.SPECIAL_LEAVE: "Unavailable",  # nobody who reads it learns why
    AwayKind.SICK: "Unavailable",
}


class Fate(StrEnum):
    """What became of a session, in the statement's words."""

    DELIVERED = "Delivered"
    ELSEWHERE = "Elsewhere for the department"
    CANCELLED_LATE = "Cancelled at short notice"
    CANCELLED = "Cancelled in good time"
    HOLIDAY = "Bank holiday"
    AWAY = "Away"
    GIVEN = "Worked by somebody else"
    RELEASED = "Released"
    NOT_ROSTERED = "Not on the rota"
    TO_COME = "To come"
    SHIFTED = "Time shift paid back"
    EXTRA = "Extra"
    EXTRA_PAID = "Extra, paid by claim"


OUTCOMES = {
    Fate.DELIVERED: Outcome.DELIVERED,
    Fate.ELSEWHERE: Outcome.ELSEWHERE,
    Fate.CANCELLED_LATE: Outcome.CANCELLED_LATE,
    Fate.SHIFTED: Outcome.PAID_BACK,
    Fate.EXTRA: Outcome.DELIVERED,
    Fate.EXTRA_PAID: Outcome.EXTRA_PAID,
}
NOT_EXPECTED = (Fate.HOLIDAY, Fate.AWAY, Fate.TO_COME)
LOST = (
    *(Fate.ELSEWHERE, Fate.CANCELLED_LATE, Fate.CANCELLED, Fate.HOLIDAY, Fate.AWAY),
    *(Fate.GIVEN, Fate.RELEASED, Fate.NOT_ROSTERED),
)
BESIDE = (Fate.SHIFTED, Fate.EXTRA, Fate.EXTRA_PAID)


@dataclass(frozen=True, slots=True)
class Piece:
    """One session: when, what, how many it counts for, and what became of it."""

    start: dt.datetime
    end: dt.datetime
    what: str
    count: Fraction
    fate: Fate
    why: str = ""  # more than the fate says: whose leave it was, who worked it
    planned: bool = True

    @property
    def expected(self) -> Fraction:
        """What the calendar expects of it: nothing on a holiday, in leave, or before its day."""
        counts = self.planned and self.fate not in NOT_EXPECTED
        return self.count if counts else Fraction(0)

    @property
    def words(self) -> str:
        """What became of it, with why."""
        return self.why or self.fate.value
