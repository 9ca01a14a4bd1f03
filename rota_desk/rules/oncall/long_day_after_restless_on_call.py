"""Too long a day after an on-call period without rest."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.day_after import day_after
from rota_desk.rules.expected_rest import expected_rest
from rota_desk.rules.rule import Measure, PersonRule, sentences


class LongDayAfterRestlessOnCall(PersonRule):
    """The day after an on-call period without its rest holds more shift hours than it may.

    Measures:   all shifts that start on the date after the one on which the period started.
    Leaves out: periods in which the rest is met, or cannot be judged from hours alone.
    """

    key = "oncall.long_day_after_restless_on_call"
    reach = dt.timedelta(days=3)
    says = sentences(
        "{measured} of shifts on the day after on-call without rest, {note}; at most {limit}"
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the shift hours of the day after each on-call period without rest."""
        due = terms.limits["rest"].value
        for call in rota.on_calls:
            rest = expected_rest(call, terms.means, due)
            if rest is not None and rest < due:
                yield day_after(rota, call)
