"""Public holidays that give a day in lieu: worked, on call, or lost to a rest day."""

import datetime as dt
from collections.abc import Iterable, Iterator

from rota_desk.domain.facts import Away, AwayKind, Duty
from rota_desk.domain.span import midnight

FIRST, LAST = dt.timedelta(minutes=1), dt.timedelta(hours=23, minutes=59)
"""Between which times of a holiday work or on-call counts."""


def lieu_days(
    duties: Iterable[Duty], aways: Iterable[Away], holidays: Iterable[dt.date]
) -> Iterator[tuple[dt.date, tuple[Duty, ...]]]:
    """Give each holiday that earns one day in lieu, with the duties that earn it.

    Any duty between 00:01 and 23:59 does, and so does a rest day that falls on it. Holidays are
    those observed: a Saturday or Sunday replaced by a weekday earns nothing. Source: BMA, public
    holidays for resident doctors in England, September 2024.
    """
    known, rests = tuple(duties), tuple(one for one in aways if one.kind == AwayKind.REST)
    for day in sorted(holidays):
        opens, closes = midnight(day) + FIRST, midnight(day) + LAST
        worked = tuple(one for one in known if one.start < closes and one.end > opens)
        if worked or any(one.start < closes and one.end > opens for one in rests):
            yield day, worked
