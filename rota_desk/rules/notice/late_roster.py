"""A duty roster that came too late for whoever starts."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.days_told import first_days, notice_measure, told_of
from rota_desk.rules.rule import Measure, PersonRule, sentences


class LateRoster(PersonRule):
    """Somebody starts with less notice of the duty roster than is due.

    Measures:   days from the first publication that holds the person's first day to that day.
    Leaves out: periods after the first; a roster told otherwise than by publishing, which cannot
                be judged.
    """

    key = "notice.late_roster"
    reach = dt.timedelta(days=0)
    says = sentences(
        "the duty roster was told on {note}, {measured} before the first day, {start}; "
        "at least {limit}",
        working="the duty roster was told on {note}, {measured} before the first day, {start}; "
        "at least {limit}",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the notice of each day on which a contract begins."""
        for first in first_days(rota):
            yield notice_measure(rota, first, told_of(rota, first), terms.means)
