"""The Log on the screen: written anywhere, put right, closed, found."""

import pytest
from build import MONDAY, TODAY, every
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from models import Assignment, ClinicalSession, LogEntry
from models.types import LogCategory
from rota_desk.desk import Desk
from rota_desk.edits.escalation import escalate_gap, save_escalation_step
from rota_desk.edits.log import bring_forward, write_log
from rota_desk.queries.absences import absence_list
from ui.log.log_screen import LogScreen
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.widgets.escalate_form import TOP, escalate_form
from ui.widgets.form import Form


@pytest.fixture
def screen(window: MainWindow, desk: Desk, ward: dict[str, int]) -> LogScreen:
    desk.do(write_log, text="Bank rang back", category=LogCategory.CALL, due=TODAY)
    desk.do(write_log, text="Keys", owner="T Ferris", clinician=ward["Dr A Patel"])
    desk.do(bring_forward, due=TODAY, text="Job plan review")
    window.go("log")
    screen = window.screen_now
    assert isinstance(screen, LogScreen)
    return screen


def texts(screen: LogScreen) -> list[str]:
    return [one.text for one in screen.table.records()]


def fill(form: Form | None, words: str, *, lines: int = 0) -> None:
    """Write into the form's text, or its line, and press its button."""
    assert form is not None
    if lines:
        form.findChildren(QLineEdit)[lines - 1].setText(words)
    else:
        form.findChildren(QPlainTextEdit)[0].setPlainText(words)
    form.press()


def test_entries_are_told_apart_by_standing_and_found_by_their_words(screen: LogScreen) -> None:
    assert texts(screen) == ["Keys", "Bank rang back"]
    screen.show_view(1)
    assert texts(screen) == ["Bank rang back"]
    screen.show_view(4)
    screen.search.setText("patel")
    assert texts(screen) == ["Keys"]
    screen.show_view(5)
    assert [one.text for one in screen.dates.records()] == ["Job plan review"]


def test_an_entry_is_put_right_and_the_cursor_stays_on_it(screen: LogScreen, desk: Desk) -> None:
    fill(screen.hands.correct(), "Keys of room 2")
    assert screen.line is not None
    assert (screen.line.text, screen.line.corrected) == ("Keys of room 2", 1)
    assert len(every(desk, LogEntry)) == 3
    desk.undo()
    assert texts(screen) == ["Keys", "Bank rang back"]


def test_closing_takes_it_off_the_open_ones_and_reopening_brings_it_back(
    screen: LogScreen,
) -> None:
    fill(screen.hands.close(), "found", lines=1)
    assert texts(screen) == ["Bank rang back"]
    screen.show_view(3)
    fill(screen.hands.reopen(), "lost again", lines=1)
    screen.show_view(0)
    assert texts(screen) == ["Keys", "Bank rang back"]


def test_one_key_writes_about_the_cell_under_the_cursor(window: MainWindow, desk: Desk) -> None:
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    rota.gaps.go(1)
    QTest.keyClick(window, Qt.Key.Key_F3)
    form = window.findChild(Form)
    fill(form, "Scope broken")
    (entry,) = every(desk, LogEntry)
    gap = rota.gaps.gap
    assert gap is not None
    assert (entry.text, entry.session_id) == ("Scope broken", gap.session_id)


def test_off_sick_is_one_key_and_one_line_wherever_one_stands(
    window: MainWindow, desk: Desk, ward: dict[str, int]
) -> None:
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    rota.focus_on(clinician=ward["Dr C Rowan"], day=MONDAY)
    QTest.keyClick(window, Qt.Key.Key_F12)
    form = window.findChild(Form)
    assert form is not None
    assert form.findChildren(QLineEdit)[0].text() == "Dr C Rowan from today"
    form.press()
    (line,) = desk.ask(absence_list)
    assert (line.name, line.first, line.last) == ("Dr C Rowan", TODAY, None)


def test_at_the_top_of_the_ladder_the_form_says_what_is_to_be_decided(
    window: MainWindow, desk: Desk
) -> None:
    step = desk.do(save_escalation_step, role="Director on call").value
    taken = {one.session_id for one in every(desk, Assignment)}
    gap = next(one.id for one in every(desk, ClinicalSession) if one.id not in taken)
    form = escalate_form(window.bridge, window, gap)
    assert TOP not in [one.text() for one in form.findChildren(QLabel)]
    form.reject()
    desk.do(escalate_gap, session=gap, step=step)
    form = escalate_form(window.bridge, window, gap)
    assert TOP in [one.text() for one in form.findChildren(QLabel)]
    form.reject()
