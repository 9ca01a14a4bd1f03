"""As many basic hours as a full-timer, for less than full time."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from rota_desk.domain.span import midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.cycle_average import cycle_average, leave_covered
from rota_desk.rules.rule import Measure, PersonRule, sentences
from rota_desk.rules.wording import length

_FULL = 1
_INCLUDED = "additional hours included"
_UNKNOWN = "and nobody has said how much of it is additional (People, the contract)"


class HighBasicAverage(PersonRule):
    """Somebody less than full time has as many basic hours a week as a full-timer.

    Measures:   the average of the rota's cycle, as the work-schedule method has it, less the
                additional hours of the work schedule; all of it where those are not known, which
                is enough to say that the limit is kept and not that it is broken.
    Leaves out: full-timers; extra and bank duties, which are no basic hours.
    """

    key = "hours.high_basic_average"
    reach = dt.timedelta(days=0)
    says = sentences(
        "{measured} of basic hours a week on average from {start} to {end} ({note}); less than "
        "full time they stay under {limit}",
        whole="{measured} a week on average from {start} to {end}, {note}; less than full time "
        "basic hours stay under {limit}",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield a part-timer's basic average of the cycle that starts with the horizon."""
        person = rota.person
        if person.wte >= _FULL or not rota.stretches:
            return
        weeks, more = person.cycle_weeks, person.additional_minutes
        scheduled = _without_extra(rota)
        last = rota.first + dt.timedelta(weeks=weeks) if weeks else rota.beyond
        average = (
            None if weeks is None else cycle_average(scheduled, weeks, leave_covered(rota, terms))
        )
        basic, note = average, ""
        if average is not None and more is not None:
            basic, note = average - more, f"{length(average)} less {length(more)} additional"
        elif average is not None:
            note = _INCLUDED if terms.limits["whole"].met(average) else _UNKNOWN
        yield Measure(
            midnight(rota.first),
            midnight(last),
            basic,
            against="whole" if more is None else "",
            seen=last <= rota.beyond,
            note=note,
        )


def _without_extra(rota: Timeline) -> Timeline:
    if not any(one.extra for one in rota.duties):
        return rota
    return replace(rota, given=tuple(one for one in rota.given if not one.extra), minutes=())
