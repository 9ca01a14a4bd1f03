"""Hours really worked in Compliance: off by default, recorded by key, told there only."""

import datetime as dt
from collections.abc import Iterator

import build
import pytest
from build import MONDAY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTimeEdit
from pytestqt.qtbot import QtBot

from models import ActualCall, ActualDuty
from rota_desk.desk import Desk
from rota_desk.edits.settings import change_setting
from rota_desk.queries.restricted_actual_hours import KEPT_HERE
from ui.bridge import Bridge
from ui.compliance.compliance_screen import ComplianceScreen
from ui.main_window import MainWindow
from ui.style.theme import Look
from ui.widgets.form import Form

DAY = dt.timedelta(days=1)
LAST_WEEK = MONDAY - 7 * DAY
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def screen(qtbot: QtBot, look: Look, desk: Desk) -> Iterator[ComplianceScreen]:
    """Dr T Ired: a long day, the day after it, and a night on call, all last week."""
    build.a_department(desk)
    tired = build.a_resident(desk, "Dr T Ired")
    build.a_long_day(desk, LAST_WEEK, on=[tired])
    build.a_session(desk, "SD", LAST_WEEK + DAY, on=[tired])
    build.a_session(desk, "OC", LAST_WEEK + 3 * DAY, on=[tired])
    window = MainWindow(Bridge(desk), look)
    window.resize(1400, 860)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.go("compliance", day=LAST_WEEK)
    shown = window.screen_now
    assert isinstance(shown, ComplianceScreen)
    yield shown
    window.tasks.wait()
    window.close()
    window.deleteLater()


def kept(screen: ComplianceScreen, desk: Desk) -> None:
    desk.do(change_setting, key=KEPT_HERE, value=True)
    QTest.keyClick(screen.matrix, Qt.Key.Key_W, ALT)


def said(screen: ComplianceScreen) -> str:
    return "\n".join(one.text() for one in screen.side.findChildren(QLabel) if not one.isHidden())


def test_where_they_are_not_kept_the_screen_says_so(screen: ComplianceScreen) -> None:
    QTest.keyClick(screen.matrix, Qt.Key.Key_W, ALT)
    texts = [one.text() for one in screen.findChildren(QLabel) if one.isVisible()]
    assert "Hours really worked are not kept at this desk" in texts
    assert screen.hours.line is None


def test_a_duty_is_recorded_by_key_and_judged_beside_the_plan(
    screen: ComplianceScreen, desk: Desk
) -> None:
    kept(screen, desk)
    assert [one.activity for one in screen.worked.records()] == [
        "Long day",
        "Standard day",
        "On-call",
    ]
    form = screen.hours.record()
    assert form is not None
    ended = next(one for one in form.findChildren(QTimeEdit) if one.accessibleName() == "Ended")
    ended.setTime(ended.time().addSecs(45 * 60))
    form.press()
    assert [one.end.time() for one in build.every(desk, ActualDuty)] == [dt.time(21, 15)]
    screen.worked.choose(screen.worked.records()[0])
    screen.inspect_now()
    text = said(screen)
    assert "▲ Breach, hours worked · Short rest · rd-rest-11" in text
    assert "The planned rota keeps it." in text
    assert "On the Guardian's list of fine triggers; no money is reckoned here." in text
    screen.hours.remove()
    assert build.every(desk, ActualDuty) == []


def test_calls_are_typed_and_what_cannot_be_read_stays_in_the_form(
    screen: ComplianceScreen, desk: Desk
) -> None:
    kept(screen, desk)
    screen.worked.choose(screen.worked.records()[2])
    form = screen.hours.record()
    assert isinstance(form, Form)
    calls = next(one for one in form.findChildren(QLineEdit) if one.accessibleName() == "Calls")
    calls.setText("late")
    form.press()
    assert '"late" is no call' in form._trouble.text()
    calls.setText("23:30-00:15, 03:00-03:40")
    form.press()
    assert len(build.every(desk, ActualCall)) == 2
    screen.worked.choose(screen.worked.records()[2])
    screen.inspect_now()
    assert "At most 3 h 20 min of rest on end at night" in said(screen)


def test_the_matrix_judges_the_planned_rota_alone(screen: ComplianceScreen, desk: Desk) -> None:
    kept(screen, desk)
    form = screen.hours.record()
    assert form is not None
    ended = next(one for one in form.findChildren(QTimeEdit) if one.accessibleName() == "Ended")
    ended.setTime(ended.time().addSecs(45 * 60))
    form.press()
    assert screen.found is not None
    assert [one for person in screen.found.people for one in person.found] == []
