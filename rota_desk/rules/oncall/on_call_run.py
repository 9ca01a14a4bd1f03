"""On-call periods on dates that follow one another."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.runs import Run, runs
from rota_desk.domain.span import weekday_of
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences
from rota_desk.rules.run_measures import run_length

_SATURDAY = 5
_PAIR = 2


class OnCallRun(PersonRule):
    """On-call periods start on consecutive dates other than a Saturday and its Sunday.

    Measures:   dates in a run of on-call periods, by the date on which each starts.
    Leaves out: shifts between them.
    """

    key = "oncall.on_call_run"
    reach = dt.timedelta(days=9)
    says = sentences(
        run="on-call on {measured} running, from {start} to {end}; at most {limit}, save a "
        "Saturday with its Sunday",
        pair="on-call on a Saturday and its Sunday, from {start} to {end}",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the length of each run of on-call periods."""
        for run in runs(rota.on_calls, lambda call: call.day):
            yield run_length(run, "pair" if _is_weekend_pair(run) else "run")


def _is_weekend_pair(run: Run) -> bool:
    return run.length == _PAIR and weekday_of(run.days[0]) == _SATURDAY
