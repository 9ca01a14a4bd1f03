"""Long work at the desk: a great paste, a quarter built and built again, a year opened."""

import datetime as dt
import gc
import time
import tracemalloc
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from build import LONG_AGO, MONDAY, a_clinician, a_desk, an_activity
from sqlalchemy import select
from year_of_duties import a_year_of_duties

from models import Activity, Clinician, JobPlan, JobPlanLine
from models.base import Base
from models.types import StaffGroup
from rota_desk.desk import Desk
from rota_desk.edits.building import build_period
from rota_desk.edits.filled_days import CellFill
from rota_desk.edits.filling import fill_cells
from rota_desk.queries.rota_sheet import RotaSheet, rota_sheet
from rota_desk.unit_of_work import UnitOfWork
from ui.roster.marks import marks_of
from ui.roster.sheet_model import SheetModel

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
PEOPLE, WEEKS = 60, 13
HOLIDAYS = 3  # of them on which nothing is built: Christmas, Boxing Day's, New Year's
QUARTER = MONDAY + dt.timedelta(weeks=WEEKS, days=-1)  # its last day
DAY = dt.timedelta(days=1)
GOAL = 6  # times the rows written by the driver alone


def worked(act: Callable[[], object]) -> float:
    """How many milliseconds of the processor an act takes."""
    gc.collect()
    begun = time.process_time()
    act()
    return (time.process_time() - begun) * 1000


def plan_everybody(work: UnitOfWork, *, list_: Activity, clinic: Activity) -> None:
    """Sixty people, each with a list and a clinic on every working day of a job plan."""
    staff = [
        Clinician(name=f"Dr {number:02}", group=StaffGroup.CONSULTANT, joined=LONG_AGO)
        for number in range(PEOPLE)
    ]
    work.add_all(staff)
    plans = [
        JobPlan(clinician_id=one.id, start=MONDAY, cycle_weeks=1, contracted_pas=Decimal(10))
        for one in staff
    ]
    work.add_all(plans)
    for activity in (list_, clinic):
        work.add_all([a_line(plan, weekday, activity) for plan in plans for weekday in range(5)])


def a_line(plan: JobPlan, weekday: int, activity: Activity) -> JobPlanLine:
    return JobPlanLine(
        job_plan_id=plan.id,
        category=activity.category,
        slot=activity.slot,
        starts=activity.starts,
        ends=activity.ends,
        activity_id=activity.id,
        weekday=weekday,
        sessions=Decimal(1),
    )


def bare(desk: Desk, folder: Path) -> float:
    """Milliseconds to write the rows that a desk holds into an empty file, by the driver alone."""
    names = ("clinical_session", "assignment", "audit_change")
    tables = [Base.metadata.tables[name] for name in names]
    with desk.database.engine.connect() as connection:
        found = [connection.execute(select(table)).mappings().all() for table in tables]
    rows = [[dict(row) for row in each] for each in found]
    folder.mkdir()
    empty = a_desk(folder)
    with empty.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")

        def write() -> None:
            for table, of_it in zip(tables, rows, strict=True):
                connection.execute(table.insert(), of_it)

        cost = worked(write)
        connection.rollback()
    empty.close()
    return cost


def test_a_quarter_for_sixty_people_is_built_and_built_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = a_desk(tmp_path)
    desk.do(plan_everybody, list_=an_activity(desk, "EN"), clinic=an_activity(desk, "CL"))
    answers = []

    def build() -> None:
        answers.append(desk.do(build_period, first=MONDAY, last=QUARTER).value)

    built, again = worked(build), worked(build)
    floor = bare(desk, tmp_path / "floor")
    desk.close()
    with capsys.disabled():
        print(
            f"\na quarter for {PEOPLE} people: {answers[0].sessions} sessions in "
            f"{built:.0f} ms, built again in {again:.0f} ms; its rows alone are written in "
            f"{floor:.0f} ms: {built / floor:.1f} (goal {GOAL})"
        )
    assert built <= floor * GOAL * 2  # told against the goal; held against getting worse
    assert [one.sessions for one in answers] == [PEOPLE * 2 * (WEEKS * 5 - HOLIDAYS), 0]


def test_a_great_block_is_pasted_in_one_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = a_desk(tmp_path)
    people = [a_clinician(desk, f"Dr {number:02}").id for number in range(50)]
    an_activity(desk, "EN")
    fills = [
        CellFill(one, MONDAY + place * DAY, None, "EN") for one in people for place in range(28)
    ]
    filled = []
    cost = worked(lambda: filled.append(desk.do(fill_cells, fills=fills).value))
    floor = bare(desk, tmp_path / "floor")
    back = worked(desk.undo)
    desk.close()
    with capsys.disabled():
        print(
            f"\na block of 50 × 28 pasted in {cost:.0f} ms, taken back in {back:.0f} ms; its rows "
            f"alone are written in {floor:.0f} ms: {cost / floor:.1f} (goal {GOAL})"
        )
    assert cost <= floor * GOAL * 2
    assert filled == [50 * 28]


def test_a_year_is_opened_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for people in (100, 200):
        desk, _, _ = a_year_of_duties(tmp_path / str(people), people=people, years=1)
        first = MONDAY - dt.timedelta(days=335)

        def ask(desk: Desk = desk, first: dt.date = first) -> RotaSheet:
            return desk.ask(rota_sheet, start=first, days=364)

        model = SheetModel()
        asked = worked(ask)
        tracemalloc.start()
        sheet = ask()
        model.show(sheet, marks_of(()))
        held, _most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        entries = sum(len(cell) for row in sheet.rows for cell in row.cells)
        told.append(
            f"a year of {people} people, {entries} entries: asked in {asked:.0f} ms, "
            f"{held / 2**20:.0f} MB kept"
        )
        assert entries > people * 100
        desk.close()
    with capsys.disabled():
        print("\n" + "\n".join(told))
