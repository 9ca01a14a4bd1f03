"""An on-call period that is too long."""

from collections.abc import Iterator

from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, duties_of, sentences


class OverlongOnCall(PersonRule):
    """A non-resident on-call period lasts longer than one may.

    Measures:   start to end of the period elapsed time.
    Leaves out: resident on-call, which is a shift.
    """

    key = "oncall.overlong_on_call"
    says = sentences("an on-call period of {measured} from {start} to {end}; at most {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the length of each on-call period."""
        for call in rota.on_calls:
            yield Measure(call.starts, call.ends, call.length, duties=duties_of(call))
