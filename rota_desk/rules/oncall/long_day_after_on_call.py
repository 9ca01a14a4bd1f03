"""Too long a day after an on-call period."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.span import weekday_of
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.day_after import day_after
from rota_desk.rules.rule import Measure, PersonRule, sentences

_SATURDAY = 5


class LongDayAfterOnCall(PersonRule):
    """The day after an on-call period holds more shift hours than it may.

    Measures:   all shifts that start on the date after the one on which the period started.
    Leaves out: the Sunday after a Saturday's period when the Sunday has one of its own.
    """

    key = "oncall.long_day_after_on_call"
    reach = dt.timedelta(days=3)
    says = sentences("{measured} of shifts on the day after on-call, {note}; at most {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the shift hours of the day after each on-call period."""
        days = {call.day for call in rota.on_calls}
        for call in rota.on_calls:
            if weekday_of(call.day) != _SATURDAY or call.day + 1 not in days:
                yield day_after(rota, call)
