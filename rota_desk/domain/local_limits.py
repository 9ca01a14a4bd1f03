"""What a department asks of its own rota beyond every contract: plain values for the rules."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Bounds:
    """Whom a department's own limit binds, and from when until before when; None is open."""

    start: dt.date
    end: dt.date | None = None
    whose: frozenset[int] | None = None  # None: everybody

    def bind(self, clinician_id: int, day: dt.date) -> bool:
        """Whether somebody is bound on a day."""
        begun = self.start <= day and (self.end is None or day < self.end)
        return begun and (self.whose is None or clinician_id in self.whose)


@dataclass(frozen=True, slots=True)
class Spacing:
    """At least `days` from one duty of an activity to the next of the same person."""

    bounds: Bounds
    activity_id: int
    activity: str
    days: int


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most `count` duties of an activity start in any `days` days running."""

    bounds: Bounds
    activity_id: int
    activity: str
    count: int
    days: int


@dataclass(frozen=True, slots=True)
class QuietEvening:
    """No duty runs past a time of the wall's clock on the day before annual leave."""

    bounds: Bounds
    clock: dt.time


LocalLimit: TypeAlias = Spacing | Ceiling | QuietEvening


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two people on duty on a day on which the department keeps them apart."""

    day: dt.date
    clinician_id: int
    name: str
    other: str
    session_ids: tuple[int, ...]
