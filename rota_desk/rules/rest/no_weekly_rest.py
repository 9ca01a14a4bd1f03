"""No long rest in a week, nor the longer or second one in a fortnight."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from rota_desk.domain.span import day_of, instant, midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences

Gap = tuple[int, int]
_WEEK = 7  # days
_FORTNIGHT = 14


class NoWeeklyRest(PersonRule):
    """A week goes by without its long rest, and its fortnight does not make up for it.

    Measures:   the longest time between shifts that begins in, or fills, each seven days of the
                horizon, less the daily rest it may not contain. Two such rests, or one of twice
                the length, in fourteen days serve as well.
    Leaves out: on-call periods, during which nobody is at work until called.
    """

    key = "rest.no_weekly_rest"
    reach = dt.timedelta(days=15)
    says = sentences(
        "the longest rest from {start} to {end} is {measured} besides the daily rest; "
        "needs {limit}",
        fortnight="the longest rest from {start} to {end} is {measured} besides the daily rest; "
        "needs {limit}",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each week's longest rest, or each fortnight's where that is the better choice."""
        if not rota.shifts:
            return
        if rota.days < _WEEK:
            yield Measure(midnight(rota.first), midnight(rota.beyond), None)
            return
        weeks = [_period(rota, first, _WEEK, terms) for first in _firsts(rota, _WEEK)]
        due = terms.main.value
        if all(week.best >= due for week in weeks) or not _fortnights_serve(rota, terms):
            yield from (week.measured() for week in weeks)
            return
        for first in _firsts(rota, _FORTNIGHT):
            fortnight = _period(rota, first, _FORTNIGHT, terms)
            long = terms.limits["fortnight"].value
            yield fortnight.measured("fortnight" if fortnight.best >= long else "")


@dataclass(frozen=True, slots=True)
class _Period:
    start: dt.datetime
    end: dt.datetime
    best: int
    second: int
    seen: bool

    def measured(self, against: str = "") -> Measure:
        return Measure(self.start, self.end, self.best, against=against, seen=self.seen)


def _firsts(rota: Timeline, days: int) -> range:
    return range(rota.first_day, rota.beyond_day - days + 1, days)


def _fortnights_serve(rota: Timeline, terms: Terms) -> bool:
    """Whether every fortnight, and a week left over, has what it needs."""
    due, long = terms.main.value, terms.limits["fortnight"].value
    periods = [_period(rota, first, _FORTNIGHT, terms) for first in _firsts(rota, _FORTNIGHT)]
    odd = rota.days // _WEEK % 2
    left = (
        [_period(rota, rota.first_day + _WEEK * (rota.days // _WEEK - 1), _WEEK, terms)]
        if odd
        else []
    )
    return all(one.best >= long or one.second >= due for one in periods) and all(
        one.best >= due for one in left
    )


def _period(rota: Timeline, first: int, days: int, terms: Terms) -> _Period:
    opens, closes = (instant(midnight(day_of(day)), rota.zone) for day in (first, first + days))
    daily = terms.means.minutes("daily_rest")
    lengths = sorted((_length(gap, opens, closes) - daily for gap in _gaps(rota)), reverse=True)
    best, second, *_ = *lengths, 0, 0
    edge = rota.horizon[1]
    open_at_edge = rota.shifts[-1].end < edge and closes >= edge > opens
    seen = not (open_at_edge and _gaps(rota)[-1][0] >= opens)
    return _Period(
        midnight(day_of(first)), midnight(day_of(first + days)), max(0, best), second, seen
    )


def _length(gap: Gap, opens: int, closes: int) -> int:
    """Give a gap's whole length to the period it begins in, to others what lies in them."""
    if opens <= gap[0] < closes:
        return gap[1] - gap[0]
    return max(0, min(gap[1], closes) - max(gap[0], opens))


def _gaps(rota: Timeline) -> list[Gap]:
    opens, closes = rota.horizon
    ends = [opens, *(shift.end for shift in rota.shifts)]
    starts = [*(shift.start for shift in rota.shifts), closes]
    return [(end, start) for end, start in zip(ends, starts, strict=True) if start > end]
