"""Which version tells of what: the newest that holds a day, and the work if it is of one rota."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from models import Publication
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Version:
    """A published version: its number, its days (both included), and of which work it tells."""

    id: int
    number: int
    first: dt.date
    last: dt.date
    rota: str  # an on-call rota's name; empty: the whole department
    activities: frozenset[int] | None  # None: all of them

    def tells(self, day: dt.date, activity: int) -> bool:
        """Whether it tells of an activity on a day."""
        of_it = self.activities is None or activity in self.activities
        return of_it and self.first <= day <= self.last


@dataclass(frozen=True)
class Speaking:
    """The versions that touch some days; the newest has the word."""

    versions: tuple[Version, ...] = ()  # newest first
    _known: dict[tuple[dt.date, int], Version | None] = field(default_factory=dict, repr=False)

    def of(self, day: dt.date, activity: int) -> Version | None:
        """The newest version that tells of an activity on a day."""
        key = (day, activity)
        if key not in self._known:
            telling = (one for one in self.versions if one.tells(day, activity))
            self._known[key] = next(telling, None)
        return self._known[key]

    def on(self, day: dt.date) -> int:
        """The number of the newest version that tells of anything on a day; 0 when none does."""
        return next((one.number for one in self.versions if one.first <= day <= one.last), 0)

    @property
    def newest(self) -> int:
        """The number of the newest of them; 0 when there is none."""
        return max((one.number for one in self.versions), default=0)


def speaking(read: Reading, *, start: dt.date, end: dt.date, until: int | None = None) -> Speaking:
    """The versions that touch the days from `start` until before `end`, up to a number."""
    found = select(Publication).where(Publication.first_day < end, Publication.last_day >= start)
    if until is not None:
        found = found.where(Publication.number <= until)
    return Speaking(tuple(versions_of(read.all(found.order_by(Publication.number.desc())))))


def versions_of(published: Iterable[Publication]) -> Iterable[Version]:
    """Publications as the plain values that are asked."""
    for one in published:
        yield Version(
            id=one.id,
            number=one.number,
            first=one.first_day,
            last=one.last_day,
            rota=one.rota,
            activities=None if one.activities is None else frozenset(one.activities),
        )
