"""A coordinator's morning by real keys: fill a gap, see a finding, undo, publish, export."""

from pathlib import Path

from build import every
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot
from roster_steps import TUESDAY, codes

from models import Publication
from ui.exports.reports_screen import ReportsScreen
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.widgets.form import Form

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def newest_form(window: MainWindow) -> Form:
    return [form for form in window.findChildren(Form) if form.isVisible()][-1]


def press(key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is, as a person does."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, keys)
    QApplication.processEvents()


def test_a_gap_is_filled_a_finding_seen_undone_published_and_exported(
    qtbot: QtBot,
    window: MainWindow,
    rota: RosterScreen,
    ward: dict[str, int],
    tmp_path: Path,
) -> None:
    desk = window.bridge.desk
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is rota.grid)
    rota.focus_on(clinician=0, day=TUESDAY)
    press(Qt.Key.Key_E, CTRL)  # on a gap: who does it?
    form = newest_form(window)
    form.findChildren(QComboBox)[0].setCurrentText("Dr E Voss")  # on a long day already
    assert "overlap" in form._effect.text()
    press(Qt.Key.Key_Return)
    assert codes(rota, ward["Dr E Voss"], TUESDAY) == ["LD", "EN"]
    assert window.messages.text().startswith("Assign Dr E Voss")
    assert "more: " in window.messages._brought.text()

    qtbot.waitUntil(lambda: QApplication.focusWidget() is rota.grid)
    press(Qt.Key.Key_Z, CTRL)
    assert codes(rota, ward["Dr E Voss"], TUESDAY) == ["LD"]
    assert window.messages.text().startswith("Undone: Assign Dr E Voss")

    rota.focus_on(clinician=ward["S Quill"], day=TUESDAY, half="am")
    press(Qt.Key.Key_E)
    typing = QApplication.focusWidget()
    assert typing is not None
    QTest.keyClicks(typing, "N")
    press(Qt.Key.Key_Return)
    assert codes(rota, ward["S Quill"], TUESDAY) == ["EN"]

    rota.grid.setFocus()
    press(Qt.Key.Key_P, CTRL | SHIFT)
    newest_form(window).press()
    assert [one.number for one in every(desk, Publication)] == [1]

    window.go("reports")
    reports = window.screen_now
    assert isinstance(reports, ReportsScreen)
    reports.draw()
    reports.write(tmp_path / "rota.pdf")
    assert (tmp_path / "rota.pdf").read_bytes().startswith(b"%PDF")


def test_delete_v_and_alt_arrows_work_from_the_grid(
    qtbot: QtBot, window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is rota.grid)
    rota.focus_on(clinician=ward["Dr A Patel"], day=TUESDAY)
    start = rota.period.start
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert (rota.period.start - start).days == 7
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    rota.focus_on(clinician=ward["Dr M Okafor"], day=TUESDAY, half="am")
    assert rota.entry is not None
    press(Qt.Key.Key_Delete)
    assert rota.entry is None or rota.entry.assignment_id is None
    press(Qt.Key.Key_F11)
    assert rota.by.value == "activity"


def test_changing_place_and_back_comes_to_the_same_cell(
    qtbot: QtBot, window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is rota.grid)
    rota.focus_on(clinician=ward["Dr C Rowan"], day=TUESDAY, half="pm")
    before = rota.spot
    window.go("reports")
    press(Qt.Key.Key_2, CTRL)
    assert window.place_now == "rota"
    assert rota.spot == before
