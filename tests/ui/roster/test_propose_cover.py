"""A coordinator lets every gap of her week be answered at once, by keyboard alone."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from build import every
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from trying import gap_on_tuesday, placed

from models import PublishedChange
from rota_desk import progress
from rota_desk.edits.publishing import publish
from rota_desk.proposing import Proposing
from rota_desk.what_if import kept
from ui.long_work import WaitBox
from ui.main_window import MainWindow
from ui.roster.propose_form import ProposeForm
from ui.roster.proposing_hands import NO_GAPS
from ui.roster.roster_screen import RosterScreen
from ui.widgets.form import Form

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def the_rota(window: MainWindow) -> RosterScreen:
    screen = window.screen_now
    assert isinstance(screen, RosterScreen)
    return screen


def ask(window: MainWindow) -> Form:
    """Press the key and take the days shown."""
    the_rota(window).grid.setFocus()
    QTest.keyClick(window, Qt.Key.Key_G, CTRL_ALT)
    asked = window.findChildren(Form)[-1]
    assert asked.windowTitle() == "Propose cover"
    asked.press()
    return asked


def opened(window: MainWindow) -> ProposeForm:
    """Press the key, take the days shown, and see what is proposed."""
    ask(window)
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


def test_it_is_tried_as_a_what_if_and_the_real_rota_stays(window: MainWindow) -> None:
    desk = window.bridge.desk
    gap, before = gap_on_tuesday(desk), placed(desk)
    form = opened(window)
    assert form.try_button.text() == "Try as a what-if"
    form.try_button.click()
    assert not form.isVisible()
    tried = next(
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, MainWindow) and one.isVisible() and one.trying()
    )
    assert placed(desk) == before
    (taken,) = set(placed(tried.bridge.desk)) - set(before)
    assert taken[0] == gap
    assert [name for name, _path in kept(desk)] == ["Proposed cover from Tue 10 Nov"]
    inside = the_rota(tried)
    period = inside.period
    assert inside.proposals.propose(period.start, period.end, "nothing is open there") is None
    assert tried.messages.text().endswith(NO_GAPS)
    tried.what_ifs._thrown()


@contextmanager
def stopping(title: str) -> Iterator[list[str]]:
    """Press Stop where the window waits for this; answers what was stopped."""
    stopped: list[str] = []

    def stop() -> None:
        for one in QApplication.topLevelWidgets():
            if not isinstance(one, WaitBox) or not one.isVisible():
                continue
            if one.windowTitle() == title and one.stop.isEnabled():
                stopped.append(title)
                one.stop.click()

    timer = QTimer(interval=20)
    timer.timeout.connect(stop)
    timer.start()
    try:
        yield stopped
    finally:
        timer.stop()


def slowly() -> None:
    for step in range(200):
        progress.at(step / 2)
        time.sleep(0.02)


def test_stopped_while_it_looks_nothing_is_proposed_or_changed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = placed(window.bridge.desk)
    monkeypatch.setattr(Proposing, "look", lambda _self: slowly())
    with stopping("Proposing cover") as stopped:
        ask(window)
    assert stopped
    assert window.messages.text().endswith("Stopped before it was finished; nothing was changed.")
    assert [one for one in window.findChildren(ProposeForm) if one.isVisible()] == []
    assert placed(window.bridge.desk) == before


def test_stopped_while_others_are_judged_again_the_proposal_stays(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = opened(window)
    before, sums = form.proposing.takings, form.sums
    with monkeypatch.context() as slow, stopping("Judging the others again") as stopped:
        slow.setattr("rota_desk.proposing.propose", lambda *_a: slowly())
        QTest.keyClick(form.table, Qt.Key.Key_Space)
    assert stopped
    assert (form.proposing.takings, form.sums) == (before, sums)
    assert [one.left_out for one in form.table.records()] == [False]
    assert "Stopped; what was proposed before stays." in [
        label.text() for label in form.findChildren(QLabel)
    ]
    QTest.keyClick(form.table, Qt.Key.Key_Space)
    assert form.proposing.takings == ()
    form.reject()


def test_stopped_while_it_sums_up_the_lines_stand_and_the_sums_are_a_press_away(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as slow, stopping("Looking at what it brings") as stopped:
        slow.setattr(Proposing, "sums", lambda _self, _desk: slowly())
        form = opened(window)
    assert stopped
    assert form.sums == (
        "1 gap: 1 proposed, none stays open. Findings and shares: press “What it would bring”."
    )
    form.reject()
