"""A job plan with more programmed activities than should normally be agreed."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.programmed_activities import plan_totals
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.pa_terms import pa_terms
from rota_desk.rules.plans import plans
from rota_desk.rules.rule import Measure, PersonRule, sentences


class OverfullPlan(PersonRule):
    """A job plan holds more programmed activities a week than should normally be agreed.

    Measures:   the plan's sum over its cycle, unrounded.
    Leaves out: single weeks above the figure whose mean is not.
    """

    key = "job_plan.overfull_plan"
    reach = dt.timedelta(days=0)
    says = sentences("the job plan has {measured}; at most {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the sum of each job plan."""
        for plan in plans(rota):
            total = plan_totals(plan.lines, pa_terms(terms.means), Fraction(0)).total
            yield Measure(plan.start, plan.end, total)
