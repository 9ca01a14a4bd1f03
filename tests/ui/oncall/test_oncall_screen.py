"""The On-call screen: empty at first, set up by a form, walked by key, on to the sheet."""

import build
import pytest
from build import MONDAY
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from models import OnCallRota
from rota_desk.desk import Desk
from rota_desk.edits.on_call import remove_on_call_rota
from ui.exports.reports_screen import ReportsScreen
from ui.main_window import MainWindow
from ui.oncall.oncall_screen import OnCallScreen
from ui.widgets.card import Card


@pytest.fixture
def screen(window: MainWindow) -> OnCallScreen:
    window.go("oncall")
    screen = window.screen_now
    assert isinstance(screen, OnCallScreen)
    return screen


def said(widget: QWidget) -> str:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_without_a_rota_the_screen_says_how_to_begin(window: MainWindow, desk: Desk) -> None:
    desk.do(remove_on_call_rota, rota=1)
    window.go("oncall")
    screen = window.screen_now
    assert isinstance(screen, OnCallScreen)
    assert screen.stage.currentIndex() == 1
    form = screen.new()
    form.press()
    assert "Give the on-call rota a name" in said(form)
    form.reject()


def test_now_stands_on_top_and_the_day_under_the_cursor_at_the_side(screen: OnCallScreen) -> None:
    assert "Dr E Voss, ST4" in said(screen.cards)
    assert [one.name for one in screen.duties()] == ["Dr E Voss"]
    assert "No number that switchboard may use" in said(screen.side)
    spoken = screen.model.data(screen.grid.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Tue 10 Nov: 08:00–20:30  Dr E Voss  LD"


def test_no_word_of_a_card_is_cut_whatever_the_size_of_the_text(
    screen: OnCallScreen, window: MainWindow
) -> None:
    for size in (2.0, 1.0):
        window.look.enlarge(size)
        QApplication.processEvents()
        for card in screen.cards.findChildren(Card):
            for label in card.findChildren(QLabel):
                ink, edges = label.fontMetrics(), 24
                widest = max(map(ink.horizontalAdvance, label.text().split()))
                assert widest <= card.minimumWidth() - edges


def test_a_rota_is_changed_and_taken_away(screen: OnCallScreen, desk: Desk) -> None:
    form = screen.change()
    assert form is not None
    form.press()
    assert [one.name for one in build.every(desk, OnCallRota)] == ["Ward resident"]
    screen.remove()
    assert build.every(desk, OnCallRota) == []
    assert screen.stage.currentIndex() == 1


def test_the_fortnight_turns_and_comes_back(screen: OnCallScreen) -> None:
    screen.turn(1)
    assert screen.model.day(0) == MONDAY.replace(day=23)
    screen.turn(-1)
    screen.turn(0)
    assert screen.model.day(0) == MONDAY


def test_the_sheet_opens_in_reports_with_its_week(
    screen: OnCallScreen, window: MainWindow
) -> None:
    screen.sheet()
    reports = window.screen_now
    assert isinstance(reports, ReportsScreen)
    assert reports.report is not None
    assert reports.report.name == "on-call-sheet"
