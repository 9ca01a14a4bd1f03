"""A year of a job plan: sessions by activity in the weeks that leave leaves."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest

from rota_desk.desk import Desk
from rota_desk.queries.plan_year import plan_year


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


def test_a_weekly_list_comes_round_in_every_week_that_leave_leaves(desk: Desk) -> None:
    person = build.a_clinician(desk)
    plan = build.a_job_plan(desk, person)
    build.a_plan_line(desk, plan)
    found = desk.ask(plan_year, plan=plan.id)
    assert found is not None
    assert found.sessions == (("Endoscopy list", found.weeks),)
    assert Decimal(41) < found.weeks <= Decimal(42)
    assert found.total == found.weeks


def test_a_resident_has_no_year_of_sessions(desk: Desk) -> None:
    plan = build.a_job_plan(desk, build.a_resident(desk))
    build.a_plan_line(desk, plan)
    assert desk.ask(plan_year, plan=plan.id) is None
