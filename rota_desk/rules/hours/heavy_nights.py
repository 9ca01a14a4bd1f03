"""Night workers who average too many hours a day."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.span import day_of, instant, midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences
from rota_desk.rules.terms_kinds import nights


class HeavyNights(PersonRule):
    """A night worker's hours average more than the law allows in 24 hours.

    Measures:   work over the reference period divided by its days less one rest day a week.
    Leaves out: people who work a night in fewer weeks than the contract's share; the absolute
                limit for special hazards.
    """

    key = "hours.heavy_nights"
    reach = dt.timedelta(days=0)
    says = sentences(
        "a night worker's day averages {measured} from {start} to {end}; at most {limit}"
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the highest daily average of a night worker, unknown when no period is seen."""
        weeks = int(terms.means.number("night_reference_weeks"))
        days = 7 * weeks
        night = nights(terms)
        worked_nights = [one.day for one in rota.shifts if night.are(one)]
        if not worked_nights:
            return
        share = terms.means.number("night_worker_share")
        best: tuple[Fraction, int] | None = None
        for first in range(rota.first_day, rota.beyond_day - days + 1):
            worked = {(day - first) // 7 for day in worked_nights if first <= day < first + days}
            if len(worked) >= share * weeks:
                best = max(best or (Fraction(-1), 0), (_daily(rota, first, weeks), -first))
        if best is not None:
            yield _measure(-best[1], days, best[0])
        elif rota.days < days:
            yield Measure(midnight(rota.first), midnight(rota.beyond), None)


def _daily(rota: Timeline, first: int, weeks: int) -> Fraction:
    start, end = (instant(midnight(day_of(day)), rota.zone) for day in (first, first + 7 * weeks))
    return Fraction(rota.work.between(start, end)) / (7 * weeks - weeks)


def _measure(first: int, days: int, value: Fraction) -> Measure:
    return Measure(midnight(day_of(first)), midnight(day_of(first + days)), value)
