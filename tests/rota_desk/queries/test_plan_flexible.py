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
    a_post,
    a_session,
    an_activity,
    held,
    kept,
)

from models import JobPlan, Post
from models.types import Category, ContractCode, Slot, StaffGroup
from rota_desk.desk import Desk
from rota_desk.edits.job_plans import LineFacts, add_plan_line
from rota_desk.errors import Refusal
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


def test_a_line_on_any_days_of_the_year_is_not_kept_without_its_number(desk: Desk) -> None:
    for number in (None, Decimal(0)):
        with pytest.raises(Refusal, match="Write how many times a year it is done"):
            with_line(desk, number)


def test_a_line_of_every_week_asks_for_the_weeks_that_leave_leaves(desk: Desk) -> None:
    with_line(desk, None, flexible="week")
    (one,) = desk.ask(flexible_counts)
    assert (one.done, one.planned, one.behind) == (2, 1, True)


def a_post_with_lists(desk: Desk, per_year: Decimal | None, flexible: str = "year") -> Post:
    """SHO 1, ten weeks on its plan, with endoscopy lists on any days."""
    post = a_post(desk)
    plan = kept(desk, JobPlan(post_id=post.id, start=BEGUN))
    facts = LineFacts(
        starts=dt.time(8, 30),
        ends=dt.time(12, 30),
        category=Category.DCC,
        slot=Slot.AM,
        activity=an_activity(desk, "EN").id,
        flexible=flexible,
        per_year=per_year,
    )
    desk.do(add_plan_line, plan=plan.id, facts=facts)
    return post


def test_the_line_of_a_post_counts_what_its_holder_has_done_since_they_hold_it(
    desk: Desk,
) -> None:
    post = a_post_with_lists(desk, Decimal(26))
    cole, osei = a_clinician(desk, "Dr B Cole"), a_clinician(desk, "Dr K Osei")
    handed = MONDAY - dt.timedelta(weeks=4)
    held(desk, post, cole, BEGUN, handed)
    held(desk, post, osei, handed, MONDAY + dt.timedelta(weeks=4))
    for weeks, whom in ((-10, cole), (-4, osei), (2, osei), (5, osei)):
        a_session(desk, "EN", MONDAY + dt.timedelta(weeks=weeks), on=[whom])
    (one,) = desk.ask(flexible_counts)
    assert (one.owner, one.words) == (
        "SHO 1, Dr K Osei",
        "Endoscopy list, any day of the year: 1 done, 1 planned; 2.1 owed by today, 4 in the year",
    )
    assert one.behind


def test_nobody_owes_the_line_of_a_vacant_post(desk: Desk) -> None:
    a_post_with_lists(desk, Decimal(26))
    (one,) = desk.ask(flexible_counts)
    assert (one.owner, one.behind) == ("SHO 1, vacant", False)
    assert one.short_words == ("0 done, 0 planned; nobody holds the post today, so nobody owes it")


def test_a_resident_owes_a_weekly_line_in_each_week_that_leave_leaves(desk: Desk) -> None:
    post = a_post_with_lists(desk, None, flexible="week")
    osei = a_clinician(
        desk, "Dr K Osei", group=StaffGroup.RESIDENT, contract=ContractCode.ENG_RD_2016
    )
    held(desk, post, osei)
    (one,) = desk.ask(flexible_counts)
    assert one.short_words == "0 done, 0 planned; 0.1 owed by today, 14.8 in the year"
