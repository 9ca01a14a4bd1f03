"""Two duties of a kind that the department wants further apart."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from rota_desk.domain.facts import Duty
from rota_desk.domain.local_limits import Spacing
from rota_desk.domain.said import day as day_words
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences


class TooClose(PersonRule):
    """Two duties of an activity follow one another sooner than the department's own rule has it.

    Measures:   the days that are missing between the dates on which two duties start.
    Leaves out: duties of one date; those before the department's rule holds or after it ended.
    """

    key = "local.too_close"
    reach = dt.timedelta(days=15)
    says = sentences("{note}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each pair that stands too close."""
        who = rota.person.clinician_id
        for limit in rota.limits:
            if isinstance(limit, Spacing):
                held = [
                    one
                    for one in rota.duties
                    if one.activity_id == limit.activity_id
                    and limit.bounds.bind(who, one.start.date())
                ]
                for one, other in pairwise(held):
                    apart = (other.start.date() - one.start.date()).days
                    if apart:
                        yield Measure(
                            one.start,
                            other.end,
                            max(0, limit.days - apart),
                            duties=(one, other),
                            note=_said(limit, one, other, apart),
                        )


def _said(limit: Spacing, one: Duty, other: Duty, apart: int) -> str:
    first, second = (day_words(duty.start.date()) for duty in (one, other))
    between = f"{limit.activity} on {first} and {second}: {_days(apart)} apart"
    return f"{between}; the department asks for {limit.days}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
