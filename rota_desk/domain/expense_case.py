"""What is known about an expense line when it is checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from models.types import ExpenseKind, ExpenseState
from rota_desk.domain.mileage import Reckoned


@dataclass(frozen=True, slots=True)
class LeaveAround:
    """Leave of the claimant near the day: its kind and where the request stands."""

    leave_id: int
    kind: str  # "study", "professional", "annual"
    first: dt.date
    last: dt.date
    state: str
    course: str = ""


@dataclass(frozen=True, slots=True)
class OnRota:
    """A session of the claimant on the day, and the site it stands at."""

    start: dt.datetime
    end: dt.datetime
    title: str
    site_id: int | None
    site: str


@dataclass(frozen=True, slots=True)
class Twin:
    """Another line that looks like the same thing: which, and how it is the same."""

    reference: str
    how: str


@dataclass(frozen=True, slots=True)
class Distances:
    """What is known of a journey's miles, one way; None is not known."""

    reference: Decimal | None = None  # of the matrix, from site to site
    home_to_base: Decimal = Decimal(0)
    base_to_site: Decimal | None = None
    eligible: Decimal | None = None  # in all, by the rule that is set; None: not reckoned


@dataclass(frozen=True, slots=True)
class ExpensePolicy:
    """What is set locally for checks of expenses."""

    window_days: int
    rejects_late: bool
    tolerance_percent: int
    tolerance_miles: int
    course_days: int
    home_rule: str


@dataclass(frozen=True, slots=True)
class ExpenseCase:
    """All that is known about an expense line; days and times by the wall."""

    claimant: str
    day: dt.date
    today: dt.date
    kind: ExpenseKind
    state: ExpenseState
    miles: Decimal | None
    ways: int
    from_home: bool
    from_place: str
    to_place: str
    to_site_id: int | None
    to_site: str
    outlying: bool
    amount: Decimal | None
    passengers: int
    passenger_names: tuple[str, ...]
    receipt: str
    submitted_on: dt.date | None
    brought_forward: bool
    verified_by: str
    approved_by: str
    reckoned: Reckoned | None
    distances: Distances
    policy: ExpensePolicy
    linked: LeaveAround | None = None
    leave: tuple[LeaveAround, ...] = ()
    absent: bool = False
    sessions: tuple[OnRota, ...] = ()
    twins: tuple[Twin, ...] = ()

    @property
    def is_journey(self) -> bool:
        """Whether it is paid by the mile."""
        return self.kind in (ExpenseKind.MILEAGE, ExpenseKind.PASSENGER)

    @property
    def done(self) -> bool:
        """Whether its amount has been fixed by a signature."""
        return self.state in (ExpenseState.VERIFIED, ExpenseState.APPROVED, ExpenseState.PAID)
