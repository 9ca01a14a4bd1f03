"""The Rooms screen: walk with the arrows, carry with the mouse, see the clash before the drop."""

import datetime as dt

import build
import pytest
from build import MONDAY, TODAY, at
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from models import ClinicalSession, RoomBooking
from models.types import SessionState
from rota_desk.desk import Desk
from rota_desk.domain.room_time import HoldingKind
from rota_desk.edits.bookings import book_room
from ui.main_window import MainWindow
from ui.rooms.rooms_screen import RoomsScreen
from ui.rooms.strip_painting import Strip


@pytest.fixture
def rooms(window: MainWindow) -> RoomsScreen:
    """Tuesday: a list in room E1, and one with nobody in E2."""
    window.go("rooms")
    screen = window.screen_now
    assert isinstance(screen, RoomsScreen)
    screen.grid.setFocus()
    return screen


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def press(screen: RoomsScreen, key: Qt.Key) -> None:
    QTest.keyClick(screen.grid, key)


def booked(desk: Desk, starts: str = "13:30", ends: str = "17:00") -> int:
    room = build.a_room(desk, "E2").id
    start, end = at(TODAY, starts), at(TODAY, ends)
    return desk.do(book_room, room=room, start=start, end=end, title="Stoma clinic").value


def test_the_screen_opens_on_today_and_says_what_stands_there(rooms: RoomsScreen) -> None:
    spot = rooms.spot
    assert spot is not None
    assert (spot.line.name, spot.day) == ("Room E1", TODAY)
    assert "Endoscopy list" in said(rooms.side)
    assert "Dr M Okafor" in said(rooms.side)
    assert rooms.head.aside.text() == "Tue 10 Nov 2026 · 1 without a room"


def test_arrows_walk_from_block_to_free_time_and_from_room_to_room(rooms: RoomsScreen) -> None:
    press(rooms, Qt.Key.Key_Right)
    spot = rooms.spot
    assert spot is not None
    assert (spot.holding, spot.line.name) == (None, "Room E1")
    press(rooms, Qt.Key.Key_Down)
    below = rooms.spot
    assert below is not None
    assert below.holding is not None
    assert (below.holding.who, below.line.name) == ("nobody yet", "Room E2")


def test_a_week_shows_every_day_and_keeps_the_cursor(rooms: RoomsScreen) -> None:
    QTest.keyClick(rooms.grid, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert rooms.model.columnCount() == 7
    spot = rooms.spot
    assert spot is not None
    assert spot.day == TODAY
    index = rooms.model.index(1, 0)
    assert rooms.model.data(index, Qt.ItemDataRole.AccessibleTextRole) == (
        "Room E1, Mon 9 Nov: Endoscopy list 08:30–12:30, Dr A Patel; free 12:30–18:00"
    )


def test_a_booking_says_its_clash_before_it_is_made(rooms: RoomsScreen, desk: Desk) -> None:
    form = rooms.hands.book()
    assert "share the room" in said(form)
    form.findChildren(QWidget, "")  # the form stays until it is answered
    form.reject()
    assert build.every(desk, RoomBooking) == []


def test_a_block_is_carried_by_the_mouse_and_the_ghost_warns(
    rooms: RoomsScreen, desk: Desk
) -> None:
    number = booked(desk)
    grid = rooms.grid
    row = next(n for n in range(rooms.model.rowCount()) if name_of(rooms, n) == "Room E2")
    target = next(n for n in range(rooms.model.rowCount()) if name_of(rooms, n) == "Room E1")
    strip = grid._strip(rooms.model.index(row, 0))
    begin = QPoint(int(strip.x(at(TODAY, "14:00"))), int(strip.cell.center().y()))
    above = grid._strip(rooms.model.index(target, 0))
    end = QPoint(int(strip.x(at(TODAY, "12:00"))), int(above.cell.center().y()))
    view = grid.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(view, end)
    assert grid.warned
    assert grid.carried is not None
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    there = build.found(desk, RoomBooking, number)
    assert there is not None
    assert (there.room_id, there.start.date()) == (build.a_room(desk, "E1").id, TODAY)
    assert dt.time(11, 15) <= there.start.time() <= dt.time(11, 45)
    assert desk.can_undo.startswith("Move Stoma clinic")


def name_of(rooms: RoomsScreen, row: int) -> str:
    line = rooms.model.line(row)
    return line.name if line else ""


def test_delete_cancels_a_booking_and_undo_brings_it_back(
    rooms: RoomsScreen, desk: Desk, window: MainWindow
) -> None:
    booked(desk)
    diary = rooms.model.diary
    assert diary is not None
    line = next(one for one in diary.rooms if one.code == "E2")
    holding = next(one for one in line.cells[0].holdings if one.booking_id)
    rooms.grid.go_to(line.room_id, TODAY, holding)
    rooms.hands.remove()
    assert build.every(desk, RoomBooking) == []
    window.undo()
    assert len(build.every(desk, RoomBooking)) == 1


def test_a_release_asks_for_its_reason_and_the_room_is_offered(
    rooms: RoomsScreen, desk: Desk
) -> None:
    form = rooms.hands.release()
    assert form is not None
    form.press()
    assert "Give a reason" in said(form)
    field = next(one for one in form.findChildren(QWidget) if one.accessibleName() == "Reason")
    QTest.keyClicks(field, "Annual leave")
    form.press()
    spot = rooms.spot
    assert spot is not None
    assert spot.holding is not None
    assert spot.holding.kind is HoldingKind.RELEASED
    session = build.found(desk, ClinicalSession, spot.holding.session_id or 0)
    assert session is not None
    assert (session.state, session.state_reason) == (SessionState.RELEASED, "Annual leave")
    assert "Released, room to offer (1)" in said(rooms.side)


def test_f8_goes_to_the_clash(rooms: RoomsScreen, desk: Desk) -> None:
    booked(desk, "12:00", "14:00")
    assert "▲ 1 clash" in rooms.head.aside.text()
    rooms.next_clash()
    spot = rooms.spot
    assert spot is not None
    assert spot.line.code == "E2"
    assert "Clashes with" in said(rooms.side)


def test_a_session_without_a_room_is_put_in_one(rooms: RoomsScreen, desk: Desk) -> None:
    rooms.day = MONDAY
    rooms.refresh()
    diary = rooms.model.diary
    assert diary is not None
    clinic = diary.roomless[0]
    form = rooms.hands.place(clinic)
    assert form is not None
    form.press()
    there = build.found(desk, ClinicalSession, clinic.session_id)
    assert there is not None
    assert there.room_id == build.a_room(desk, "E1").id


def test_a_place_on_the_strip_is_a_time_and_back() -> None:
    from PySide6.QtCore import QRectF

    strip = Strip(QRectF(100, 0, 840, 40), TODAY)
    assert strip.x(at(TODAY, "07:00")) == 100
    assert strip.x(at(TODAY, "14:00")) == 520
    assert strip.moment(520) == at(TODAY, "14:00")
    assert strip.moment(0) == at(TODAY, "07:00")


def test_how_a_list_ran_is_typed_and_said_beside_it(rooms: RoomsScreen, desk: Desk) -> None:
    rooms.focus_on(day=MONDAY)
    spot = rooms.spot
    assert spot is not None
    assert spot.holding is not None
    form = rooms.hands.ran()
    assert form is not None
    typed = {one.accessibleName(): one for one in form.findChildren(QLineEdit)}
    assert list(typed) == [
        *("First case began", "Last case ended", "Cases done", "Minutes with a case under way")
    ]
    typed["First case began"].setText("nine")
    form.press()
    assert "Write times like 08:45" in said(form)
    typed["First case began"].setText("9.00")
    assert "began 09:00 (15 min late beyond what is spared)" in said(form)
    typed["Cases done"].setText("seven")
    form.press()
    assert "whole numbers" in said(form)
    typed["Cases done"].setText("7")
    typed["Last case ended"].setText("12:40")
    form.press()
    there = build.found(desk, ClinicalSession, spot.holding.session_id or 0)
    assert there is not None
    assert (there.began, there.ended, there.cases_done, there.touch_minutes) == (
        *(at(MONDAY, "09:00"), at(MONDAY, "12:40"), 7, None),
    )
    assert "Began 09:00 (15 min late beyond what is spared), ended 12:40, 7 cases" in said(
        rooms.side
    )
