"""The running count of flexible lines."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinician,
    a_department,
    a_desk,
    a_job_plan,
    a_session,
    an_activity,
)

from models.types import Category, Slot
from rota_desk.desk import Desk
from rota_desk.edits.job_plans import LineFacts, add_plan_line
from rota_desk.queries.plan_flexible import flexible_counts

BEGUN = MONDAY - dt.timedelta(weeks=10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


def with_line(desk: Desk, per_year: Decimal | None, flexible: str = "year") -> None:
    """Dr Patel, ten weeks on the plan, with two endoscopy lists done and one to come."""
    patel = a_clinician(desk)
    plan = a_job_plan(desk, patel, start=BEGUN)
    lists = an_activity(desk, "EN")
    facts = LineFacts(
        starts=dt.time(8, 30),
        ends=dt.time(12, 30),
        category=Category.DCC,
        slot=Slot.AM,
        activity=lists.id,
        flexible=flexible,
        per_year=per_year,
    )
    desk.do(add_plan_line, plan=plan.id, facts=facts)
    for weeks in (-10, -4, 3):
        a_session(desk, "EN", MONDAY + dt.timedelta(weeks=weeks), on=[patel])


def test_what_is_done_and_planned_stands_beside_what_is_owed(desk: Desk) -> None:
    with_line(desk, Decimal(26))
    (one,) = desk.ask(flexible_counts)
    assert (one.done, one.planned, one.behind) == (2, 1, True)
    assert one.words == (
        "Endoscopy list, any day of the year: 2 done, 1 planned; "
        "5.1 owed by today, 15.2 in the year"
    )


def test_enough_lists_are_not_behind(desk: Desk) -> None:
    with_line(desk, Decimal(4))
    (one,) = desk.ask(flexible_counts)
    assert (one.done, one.planned, one.behind) == (2, 1, False)


def test_without_a_number_a_year_nothing_is_owed(desk: Desk) -> None:
    with_line(desk, None)
    (one,) = desk.ask(flexible_counts)
    assert not one.behind
    assert one.words == (
        "Endoscopy list, any day of the year: 2 done, 1 planned; "
        "no number a year is written in the plan"
    )


def test_a_line_of_every_week_asks_for_the_weeks_that_leave_leaves(desk: Desk) -> None:
    with_line(desk, None, flexible="week")
    (one,) = desk.ask(flexible_counts)
    assert (one.done, one.planned, one.behind) == (2, 1, True)
