"""A work schedule that came too late for whoever starts."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.days_told import first_days, notice_measure, told_of
from rota_desk.rules.rule import Measure, PersonRule, sentences


class LateWorkSchedule(PersonRule):
    """Somebody starts with less notice of the work schedule than is due.

    Measures:   days from when the schedule was sent, or from the first publication that holds the
                person's first day where that was sooner, to that day: a roster told so early
                holds what the schedule would say.
    Leaves out: starts of which no schedule is noted as sent: a later roster proves nothing.
    """

    key = "notice.late_work_schedule"
    reach = dt.timedelta(days=0)
    says = sentences(
        "{note}, {measured} before the first day, {start}; the work schedule is due {limit} "
        "before it",
        working="{note}, {measured} before the first day, {start}; the work schedule is due "
        "{limit} before it",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the notice of each day on which a contract begins."""
        for first in first_days(rota):
            told, sent = told_of(rota, first), _sent(rota, first)
            schedule = sent is not None and (told is None or sent <= told)
            notice = notice_measure(rota, first, sent if schedule else told, terms.means)
            what = "the work schedule was sent" if schedule else "the rota was told"
            yield notice._replace(seen=sent is not None, note=f"{what} on {notice.note}")


def _sent(rota: Timeline, first: dt.date) -> dt.date | None:
    """Give the day on which the schedule of this first day was sent, where that is noted."""
    known = rota.person.schedule_sent
    return known[1] if known is not None and known[0] == first else None
