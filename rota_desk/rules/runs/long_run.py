"""Too many long shifts running, or too little rest after them."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.runs import runs
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences
from rota_desk.rules.run_measures import rest_after_full_run, run_length
from rota_desk.rules.terms_kinds import shift_kinds

_RESTS = {(False, False): "rest", (True, False): "rest_mixed", (True, True): "rest_nights"}


class LongRun(PersonRule):
    """Long shifts follow one another on more dates than allowed, or without the rest after.

    Measures:   dates in a run of long shifts; after a full run, end of the last shift to the
                start of the next shift or on-call period. A full run of nights only needs the
                rest of nights.
    Leaves out: shifts of exactly the contract's length, which are not long.
    """

    key = "runs.long_run"
    reach = dt.timedelta(days=8)
    says = sentences(
        run="{measured} running, from {start} to {end}; at most {limit}",
        rest="only {measured} after a full run of long shifts, between {start} and {end}; "
        "needs {limit}",
        rest_mixed="only {measured} after a full run of long days and nights, between {start} and "
        "{end}; needs {limit} (46 to 48 h: check)",
        rest_nights="only {measured} after a full run of long nights, between {start} and "
        "{end}; needs {limit}",
    )

    def heeds(self, rota: Timeline, name: str) -> bool:
        """Leave the rests due alone: what is measured does not turn on them."""
        return name not in _RESTS.values()

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each run's length and the rest after a full one."""
        kinds = shift_kinds(terms)
        full = terms.main.value
        for run in runs(filter(kinds.is_long, rota.shifts), kinds.day_of):
            yield run_length(run, "run")
            nights = sum(map(kinds.is_night, run.stretches))
            against = _RESTS[(nights > 0, nights == len(run.stretches))]
            yield from rest_after_full_run(rota, run, full=full, longest=full, against=against)
