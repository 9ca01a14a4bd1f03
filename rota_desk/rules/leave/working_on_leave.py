"""Somebody rostered while away."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.facts import Away, AwayKind
from rota_desk.domain.overlaps import clock_minutes, common_time
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences

# A sickness is an absence here: what people read never says more.
_WORDS = {
    AwayKind.ANNUAL_LEAVE: "annual leave",
    AwayKind.STUDY_LEAVE: "study leave",
    AwayKind.PROFESSIONAL_LEAVE: "professional leave",
    AwayKind.SPECIAL_LEAVE: "leave",
    AwayKind.TOIL: "time off in lieu",
    AwayKind.SICK: "absence",
    AwayKind.NON_WORKING: "a non-working time",
}


class WorkingOnLeave(PersonRule):
    """A duty falls into leave, an absence or a non-working time of the same person.

    Measures:   the minutes that the duty and the time away share, by the clock on the wall.
    Leaves out: sessions that the leave excludes, and rest days laid by a pattern.
    """

    key = "leave.working_on_leave"
    reach = dt.timedelta(days=2)
    says = sentences(
        "{note}, {span}",
        non_working="{note}, {span}",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each duty that meets a time away."""
        for away in rota.aways:
            if away.kind in _WORDS:
                yield from _meetings(rota, away)


def _meetings(rota: Timeline, away: Away) -> Iterator[Measure]:
    for duty in rota.duties:
        if duty.start >= away.end:
            return
        if duty.end > away.start and duty.session_id not in away.excluded_session_ids:
            start, end = common_time(duty, away)
            yield Measure(
                start,
                end,
                clock_minutes(start, end),
                "non_working" if away.kind == AwayKind.NON_WORKING else "",
                duties=(duty,),
                note=f"{duty.activity or 'a duty'} during {_WORDS[away.kind]}",
            )
