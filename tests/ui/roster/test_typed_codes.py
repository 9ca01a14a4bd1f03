"""Type to fill: the list of codes, the keys that take one, and the same once more."""

import datetime as dt

import pytest
from build import MONDAY
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from roster_steps import TUESDAY, codes

from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def write(rota: RosterScreen, text: str) -> None:
    """Type on the grid: the first letter opens the field, the others go into it."""
    QTest.keyClicks(rota.grid, text[0])
    QTest.keyClicks(rota.code, text[1:])


def key_in_the_list(rota: RosterScreen, key: Qt.Key) -> None:
    """Press a key while the list is open: it reaches the list first, as on a real screen."""
    popup = rota.code.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Right])
def test_tab_and_the_arrow_take_a_code_while_the_list_is_open_and_go_on(
    rota: RosterScreen, ward: dict[str, int], key: Qt.Key
) -> None:
    quill = ward["S Quill"]
    rota.focus_on(clinician=quill, day=MONDAY, half="am")
    write(rota, "cl")
    key_in_the_list(rota, key)
    assert codes(rota, quill, MONDAY) == ["CL"]
    spot = rota.spot
    assert spot is not None
    assert (spot.day, spot.half, rota.code.isHidden()) == (MONDAY, "pm", True)


def test_what_enter_would_take_is_marked_and_stands_first(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["S Quill"], day=MONDAY, half="am")
    write(rota, "clin")
    popup = rota.code.completer().popup()
    assert str(popup.currentIndex().data()).startswith("CL  Clinic")
    assert rota.code.text() == "clin"
    key_in_the_list(rota, Qt.Key.Key_Return)
    assert codes(rota, ward["S Quill"], MONDAY) == ["CL"]


def test_the_letters_of_leave_fill_nothing_and_say_where_leave_is_recorded(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["S Quill"], day=MONDAY, half="am")
    write(rota, "al")
    QTest.keyClick(rota.code, Qt.Key.Key_Return)
    assert codes(rota, ward["S Quill"], MONDAY) == []
    assert window.messages.text() == "◆ AL is leave or absence: record it on Leave (Ctrl+3)."


def test_a_press_elsewhere_takes_the_code_and_reaches_what_was_pressed_on(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill, patel = ward["S Quill"], ward["Dr A Patel"]
    rota.focus_on(clinician=quill, day=MONDAY, half="am")
    write(rota, "cl")
    popup, view = rota.code.completer().popup(), rota.grid.viewport()
    index = rota.model.index(rota.model.line_of(patel), rota.model.column_of(TUESDAY))
    there = view.mapToGlobal(rota.grid.visualRect(index).topLeft())
    point = QPointF(there.x() + 8, there.y() + 8)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    local = QPointF(popup.mapFromGlobal(point))
    press = QMouseEvent(QEvent.Type.MouseButtonPress, local, point, left, left, none)
    QApplication.sendEvent(popup, press)
    assert codes(rota, quill, MONDAY) == ["CL"]
    spot = rota.spot
    assert spot is not None
    assert (spot.row.key, spot.day) == (patel, TUESDAY)


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_a_cell_with_work_opens_on_its_code_and_another_is_typed_over_it(
    rota: RosterScreen, ward: dict[str, int], key: Qt.Key
) -> None:
    patel = ward["Dr A Patel"]
    rota.focus_on(clinician=patel, day=MONDAY, half="am")
    QTest.keyClick(rota.grid, key)
    assert (rota.code.text(), rota.code.selectedText()) == ("EN", "EN")
    QTest.keyClicks(rota.code, "cl")
    QTest.keyClick(rota.code, Qt.Key.Key_Return)
    assert "CL" in codes(rota, patel, MONDAY)
    assert rota.code.isHidden()


def test_the_last_code_is_repeated_in_the_whole_selection_which_stays_chosen(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill, week = ward["S Quill"], MONDAY + WEEK
    rota.focus_on(clinician=quill, day=MONDAY, half="am")
    QTest.keyClick(rota.grid, Qt.Key.Key_Return, ALT)
    assert window.messages.text() == "Type a code first; this key repeats it."
    write(rota, "cl")
    QTest.keyClick(rota.code, Qt.Key.Key_Return)
    rota.focus_on(clinician=quill, day=week + 2 * DAY, half="am")
    for _step in range(2):
        QTest.keyClick(rota.grid, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(rota.grid, Qt.Key.Key_Return, ALT)
    days = [week + place * DAY for place in (2, 3, 4)]
    assert [codes(rota, quill, day) for day in days] == [["CL"]] * 3
    assert [one.day for one in rota.grid.selected_cells()] == days


def test_a_morning_and_an_afternoon_are_typed_with_a_slash(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill, day = ward["S Quill"], MONDAY + WEEK + 3 * DAY
    rota.focus_on(clinician=quill, day=day, half="am")
    rota.codes.fill("cl/en", go_on=False)
    assert codes(rota, quill, day) == ["CL", "EN"]


def test_shift_and_space_choose_the_row_ctrl_and_space_the_day(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill = ward["S Quill"]
    rota.focus_on(clinician=quill, day=MONDAY, half="am")
    QTest.keyClick(rota.grid, Qt.Key.Key_Space, SHIFT)
    assert {one.row.key for one in rota.grid.selected_cells()} == {quill}
    assert len(rota.grid.selected_cells()) == len(rota.model.days)
    QTest.keyClick(rota.grid, Qt.Key.Key_Space, CTRL)
    chosen = rota.grid.selected_cells()
    assert {one.day for one in chosen} == {MONDAY}
    assert {one.row.key for one in chosen} >= set(ward.values())
