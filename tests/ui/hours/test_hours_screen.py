"""The Hours screen: accounts, their lines, what is written by hand and taken back, by key."""

import datetime as dt

import build
import pytest
from build import TODAY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from models import Clinician, HoursPosting
from rota_desk.desk import Desk
from ui.exports.reports_screen import ReportsScreen
from ui.hours.hours_screen import HoursScreen
from ui.main_window import MainWindow
from ui.widgets.form import Form


@pytest.fixture
def screen(window: MainWindow, desk: Desk) -> HoursScreen:
    """S Quill of the small ward has worked a day of the quarter."""
    (quill,) = (one for one in build.every(desk, Clinician) if one.name == "S Quill")
    build.a_session(desk, "SD", dt.date(2026, 10, 1), "08:00", "15:30", on=[quill])
    window.go("hours")
    shown = window.screen_now
    assert isinstance(shown, HoursScreen)
    settle(window)
    return shown


def settle(window: MainWindow) -> None:
    """Wait until the accounts are reckoned and shown."""
    while window.tasks.busy():
        QApplication.processEvents()


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def form_of(window: MainWindow) -> Form:
    QApplication.processEvents()
    return next(one for one in window.findChildren(Form) if one.isVisible())


def test_an_account_is_shown_with_its_lines_and_its_sum(screen: HoursScreen) -> None:
    assert [one.name for one in screen.table.records()] == ["S Quill"]
    lines = [(one.day, one.what, one.how, one.counts) for one in screen.lines.records()]
    assert lines == [("Thu 1 Oct", "Standard day", "08:00–15:30", "worked")]
    panel = said(screen.side)
    assert "h are owed to the department at Mon 9 Nov" in panel
    assert "Hours in lieu run out 3 months after they were earned." in panel
    assert screen.head.aside.text() == "1 Oct – 31 Dec 2026: 1 account of 1 to look at"


def test_hours_are_written_and_taken_back_by_key(
    window: MainWindow, screen: HoursScreen, desk: Desk
) -> None:
    screen.table.setFocus()
    screen.hands.post()
    form = form_of(window)
    fields = {one.accessibleName(): one for one in form.findChildren(QLineEdit)}
    kinds = next(one for one in form.findChildren(QComboBox) if one.accessibleName() == "What")
    assert kinds.currentText() == "Time in lieu earned"
    fields["Hours"].setText("two")
    form.press()
    assert "give the hours as a number, such as 1.5" in said(form)
    fields["Hours"].setText("2.5")
    fields["What for"].setText("Late list")
    form.press()
    (kept,) = build.every(desk, HoursPosting)
    assert (kept.day, float(kept.hours), kept.reason) == (TODAY, 2.5, "Late list")
    settle(window)
    screen.to_lines()
    QTest.keyClick(screen.lines, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert screen.lines.record() is not None
    assert screen.posting == kept.id
    screen.hands.take_back()
    form = form_of(window)
    form.findChildren(QLineEdit)[0].setText("Written twice")
    form.press()
    assert build.every(desk, HoursPosting) == []
    window.undo()
    assert len(build.every(desk, HoursPosting)) == 1


def test_quarters_are_turned_and_what_needs_a_look_is_filtered(
    window: MainWindow, screen: HoursScreen
) -> None:
    screen.turn(-1)
    assert screen.quarter == (dt.date(2026, 7, 1), dt.date(2026, 10, 1))
    screen.turn(1)
    screen.turn(1)
    assert screen.quarter == (dt.date(2027, 1, 1), dt.date(2027, 4, 1))
    screen.to_today()
    assert screen.quarter == (dt.date(2026, 10, 1), dt.date(2027, 1, 1))
    screen.turn_filter()
    settle(window)
    assert [one.name for one in screen.table.records()] == ["S Quill"]


def test_the_statement_is_shown_in_reports_for_the_quarter(
    window: MainWindow, screen: HoursScreen
) -> None:
    screen.statement()
    shown = window.screen_now
    assert isinstance(shown, ReportsScreen)
    assert shown.first.date().toPython() == dt.date(2026, 10, 1)


def test_every_column_of_the_accounts_fits_a_small_window(
    window: MainWindow, screen: HoursScreen
) -> None:
    window.resize(1280, 800)
    QApplication.processEvents()
    assert screen.table.horizontalScrollBar().maximum() == 0
    assert screen.lines.horizontalScrollBar().maximum() == 0
