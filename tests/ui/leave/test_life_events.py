"""Leave for a life-changing event on the screen: ticked, told before it is answered."""

import datetime as dt
from collections.abc import Iterator

import build
import pytest
from build import TODAY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models import LeaveRequest
from models.types import LeaveKind
from rota_desk.desk import Desk
from rota_desk.queries.leave_words import kind_words
from ui.bridge import Bridge
from ui.leave.leave_screen import LeaveScreen
from ui.main_window import MainWindow
from ui.style.theme import Look
from ui.widgets.form import Form, qt_day

DUE = TODAY + dt.timedelta(days=42)
OWED = "Life-changing event, asked 6 weeks ahead: has to be granted; no swap may be asked"
DAY_BEFORE = (
    "Life-changing event, asked 41 days ahead: less than 6 weeks, so it need not be granted"
)


@pytest.fixture
def leave(qtbot: QtBot, look: Look, desk: Desk) -> Iterator[LeaveScreen]:
    build.a_department(desk)
    build.a_resident(desk)
    build.a_clinician(desk)
    window = MainWindow(Bridge(desk), look)
    qtbot.addWidget(window)
    window.go("leave")
    window.show()
    qtbot.waitExposed(window)
    screen = window.screen_now
    assert isinstance(screen, LeaveScreen)
    yield screen
    window.tasks.wait()
    window.close()
    window.deleteLater()


def field(form: Form, name: str) -> QWidget:
    return next(one for one in form.findChildren(QWidget) if one.accessibleName() == name)


def tick(form: Form) -> QCheckBox:
    return form.findChildren(QCheckBox)[0]


def choose(form: Form, name: str, words: str) -> None:
    box = field(form, name)
    assert isinstance(box, QComboBox)
    box.setCurrentText(words)


def on(form: Form, name: str, day: dt.date) -> None:
    box = field(form, name)
    assert isinstance(box, QDateEdit)
    box.setDate(qt_day(day))


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def asked(leave: LeaveScreen, qtbot: QtBot) -> Form:
    """The form, with a resident's day 42 days ahead in it."""
    form = leave.hands.ask()
    choose(form, "Who", "Dr C Rowan")
    on(form, "First day", DUE)
    qtbot.waitUntil(lambda: tick(form).isVisible())
    return form


def test_the_tick_stands_where_the_contract_has_the_clause_alone(
    leave: LeaveScreen, qtbot: QtBot
) -> None:
    form = asked(leave, qtbot)
    assert tick(form).accessibleName() == "Life-changing event (kept private)"
    choose(form, "Kind", kind_words(LeaveKind.STUDY))
    qtbot.waitUntil(lambda: not tick(form).isVisible())
    choose(form, "Kind", kind_words(LeaveKind.ANNUAL))
    qtbot.waitUntil(lambda: tick(form).isVisible())
    choose(form, "Who", "Dr A Patel")
    qtbot.waitUntil(lambda: not tick(form).isVisible())
    form.reject()


def test_what_it_means_is_told_while_the_days_are_chosen(
    leave: LeaveScreen, qtbot: QtBot, desk: Desk
) -> None:
    form = asked(leave, qtbot)
    tick(form).setFocus()
    QTest.keyClick(tick(form), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: OWED in said(form))
    on(form, "First day", DUE - dt.timedelta(days=1))
    qtbot.waitUntil(lambda: DAY_BEFORE in said(form))
    form.press()
    assert [one.life_event for one in build.every(desk, LeaveRequest)] == [True]


def test_a_tick_that_no_contract_asks_for_is_not_kept(
    leave: LeaveScreen, qtbot: QtBot, desk: Desk
) -> None:
    form = asked(leave, qtbot)
    tick(form).setChecked(True)
    choose(form, "Who", "Dr A Patel")
    form.press()
    assert [one.life_event for one in build.every(desk, LeaveRequest)] == [False]


def test_the_list_the_panel_and_the_decline_say_that_it_is_owed(
    leave: LeaveScreen, qtbot: QtBot, desk: Desk
) -> None:
    form = asked(leave, qtbot)
    tick(form).setChecked(True)
    form.press()
    (card,) = leave.requests.requests.cards
    assert card.effect.owed
    leave.inspect_now()
    qtbot.waitUntil(lambda: OWED in said(leave.side))
    declining = leave.hands.decline()
    assert declining is not None
    assert "A decline is kept with its reason, and is told as trouble" in said(declining)
    reason = field(declining, "Reason")
    assert isinstance(reason, QLineEdit)
    reason.setText("short of registrars")
    declining.press()
    desk.undo()
    assert build.every(desk, LeaveRequest)[0].life_event


def test_f2_takes_the_mark_off_again(leave: LeaveScreen, qtbot: QtBot, desk: Desk) -> None:
    form = asked(leave, qtbot)
    tick(form).setChecked(True)
    form.press()
    leave.inspect_now()
    changing = leave.hands.change()
    assert changing is not None
    assert tick(changing).isChecked()
    tick(changing).setChecked(False)
    changing.press()
    assert [one.life_event for one in build.every(desk, LeaveRequest)] == [False]
