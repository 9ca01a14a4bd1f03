"""Too much work in a week that begins at any minute."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.span import DAY, WEEK
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, duties_of, sentences
from rota_desk.rules.windows import fullest


class OverfullWeek(PersonRule):
    """More work than allowed falls into some 168 hours, wherever they begin.

    Measures:   work in every window of the contract's width, elapsed time; an on-call period
                counts by its expected work, spread evenly, when a window cuts it.
    Leaves out: nothing; an opt-out does not lift it.
    """

    key = "hours.overfull_week"
    reach = dt.timedelta(days=8)
    says = sentences("{measured} of work between {start} and {end}; at most {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the fullest window, or the fullest of each group that is over the limit."""
        width = terms.means.minutes("window")
        limit = terms.main.value
        for start, work in fullest(rota.work.windows(width, over=limit), width, limit):
            end = start + width
            inside = rota.touching(start, end)
            yield Measure(
                rota.wall(start),
                rota.wall(end),
                work,
                seen=rota.days * DAY >= min(width, WEEK),
                duties=duties_of(*inside),
            )
