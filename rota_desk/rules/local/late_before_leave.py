"""Somebody on duty late on the evening before their annual leave."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.facts import Away, AwayKind
from rota_desk.domain.local_limits import QuietEvening
from rota_desk.domain.overlaps import clock_minutes
from rota_desk.domain.said import day as day_words
from rota_desk.domain.said import moment
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences

_DAY = dt.timedelta(days=1)


class LateBeforeLeave(PersonRule):
    """A duty runs late on the day before annual leave, where the department keeps it free.

    Measures:   the minutes by which a duty that starts before the leave ends after the time that
                the department's rule names, on the day before.
    Leaves out: other leave; duties that start once the leave has begun.
    """

    key = "local.late_before_leave"
    reach = dt.timedelta(days=2)
    says = sentences("{note}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each duty that runs into the evening before leave."""
        quiet = [one for one in rota.limits if isinstance(one, QuietEvening)]
        for away in rota.aways if quiet else ():
            if away.kind is AwayKind.ANNUAL_LEAVE:
                for limit in quiet:
                    yield from _late(rota, away, limit)


def _late(rota: Timeline, away: Away, limit: QuietEvening) -> Iterator[Measure]:
    evening = dt.datetime.combine(away.start.date() - _DAY, limit.clock)
    if not limit.bounds.bind(rota.person.clinician_id, evening.date()):
        return
    for duty in rota.duties:
        if evening - _DAY < duty.start < away.start and duty.end > evening:
            yield Measure(
                duty.start,
                duty.end,
                clock_minutes(max(evening, duty.start), duty.end),
                duties=(duty,),
                note=f"{duty.activity or 'a duty'} until {moment(duty.end)}, annual leave from "
                f"{_from(away.start)}; the department keeps the evening before free from "
                f"{limit.clock:%H:%M}",
            )


def _from(start: dt.datetime) -> str:
    return moment(start) if start.time() != dt.time.min else day_words(start.date())
