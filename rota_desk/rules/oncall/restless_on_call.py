"""An on-call period in which the rest due cannot be expected."""

from collections.abc import Iterator

from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.expected_rest import expected_rest
from rota_desk.rules.rule import Measure, PersonRule, duties_of, sentences


class RestlessOnCall(PersonRule):
    """An on-call period leaves less rest than is due in its 24 hours.

    Measures:   hours without expected work in a period of 24 hours.
    Leaves out: the five continuous hours at night, which hours alone cannot show: such a period
                cannot be judged unless no work is expected or too little rest is left anyway.
    """

    key = "oncall.restless_on_call"
    says = sentences(
        "{measured} of rest can be expected on call from {start} to {end}; needs {limit}"
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the rest expected in each on-call period."""
        for call in rota.on_calls:
            rest = expected_rest(call, terms.means, terms.main.value)
            yield Measure(call.starts, call.ends, rest, duties=duties_of(call))
