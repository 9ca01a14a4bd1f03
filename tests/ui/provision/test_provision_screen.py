"""Provision on the screen: measures, weeks, ledger, and the way to the cell."""

import pytest
from build import MONDAY, a_list, every
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from models import Clinician, Gap
from models.types import GapCause
from rota_desk.desk import Desk
from rota_desk.queries.provision_weeks import WEEK, WeekCover, provision_measures
from ui.main_window import MainWindow
from ui.provision.provision_screen import ProvisionScreen
from ui.roster.roster_screen import RosterScreen
from ui.widgets.form import qt_day


@pytest.fixture
def screen(window: MainWindow, desk: Desk) -> ProvisionScreen:
    a_list(desk, MONDAY + WEEK)
    a_list(desk, MONDAY + WEEK, on=every(desk, Clinician)[:2])
    window.go("provision")
    screen = window.screen_now
    assert isinstance(screen, ProvisionScreen)
    screen.start.setDate(qt_day(MONDAY + WEEK))
    return screen


def test_a_week_never_sets_what_is_over_against_what_is_short(screen: ProvisionScreen) -> None:
    cover = WeekCover(need=3, short=1, over=1)
    empty = WeekCover()
    lines = screen.map.weeks.lines
    assert [one.weeks for one in lines] == [(cover, empty, empty, empty)] * 2
    aloud = screen.map.heat.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == ("All activities, week of Mon 16 Nov: 2 of 3 filled, 67 %, 1 short, 1 over")


def test_enter_goes_from_a_week_to_its_ledger_and_on_to_the_cell(
    screen: ProvisionScreen, window: MainWindow
) -> None:
    screen.map.setCurrentIndex(screen.map.heat.index(1, 1))
    QTest.keyClick(screen.map, Qt.Key.Key_Return)
    assert screen.short.records() == ()
    screen.map.setCurrentIndex(screen.map.heat.index(1, 0))
    QTest.keyClick(screen.map, Qt.Key.Key_Return)
    (line,) = screen.short.records()
    QTest.keyClick(screen.short, Qt.Key.Key_Return)
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    assert rota.subject().session == line.session_id


def test_a_cause_that_is_not_known_is_asked_and_kept(screen: ProvisionScreen, desk: Desk) -> None:
    assert screen.line is not None
    assert screen.line.cause == "Cause not recorded"
    form = screen.cause()
    assert form is not None
    form.findChildren(QLineEdit)[0].setText("Vacancy")
    form.press()
    assert screen.line.cause == "Vacancy"
    assert [one.cause for one in every(desk, Gap) if one.session_id == screen.line.session_id] == [
        GapCause.VACANCY
    ]


def test_what_is_over_stands_in_its_own_view(screen: ProvisionScreen) -> None:
    screen.show_view(1)
    assert [(one.need, one.have) for one in screen.over.records()] == [(1, 2)]
    assert screen.line is None
    assert screen.subject().session == screen.over.records()[0].session_id


def test_each_measure_stands_with_its_formula_and_its_counts(screen: ProvisionScreen) -> None:
    assert screen.found is not None
    told = [(one.value, one.formula, one.counts) for one in provision_measures(screen.found)]
    assert told[:3] == [
        ("66.7 %", "needed places filled ÷ places needed", "2 of 3, target 98 %"),
        ("1 short, 1 over", "assigned − needed, session by session", "4.0 h short"),
        ("33.3 %", "people beyond the need ÷ places needed", "1 of 3"),
    ]
