"""A job plan that does not come to the contract's programmed activities."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.programmed_activities import plan_totals
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.pa_terms import pa_terms
from rota_desk.rules.plans import plans
from rota_desk.rules.rule import Measure, PersonRule, sentences


class UnmatchedPlan(PersonRule):
    """A job plan holds more or fewer programmed activities a week than were contracted.

    Measures:   the difference between the plan's sum, unrounded, and the contract.
    Leaves out: people for whom no contracted figure is kept; private work and non-working days.
    """

    key = "job_plan.unmatched_plan"
    reach = dt.timedelta(days=0)
    says = sentences("{note}: {measured} apart; at most {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the difference for each job plan."""
        contracted = rota.person.contracted_pas
        if contracted is None:
            return
        for plan in plans(rota):
            total = plan_totals(plan.lines, pa_terms(terms.means), Fraction(0)).total
            agreed = f"{contracted.normalize():f}"
            note = f"the job plan has {float(total):.2f} PA, the contract {agreed} PA"
            yield Measure(plan.start, plan.end, abs(total - Fraction(contracted)), note=note)
