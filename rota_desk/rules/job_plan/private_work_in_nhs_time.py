"""Private work in a job plan's NHS time."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.facts import PlanLine
from rota_desk.domain.programmed_activities import NHS, clashes
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.plans import plans
from rota_desk.rules.rule import Measure, PersonRule, sentences


class PrivateWorkInNhsTime(PersonRule):
    """Private work stands in a job plan at the same time as NHS work.

    Measures:   pairs of a private and an NHS line that overlap in a week they share.
    Leaves out: private work that nobody declared.
    """

    key = "job_plan.private_work_in_nhs_time"
    reach = dt.timedelta(days=0)
    says = sentences("private work overlaps {note}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield, for each job plan with private work, how often it meets NHS time."""
        for plan in plans(rota):
            if any(line.category == "PRIV" for line in plan.lines):
                met = [pair for pair in clashes(plan.lines) if _is_private(pair)]
                note = ", ".join(_nhs(pair).activity or _nhs(pair).category for pair in met)
                yield Measure(plan.start, plan.end, len(met), note=note or "nothing")


def _is_private(pair: tuple[PlanLine, PlanLine]) -> bool:
    kinds = {line.category for line in pair}
    return "PRIV" in kinds and bool(kinds & set(NHS))


def _nhs(pair: tuple[PlanLine, PlanLine]) -> PlanLine:
    return pair[0] if pair[0].category in NHS else pair[1]
