"""Too many hours a week on average, as the Working Time Regulations count them."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from operator import sub

from rota_desk.domain.averages import statutory_average
from rota_desk.domain.facts import AwayKind
from rota_desk.domain.span import day_number, day_of, midnight, midnight_instants
from rota_desk.domain.timeline import Timeline
from rota_desk.domain.work import Minutes
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences

_EXCLUDED = (AwayKind.ANNUAL_LEAVE, AwayKind.SICK, AwayKind.SPECIAL_LEAVE)


class HighStatutoryAverage(PersonRule):
    """Work averages more than the law allows over a reference period.

    Measures:   (A + B) / C for a reference period that begins on any date: work in it, and work
                of as many days worked after it as leave and sickness took out of it. Work on days
                of an opt-out is left out, and each such day worked is made up in the same way.
    Leaves out: periods that an opt-out fills; hours with other employers that nobody entered.
    """

    key = "hours.high_statutory_average"
    reach = dt.timedelta(days=0)
    says = sentences("{measured} a week on average from {start} to {end}; at most {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the highest average; it is unknown when no whole period can be seen."""
        if rota.person.is_out(rota.first, rota.beyond) or not rota.stretches:
            return
        weeks = int(terms.means.number("reference_weeks"))
        firsts = range(rota.first_day, rota.beyond_day - 7 * weeks + 1)
        days = _Days.of(rota)
        work = _inside(rota, firsts, 7 * weeks, days.out)
        known = [
            _total(days, firsts[place], 7 * weeks, work[place])
            for place in _places(days, work)
            if not days.filled(firsts[place], 7 * weeks)
        ]
        whole = [one for one in known if one.seen]
        over = [one for one in known if one.work > terms.main.value * weeks]
        best = max(over or whole or known, key=lambda one: one.work, default=None)
        if best is None:
            yield Measure(midnight(rota.first), midnight(rota.beyond), None)
            return
        start, end = (midnight(day_of(day)) for day in (best.first, best.first + 7 * weeks))
        value = statutory_average(
            inside=Fraction(best.inside), after=Fraction(best.after), weeks=Fraction(weeks)
        )
        yield Measure(start, end, value, seen=best.seen)


@dataclass(frozen=True, slots=True)
class _Total:
    """The work that counts for one reference period: in it, and after it for excluded days."""

    first: int
    inside: Minutes
    after: int
    seen: bool

    @property
    def work(self) -> Minutes:
        return self.inside + self.after


@dataclass(frozen=True, slots=True)
class _Days:
    """Excluded dates; dates worked, the minutes before each; the dates of an opt-out."""

    excluded: list[int]
    worked: list[int]
    done: list[int]
    out: frozenset[int] = frozenset()

    @classmethod
    def of(cls, rota: Timeline) -> "_Days":
        away = rota.days_away(*_EXCLUDED)
        out = frozenset(map(day_number, rota.person.days_out(rota.first, rota.beyond)))
        if not away and not out:
            return cls([], [], [0])  # nothing after a period is asked for
        by_day: dict[int, int] = {}
        for one in rota.stretches:
            if one.work:
                by_day[one.day] = by_day.get(one.day, 0) + one.work
        worked = sorted(by_day.keys() - out)
        done = list(accumulate((by_day[day] for day in worked), initial=0))
        return cls(sorted({*away, *(by_day.keys() & out)}), worked, done, out)

    def filled(self, first: int, length: int) -> bool:
        """Whether an opt-out holds on every date of a period."""
        return bool(self.out) and self.out.issuperset(range(first, first + length))


def _inside(rota: Timeline, firsts: range, length: int, out: frozenset[int]) -> list[Minutes]:
    """Give the work within each reference period, without that of an opt-out's dates."""
    done = rota.work.at(midnight_instants(firsts.start, len(firsts) + length, rota.zone))
    if out:
        each = map(sub, done[1:], done)
        counted = (0 if day in out else one for day, one in enumerate(each, firsts.start))
        done = list(accumulate(counted, initial=0))
    return list(map(sub, done[length:], done))


def _places(days: _Days, work: list[Minutes]) -> Sequence[int]:
    """Give the places of the periods to be weighed: where nobody is away, of the fullest alone."""
    if days.excluded or not work:
        return range(len(work))
    return (work.index(max(work)),)


def _total(days: _Days, first: int, length: int, inside: Minutes) -> _Total:
    beyond = first + length
    excluded = bisect_left(days.excluded, beyond) - bisect_left(days.excluded, first)
    here = bisect_left(days.worked, beyond)
    last = min(here + excluded, len(days.worked))
    return _Total(
        first=first,
        inside=inside,
        after=days.done[last] - days.done[here],
        seen=last - here == excluded,
    )
