"""Room use: walk the map, turn it, read the lists, paste who waits."""

import datetime as dt
from threading import Event, current_thread, main_thread

import build
import pytest
from build import MONDAY, TODAY
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from models import DemandCount
from rota_desk.desk import Desk
from rota_desk.edits.list_points import fill_list
from rota_desk.queries.room_use_page import RoomUsePage, room_use_page
from rota_desk.unit_of_work import Reading
from ui.main_window import MainWindow
from ui.room_use.room_use_screen import DEMAND, LIST, ROOMS, RoomUseScreen
from ui.widgets.form import shown_day

WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def screen(window: MainWindow, desk: Desk) -> RoomUseScreen:
    """A list that ran last Monday, one that nobody worked, one this week with eleven points."""
    khan = build.a_clinician(desk, "Dr B Khan", contract=None)
    room, other = build.a_room(desk), build.a_room(desk, "E2")
    build.a_list(desk, MONDAY - WEEK, room=room, on=[khan], owner=khan)
    build.a_list(desk, MONDAY - WEEK, room=other)
    ahead = build.a_list(desk, MONDAY + WEEK, room=room, on=[khan])
    desk.do(fill_list, session=ahead.id, cases="4 COL + 3 OGD")
    window.go("room_use")
    screen = window.screen_now
    assert isinstance(screen, RoomUseScreen)
    settle(window)
    return screen


def settle(window: MainWindow) -> None:
    """Wait until the rooms are measured and shown."""
    while window.tasks.busy():
        QApplication.processEvents()


def said(screen: RoomUseScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel))


def test_the_map_says_each_room_and_part_of_the_week_in_words(screen: RoomUseScreen) -> None:
    heat = screen.map.heat
    names = [heat.headerData(row, Qt.Orientation.Vertical) for row in range(heat.rowCount())]
    assert names == ["Room E1, North", "Room E2, North", "All rooms"]
    assert [heat.index(row, 0).data() for row in range(3)] == ["100 %", "0 %", "50 %"]
    aloud = heat.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == "Room E2, North, Mon AM: 0 run of 1, 0 %, below the target"
    assert "Use: 50 %" in said(screen)


def test_the_map_turns_to_weeks_and_back(window: MainWindow, screen: RoomUseScreen) -> None:
    screen.turn_map()
    settle(window)
    assert screen.map.heat.heat.heads == ("2 Nov",)
    screen.turn_map()
    settle(window)
    assert screen.map.heat.heat.heads == ("Mon AM",)


def test_a_room_below_the_target_is_marked_and_the_target_is_a_setting(
    screen: RoomUseScreen,
) -> None:
    screen.show_view(ROOMS)
    table = screen.tables[0]
    texts = [table.model().index(row, 3).data() for row in range(table.model().rowCount())]
    assert texts == ["100 %", "▽ 0 %"]


def test_rooms_are_measured_beside_the_window_and_only_the_last_days_asked_for_are_shown(
    window: MainWindow, screen: RoomUseScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[bool] = []
    turned = Event()

    def noted(read: Reading, *, start: dt.date, end: dt.date, by_week: bool) -> RoomUsePage:
        threads.append(current_thread() is main_thread())
        turned.wait(10)
        return room_use_page(read, start=start, end=end, by_week=by_week)

    monkeypatch.setattr("ui.room_use.room_use_screen.room_use_page", noted)
    before = screen.found
    for step in (-1, -1, 1):
        screen.turn(step)
    assert screen.found is before
    turned.set()
    settle(window)
    assert screen.found is not None
    assert screen.found.start == shown_day(screen.first) == MONDAY - 26 * WEEK
    assert screen.head.aside.text() == "11 May – 9 Aug 2026"
    assert threads in ([False], [False, False])  # beside the window, and not for each turn


def test_lists_look_ahead_and_say_what_still_fits(
    window: MainWindow, screen: RoomUseScreen
) -> None:
    screen.show_view(LIST)
    settle(window)
    lines = screen.lists.records()
    held = [(one.booked, one.capacity, one.fits) for one in lines if one.booked is not None]
    assert held == [(11, 12, "FLX, OGD")]
    assert "11 booked" in said(screen)


def test_who_waits_is_pasted_by_keyboard_and_forgotten(
    window: MainWindow, screen: RoomUseScreen, desk: Desk
) -> None:
    form = screen.paste()
    (table,) = form.findChildren(QPlainTextEdit)
    table.setPlainText("Procedure\tNHS number\nColonoscopy\t9434765919")
    form.press()
    assert build.every(desk, DemandCount) == []
    table.setPlainText("Procedure\tUnder 6 weeks\nColonoscopy\t19")
    form.press()
    assert [one.people for one in build.every(desk, DemandCount)] == [19]
    settle(window)
    assert screen._shown.currentIndex() == DEMAND
    assert "38 points wait" in said(screen)
    assert screen.counted == TODAY
    screen.forget()
    settle(window)
    assert screen.counted is None
