"""The job plans of one person: which lines are one plan, and when it holds."""

import datetime as dt

from rota_desk.domain.facts import Person, PlanLine
from rota_desk.domain.snapshot import LONDON
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.plans import Plan, plans

MONDAY = dt.date(2026, 11, 2)
WEEK = dt.timedelta(weeks=1)


def line(plan: int, weekday: int, first: dt.date | None, beyond: dt.date | None) -> PlanLine:
    return PlanLine(
        1,
        weekday,
        dt.time(8),
        dt.time(12),
        "DCC",
        valid_from=first,
        valid_to=beyond,
        plan_id=plan,
    )


def found(*lines: PlanLine) -> list[Plan]:
    person = Person(1, "Dr Amberley")
    return list(plans(Timeline(person, LONDON, MONDAY, MONDAY + 4 * WEEK, plan_lines=lines)))


def midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def test_lines_of_two_plans_are_two_plans_each_with_its_days() -> None:
    old = line(1, 0, None, MONDAY + WEEK), line(1, 1, None, MONDAY + WEEK)
    new = line(2, 0, MONDAY + WEEK, None)
    assert found(*old, new) == [
        Plan(old, midnight(MONDAY), midnight(MONDAY + WEEK)),
        Plan((new,), midnight(MONDAY + WEEK), midnight(MONDAY + 4 * WEEK)),
    ]


def test_a_plan_that_ends_as_the_horizon_begins_is_not_within_it() -> None:
    assert found(line(1, 0, None, MONDAY)) == []
    assert found(line(1, 0, MONDAY + 4 * WEEK, None)) == []
