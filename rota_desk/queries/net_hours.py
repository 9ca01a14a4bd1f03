"""Net hours: what is paid for in four weeks against what the contract holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from models import Clinician
from models.types import HoursKind
from rota_desk.queries.hours_ground import FOUR_WEEKS, HoursGround

DAY = dt.timedelta(days=1)
DAYS_A_WEEK = 7
NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class NetHours:
    """Four weeks, or the part of them that is over: hours paid for against hours of contract."""

    start: dt.date
    end: dt.date
    contracted: Fraction
    worked: Fraction
    away: Fraction  # paid: leave, bank holidays, absence

    @property
    def net(self) -> Fraction:
        """Hours over; below nothing they are owed."""
        return self.worked + self.away - self.contracted


def net_hours(
    ground: HoursGround, person: Clinician, *, start: dt.date, end: dt.date, until: dt.date
) -> Iterator[NetHours]:
    """The periods that end in some days, and the one that runs; `until` is today.

    They are counted from the Monday of the leave year's first week, and nothing is counted before
    the rota, or the contract, began.
    """
    since = ground.since(person)
    begins = ground.year[0] - DAY * ground.year[0].weekday()
    while begins < until:
        ends = begins + FOUR_WEEKS
        runs = until < min(ends, end)
        if since < ends and (start < ends <= end or runs):
            yield _net(ground, person.id, max(begins, since), min(ends, until))
        begins = ends


def _net(ground: HoursGround, person: int, start: dt.date, end: dt.date) -> NetHours:
    worked = ground.worked_on(person, start, end)
    busy = {one.day for one in worked if not one.on_call}
    away = ground.away_on(person, start, end)
    by_hand = ground.posted_on(person, start, end)
    more = (Fraction(one.hours) for one in by_hand if one.kind is HoursKind.WORKED)
    return NetHours(
        start=start,
        end=end,
        contracted=ground.targets[person].weekly(start) * (end - start).days / DAYS_A_WEEK,
        worked=sum((one.hours for one in worked), sum(more, NONE)),
        away=sum((one.hours for one in away if one.half or one.day not in busy), NONE),
    )
