"""Leave asked for at short notice."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.facts import AwayKind
from rota_desk.domain.notice import notice_days
from rota_desk.domain.span import midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences


class LateRequest(PersonRule):
    """Annual leave is asked for with less notice than the contract asks.

    Measures:   days from the request to the first day of leave.
    Leaves out: other leave; requests that were answered, for shorter notice may be accepted.
    """

    key = "leave.late_request"
    reach = dt.timedelta(days=0)
    says = sentences("annual leave from {start} asked for {measured} before; at least {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the notice of each request that waits for its answer."""
        for asked in rota.requests:
            if asked.kind == AwayKind.ANNUAL_LEAVE:
                yield Measure(
                    midnight(asked.first_day),
                    midnight(asked.last_day + dt.timedelta(days=1)),
                    notice_days(asked.asked_on, asked.first_day),
                )
