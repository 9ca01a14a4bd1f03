"""Breaks that the length of a shift asks for."""

from collections.abc import Iterator

from rota_desk.domain.span import DAY
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.break_steps import break_steps
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, duties_of, sentences
from rota_desk.rules.wording import length


class BreaksDue(PersonRule):
    """A shift is so long that breaks are due in it.

    Measures:   breaks by the length of the shift as drawn; a third for a long paid night where
                the contract gives one.
    Leaves out: whether they are taken, which no rota shows; they stand neither in the first nor
                in the last hour.
    """

    key = "rest.breaks_due"
    says = sentences("{measured} of {note} due in the shift from {span}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield how many breaks each shift asks for."""
        steps = break_steps(terms.means)
        said = length(steps.minutes)
        for shift in rota.shifts:
            count = steps.due(shift.wall_start % DAY, shift.template)
            if count:
                yield Measure(shift.starts, shift.ends, count, duties=duties_of(shift), note=said)
