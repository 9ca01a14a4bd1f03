"""The year planner scrolls with two hundred people as it does with twenty."""

import datetime as dt
import time
from collections.abc import Iterator

import build
import pytest
from PySide6.QtWidgets import QApplication

from models import Clinician, LeaveRequest
from models.types import LeaveKind, LeaveState, StaffGroup
from rota_desk.queries.year_strip import year_strip
from rota_desk.unit_of_work import UnitOfWork
from ui.leave.year_view import YearView
from ui.style.theme import Look
from ui.widgets.followed import Followed

pytestmark = pytest.mark.benchmark

FEW, MANY = 20, 200
OPENS = 15.0  # times as long for ten times the people: every mark is looked at once
WORST = 4.0  # times as long for ten times the people; what is drawn is one window either way


def fill(work: UnitOfWork, *, people: int) -> None:
    """So many residents with five weeks of leave each."""
    staff = [
        Clinician(name=f"Dr {number:03}", group=StaffGroup.RESIDENT, joined=build.LONG_AGO)
        for number in range(people)
    ]
    work.add_all(staff)
    for place, person in enumerate(staff):
        weeks = [dt.timedelta(weeks=(place * 7 + number * 9) % 50) for number in range(5)]
        work.add_all([a_week(person, week) for week in weeks])


def a_week(person: Clinician, later: dt.timedelta) -> LeaveRequest:
    return LeaveRequest(
        clinician_id=person.id,
        kind=LeaveKind.ANNUAL,
        first_day=dt.date(2026, 4, 6) + later,
        last_day=dt.date(2026, 4, 10) + later,
        requested_at=dt.datetime(2026, 1, 1),
        state=LeaveState.APPROVED,
    )


@pytest.fixture(scope="module")
def measured(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> dict[int, tuple[float, float]]:
    """The time to open, and the middle time of a scrolled frame, by the number of people."""
    tmp_path, found = tmp_path_factory.mktemp("planner"), {}
    for people in (FEW, MANY):
        folder = tmp_path / str(people)
        folder.mkdir()
        desk = build.a_desk(folder)
        build.a_department(desk)
        desk.do(fill, people=people)
        view = YearView(Look(qapp), Followed())
        view.resize(1200, 800)
        desk.ask(year_strip)  # what is loaded once by a program is loaded
        began = time.perf_counter()
        view.show_strip(desk.ask(year_strip))
        view.show()
        QApplication.processEvents()
        opened = time.perf_counter() - began
        found[people] = opened, sorted(scrolled(view))[7]
        view.close()
        desk.close()
    return found


def scrolled(view: YearView) -> Iterator[float]:
    for place in range(0, 1500, 100):
        began = time.perf_counter()
        view.horizontalScrollBar().setValue(place)
        view.verticalScrollBar().setValue(place)
        QApplication.processEvents()
        yield time.perf_counter() - began


def test_two_hundred_people_scroll_as_twenty_do(
    measured: dict[int, tuple[float, float]],
) -> None:
    assert measured[MANY][1] < measured[FEW][1] * WORST


def test_two_hundred_people_open_in_the_time_their_number_takes(
    measured: dict[int, tuple[float, float]],
) -> None:
    assert measured[MANY][0] < measured[FEW][0] * OPENS
