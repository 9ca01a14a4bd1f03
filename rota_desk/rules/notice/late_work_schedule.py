"""A work schedule that came too late for whoever starts."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.days_told import first_days, notice_measure, told_of
from rota_desk.rules.rule import Measure, PersonRule, sentences


class LateWorkSchedule(PersonRule):
    """Somebody may start with less notice of the work schedule than is due.

    Measures:   days from the first publication that holds the person's first day to that day: a
                roster told so early holds what the schedule would say.
    Leaves out: schedules sent on their own, of which nothing is kept: a later roster proves
                nothing, so such a start cannot be judged.
    """

    key = "notice.late_work_schedule"
    reach = dt.timedelta(days=0)
    says = sentences(
        "the rota was told on {note}, {measured} before the first day, {start}; the work "
        "schedule is due {limit} before it",
        working="the rota was told on {note}, {measured} before the first day, {start}; the work "
        "schedule is due {limit} before it",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the notice of each day on which a contract begins."""
        for first in first_days(rota):
            notice = notice_measure(rota, first, told_of(rota, first), terms.means)
            yield notice._replace(seen=False)
