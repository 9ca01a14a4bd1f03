"""Cells of a plan's week filled as they are typed: what takes whose place, what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from build import a_clinician, a_department, a_desk, a_job_plan, a_plan_line, an_activity, every

from models import JobPlan, JobPlanLine
from models.types import Slot
from rota_desk.desk import Desk
from rota_desk.edits.plan_cells import PlanFill, fill_plan
from rota_desk.errors import Refusal


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    for code in ("EN", "CL", "NT"):
        an_activity(opened, code)
    yield opened
    opened.close()


@pytest.fixture
def plan(desk: Desk) -> JobPlan:
    plan = a_job_plan(desk, a_clinician(desk), cycle_weeks=2)
    a_plan_line(desk, plan, "EN", 1)
    return plan


def lines(desk: Desk) -> list[tuple[str, int | None, int | None, str, str]]:
    """Code, week, weekday, part of the day and start of each line."""
    codes = {an_activity(desk, code).id: code for code in ("EN", "CL", "NT")}
    return [
        (codes[one.activity_id or 0], one.week, one.weekday, one.slot.value, f"{one.starts:%H:%M}")
        for one in every(desk, JobPlanLine)
    ]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("cl", [("CL", None, 1, "am", "09:00")]),
        ("+CL", [("EN", None, 1, "am", "08:30"), ("CL", None, 1, "am", "09:00")]),
        ("CL 10:00-12:00", [("CL", None, 1, "am", "10:00")]),
        ("NT", [("NT", None, 1, "night", "20:30")]),
        (".", []),
    ],
)
def test_what_is_typed_into_a_cell(
    desk: Desk, plan: JobPlan, text: str, there: list[tuple[object, ...]]
) -> None:
    desk.do(fill_plan, plan=plan.id, fills=(PlanFill(1, Slot.AM, text),))
    assert lines(desk) == there
    desk.undo()
    assert lines(desk) == [("EN", None, 1, "am", "08:30")]


def test_an_afternoon_has_the_mornings_times_five_hours_on(desk: Desk, plan: JobPlan) -> None:
    done = desk.do(fill_plan, plan=plan.id, fills=(PlanFill(3, Slot.PM, "EN", week=2),))
    assert lines(desk)[1] == ("EN", 2, 3, "pm", "13:30")
    assert done.label == "EN on Thu in the job plan of Dr A Patel"


def test_a_line_of_every_week_stays_in_the_other_weeks(desk: Desk, plan: JobPlan) -> None:
    desk.do(fill_plan, plan=plan.id, fills=(PlanFill(1, Slot.AM, "CL", week=2),))
    assert lines(desk) == [("EN", 1, 1, "am", "08:30"), ("CL", 2, 1, "am", "09:00")]


def test_one_code_that_makes_no_sense_leaves_every_cell_as_it_was(
    desk: Desk, plan: JobPlan
) -> None:
    before = lines(desk)
    fills = (PlanFill(1, Slot.AM, "CL"), PlanFill(2, Slot.AM, "QQ"))
    with pytest.raises(Refusal, match='No activity has the code "QQ"'):
        desk.do(fill_plan, plan=plan.id, fills=fills)
    with pytest.raises(Refusal, match="is no code"):
        desk.do(fill_plan, plan=plan.id, fills=(PlanFill(1, Slot.AM, "EN at noon"),))
    with pytest.raises(Refusal, match="nothing to put in"):
        desk.do(fill_plan, plan=plan.id, fills=())
    assert lines(desk) == before
