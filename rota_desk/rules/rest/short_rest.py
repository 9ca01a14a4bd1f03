"""Two shifts with too little rest between them."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, duties_of, sentences

_VOID = "; so short that the next shift is not expected to be worked as rostered (local policy)"


class ShortRest(PersonRule):
    """Two shifts follow one another with less than the rest due.

    Measures:   end of one shift to start of the next, elapsed time.
    Leaves out: two shifts with on-call between them where the contract has rules of on-call; by
                law on-call away from work is rest until somebody is called.
    """

    key = "rest.short_rest"
    reach = dt.timedelta(days=2)
    says = sentences("only {measured} between {start} and {end}; needs {limit}{note}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each rest between two shifts of one person."""
        means = terms.means
        voids = means.minutes("rest_voids_next") if means.knows("rest_voids_next") else 0
        for rest in rota.rests(across_on_call=not means.says("on_call_has_own_rest")):
            yield Measure(
                rest.starts,
                rest.ends,
                rest.length,
                seen=rest.seen,
                duties=duties_of(rest.before, rest.after),
                note=_VOID if rest.seen and rest.length < voids else "",
            )
