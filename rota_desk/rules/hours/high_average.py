"""Too many hours a week on average over the rota's cycle."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.span import midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.cycle_average import (
    cycle_average,
    leave_covered,
    leave_words,
    opt_out_words,
)
from rota_desk.rules.rule import Measure, PersonRule, sentences


class HighAverage(PersonRule):
    """A rota's cycle has more hours a week than its doctors may average.

    Measures:   work of the duties that start in the cycle, less the leave that colleagues cover,
                over the weeks that are left (the work-schedule method of NHS Employers and BMA).
                The higher limit holds where an opt-out holds on every day of the cycle.
    Leaves out: the statutory average with its excluded days, which has a rule of its own.
    """

    key = "hours.high_average"
    reach = dt.timedelta(days=0)
    says = sentences(
        "{measured} a week on average from {start} to {end}{note}; at most {limit}",
        opted_out="{measured} a week on average from {start} to {end}{note}; at most {limit} "
        "with an opt-out",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the average of the cycle that starts with the horizon."""
        if not rota.stretches:
            return
        weeks = rota.person.cycle_weeks
        last = rota.first + dt.timedelta(weeks=weeks) if weeks else rota.beyond
        leave = leave_covered(rota, terms)
        out = rota.person.is_out(rota.first, last)
        yield Measure(
            midnight(rota.first),
            midnight(last),
            None if weeks is None else cycle_average(rota, weeks, leave),
            against="opted_out" if out else "",
            seen=last <= rota.beyond,
            note=leave_words(leave)
            + ("" if out else opt_out_words(rota.person, rota.first, last)),
        )
