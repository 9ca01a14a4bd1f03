"""A shift that is too long."""

from collections.abc import Iterator

from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, duties_of, sentences


class OverlongShift(PersonRule):
    """A shift is longer than a shift may be.

    Measures:   start to end of a shift by the clock on the wall, as the rota was drawn; on a
                night on which only the clock change makes it too long, elapsed time.
    Leaves out: non-resident on-call, which has a limit of its own.
    """

    key = "hours.overlong_shift"
    says = sentences(
        "a shift of {measured} from {span}; at most {limit}",
        clock_change="clock-change night: {measured} elapsed from {span}; at most {limit}",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the length of each shift."""
        limit = terms.main
        for shift in rota.shifts:
            drawn, elapsed = shift.template, shift.length
            changed = limit.met(drawn) and not limit.met(elapsed)
            value = elapsed if limit.met(drawn) else max(drawn, elapsed)
            yield Measure(
                shift.starts,
                shift.ends,
                value,
                against="clock_change" if changed else "",
                duties=duties_of(shift),
            )
