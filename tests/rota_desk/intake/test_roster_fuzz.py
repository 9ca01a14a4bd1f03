"""Whatever is brought, the answer is a plan or a refusal, and nothing of it is half recorded.

`make fuzz` runs 20,000 files by hand; the usual run draws a few of each sort.
"""

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import a_desk
from hypothesis import HealthCheck, given, settings
from odd_rosters import (
    ANY_FILE,
    BYTE_FILES,
    DAMAGED_FILES,
    SHEET_FILES,
    SPOILT_FILES,
    TEXT_FILES,
    Brought,
)

from rota_desk.desk import Desk
from rota_desk.edits.intake import apply_roster
from rota_desk.errors import Refusal
from rota_desk.intake.matching import roster_activities, roster_people
from rota_desk.intake.roster import read_roster

TODAY = dt.date(2026, 11, 23)
FEW = settings(
    max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
MANY = settings(
    max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        yield desk
        desk.close()


def _try(desk: Desk, brought: Brought) -> None:
    content, name = brought
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            plan = read_roster(path, today=TODAY)
        except Refusal as refused:
            assert str(refused).endswith(".")  # noqa: PT017 - any sentence will do
            return
    assert plan.duties or plan.problems
    assert all(duty.person and duty.code for duty in plan.duties)
    people = desk.ask(roster_people, plan=plan)
    chosen: dict[str, int | None] = {**people.known, **dict.fromkeys(people.new)}
    found = desk.ask(roster_activities, plan=plan)
    before = desk.database.info().rows
    try:
        done = desk.preview(apply_roster, plan=plan, people=chosen, activities=found)
    except Refusal as refused:
        assert str(refused).endswith(".")  # noqa: PT017 - any sentence will do
    else:
        assert done.value.left_out <= len(plan.duties)
    assert desk.database.info().rows == before


@FEW
@given(SHEET_FILES)
def test_any_sheet_gives_a_plan_or_a_refusal(desk: Desk, brought: Brought) -> None:
    _try(desk, brought)


@FEW
@given(TEXT_FILES)
def test_any_text_gives_a_plan_or_a_refusal(desk: Desk, brought: Brought) -> None:
    _try(desk, brought)


@FEW
@given(BYTE_FILES)
def test_any_bytes_give_a_plan_or_a_refusal(desk: Desk, brought: Brought) -> None:
    _try(desk, brought)


@FEW
@given(DAMAGED_FILES)
def test_a_damaged_workbook_gives_a_plan_or_a_refusal(desk: Desk, brought: Brought) -> None:
    _try(desk, brought)


@FEW
@given(SPOILT_FILES)
def test_a_workbook_with_a_spoilt_sheet_gives_a_plan_or_a_refusal(
    desk: Desk, brought: Brought
) -> None:
    _try(desk, brought)


@pytest.mark.fuzz
@pytest.mark.timeout(0)
@MANY
@given(ANY_FILE)
def test_twenty_thousand_files_give_a_plan_or_a_refusal(desk: Desk, brought: Brought) -> None:
    _try(desk, brought)
