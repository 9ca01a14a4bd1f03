"""What is known about a claim when it is checked, and how a check answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from rota_desk.domain.overlaps import clock_minutes, common_time
from rota_desk.domain.rates import Price


class Mark(StrEnum):
    """What a check says; each has a shape and a word, never a colour alone."""

    TICK = "tick"
    QUESTION = "question"
    CROSS = "cross"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the rulebook, what it says of a claim, and the exact reason."""

    id: str
    title: str
    mark: Mark
    words: str


def tally(checks: Sequence[Check]) -> str:
    """The evidence in a line: "9 ticks, 1 cross, 2 questions, 2 not checked"."""
    said = (
        (Mark.TICK, "tick", "ticks"),
        (Mark.CROSS, "cross", "crosses"),
        (Mark.QUESTION, "question", "questions"),
        (Mark.NOT_CHECKED, "not checked", "not checked"),
    )
    counted = [(sum(one.mark is mark for one in checks), *words) for mark, *words in said]
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counted if n)


@dataclass(frozen=True, slots=True)
class Meets:
    """Something else of the claimant's, at a wall time: a claim, a duty, a commitment."""

    start: dt.datetime
    end: dt.datetime
    title: str
    counts: str = ""  # how it counts: "on call", "private", "outside", "bank", "theirs"


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule found, and whether it is a breach or only to be asked about."""

    words: str
    breach: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A session of the rota: when, how it stands, and who or why."""

    start: dt.datetime
    end: dt.datetime
    state: str
    reason: str = ""
    cases: int | None = None  # done, a count
    began: dt.datetime | None = None  # the first case, where it is kept
    ended: dt.datetime | None = None  # the last

    @property
    def open_time(self) -> Slot:
        """The time its room was open: from its start, or before, to its last case where known."""
        start = min(self.start, self.began or self.start)
        return replace(self, start=start, end=max(self.ended or self.end, start))

    @property
    def fell(self) -> bool:
        """Whether it did not take place."""
        return self.state in ("cancelled", "released", "closed")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Sessions credited and expected from the leave year's first day until before the claim.

    `amber` is the share below which the contract comes first.
    """

    credit: Fraction
    expected: Fraction
    amber: Fraction
    since: dt.date

    @property
    def share(self) -> Fraction | None:
        """How far the credit lies from what was expected; None when nothing was."""
        return (self.credit - self.expected) / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class Approver:
    """Who may approve, up to what amount; None is any."""

    name: str
    role: str
    up_to: Decimal | None

    def may(self, amount: Decimal) -> bool:
        """Whether an amount lies within the limit, the limit included."""
        return self.up_to is None or amount <= self.up_to

    @property
    def words(self) -> str:
        """The name with its limit: "J Penrose (up to £2,000.00)"."""
        return self.name if self.up_to is None else f"{self.name} (up to £{self.up_to:,.2f})"


@dataclass(frozen=True, slots=True)
class ClaimCase:
    """All that is known about a claim when it is checked; times are wall times."""

    start: dt.datetime
    end: dt.datetime
    now: dt.datetime
    claimant: str
    amount: Decimal
    paid: bool = False
    draft: bool = False
    patients: int | None = None
    pre_authorised_by: str = ""
    pre_authorised_at: dt.datetime | None = None
    verified_by: str = ""
    approved_by: str = ""
    submitted_on: dt.date | None = None
    window_days: int = 0
    late_days: int = 0  # of warning after the window, before a claim fails
    allowance_minutes: int = 0  # before, between and after, on top of the session
    time_shift_weeks: int = 0
    time_shift: Slot | None = None
    time_shift_agreed_on: dt.date | None = None
    session: Slot | None = None
    price: Price | None = None
    card: str = ""
    priced_as: str = ""  # as it was submitted
    share_percent: int = 100
    room: str = ""
    room_diary: tuple[Meets, ...] = ()
    delivery: Delivery | None = None
    approvers: tuple[Approver, ...] = ()
    has_plan: bool = False
    has_contract: bool = False
    in_planned_time: tuple[Told, ...] = ()
    on_leave: tuple[Told, ...] = ()
    hours: tuple[Told, ...] = ()
    other_claims: tuple[Meets, ...] = ()
    duties: tuple[Meets, ...] = ()
    commitments: tuple[Meets, ...] = ()

    def overlap(self, other: Meets) -> int:
        """Minutes that the claim shares with something else; 0 when none."""
        start, end = common_time(self, other)
        return max(0, clock_minutes(start, end))
