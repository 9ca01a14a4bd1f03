"""A job plan with too much of its time out of hours."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.programmed_activities import plan_totals
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.pa_terms import pa_terms
from rota_desk.rules.plans import plans
from rota_desk.rules.rule import Measure, PersonRule, sentences


class UnsocialPlan(PersonRule):
    """More of a job plan's time lies out of hours than it may.

    Measures:   premium hours over all hours of NHS work in a week of the plan, in percent.
    Leaves out: work on call that the plan does not place; private work.
    """

    key = "job_plan.unsocial_plan"
    reach = dt.timedelta(days=0)
    says = sentences("{measured} of the job plan's time lies out of hours; at most {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the share of each job plan."""
        for plan in plans(rota):
            totals = plan_totals(plan.lines, pa_terms(terms.means), Fraction(0))
            hours = totals.plain_hours + totals.premium_hours
            if hours:
                yield Measure(plan.start, plan.end, 100 * totals.premium_hours / hours)
