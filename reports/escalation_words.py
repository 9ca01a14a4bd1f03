"""The ladder of escalation on paper: whom to go to, how, and after how long."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from reports.formats.pdf_parts import Strong, point
from rota_desk.queries.escalation import LadderStep


def escalation_points(steps: Sequence[LadderStep]) -> list[Flowable]:
    """The steps after the on-call tiers, in their order."""
    first = point(Strong("Escalation: "), "the tiers above in their order")
    return [first, *(_step(one) for one in steps)]


def usual_steps(lead: str, manager: str) -> tuple[LadderStep, ...]:
    """The lead and then the manager, where a department has no ladder of its own."""
    named = [(role, name) for role, name in (("Lead", lead), ("Manager", manager)) if name]
    return tuple(
        LadderStep(0, place, role, name, "", 0) for place, (role, name) in enumerate(named, 1)
    )


def _step(one: LadderStep) -> Flowable:
    wait = f", {one.after}" if one.after_minutes else ""
    reach = f": {one.reach}" if one.reach else ""
    return point("then ", Strong(one.whom), f"{reach}{wait}")
