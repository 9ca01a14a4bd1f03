"""What the cover requirements ask for, and the sessions that no plan or pattern provides."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from models.types import SessionSource
from rota_desk.domain.cover_count import count_day
from rota_desk.domain.requirement import Asked, lines_of_day
from rota_desk.domain.times import span_on
from rota_desk.planning.draw import Drawn, Need, Work


def minimum_on(
    requirements: Iterable[Asked],
    work: Work,
    day: dt.date,
    holidays: frozenset[dt.date],
) -> int | None:
    """The least cover of an activity on a day; None where the requirements are silent."""
    own = [one for one in requirements if one.activity_id == work.activity_id]
    said = lines_of_day(own, day, holiday=day in holidays)
    return count_day((), said).need if said else None


def draw_shortfalls(
    requirements: tuple[Asked, ...],
    works: Mapping[int, Work],
    days: Iterable[dt.date],
    holidays: frozenset[dt.date],
    wanted: Mapping[tuple[int, dt.date], int],
) -> Iterator[Drawn]:
    """Draw one session for each day on which less is planned than the requirements ask for."""
    asked = [works[number] for number in dict.fromkeys(one.activity_id for one in requirements)]
    for day in days:
        for work in asked:
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
