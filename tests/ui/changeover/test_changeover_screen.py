"""The changeover desk: what is owed, ticked and unticked by key."""

import build
import pytest
from build import MONDAY
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from rota_desk.desk import Desk
from ui.changeover.changeover_screen import ChangeoverScreen
from ui.main_window import MainWindow


@pytest.fixture
def screen(window: MainWindow, desk: Desk) -> ChangeoverScreen:
    """Dr Q Hadley starts on Monday, without a contact."""
    build.a_clinician(desk, "Dr Q Hadley", joined=MONDAY)
    window.go("changeover")
    shown = window.screen_now
    assert isinstance(shown, ChangeoverScreen)
    return shown


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def whats(screen: ChangeoverScreen) -> list[str]:
    return [one.owed.what for one in screen.table.records() if one.mover.name == "Dr Q Hadley"]


def test_what_is_open_is_ticked_shown_under_all_and_unticked(screen: ChangeoverScreen) -> None:
    assert {"Contact", "Induction"} <= set(whats(screen))
    induction = next(one for one in screen.table.records() if one.owed.what == "Induction")
    screen.table.choose(induction)
    assert "Dr Q Hadley" in said(screen.side)
    screen.tick()
    assert "Induction" not in whats(screen)
    screen.turn_filter()
    ticked = next(one for one in screen.table.records() if one.owed.what == "Induction")
    assert ticked.owed.words == "settled Tue 10 Nov, K Lowe"
    screen.table.choose(ticked)
    screen.untick()
    screen.turn_filter()
    assert "Induction" in whats(screen)


def test_other_weeks_and_nobody_in_them(screen: ChangeoverScreen) -> None:
    screen.turn(3)
    assert screen.table.records() == ()
    assert screen.stage.currentIndex() == 1
    screen.turn(-3)
    assert "Contact" in whats(screen)


def test_with_text_twice_as_large_nothing_stands_beyond_the_edge(
    screen: ChangeoverScreen, window: MainWindow
) -> None:
    try:
        window.look.enlarge(2.0)
        window.resize(1280, 800)
        QTest.qWait(200)
        assert not screen.table.horizontalScrollBar().isVisible()
    finally:
        window.look.enlarge(1.0)
