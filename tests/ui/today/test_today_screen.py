"""Today: one screen, by keys, without stealing the keyboard."""

from collections.abc import Iterator

import pytest
from build import TODAY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rota_desk.desk import Desk
from rota_desk.edits.escalation import save_escalation_step
from rota_desk.edits.log import write_log
from rota_desk.queries.open_log import open_log
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.today.today_screen import TodayScreen


def wait(window: MainWindow) -> None:
    """Let the question end and its answer be shown."""
    QApplication.processEvents()
    window.tasks.wait()
    QApplication.processEvents()


@pytest.fixture
def screen(window: MainWindow, desk: Desk) -> Iterator[TodayScreen]:
    desk.do(save_escalation_step, role="Duty manager", reach="bleep 2001")
    desk.do(write_log, text="Ring the bank", due=TODAY)
    window.go("today")
    wait(window)
    screen = window.screen_now
    assert isinstance(screen, TodayScreen)
    yield screen
    wait(window)


def leads(screen: TodayScreen, part: str) -> list[str]:
    return [one.lead for one in screen.parts[part].list.lines()]


def test_the_window_opens_on_the_rota_and_today_is_one_key_away(window: MainWindow) -> None:
    assert window.place_now == "rota"
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.place_now == "today"
    wait(window)


def test_it_says_who_is_here_who_is_on_call_and_what_presses(screen: TodayScreen) -> None:
    assert leads(screen, "risks")[0] == "today 08:30  Endoscopy list, Room E2, North"
    said = screen.parts["risks"].list.lines()[0].text
    assert said.startswith("has 0 of 1. Go to Duty manager, bleep 2001.")
    assert leads(screen, "log") == ["Note"]
    assert leads(screen, "now") == ["Wards, on call and elsewhere", "Long day"]
    assert leads(screen, "on_call")[0] == "Dr E Voss"
    assert "North" in leads(screen, "next")


def test_enter_on_a_gap_goes_to_its_cell_with_those_who_could_do_it(
    screen: TodayScreen, window: MainWindow
) -> None:
    QTest.keyClick(screen.parts["risks"].list, Qt.Key.Key_Return)
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    assert rota.gaps.gap is not None
    assert rota.gaps.gap.start.date() == TODAY
    assert window.side.currentWidget() is rota.side


def test_a_change_of_the_desk_is_shown_and_the_keyboard_stays(
    screen: TodayScreen, window: MainWindow, desk: Desk
) -> None:
    screen.turn_to("changes")
    desk.do(write_log, text="Lift out of order", due=TODAY)
    wait(window)
    assert leads(screen, "log") == ["Note", "Note"]
    assert leads(screen, "changes")[0] == "Log: note"
    assert window.focusWidget() is screen.parts["changes"].list


def test_the_minute_asks_again_only_while_somebody_looks(
    screen: TodayScreen, window: MainWindow
) -> None:
    window.go("rota")
    wait(window)
    screen._tick()
    assert not window.tasks.busy()
    window.go("today")
    wait(window)
    screen._tick()
    assert window.tasks.busy()
    wait(window)


def test_a_gap_is_escalated_from_here_by_its_next_step(
    screen: TodayScreen, window: MainWindow, desk: Desk
) -> None:
    form = screen.escalate()
    assert form is not None
    form.press()
    wait(window)
    texts = [one.text for one in desk.ask(open_log).open]
    assert any(one.endswith("Escalated to Duty manager, no answer yet") for one in texts)
