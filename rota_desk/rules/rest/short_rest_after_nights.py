"""Too little rest after a night or a run of nights."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.runs import runs
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, duties_of, sentences
from rota_desk.rules.terms_kinds import shift_kinds


class ShortRestAfterNights(PersonRule):
    """The rest straight after the last night of a run is shorter than due.

    Measures:   end of the last night to the start of the next shift or on-call period, elapsed.
    Leaves out: runs of fewer nights than the contract names (today one, once three); on-call
                periods, however much of them falls into the night.
    """

    key = "rest.short_rest_after_nights"
    reach = dt.timedelta(days=7)
    says = sentences("only {measured} after nights, between {start} and {end}; needs {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the rest after each run of nights."""
        kinds = shift_kinds(terms)
        fewest = terms.means.number("nights_before_rest")
        for run in runs(filter(kinds.is_night, rota.shifts), kinds.day_of):
            if run.length < fewest:
                continue
            rest = rota.rest_after(run.last)
            yield Measure(
                rest.starts,
                rest.ends,
                rest.length,
                seen=rest.seen,
                duties=duties_of(rest.before, rest.after),
            )
