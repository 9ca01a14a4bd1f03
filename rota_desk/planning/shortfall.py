"""What the cover requirements ask for, and the sessions that no plan or pattern provides."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from models.types import SessionSource
from rota_desk.domain.times import span_on
from rota_desk.planning.cycle import each_day
from rota_desk.planning.draw import Drawn, Need, Work


@dataclass(frozen=True, slots=True)
class Requirement:
    """How many an activity wants at least, on a weekday or on every day, from a day on."""

    work: Work
    minimum: int
    start: dt.date
    until: dt.date | None = None  # first day no longer in force
    weekday: int | None = None
    bank_holiday: bool = False

    def applies(self, day: dt.date, holidays: frozenset[dt.date]) -> bool:
        """Whether it speaks of this day; on a bank holiday only what runs every day goes on."""
        if day < self.start or (self.until is not None and day >= self.until):
            return False
        if self.bank_holiday:
            return day in holidays
        if day in holidays and not self.work.every_day:
            return False
        return self.weekday is None or self.weekday == day.weekday()


def minimum_on(
    requirements: Iterable[Requirement],
    work: Work,
    day: dt.date,
    holidays: frozenset[dt.date],
) -> int | None:
    """The least cover of an activity on a day; None where the requirements are silent.

    On a bank holiday its own requirement comes before the usual one.
    """
    said = [
        one
        for one in requirements
        if one.work.activity_id == work.activity_id and one.applies(day, holidays)
    ]
    own = [one.minimum for one in said if one.bank_holiday]
    return sum(own) if own else (sum(one.minimum for one in said) if said else None)


def draw_shortfalls(
    requirements: tuple[Requirement, ...],
    first: dt.date,
    last: dt.date,
    holidays: frozenset[dt.date],
    wanted: Mapping[tuple[int, dt.date], int],
) -> Iterator[Drawn]:
    """Draw one session for each day on which less is planned than the requirements ask for."""
    works = {one.work.activity_id: one.work for one in requirements}
    for day in each_day(first, last):
        for work in works.values():
            least = minimum_on(requirements, work, day, holidays)
            missing = (least or 0) - wanted.get((work.activity_id, day), 0)
            if missing > 0:
                yield _missing(work, day, missing)


def _missing(work: Work, day: dt.date, missing: int) -> Drawn:
    start, end = span_on(day, work.starts, work.ends)
    return Drawn(
        Need(
            activity_id=work.activity_id,
            start=start,
            end=end,
            slot=work.slot,
            wanted=missing,
            source=SessionSource.REQUIREMENT,
        )
    )
