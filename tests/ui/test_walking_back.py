"""Undo and redo go to what they changed, or offer the way there."""

import datetime as dt

from build import MONDAY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from rota_desk.edits.settings import change_department
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LATER = MONDAY + dt.timedelta(weeks=6)


def standing_on(rota: RosterScreen) -> tuple[str, dt.date, str]:
    assert rota.spot is not None
    return rota.spot.row.name, rota.spot.day, rota.spot.half


def offered(window: MainWindow) -> bool:
    found = [one for one in window.messages.findChildren(QPushButton) if "Show (" in one.text()]
    return found[0].isVisible()


def taken_off_and_gone_elsewhere(rota: RosterScreen, person: int) -> None:
    rota.focus_on(clinician=person, day=MONDAY, half="am")
    rota.hands.remove()
    rota.focus_on(day=LATER)


def test_undo_and_redo_on_the_rota_go_to_the_cell_they_change_in_whatever_week(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    taken_off_and_gone_elsewhere(rota, ward["Dr A Patel"])
    assert not rota.period.holds(MONDAY)
    QTest.keyClick(rota.grid, Qt.Key.Key_Z, CTRL)
    assert standing_on(rota) == ("Dr A Patel", MONDAY, "am")
    assert window.messages.text().startswith("Undone: Take Dr A Patel off")
    assert not offered(window)
    rota.focus_on(day=LATER)
    QTest.keyClick(rota.grid, Qt.Key.Key_Y, CTRL)
    assert standing_on(rota) == ("Dr A Patel", MONDAY, "am")


def test_in_another_place_undo_stays_there_and_a_key_goes_to_what_it_changed(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    taken_off_and_gone_elsewhere(rota, ward["Dr A Patel"])
    window.go("people")
    window.undo()
    assert window.place_now == "people"
    assert offered(window)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | ALT)
    assert window.place_now == "rota"
    assert standing_on(rota) == ("Dr A Patel", MONDAY, "am")


def test_a_cell_that_was_filled_is_gone_to_also_when_its_session_went_with_undo(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["S Quill"], day=MONDAY, half="pm")
    rota.codes.fill("CL", False)
    rota.focus_on(day=LATER)
    window.undo()
    assert standing_on(rota) == ("S Quill", MONDAY, "pm")


def test_what_does_not_stand_on_the_rota_moves_no_cursor_and_offers_no_way(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["S Quill"], day=MONDAY, half="pm")
    window.bridge.do(change_department, name="Elsewhere")
    window.undo()
    assert standing_on(rota) == ("S Quill", MONDAY, "pm")
    window.show_changed()
    assert window.messages.text() == "The last step changed nothing that stands on the rota."
    window.go("people")
    window.redo()
    assert not offered(window)
