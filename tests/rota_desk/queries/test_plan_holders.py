"""Whose weeks the plan of a post are."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import MONDAY, a_clinician, a_department, a_desk, a_post, held, kept

from models import JobPlan
from rota_desk.desk import Desk
from rota_desk.queries.job_plans import job_plan_week

CHANGEOVER = MONDAY + dt.timedelta(weeks=3)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


def holders(desk: Desk, post: int) -> tuple[str, ...]:
    plan = desk.ask(job_plan_week, post=post)
    assert plan is not None
    return plan.holders


def test_the_holders_of_a_post_follow_one_another_and_a_hole_is_told(desk: Desk) -> None:
    post = a_post(desk)
    kept(desk, JobPlan(post_id=post.id, start=MONDAY))
    before, now, later = (a_clinician(desk, f"Dr {name}") for name in "ABC")
    held(desk, post, before, dt.date(2025, 8, 6), MONDAY)
    held(desk, post, now, MONDAY, CHANGEOVER)
    held(desk, post, later, CHANGEOVER + dt.timedelta(days=7))
    assert holders(desk, post.id) == (
        "Dr B until Sun 29 Nov 2026",
        "Nobody from Mon 30 Nov 2026 until Sun 6 Dec 2026",
        "Dr C from Mon 7 Dec 2026",
    )


def test_a_post_without_a_holder_says_so(desk: Desk) -> None:
    post = a_post(desk)
    kept(desk, JobPlan(post_id=post.id, start=MONDAY))
    assert holders(desk, post.id) == ("Nobody",)


def test_the_plan_of_a_person_names_no_holder(desk: Desk) -> None:
    person = a_clinician(desk)
    kept(desk, JobPlan(clinician_id=person.id, start=MONDAY))
    plan = desk.ask(job_plan_week, clinician=person.id)
    assert plan is not None
    assert plan.holders == ()
