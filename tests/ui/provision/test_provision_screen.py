"""Provision on the screen: measures, weeks, ledger, and the way to the cell."""

import pytest
from build import MONDAY, a_clinic, a_list, an_activity, every
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from models import Clinician, CoverRequirement, Gap
from models.types import GapCause, Slot
from rota_desk.desk import Desk
from rota_desk.edits.requirements import Wanted, add_requirement
from rota_desk.queries.provision_weeks import WEEK, WeekCover, provision_measures
from ui.exports.reports_screen import ReportsScreen
from ui.main_window import MainWindow
from ui.provision.provision_screen import ProvisionScreen
from ui.roster.roster_screen import RosterScreen
from ui.widgets.form import qt_day

NUMBERS = ("Grade", "Skill", "At least", "Wanted")


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
    lines = screen.gaps.map.weeks.lines
    assert [one.weeks for one in lines] == [(cover, empty, empty, empty)] * 2
    aloud = screen.gaps.map.heat.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == ("All activities, week of Mon 16 Nov: 2 of 3 filled, 67 %, 1 short, 1 over")


def test_enter_goes_from_a_week_to_its_ledger_and_on_to_the_cell(
    screen: ProvisionScreen, window: MainWindow
) -> None:
    screen.gaps.map.setCurrentIndex(screen.gaps.map.heat.index(1, 1))
    QTest.keyClick(screen.gaps.map, Qt.Key.Key_Return)
    assert screen.gaps.short.records() == ()
    screen.gaps.map.setCurrentIndex(screen.gaps.map.heat.index(1, 0))
    QTest.keyClick(screen.gaps.map, Qt.Key.Key_Return)
    (line,) = screen.gaps.short.records()
    QTest.keyClick(screen.gaps.short, Qt.Key.Key_Return)
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    assert rota.subject().session == line.session_id


def test_a_cause_that_is_not_known_is_asked_and_kept(screen: ProvisionScreen, desk: Desk) -> None:
    assert screen.line is not None
    assert screen.line.cause == "Cause not recorded"
    form = screen.hands.cause()
    assert form is not None
    form.findChildren(QLineEdit)[0].setText("Vacancy")
    form.press()
    assert screen.line.cause == "Vacancy"
    assert [one.cause for one in every(desk, Gap) if one.session_id == screen.line.session_id] == [
        GapCause.VACANCY
    ]


def test_what_is_over_stands_in_its_own_view(screen: ProvisionScreen) -> None:
    screen.show_view(1)
    assert [(one.need, one.have) for one in screen.gaps.over.records()] == [(1, 2)]
    assert screen.line is None
    assert screen.subject().session == screen.gaps.over.records()[0].session_id


def test_each_measure_stands_with_its_formula_and_its_counts(screen: ProvisionScreen) -> None:
    assert screen.gaps.found is not None
    told = [(one.value, one.formula, one.counts) for one in provision_measures(screen.gaps.found)]
    assert told[:3] == [
        ("66.7 %", "needed places filled ÷ places needed", "2 of 3, target 98 %"),
        ("1 short, 1 over", "assigned − needed, session by session", "4.0 h short"),
        ("33.3 %", "people beyond the need ÷ places needed", "1 of 3"),
    ]


def test_a_need_is_entered_and_corrected_with_the_keyboard(
    screen: ProvisionScreen, desk: Desk
) -> None:
    screen.show_tab(3)
    assert screen.needs.table.records() == ()
    form = screen.needs.add()
    work = form.findChildren(QComboBox)[0]
    work.setCurrentIndex(next(n for n in range(work.count()) if "EN" in work.itemText(n)))
    grade, _skill, least, most = (
        field for field in form.findChildren(QLineEdit) if field.accessibleName() in NUMBERS
    )
    least.setText("many")
    form.press()
    assert form.isVisible()
    for field, typed in ((grade, "ST"), (least, "2"), (most, "3")):
        field.setText(typed)
    form.press()
    (line,) = screen.needs.table.records()
    assert (line.name, line.whom, line.minimum, line.target) == ("Endoscopy list", "ST", 2, 3)
    screen.needs.remove()
    assert (screen.needs.table.records(), every(desk, CoverRequirement)) == ((), [])


def test_a_need_without_a_session_says_why_it_cannot_be_escalated_and_is_planned(
    screen: ProvisionScreen, window: MainWindow, desk: Desk
) -> None:
    wanted = Wanted(
        activity=an_activity(desk, "LD").id,
        slot=Slot.DAY,
        minimum=1,
        start=MONDAY + WEEK,
        weekdays=(0,),
    )
    desk.do(add_requirement, wanted=wanted)
    screen.refresh()
    without = next(one for one in screen.gaps.short.records() if one.session_id is None)
    screen.gaps.short.choose(without)
    assert (without.when, without.what, without.need) == ("Mon 16 Nov", "Long day", 1)
    assert screen.hands.escalate() is None
    assert "No session is planned for this need" in window.messages.text()
    session = screen.hands.plan()
    assert session is not None
    line = next(one for one in screen.gaps.short.records() if one.session_id == session)
    screen.gaps.short.choose(line)
    form = screen.hands.escalate()
    assert form is not None
    form.reject()


def test_the_report_opens_for_the_period_on_screen(
    screen: ProvisionScreen, window: MainWindow
) -> None:
    screen.show_length(8)
    screen.report_page()
    reports = window.screen_now
    assert isinstance(reports, ReportsScreen)
    assert reports.report is not None
    assert (reports.report.name, reports.end) == ("under-provision", MONDAY + 9 * WEEK)


def test_ctrl_f_narrows_both_parts_by_typed_letters_and_the_report_keeps_to_it(
    screen: ProvisionScreen, window: MainWindow, desk: Desk
) -> None:
    a_clinic(desk, MONDAY + 2 * WEEK)
    screen.refresh()
    assert len(screen.gaps.short.records()) == 2
    QTest.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(screen.narrowing.activity, "cl")
    (line,) = screen.gaps.short.records()
    assert (line.what, screen.narrowing.activity.currentText()) == ("Clinic", "Clinic")
    screen.show_tab(1)
    assert screen.shares.found is not None
    assert [one.name for one in screen.shares.found.by_activity] == ["Clinic"]
    screen.narrowing.week.setFocus()
    QTest.keyClicks(screen.narrowing.week, "Mon 16")
    assert (screen.shares.found.total.need, len(screen.shares.found.by_week)) == (0, 4)
    screen.report_page()
    reports = window.screen_now
    assert isinstance(reports, ReportsScreen)
    assert reports.of_some.text() == "Clinic alone  ×"
    assert (reports.only.activity, reports.end) == (an_activity(desk, "CL").id, MONDAY + 2 * WEEK)
    reports.leave_some()
    assert not reports.only
    window.go("provision")
    screen.show_all()
    assert (screen.narrowing.chosen, screen.shares.found.total.need) == (False, 4)


def test_what_is_chosen_is_left_where_another_period_has_no_such_week(
    screen: ProvisionScreen,
) -> None:
    screen.narrowing.week.setCurrentIndex(1)
    screen.refresh()
    assert screen.narrowing.monday == MONDAY + WEEK
    screen.turn(1)
    assert not screen.narrowing.chosen
    assert screen.gaps.short.records() == ()


def test_the_figure_under_the_cursor_stands_below_in_full(screen: ProvisionScreen) -> None:
    screen.show_tab(2)
    screen.figures.table.selectRow(2)
    assert screen.figures.whole.text() == (
        "Filled (kpi-fill), 66.7 %: needed places filled ÷ places needed: 2 of 3."
    )
