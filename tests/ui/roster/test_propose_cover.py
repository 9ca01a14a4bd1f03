"""A coordinator lets every gap of her week be answered at once, by keyboard alone."""

from build import every
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from trying import gap_on_tuesday, placed

from models import PublishedChange
from rota_desk.edits.publishing import publish
from ui.main_window import MainWindow
from ui.roster.propose_form import ProposeForm
from ui.roster.roster_screen import RosterScreen
from ui.widgets.form import Form

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def the_rota(window: MainWindow) -> RosterScreen:
    screen = window.screen_now
    assert isinstance(screen, RosterScreen)
    return screen


def opened(window: MainWindow) -> ProposeForm:
    """Press the key, take the days shown, and see what is proposed."""
    the_rota(window).grid.setFocus()
    QTest.keyClick(window, Qt.Key.Key_G, CTRL_ALT)
    asked = window.findChildren(Form)[-1]
    assert asked.windowTitle() == "Propose cover"
    asked.press()
    return window.findChildren(ProposeForm)[-1]


def test_she_reads_who_and_why_takes_the_next_candidate_and_puts_it_on_the_rota(
    qtbot: QtBot, window: MainWindow, ward: dict[str, int]
) -> None:
    desk = window.bridge.desk
    gap, before = gap_on_tuesday(desk), placed(desk)
    form = opened(window)
    (line,) = form.table.records()
    assert (line.session.session_id, line.what) == (
        gap,
        "Endoscopy list, E2, Tue 10 Nov 08:30–12:30",
    )
    assert line.taker is not None
    assert "free and fits" in form.said
    assert form.sums.startswith("1 gap: 1 proposed, none stays open. Findings ")
    first, second = line.taker, line.instead[0]
    QTest.keyClick(form.table, Qt.Key.Key_1)
    (line,) = form.table.records()
    assert line.taker is not None
    assert (line.taker.name, line.note) == (second.name, "your choice")
    assert first.name in [one.name for one in line.instead]
    assert form.others[0].accessibleName().startswith(f"{first.name} instead: ")
    form.press()
    assert placed(desk) == sorted([*before, (gap, ward[second.name])])
    window.bridge.undo()
    assert placed(desk) == before
    qtbot.waitUntil(lambda: desk.can_redo == "Cover 1 gap as proposed")


def test_space_leaves_a_line_out_and_nothing_can_be_taken_then(window: MainWindow) -> None:
    form = opened(window)
    QTest.keyClick(form.table, Qt.Key.Key_Space)
    (line,) = form.table.records()
    assert (line.taker, line.why) == (None, "left out by you")
    assert not form.done_button.isEnabled()
    assert form.sums.startswith("1 gap: 0 proposed, 1 stays open.")
    QTest.keyClick(form.table, Qt.Key.Key_Space)
    assert form.done_button.isEnabled()
    form.reject()


def test_the_reason_for_a_published_day_is_asked_for_once(window: MainWindow) -> None:
    desk, screen = window.bridge.desk, the_rota(window)
    desk.do(publish, first=screen.period.start, last=screen.period.last)
    screen.reason = "sickness"
    opened(window).press()
    assert [one.reason for one in every(desk, PublishedChange)] == ["sickness"]


def test_days_without_a_gap_say_so(window: MainWindow) -> None:
    opened(window).press()
    screen = the_rota(window)
    period = screen.period
    asked = screen.proposals.ask()
    assert screen.proposals.propose(period.start, period.end, "these days") is None
    asked.press()
    assert asked.isVisible()
    asked.reject()
