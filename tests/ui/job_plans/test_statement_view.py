"""The session statement under Job plans: by key, a quarter at a time, as pages of one person."""

import datetime as dt

import build
import pytest
from build import MONDAY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from wards import a_small_ward

from models import Clinician
from rota_desk.desk import Desk
from rota_desk.edits.building import build_period
from ui.exports.reports_screen import ReportsScreen
from ui.job_plans.job_plans_screen import JobPlansScreen
from ui.main_window import MainWindow
from ui.widgets.empty import Empty

HOLIDAY = "– Bank holiday: Boxing Day (substitute day)"


@pytest.fixture
def ward(desk: Desk) -> dict[str, int]:
    return {name: one.id for name, one in three_weeks_built(desk).items()}


def three_weeks_built(desk: Desk) -> dict[str, Clinician]:
    """Dr A Patel: a list on each Monday, built for three weeks; one list is his already."""
    ward = a_small_ward(desk)
    plan = build.a_job_plan(desk, ward["Dr A Patel"])
    build.a_plan_line(desk, plan, "EN", 0)
    desk.do(build_period, first=MONDAY, last=MONDAY + dt.timedelta(days=20))
    return ward


@pytest.fixture
def plans(window: MainWindow) -> JobPlansScreen:
    window.go("job_plans")
    screen = window.screen_now
    assert isinstance(screen, JobPlansScreen)
    screen.week_view.setFocus()
    return screen


def account(plans: JobPlansScreen, qtbot: QtBot) -> list[tuple[str, str, str, str]]:
    qtbot.waitUntil(lambda: not plans.frame.tasks.busy())
    return [
        (one.when, one.what, one.became, one.balance) for one in plans.statement.account.records()
    ]


def test_a_key_shows_the_account_of_the_quarter_and_the_week_again(
    plans: JobPlansScreen, qtbot: QtBot
) -> None:
    QTest.keyClick(plans.week_view, Qt.Key.Key_F7)
    assert account(plans, qtbot) == [
        ("Opening balance", "Thu 1 Oct", "", "0"),
        ("Mon 9 Nov 08:30–12:30", "Endoscopy list", "✓ Delivered", "0"),
        ("Mon 9 Nov 08:30–12:30", "Endoscopy list", "+ Extra", "+1"),
        *(
            (f"Mon {day} 08:30–12:30", "Endoscopy list", "○ To come", "+1")
            for day in ("16 Nov", "23 Nov", "30 Nov", "7 Dec", "14 Dec", "21 Dec")
        ),
        (
            "Mon 28 Dec 08:30–12:30",
            "Endoscopy list",
            "– Bank holiday: Boxing Day (substitute day)",
            "+1",
        ),
        ("Closing balance", "", "", "+1"),
    ]
    view = plans.statement
    assert view.title.text() == "Session statement, Dr A Patel, 1 October – 31 December 2026"
    assert view.verdict.text() == (
        "▲ 1 session more credited than expected. +100.0 %, outside the second tolerance."
    )
    assert view.figures.text() == (
        "Opening balance, since Thu 1 Oct: 0 · expected so far: 1 · credited: 2 · "
        "closing balance: +1"
    )
    assert view.lost.text() == "Not worked as planned: Bank holiday 1"
    assert "Sources leave open how a year is expected (O-12)" in view.terms.text()
    assert plans.side_button.text() == "The week"
    QTest.keyClick(view.account, Qt.Key.Key_F7)
    assert not plans.on_statement
    assert plans.week_view.hasFocus()


def test_the_quarter_is_turned_by_key_and_the_present_one_comes_back(
    plans: JobPlansScreen, qtbot: QtBot
) -> None:
    plans.turn_side()
    QTest.keyClick(plans.statement.account, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert account(plans, qtbot)[0] == ("Opening balance", "Fri 1 Jan", "", "+1")
    QTest.keyClick(plans.statement.account, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert account(plans, qtbot)[0] == ("Opening balance", "Thu 1 Oct", "", "0")
    QTest.keyClick(plans.statement.account, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not plans.frame.tasks.busy())
    assert plans.statement.statement is None
    (empty,) = plans.statement.findChildren(Empty)
    assert "Dr A Patel has no job plan in these days. Write one in Job plans." in [
        one.text() for one in empty.findChildren(QLabel)
    ]


def test_it_is_printed_of_one_person_until_everybody_is_asked_for(
    plans: JobPlansScreen, window: MainWindow, qtbot: QtBot
) -> None:
    plans.turn_side()
    account(plans, qtbot)
    QTest.keyClick(plans.statement.account, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    reports = window.screen_now
    assert isinstance(reports, ReportsScreen)
    assert reports.of_one.text() == "Dr A Patel alone  ×"
    reports.draw()
    assert reports.document is not None
    assert reports.document.file_name.startswith("session-statement-dr-a-patel")
    reports.of_one.click()
    reports.draw()
    assert reports.document.file_name == "session-statement-2026-10-01.pdf"
    assert not reports.of_one.isVisible()
    qtbot.waitUntil(lambda: not window.tasks.busy())


def test_an_edit_is_told_at_once(plans: JobPlansScreen, desk: Desk, qtbot: QtBot) -> None:
    plans.turn_side()
    extra = ("Mon 9 Nov 08:30–12:30", "Endoscopy list", "+ Extra", "+1")
    assert extra in account(plans, qtbot)
    desk.undo()
    assert extra not in account(plans, qtbot)
