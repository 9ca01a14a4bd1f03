"""Long work stands beside the window: it shows how far it is, and can be stopped."""

import datetime as dt
import importlib
import pkgutil
import threading
import time
from collections.abc import Callable

import pytest
from build import MONDAY, every
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

import rota_desk.edits
from models import ClinicalSession
from rota_desk import progress
from rota_desk.desk import Desk
from rota_desk.edits.building import build_period
from rota_desk.edits.filled_days import CellFill
from rota_desk.edits.filling import fill_cells
from rota_desk.unit_of_work import UnitOfWork
from ui.log.log_screen import LogScreen
from ui.long_work import ALWAYS, LOOKING, MANY, WHEN_MANY, WaitBox, looking_of, title_of
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.roster.spot import Spot
from ui.tasks import Stopped
from ui.widgets.ask import sure

DAY = dt.timedelta(days=1)
CTRL = Qt.KeyboardModifier.ControlModifier


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
    assert looking_of("fill_what_fits", {"fills": few}) == ""
    assert looking_of("fill_what_fits", {"fills": many}) == "Looking at the cells"
    assert looking_of("build_period", {"first": MONDAY}) == ""  # its form looks ahead by itself


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


def while_waiting(act: Callable[[WaitBox], object]) -> QTimer:
    """Do something once, as soon as the box that waits is there."""
    look = QTimer(interval=15)

    def found() -> None:
        for box in the_boxes():
            look.stop()
            act(box)

    look.timeout.connect(found)
    look.start()
    return look


def type_ahead(box: WaitBox) -> None:
    """A step down, and the way to the Log."""
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.AltModifier)


def test_what_is_typed_while_the_window_waits_is_done_afterwards(
    window: MainWindow, rota: RosterScreen, qtbot: QtBot
) -> None:
    rota.grid.go_to(1, 0)
    QTest.keyClick(rota.grid, Qt.Key.Key_Down)
    below = rota.grid.currentIndex().row()
    rota.grid.go_to(1, 0)
    look = while_waiting(type_ahead)
    assert window.bridge.beside is not None
    window.bridge.beside.through("Counting", lambda: slowly(20))
    assert not look.isActive()
    assert window.screen_now is rota
    qtbot.waitUntil(lambda: isinstance(window.screen_now, LogScreen))
    assert rota.grid.currentIndex().row() == below > 1


def test_a_key_that_still_comes_to_the_window_is_done_afterwards_too(
    window: MainWindow, rota: RosterScreen, qtbot: QtBot
) -> None:
    def type_behind(_box: WaitBox) -> None:
        QTest.keyClick(rota.grid, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.AltModifier)
        assert window.screen_now is rota

    look = while_waiting(type_behind)
    assert window.bridge.beside is not None
    window.bridge.beside.through("Counting", lambda: slowly(20))
    assert not look.isActive()
    assert window.screen_now is rota
    qtbot.waitUntil(lambda: isinstance(window.screen_now, LogScreen))


def test_a_key_that_is_only_held_meanwhile_is_not_typed_by_itself(
    window: MainWindow, rota: RosterScreen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    typed: list[int] = []
    monkeypatch.setattr(rota.grid, "keyPressEvent", lambda event: typed.append(event.key()))
    rota.grid.setFocus()

    def hold(box: WaitBox) -> None:
        QTest.keyClick(box, Qt.Key.Key_Alt)
        QTest.keyClick(box, Qt.Key.Key_Down)

    look = while_waiting(hold)
    assert window.bridge.beside is not None
    window.bridge.beside.through("Counting", lambda: slowly(20))
    assert not look.isActive()
    qtbot.waitUntil(lambda: bool(typed) and typed[-1] == Qt.Key.Key_Down)
    assert typed == [Qt.Key.Key_Down]


def test_an_enter_or_a_space_stops_nothing_and_enter_opens_the_cell_afterwards(
    window: MainWindow, rota: RosterScreen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened: list[Spot | None] = []
    monkeypatch.setattr(rota.codes, "begin", lambda spot, *_typed: opened.append(spot))
    rota.grid.go_to(1, 5)
    assert rota.entry is None

    def press(box: WaitBox) -> None:
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
            QTest.keyClick(box.focusWidget() or box, key)

    look = while_waiting(press)
    assert window.bridge.beside is not None
    assert window.bridge.beside.through("Counting", lambda: slowly(20)).startswith("long-work")
    assert not look.isActive()
    assert opened == []
    qtbot.waitUntil(lambda: opened == [rota.spot])


def test_the_window_is_left_when_its_work_is_done(window: MainWindow, qtbot: QtBot) -> None:
    look = while_waiting(lambda box: QTest.keyClick(box, Qt.Key.Key_Q, CTRL))
    assert window.bridge.beside is not None
    window.bridge.beside.through("Counting", lambda: slowly(20))
    assert not look.isActive()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_escape_stops_and_what_was_typed_before_is_forgotten(
    window: MainWindow, rota: RosterScreen, qtbot: QtBot
) -> None:
    def stop(box: WaitBox) -> None:
        type_ahead(box)
        QTest.keyClick(box, Qt.Key.Key_Escape)

    look = while_waiting(stop)
    assert window.bridge.beside is not None
    with pytest.raises(Stopped):
        window.bridge.beside.through("Counting", lambda: slowly(200))
    assert not look.isActive()
    qtbot.wait(20)
    assert window.screen_now is rota


def test_what_is_typed_waits_again_where_the_window_waits_again(
    window: MainWindow, rota: RosterScreen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    beside = window.bridge.beside
    there: list[str] = []
    assert beside is not None

    def turn(event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            beside.through("Turning", lambda: slowly(20))
            there.append(window.place_now)

    monkeypatch.setattr(rota.grid, "keyPressEvent", turn)
    look = while_waiting(type_ahead)
    beside.through("Counting", lambda: slowly(20))
    assert not look.isActive()
    qtbot.waitUntil(lambda: isinstance(window.screen_now, LogScreen))
    assert there == ["rota"]


def test_what_is_typed_answers_no_question_that_nobody_had_read(window: MainWindow) -> None:
    look = while_waiting(lambda box: QTest.keyClick(box, Qt.Key.Key_Return))
    assert window.bridge.beside is not None
    window.bridge.beside.through("Counting", lambda: slowly(20))
    assert not look.isActive()

    def leave_it() -> None:
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QMessageBox):
                one.reject()

    waited = QTimer(window, interval=100)
    waited.timeout.connect(leave_it)
    waited.start()
    assert not sure("Throw it away?", "It is gone then.", "Throw away", window)


def test_a_turn_of_the_rota_that_is_stopped_leaves_it_where_it_was(
    window: MainWindow, rota: RosterScreen, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, there = (rota.period, rota.by, rota.grid.stop), rota.sheet.start
    with monkeypatch.context() as slow:
        slow.setattr(desk, "findings", lambda _start, _end: slowly(200))
        look = while_waiting(lambda box: box.stop.click())
        rota.show_days(364)
    assert not look.isActive()
    assert ((rota.period, rota.by, rota.grid.stop), rota.sheet.start) == (before, there)
    assert window.messages.text().endswith("Stopped; the rota stays where it was.")
    rota.step(1)
    assert rota.sheet.start == there + 7 * DAY


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
