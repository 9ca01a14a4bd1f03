"""Too many on-call periods in seven days."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.span import day_of, midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, duties_of, sentences
from rota_desk.rules.windows import fullest


class FrequentOnCall(PersonRule):
    """More on-call periods than allowed start within some seven consecutive days.

    Measures:   periods by the date on which they start, in every window of the contract's width.
    Leaves out: how much work is expected in them.
    """

    key = "oncall.frequent_on_call"
    reach = dt.timedelta(days=8)
    says = sentences("{measured} of on-call start from {start} to {end}; at most {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the fullest window, or the fullest of each group that is over the limit."""
        width = int(terms.means.number("on_call_window"))
        days = [call.day for call in rota.on_calls]
        counted = ((day, sum(day <= one < day + width for one in days)) for day in set(days))
        for first, count in fullest(counted, width, terms.main.value):
            inside = [one for one in rota.on_calls if first <= one.day < first + width]
            yield Measure(
                midnight(day_of(first)),
                midnight(day_of(first + width)),
                count,
                seen=rota.days >= width,
                duties=duties_of(*inside),
            )
