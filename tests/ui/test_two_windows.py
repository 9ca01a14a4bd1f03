"""Two windows of the same desk agree, whichever of them edits, undoes or publishes."""

import datetime as dt
from collections.abc import Iterator

import pytest
from build import MONDAY, every
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from standing import judged

from models import Assignment
from rota_desk.desk import Desk
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.roster.versions_screen import VersionsScreen
from ui.style.theme import Look
from ui.telling.tell_screen import TellScreen

DAY = dt.timedelta(days=1)


@pytest.fixture
def other(qtbot: QtBot, look: Look, desk: Desk, window: MainWindow) -> Iterator[MainWindow]:
    """A second window on the desk of the first."""
    del window  # it stands beside this one
    second = MainWindow(Bridge(desk), look)
    second.resize(1280, 800)
    qtbot.addWidget(second)
    second.show()
    qtbot.waitExposed(second)
    judged(second)
    yield second
    second.tasks.wait()
    second.close()
    second.deleteLater()


def rota_of(window: MainWindow) -> RosterScreen:
    window.go("rota")
    screen = window.screen_now
    assert isinstance(screen, RosterScreen)
    return screen


def agree(one: RosterScreen, two: RosterScreen) -> None:
    QApplication.processEvents()
    assert one.sheet == two.sheet
    assert set(one.findings) == set(two.findings)
    assert one.head.version.text() == two.head.version.text()


def test_an_edit_in_one_window_stands_in_the_other_and_either_undoes_it(
    window: MainWindow, other: MainWindow, ward: dict[str, int], desk: Desk
) -> None:
    here, there = rota_of(window), rota_of(other)
    agree(here, there)
    before = here.sheet
    here.focus_on(clinician=ward["Dr A Patel"], day=MONDAY)
    here.hands.remove()
    agree(here, there)
    assert there.sheet != before
    there.focus_on(clinician=ward["Dr M Okafor"], day=MONDAY)
    there.hands.remove()
    agree(here, there)
    here.frame.bridge.undo()
    there.frame.bridge.undo()
    agree(here, there)
    assert here.sheet == before
    there.frame.bridge.redo()
    agree(here, there)
    assert len(every(desk, Assignment)) > 0


def test_publishing_and_telling_are_seen_by_the_other_window(
    window: MainWindow, other: MainWindow, ward: dict[str, int]
) -> None:
    here, there = rota_of(window), rota_of(other)
    here.hands.publish().press()
    agree(here, there)
    other.go("versions")
    versions = other.screen_now
    assert isinstance(versions, VersionsScreen)
    here.focus_on(clinician=ward["Dr A Patel"], day=MONDAY)
    here.hands.remove()
    QApplication.processEvents()
    assert versions.comparison is not None
    assert versions.comparison.words != "nothing differs"
    other.go("tell")
    telling = other.screen_now
    assert isinstance(telling, TellScreen)
    assert [one.untold for one in telling.table.records()] == [True]
    here.reasons.field.setText("Sickness cover")
    here.reasons.keep()
    QApplication.processEvents()
    assert [one.reason for one in telling.table.records()] == ["Sickness cover"]
    telling.table.selectRow(0)
    telling.hands.tick_again()
    window.go("tell")
    seen = window.screen_now
    assert isinstance(seen, TellScreen)
    assert [one.untold for one in seen.lines] == [False]


def test_a_hidden_screen_catches_up_and_a_closed_window_is_not_missed(
    window: MainWindow, other: MainWindow, ward: dict[str, int]
) -> None:
    here, there = rota_of(window), rota_of(other)
    other.go("people")
    here.focus_on(clinician=ward["Dr A Patel"], day=MONDAY)
    here.hands.remove()
    agree(here, rota_of(other))
    assert there.isVisible()
    other.close()
    here.focus_on(clinician=ward["Dr M Okafor"], day=MONDAY)
    here.hands.remove()
    assert "Take Dr M Okafor off" in window.messages.text()
