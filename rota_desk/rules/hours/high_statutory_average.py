"""Too many hours a week on average, as the Working Time Regulations count them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from rota_desk.domain.averages import statutory_average
from rota_desk.domain.facts import AwayKind
from rota_desk.domain.span import day_number, day_of, instant, midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences

_EXCLUDED = (AwayKind.ANNUAL_LEAVE, AwayKind.SICK, AwayKind.SPECIAL_LEAVE)


class HighStatutoryAverage(PersonRule):
    """Work averages more than the law allows over a reference period.

    Measures:   (A + B) / C for a reference period that begins on any date: work in it, and work
                of as many days worked after it as leave and sickness took out of it.
    Leaves out: whoever has a written opt-out; hours with other employers that nobody entered.
    """

    key = "hours.high_statutory_average"
    reach = dt.timedelta(days=0)
    says = sentences("{measured} a week on average from {start} to {end}; at most {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the highest average; it is unknown when no whole period can be seen."""
        if rota.person.opt_out or not rota.stretches:
            return
        days = int(terms.means.number("reference_weeks")) * 7
        known = [_average(rota, first, days) for first in _firsts(rota, days)]
        whole = [one for one in known if one.seen]
        over = [one for one in known if one.value > terms.main.value]
        best = max(over or whole or known, key=lambda one: one.value, default=None)
        if best is None:
            yield Measure(midnight(rota.first), midnight(rota.beyond), None)
            return
        start, end = midnight(day_of(best.first)), midnight(day_of(best.first + days))
        yield Measure(start, end, best.value, seen=best.seen)


@dataclass(frozen=True, slots=True)
class _Average:
    first: int
    value: Fraction
    seen: bool


def _firsts(rota: Timeline, days: int) -> range:
    return range(rota.first_day, rota.beyond_day - days + 1)


def _average(rota: Timeline, first: int, days: int) -> _Average:
    beyond = first + days
    excluded = len(_excluded(rota) & set(range(first, beyond)))
    start, end = (instant(midnight(day_of(day)), rota.zone) for day in (first, beyond))
    after = list(islice(_worked_from(rota, beyond), excluded))
    value = statutory_average(
        inside=Fraction(rota.work.between(start, end)),
        after=Fraction(sum(after)),
        weeks=Fraction(days, 7),
    )
    return _Average(first, value, seen=len(after) == excluded)


def _excluded(rota: Timeline) -> set[int]:
    return {
        day
        for away in rota.aways
        if away.kind in _EXCLUDED
        for day in range(
            day_number(away.start), day_number(away.end - dt.timedelta(minutes=1)) + 1
        )
    }


def _worked_from(rota: Timeline, first: int) -> Iterator[int]:
    """Give the minutes worked on each day from one on, days without work left out."""
    by_day: dict[int, int] = {}
    for one in rota.stretches:
        if one.day >= first and one.work:
            by_day[one.day] = by_day.get(one.day, 0) + one.work
    yield from (by_day[day] for day in sorted(by_day))
