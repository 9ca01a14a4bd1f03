"""An on-call period in which the rest due cannot be expected, or was not had."""

from collections.abc import Iterator

from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.expected_rest import (
    are_known,
    expected_rest,
    longest_rest_at_night,
    rest_left,
)
from rota_desk.rules.rule import Measure, PersonRule, duties_of, sentences


class RestlessOnCall(PersonRule):
    """An on-call period leaves less rest than is due in its 24 hours, or no long rest at night.

    Measures:   hours without expected work in a period of 24 hours; where the calls were
                recorded, hours without work in the 24 from its start, and the longest stretch
                without any between 22:00 and 07:00.
    Leaves out: the five continuous hours at night of a planned period, which hours alone cannot
                show: it cannot be judged unless no work is expected or too little rest is left.
    """

    key = "oncall.restless_on_call"
    says = sentences(
        "{measured} of rest can be expected on call from {start} to {end}; needs {limit}",
        had="{measured} of rest in the day that began with on-call at {start}; needs {limit}",
        continuous="at most {measured} of rest on end at night, on call from {start} to {end}; "
        "needs {limit}",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the rest of each on-call period, as its calls left it where they are known."""
        for call in rota.on_calls:
            duties = duties_of(call)
            if not are_known(call):
                rest = expected_rest(call, terms.means, terms.main.value)
                yield Measure(call.starts, call.ends, rest, duties=duties)
                continue
            left = rest_left(rota, call, terms.means)
            yield Measure(call.starts, call.ends, left, against="had", duties=duties)
            night = longest_rest_at_night(rota, call, terms.means)
            if night is not None:
                yield Measure(call.starts, call.ends, night, against="continuous", duties=duties)
