"""The job plans of one person, each with the days on which it holds."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from rota_desk.domain.facts import PlanLine
from rota_desk.domain.span import midnight
from rota_desk.domain.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Plan:
    """Lines of one job plan and the part of the horizon in which it holds."""

    lines: tuple[PlanLine, ...]
    start: dt.datetime
    end: dt.datetime


def plans(rota: Timeline) -> Iterator[Plan]:
    """Give each job plan that holds within the horizon."""
    by_plan: dict[int | None, list[PlanLine]] = {}
    for line in rota.plan_lines:
        by_plan.setdefault(line.plan_id, []).append(line)
    for lines in by_plan.values():
        start = max(rota.first, lines[0].valid_from or rota.first)
        end = min(rota.beyond, lines[0].valid_to or rota.beyond)
        if start < end:
            yield Plan(tuple(lines), midnight(start), midnight(end))
