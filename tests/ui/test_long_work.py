"""Long work stands beside the window: it shows how far it is, and can be stopped."""

import datetime as dt
import importlib
import pkgutil
import threading
import time

import pytest
from build import MONDAY, every
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import rota_desk.edits
from models import ClinicalSession
from rota_desk import progress
from rota_desk.desk import Desk
from rota_desk.edits.building import build_period
from rota_desk.edits.filled_days import CellFill
from rota_desk.edits.filling import fill_cells
from rota_desk.unit_of_work import UnitOfWork
from ui.long_work import ALWAYS, LOOKING, MANY, WHEN_MANY, WaitBox, title_of
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen

DAY = dt.timedelta(days=1)


def the_boxes() -> list[WaitBox]:
    tops = QApplication.topLevelWidgets()
    return [one for one in tops if isinstance(one, WaitBox) and one.isVisible()]


def slowly(steps: int) -> str:
    """Work that takes its time and tells of it."""
    for step in range(steps):
        progress.at(100 * step / steps, f"Step {step}")
        time.sleep(0.02)
    return threading.current_thread().name


def many_cells(rota: RosterScreen, ward: dict[str, int]) -> list[CellFill]:
    """Two hundred cells, more than are filled in a moment, a hundred days on."""
    return [
        CellFill(person, rota.period.start + (100 + place) * DAY, None, "EN", over=True)
        for person in list(ward.values())[:4]
        for place in range(50)
    ]


def test_every_long_work_is_an_edit_of_the_desk() -> None:
    rooms = (
        importlib.import_module(f"rota_desk.edits.{room.name}")
        for room in pkgutil.iter_modules(rota_desk.edits.__path__)
    )
    verbs = {name for room in rooms for name in vars(room)}
    assert {*ALWAYS, *LOOKING, *WHEN_MANY} <= verbs


def test_a_few_cells_are_no_long_work_and_many_are() -> None:
    few, many = (("x",) * count for count in (MANY, MANY + 1))
    assert title_of("fill_cells", {"fills": few}) == ""
    assert title_of("fill_cells", {"fills": many}) == "Filling the cells"
    assert title_of("assign_many", {"sessions": few, "clinician": 3}) == ""
    assert title_of("build_period", {"first": MONDAY}) == "Building the period"
    assert title_of("note_session", {"note": "a long note " * 40}) == ""


def test_long_work_shows_how_far_it_is_while_the_window_lives(window: MainWindow) -> None:
    seen: list[tuple[int, str]] = []
    look = QTimer(interval=15)
    look.timeout.connect(
        lambda: seen.extend((box.bar.value(), box.doing.text()) for box in the_boxes())
    )
    look.start()
    assert window.bridge.beside is not None
    name = window.bridge.beside.through("Counting", lambda: slowly(60))
    look.stop()
    assert name.startswith("long-work")
    assert len(seen) > 5
    assert seen == sorted(seen, key=lambda one: one[0])
    assert seen[-1][1].startswith("Step ")
    assert not window.bridge.beside.busy


def fill_slowly(work: UnitOfWork, *, fills: list[CellFill]) -> None:
    fill_cells(work, fills=fills)
    slowly(200)


def test_long_work_that_is_stopped_leaves_nothing_behind(
    window: MainWindow, desk: Desk, ward: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ALWAYS, "fill_slowly", "Filling slowly")
    there, step = len(every(desk, ClinicalSession)), desk.can_undo
    person = next(iter(ward.values()))

    said: list[str] = []

    def stop() -> None:
        for box in the_boxes():
            box.stop.click()
            said.append(box.doing.text())

    look = QTimer(interval=20)
    look.timeout.connect(stop)
    look.start()
    fills = [CellFill(person, MONDAY + 60 * DAY, None, "EN")]
    assert window.bridge.do(fill_slowly, fills=fills) is None
    look.stop()
    assert said[0] == "Stopping …"
    assert window.messages.text().endswith("Stopped before it was finished; nothing was changed.")
    assert (len(every(desk, ClinicalSession)), desk.can_undo) == (there, step)


def test_long_work_is_told_to_the_window_on_its_own_thread(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    heard: list[str] = []
    window.bridge.changed.connect(lambda _news: heard.append(threading.current_thread().name))
    window.bridge.do(fill_cells, fills=many_cells(rota, ward))
    window.bridge.undo()
    assert heard == [threading.main_thread().name] * 2


def test_a_refused_long_work_says_so_in_the_message_bar(window: MainWindow) -> None:
    assert window.bridge.do(build_period, first=MONDAY, last=MONDAY - DAY) is None
    assert "The last day lies before the first" in window.messages.text()


def test_a_year_is_opened_beside_the_window_and_its_edits_are_seen(
    window: MainWindow, rota: RosterScreen, qtbot: QtBot, ward: dict[str, int]
) -> None:
    rota.show_days(364)
    assert len(rota.model.days) == 364
    fills = many_cells(rota, ward)
    rota.hands.change(fill_cells, fills=fills)
    line, column = rota.model.line_of(fills[0].clinician), rota.model.column_of(fills[0].day)
    assert [one.code for one in rota.model.entries(line, column)] == ["EN"]
    qtbot.wait(1)
    window.undo()
    assert rota.model.entries(line, column) == ()
