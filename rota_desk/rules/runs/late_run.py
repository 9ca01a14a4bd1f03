"""Too many long, late-evening shifts running, or too little rest after them."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.runs import runs
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences
from rota_desk.rules.run_measures import rest_after_full_run, run_length
from rota_desk.rules.terms_kinds import shift_kinds


class LateRun(PersonRule):
    """Long shifts that end late in the evening follow one another too often, or without rest.

    Measures:   dates in a run of long late shifts; after a full run, end of the last shift to
                the start of the next shift or on-call period.
    Leaves out: nights, which have rules of their own.
    """

    key = "runs.late_run"
    reach = dt.timedelta(days=8)
    says = sentences(
        run="{measured} running, from {start} to {end}; at most {limit}",
        rest="only {measured} after a full run of late shifts, between {start} and {end}; "
        "needs {limit}",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each run's length and the rest after a full one."""
        kinds = shift_kinds(terms)
        full = terms.main.value
        for run in runs(filter(kinds.is_late, rota.shifts), kinds.day_of):
            yield run_length(run, "run")
            yield from rest_after_full_run(rota, run, full=full, longest=full)
