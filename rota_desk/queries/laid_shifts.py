"""What a pattern, as it is laid, puts on each day: for telling what was changed by hand."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from rota_desk.domain.span import midnight
from rota_desk.planning.diary import Diary
from rota_desk.planning.draw import Drawn, Work, draw_rolling
from rota_desk.planning.shortfall import minimum_on
from rota_desk.queries.building import ground, rollings
from rota_desk.unit_of_work import Reading

Place = tuple[int, dt.date, int]  # activity, day, and the how-manyth of that activity and day


@dataclass(frozen=True, slots=True)
class LaidShift:
    """A shift that the pattern wants: whom it means, and who of them can be there."""

    drawn: Drawn
    meant: frozenset[int]  # every holder, away or not

    @property
    def standing(self) -> tuple[int, ...]:
        """Those who are not away."""
        return self.drawn.standing


def laid_shifts(
    read: Reading, *, pattern: int, first: dt.date, last: dt.date
) -> dict[Place, LaidShift]:
    """Every shift of a laid pattern over a period, both days included."""
    base = ground(read, first=first, last=last)
    diary = Diary()
    diary.note(base.away, first, last)

    def wanted(work: Work, day: dt.date) -> int | None:
        return minimum_on(base.requirements, work, day, base.holidays)

    found: dict[tuple[int, dt.date], list[LaidShift]] = defaultdict(list)
    for rolling in rollings(read, pattern=pattern):
        plain = draw_rolling(rolling, first, last, Diary(), wanted)
        real = draw_rolling(rolling, first, last, diary, wanted)
        for meant, drawn in zip(plain, real, strict=True):
            shift = LaidShift(drawn, frozenset(meant.standing))
            found[drawn.need.activity_id, drawn.need.day].append(shift)
    return {
        (activity, day, place): shift
        for (activity, day), shifts in found.items()
        for place, shift in enumerate(sorted(shifts, key=lambda one: one.drawn.need.start))
    }


def period_of(first: dt.date, last: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The wall span of a period, both days included."""
    return midnight(first), midnight(last + dt.timedelta(days=1))
