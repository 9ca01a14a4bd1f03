"""Weekends worked too often in the rota's cycle."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.span import DAY, midnight, weekday_of
from rota_desk.domain.timeline import Stretch, Timeline
from rota_desk.rules.contract import Definitions, Terms
from rota_desk.rules.rule import Measure, PersonRule, duties_of, sentences

_SATURDAY = 5


class FrequentWeekends(PersonRule):
    """Somebody works more of the cycle's weekends than allowed.

    Measures:   weekends in which any minute of work falls between the contract's moments on
                Saturday and Sunday, over the weeks of the cycle; exact fractions.
    Leaves out: on-call periods without expected work; the weekend of the pay definition.
    """

    key = "weekends.frequent_weekends"
    reach = dt.timedelta(days=0)
    says = sentences("{measured} weekends worked from {start} to {end}{note}; at most {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the share of weekends worked in the cycle that starts with the horizon."""
        if not rota.stretches:
            return
        weeks = rota.person.cycle_weeks
        if weeks is None:
            yield Measure(midnight(rota.first), midnight(rota.beyond), None)
            return
        last = rota.first_day + 7 * weeks
        cycle = [one for one in rota.stretches if one.day < last and one.work]
        falls = {one: tuple(_weekends(one, terms.means)) for one in cycle}
        worked = {week for found in falls.values() for week in found}
        end = rota.first + dt.timedelta(weeks=weeks)
        yield Measure(
            midnight(rota.first),
            midnight(end),
            Fraction(len(worked), weeks),
            seen=end <= rota.beyond,
            duties=duties_of(*(one for one, found in falls.items() if found)),
            note=f" ({len(worked)} of {weeks})",
        )


def _weekends(stretch: Stretch, means: Definitions) -> Iterator[int]:
    """Number, by their Saturday, the weekends into which a minute of the stretch falls."""
    opens, closes = means.clock("weekend_from"), DAY + means.clock("weekend_to")
    for day in range(stretch.day - 1, stretch.wall_end // DAY + 1):
        if weekday_of(day) == _SATURDAY:
            start, end = day * DAY + opens, day * DAY + closes
            if stretch.wall_start < end and stretch.wall_end > start:
                yield day
