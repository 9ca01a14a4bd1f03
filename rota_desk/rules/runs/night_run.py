"""Too many nights running."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.runs import runs
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences
from rota_desk.rules.run_measures import run_length
from rota_desk.rules.terms_kinds import shift_kinds


class NightRun(PersonRule):
    """Nights follow one another on more dates than allowed.

    Measures:   dates in a run of nights; a night that starts before morning belongs to the date
                before.
    Leaves out: the rest after them, and on-call periods.
    """

    key = "runs.night_run"
    reach = dt.timedelta(days=8)
    says = sentences("{measured} running, from {start} to {end}; at most {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the length of each run of nights."""
        kinds = shift_kinds(terms)
        for run in runs(filter(kinds.is_night, rota.shifts), kinds.day_of):
            yield run_length(run)
