"""Weekends worked too often in the rota's cycle."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.span import DAY, midnight, weekday_of
from rota_desk.domain.timeline import Stretch, Timeline
from rota_desk.rules.contract import Terms
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
        opens, closes = terms.means.clock("weekend_from"), DAY + terms.means.clock("weekend_to")
        falls = [(one, _weekends(one, opens, closes)) for one in cycle]
        worked = {week for _, found in falls for week in found}
        end = rota.first + dt.timedelta(weeks=weeks)
        yield Measure(
            midnight(rota.first),
            midnight(end),
            Fraction(len(worked), weeks),
            seen=end <= rota.beyond,
            duties=duties_of(*(one for one, found in falls if found)),
            note=f" ({len(worked)} of {weeks})",
        )


def _weekends(stretch: Stretch, opens: int, closes: int) -> list[int]:
    """Number, by their Saturday, the weekends into which a minute of the stretch falls.

    A weekend opens and closes so many minutes after its Saturday's midnight.
    """
    _, _, start, end, *_ = stretch
    first = start // DAY - 1
    first += (_SATURDAY - weekday_of(first)) % 7
    return [
        day
        for day in range(first, end // DAY + 1, 7)
        if start < day * DAY + closes and end > day * DAY + opens
    ]
