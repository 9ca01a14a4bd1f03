"""Where a person is when they are not the department's to roster, and not on leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from models import Unavailability
from models.types import UnavailabilityKind
from rota_desk.unit_of_work import Reading
from rota_desk.words import DAYS, day_and_year

KINDS = {
    UnavailabilityKind.OUTSIDE_COMMITMENT: "Outside commitment",
    UnavailabilityKind.PRIVATE_PRACTICE: "Private practice",
    UnavailabilityKind.NON_WORKING_DAY: "Non-working time",
    UnavailabilityKind.PROTECTED_TEACHING: "Protected teaching",
}


@dataclass(frozen=True, slots=True)
class Commitment:
    """A stretch of somebody's time that is not the department's, once or every week."""

    id: int
    kind: UnavailabilityKind
    title: str
    start: dt.datetime
    end: dt.datetime
    last: dt.date | None  # of a weekly one; None: on one day

    @property
    def name(self) -> str:
        """What it is called."""
        return self.title or KINDS.get(self.kind, "Elsewhere")

    @property
    def words(self) -> str:
        """When and what: "Thu 13:00–17:00 until Wed 31 Mar 2027: University teaching"."""
        times = f"{self.start:%H:%M}–{self.end:%H:%M}"
        if self.last is None:
            return f"{day_and_year(self.start.date())} {times}: {self.name}"
        weekday = DAYS[self.start.weekday()]
        return f"{weekday} {times} until {day_and_year(self.last)}: {self.name}"


def commitments(read: Reading, *, clinician: int) -> tuple[Commitment, ...]:
    """What is still to come of somebody's time elsewhere, in order of its first day."""
    found = read.all(
        select(Unavailability)
        .where(Unavailability.clinician_id == clinician)
        .order_by(Unavailability.start)
    )
    known = (_commitment(one) for one in found)
    return tuple(one for one in known if (one.last or one.end.date()) >= read.today)


def _commitment(one: Unavailability) -> Commitment:
    until = one.repeats_weekly_until
    last = (until - dt.timedelta(microseconds=1)).date() if until is not None else None
    return Commitment(one.id, one.kind, one.title, one.start, one.end, last)


def meetings(
    found: Iterable[Commitment], *, weekday: int, starts: dt.time, ends: dt.time
) -> Iterator[Commitment]:
    """The weekly ones that a line of a plan on a weekday meets."""
    until = ends if ends > starts else dt.time.max
    for one in found:
        if one.last is None or one.start.weekday() != weekday:
            continue
        over = one.end.time() if one.end.date() == one.start.date() else dt.time.max
        if one.start.time() < until and starts < over:
            yield one
