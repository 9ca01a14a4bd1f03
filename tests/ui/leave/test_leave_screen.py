"""The Leave screen by keyboard: see the effect, answer, undo; note an absence."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import MONDAY, TODAY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from standing import back_in_the_window

from models import (
    Absence,
    Assignment,
    Clinician,
    FixedLeave,
    Gap,
    LeaveLimit,
    LeaveRequest,
    LeaveStep,
)
from models.types import LeaveKind, LeaveState
from rota_desk.desk import Desk
from rota_desk.edits.absences import record_absence
from rota_desk.edits.leave import approve_leave, request_leave
from rota_desk.queries.leave_words import kind_words
from ui.actions import doubles
from ui.bridge import Bridge
from ui.exports.reports_screen import ReportsScreen
from ui.leave.leave_actions import LEAVE_ACTIONS
from ui.leave.leave_screen import LeaveScreen
from ui.leave.leave_views import LEGEND
from ui.leave.year_view import READABLE
from ui.main_window import MainWindow
from ui.style.theme import Look, Wish
from ui.widgets.form import Form, qt_day

NEXT = dt.date(2027, 1, 4)
FRIDAY = dt.date(2027, 1, 8)


@pytest.fixture
def people(desk: Desk) -> dict[str, Clinician]:
    return two_consultants(desk)


@build.laid_out_once
def two_consultants(desk: Desk) -> dict[str, Clinician]:
    """Each with a list; one of them asks for a week."""
    build.a_department(desk)
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    build.an_allowance(desk, patel)
    build.a_list(desk, NEXT, on=[patel])
    build.a_list(desk, TODAY, on=[khan])
    build.a_list(desk, dt.date(2027, 1, 18), on=[khan])
    ask(desk, patel)
    return {"Dr A Patel": patel, "Dr S Khan": khan}


@pytest.fixture
def leave(
    qtbot: QtBot, look: Look, desk: Desk, people: dict[str, Clinician]
) -> Iterator[LeaveScreen]:
    del people  # the screen opens on them
    window = MainWindow(Bridge(desk), look)
    window.resize(1400, 860)
    qtbot.addWidget(window)
    window.go("leave")
    window.show()
    qtbot.waitExposed(window)
    screen = window.screen_now
    assert isinstance(screen, LeaveScreen)
    screen.inspect_now()
    yield screen
    window.close()
    window.deleteLater()


def ask(desk: Desk, person: Clinician, first: dt.date = NEXT, last: dt.date = FRIDAY) -> int:
    return desk.do(
        request_leave, clinician=person.id, kind=LeaveKind.ANNUAL, first=first, last=last
    ).value


def states(desk: Desk) -> list[LeaveState]:
    return [one.state for one in build.every(desk, LeaveRequest)]


def said(widget: QWidget) -> str:
    for _moment in range(20):  # what was chosen is shown a moment later
        QTest.qWait(150)
        labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
        if labels:
            break
    return "\n".join(labels)


def press(screen: LeaveScreen, key: Qt.Key, *, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier
    if shift:
        held |= Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(screen.window(), key, held)


def test_a_waiting_request_shows_its_effect_before_the_answer(
    leave: LeaveScreen, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "Dr A Patel" in said(leave.side))  # it is told after a short pause
    words = said(leave.side)
    assert "Dr A Patel" in words
    assert "Annual leave · 4 – 8 January 2027" in words
    assert "1 session left uncovered" in words
    assert "Mon 4 Jan 08:30 Endoscopy list: 0 of 1 left" in words
    assert "32 days" in words
    assert leave.head.aside.text() == "1 request waiting"


def test_ctrl_enter_approves_and_ctrl_z_takes_it_back(leave: LeaveScreen, desk: Desk) -> None:
    press(leave, Qt.Key.Key_Return)
    assert states(desk) == [LeaveState.APPROVED]
    assert len(build.every(desk, Gap)) == 1
    assert leave.requests.requests.cards == ()
    press(leave, Qt.Key.Key_Z)
    assert states(desk) == [LeaveState.REQUESTED]
    assert len(leave.requests.requests.cards) == 1


def test_declining_asks_for_a_reason_and_keeps_it(leave: LeaveScreen, desk: Desk) -> None:
    form = leave.hands.decline()
    assert form is not None
    form.press()
    assert states(desk) == [LeaveState.REQUESTED]
    field = next(one for one in form.findChildren(QWidget) if one.accessibleName() == "Reason")
    QTest.keyClicks(field, "two are away already")
    form.press()
    assert states(desk) == [LeaveState.DECLINED]
    leave.inspect_now()
    assert "two are away already" in said(leave.side)


def test_the_year_shows_the_request_and_moves_to_it(leave: LeaveScreen) -> None:
    leave.requests.choose(build.every(leave.frame.bridge.desk, LeaveRequest)[0].id)
    year = leave.year
    line = year.year.line_of(1)
    column = year.year.column_of(NEXT)
    mark = year.year.mark(line, column)
    assert mark is not None
    assert (mark.letter, mark.asked) == ("A", True)
    spoken = year.year.data(year.year.index(line, column), Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith("Dr A Patel, Mon 4 Jan 2027: asks for annual leave")
    counts = year.year.data(year.year.index(0, column), Qt.ItemDataRole.AccessibleTextRole)
    assert counts == "Consultants, Mon 4 Jan 2027: 0 of 4 away, 1 more asked for"


def test_the_days_of_the_request_show_what_approving_would_bring(
    leave: LeaveScreen, desk: Desk
) -> None:
    leave.inspect_now()
    year = leave.year.year
    line, column = year.line_of(1), year.column_of(NEXT)
    assert [year.cell(line, column + place).would for place in range(-1, 6)] == [
        *("", "danger", "good", "good", "good", "good", "")
    ]
    aloud = Qt.ItemDataRole.AccessibleTextRole
    assert year.data(year.index(line, column), aloud) == (
        "Dr A Patel, Mon 4 Jan 2027: asks for annual leave; would leave short: Endoscopy list"
    )
    press(leave, Qt.Key.Key_Return)
    leave.inspect_now()
    assert desk.can_undo is not None
    assert year.cell(line, column).would == ""


def test_days_marked_in_the_year_are_asked_for(leave: LeaveScreen, desk: Desk) -> None:
    year = leave.year
    khan = next(one for one in build.every(desk, Clinician) if one.name == "Dr S Khan")
    year.setFocus()
    year.go_to(dt.date(2026, 12, 7), khan.id)
    for _step in range(2):
        QTest.keyClick(year, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    form = leave.hands.ask()
    form.press()
    asked = build.every(desk, LeaveRequest)[-1]
    facts = (asked.clinician_id, asked.first_day, asked.last_day)
    assert facts == (khan.id, dt.date(2026, 12, 7), dt.date(2026, 12, 9))
    assert leave.request is not None
    assert leave.request.id == asked.id  # what was asked for is shown, ready for its answer


def test_a_refusal_stays_in_the_form_in_words(leave: LeaveScreen) -> None:
    form = leave.hands.ask()  # for the person shown, whose days are asked for already
    for name, day in (("First day", NEXT), ("Last day", FRIDAY)):
        field = next(one for one in form.findChildren(QWidget) if one.accessibleName() == name)
        field.setDate(day)  # type: ignore[attr-defined]  # a day field
    form.press()
    assert form.isVisible()
    assert "asks for 4 – 8 January 2027 already" in said(form)
    form.reject()


def test_off_sick_is_one_line_and_is_never_named(leave: LeaveScreen, desk: Desk) -> None:
    form = leave.hands.off_sick()
    who = next(one for one in form.findChildren(QWidget) if one.accessibleName() == "Who")
    who.setCurrentText("Dr S Khan")  # type: ignore[attr-defined]  # a box of choices
    form.press()
    (absence,) = build.every(desk, Absence)
    assert (absence.first_day, absence.last_day) == (TODAY, None)
    assert len(build.every(desk, Assignment)) == 2
    leave.show_view("absence")
    leave.inspect_now()
    words = said(leave.side)
    assert "Unavailable from Tue 10 Nov 2026" in words
    assert "ickness" not in words


def test_an_absence_is_closed_told_and_sent_by_its_actions(leave: LeaveScreen, desk: Desk) -> None:
    khan = next(one for one in build.every(desk, Clinician) if one.name == "Dr S Khan")
    build.an_absence(desk, khan, MONDAY)
    leave.show_view("absence")
    form = leave.hands.close()
    assert form is not None
    form.press()
    (absence,) = build.every(desk, Absence)
    assert absence.last_day == TODAY - dt.timedelta(days=1)  # back today
    leave.hands.talked()
    leave.hands.sent()
    (absence,) = build.every(desk, Absence)
    assert (absence.return_talk_done, absence.sent_to_esr) == (TODAY, TODAY)


@pytest.mark.parametrize("wish", [Wish.LIGHT, Wish.DARK])
def test_every_view_draws_in_both_themes(leave: LeaveScreen, look: Look, wish: Wish) -> None:
    look.choose(wish)
    for view in ("year", "month", "list", "balances", "absence"):
        leave.show_view(view)
        leave.inspect_now()
        assert not leave.grab().isNull()
        assert not leave.side.grab().isNull()


def test_large_text_lays_the_requests_above_the_year_and_the_legend_in_the_tip(
    leave: LeaveScreen, look: Look
) -> None:
    window = leave.window()
    window.resize(1280, 800)
    look.enlarge(2.0)
    QApplication.processEvents()
    assert leave.split.stacked
    assert leave.requests.mapTo(leave, leave.requests.rect().bottomRight()).y() < (
        leave.year.mapTo(leave, leave.year.rect().topLeft()).y()
    )
    assert leave.views.bar.toolTip() == LEGEND
    leave.show_view("month")
    QApplication.processEvents()
    assert leave.month.horizontalHeader().defaultSectionSize() == look.pixels(READABLE)
    look.enlarge(1.0)
    QApplication.processEvents()
    assert (leave.split.stacked, leave.views.bar.toolTip()) == (False, "")


def test_the_year_turns_and_comes_back_to_today(leave: LeaveScreen) -> None:
    leave.turn(1)
    assert leave.year.year.days[0].day == dt.date(2027, 4, 1)
    leave.turn(-1)
    leave.turn(-1)
    assert leave.year.year.days[0].day == dt.date(2025, 4, 1)
    leave.to_today()
    assert leave.year.year.days[0].day == dt.date(2026, 4, 1)


def test_a_month_fills_the_width_is_turned_and_takes_days_to_ask_for(
    leave: LeaveScreen, desk: Desk
) -> None:
    leave.show_view("month")
    QApplication.processEvents()
    month = leave.month
    assert [one.day for one in month.year.days] == [
        dt.date(2026, 11, number) for number in range(1, 31)
    ]
    assert month.horizontalHeader().length() <= month.viewport().width()
    leave.turn(1)
    leave.turn(1)
    assert month.year.days[0].day == dt.date(2027, 1, 1)
    counts = month.year.cell(0, month.year.column_of(NEXT))
    assert (counts.count, counts.limit) == (0, 4)
    khan = next(one for one in build.every(desk, Clinician) if one.name == "Dr S Khan")
    month.setFocus()
    leave.views.go_to(dt.date(2026, 12, 7), khan.id)
    QTest.keyClick(month, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    leave.hands.ask().press()
    asked = build.every(desk, LeaveRequest)[-1]
    facts = (asked.clinician_id, asked.first_day, asked.last_day)
    assert facts == (khan.id, dt.date(2026, 12, 7), dt.date(2026, 12, 8))


def test_what_is_shown_is_printed(leave: LeaveScreen) -> None:
    leave.show_view("month")
    leave.print_view()
    window = leave.window()
    assert isinstance(window, MainWindow)
    shown = window.screen_now
    assert isinstance(shown, ReportsScreen)
    assert shown.first.date().toPython() == dt.date(2026, 11, 1)
    assert shown.last.date().toPython() == dt.date(2026, 11, 30)
    assert shown.kinds.currentItem().text().startswith("Leave calendar")


def test_leave_approved_elsewhere_disappears_from_the_list(leave: LeaveScreen, desk: Desk) -> None:
    (request,) = build.every(desk, LeaveRequest)
    desk.do(approve_leave, leave=request.id)
    assert leave.requests.requests.cards == ()


def test_every_leave_action_has_its_own_name_and_key() -> None:
    assert doubles(LEAVE_ACTIONS) == ()


def test_the_screen_opens_on_an_empty_department(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    desk = build.a_desk(tmp_path)
    window = MainWindow(Bridge(desk), look)
    qtbot.addWidget(window)
    window.go("leave")
    window.show()
    screen = window.screen_now
    assert isinstance(screen, LeaveScreen)
    for view in ("list", "balances", "absence", "year"):
        screen.show_view(view)
        screen.inspect_now()
    assert screen.head.aside.text() == "nothing waiting"
    window.close()
    window.deleteLater()
    desk.close()


def test_an_edit_elsewhere_leaves_the_view_as_it_is(leave: LeaveScreen, desk: Desk) -> None:
    leave.show_view("absence")
    khan = next(one for one in build.every(desk, Clinician) if one.name == "Dr S Khan")
    ask(desk, khan)
    assert leave.absences.isVisible()
    assert len(leave.requests.requests.cards) == 2


def test_after_an_answer_the_next_request_is_shown(leave: LeaveScreen, desk: Desk) -> None:
    khan = next(one for one in build.every(desk, Clinician) if one.name == "Dr S Khan")
    following = ask(desk, khan)
    press(leave, Qt.Key.Key_Return)
    assert leave.request is not None
    assert leave.request.id == following


def test_dates_that_work_are_taken_with_one_press(leave: LeaveScreen, desk: Desk) -> None:
    buttons = leave.side.findChildren(QPushButton)
    offered = next(one for one in buttons if one.text() == "Mon 11 Jan – Fri 15 Jan")
    offered.click()
    (request,) = build.every(desk, LeaveRequest)
    assert (request.first_day, request.last_day) == (dt.date(2027, 1, 11), dt.date(2027, 1, 15))
    assert "Every session stays covered" not in said(leave.side)
    assert "They stand on no session" in said(leave.side)


def test_an_allowance_is_set_from_the_balances(leave: LeaveScreen) -> None:
    leave.show_view("balances")
    form = leave.hands.allowance()
    assert form is not None
    field = next(
        one for one in form.findChildren(QWidget) if one.accessibleName() == "Carried over"
    )
    field.setText("2.5")  # type: ignore[attr-defined]  # a line of text
    form.press()
    assert leave.balances.records()[0].sentence() == "34.5 days left of 34.5; 5 days waiting"


def test_swaps_are_looked_for_aside_and_approve_in_one_step(
    leave: LeaveScreen, desk: Desk, qtbot: QtBot
) -> None:
    leave.more.swaps()
    qtbot.waitUntil(lambda: bool(leave.findChildren(Form)))
    (form,) = leave.findChildren(Form)
    assert "Dr S Khan takes Endoscopy list, Mon 4 Jan" in said(form)
    form.press()
    assert states(desk) == [LeaveState.APPROVED]
    assert build.every(desk, Gap) == []


def fill(form: Form, name: str, value: str) -> None:
    field = next(one for one in form.findChildren(QWidget) if one.accessibleName() == name)
    if isinstance(field, QComboBox):
        field.setCurrentText(value)
    else:
        assert isinstance(field, QLineEdit)
        field.setText(value)


def test_a_limit_names_a_site_or_an_activity_and_is_removed(
    leave: LeaveScreen, desk: Desk
) -> None:
    form = leave.limits.limit()
    fill(form, "Name", "Lists")
    fill(form, "Away at most", "two")
    form.press()
    assert "Give the number of people who may be away, such as 3." in said(form)
    fill(form, "Away at most", "1")
    fill(form, "Who do", "Endoscopy list")
    form.press()
    (limit,) = build.every(desk, LeaveLimit)
    assert (limit.name, limit.most, limit.activity_id) == ("Lists", 1, 1)
    gone = leave.limits.remove_limit()
    assert gone is not None
    gone.press()
    assert build.every(desk, LeaveLimit) == []
    assert leave.limits.remove_limit() is None


def test_a_limit_without_days_holds_always(leave: LeaveScreen, desk: Desk) -> None:
    form = leave.limits.limit()
    fill(form, "Name", "One trainee at a time")
    fill(form, "Grade", "ST")
    fill(form, "Away at most", "1")
    for box in form.findChildren(QCheckBox):
        box.setChecked(False)
    form.press()
    (limit,) = build.every(desk, LeaveLimit)
    assert (limit.grade, limit.first_day, limit.last_day) == ("ST", None, None)


def test_fixed_leave_of_a_post_is_given_to_its_holder(leave: LeaveScreen, desk: Desk) -> None:
    assert leave.limits.fixed() is None  # there is no post yet
    khan = next(one for one in build.every(desk, Clinician) if one.name == "Dr S Khan")
    build.held(desk, build.a_post(desk, "On-call 3"), khan)
    form = leave.limits.fixed()
    assert form is not None
    fill(form, "Agreed with", "the forum")
    form.press()
    (fixed,) = build.every(desk, FixedLeave)
    given = build.found(desk, LeaveRequest, fixed.leave_request_id)
    assert given is not None
    assert (given.clinician_id, given.state, fixed.agreed) == (
        khan.id,
        LeaveState.APPROVED,
        "the forum",
    )


def test_absences_tell_days_lost_and_who_reckons_pay(leave: LeaveScreen, desk: Desk) -> None:
    khan = next(one for one in build.every(desk, Clinician) if one.name == "Dr S Khan")
    build.an_absence(desk, khan, TODAY - dt.timedelta(days=5), TODAY - dt.timedelta(days=2))
    leave.show_view("absence")
    leave.inspect_now()
    assert "4 calendar days, 4 by the share of full time" in said(leave.side)
    assert "4 of 730 days by the share of full time, 0.55 %" in said(leave.views)
    assert "no pay is reckoned here" in said(leave.views)


def test_the_record_of_three_years_is_a_page(leave: LeaveScreen) -> None:
    leave.print_record()
    window = leave.window()
    assert isinstance(window, MainWindow)
    shown = window.screen_now
    assert isinstance(shown, ReportsScreen)
    assert shown.report is not None
    assert shown.report.name == "leave-record"


def _asked_in_the_form(leave: LeaveScreen, desk: Desk, kind: LeaveKind) -> int:
    form = leave.hands.ask()
    for name, value in (("Who", "Dr S Khan"), ("Kind", kind_words(kind)), ("Note", "by phone")):
        fill(form, name, value)
    for name in ("First day", "Last day"):
        field = next(one for one in form.findChildren(QDateEdit) if one.accessibleName() == name)
        field.setDate(qt_day(dt.date(2027, 1, 18)))
    form.press()
    back_in_the_window(leave)
    number = build.every(desk, LeaveRequest)[-1].id
    leave.requests.choose(number)
    leave.inspect_now()
    return number


def _with_reason(form: Form | None, reason: str) -> None:
    assert form is not None
    fill(form, "Reason", reason)
    form.press()


@pytest.mark.parametrize("kind", list(LeaveKind))
def test_leave_of_every_kind_is_asked_for_answered_and_taken_back_with_who_when_and_why(
    leave: LeaveScreen, desk: Desk, kind: LeaveKind
) -> None:
    khan = next(one for one in build.every(desk, Clinician) if one.name == "Dr S Khan")
    on = len([one for one in build.every(desk, Assignment) if one.clinician_id == khan.id])

    def on_now() -> int:
        return len([one for one in build.every(desk, Assignment) if one.clinician_id == khan.id])

    approved = _asked_in_the_form(leave, desk, kind)
    press(leave, Qt.Key.Key_Return)
    assert on_now() == on - 1
    leave.focus_on(leave=approved)
    leave.inspect_now()
    _with_reason(leave.hands.cancel(), "called off")
    assert on_now() == on
    declined = _asked_in_the_form(leave, desk, kind)
    _with_reason(leave.hands.decline(), "three are away")
    withdrawn = _asked_in_the_form(leave, desk, kind)
    leave.hands.withdraw()
    asked = (LeaveState.REQUESTED, desk.who, build.NOW.replace(tzinfo=None), "by phone")
    steps = [
        (one.leave_request_id, (one.state, one.by, one.at, one.reason))
        for one in build.every(desk, LeaveStep)
        if one.leave_request_id in (approved, declined, withdrawn)
    ]
    assert steps == [
        (approved, asked),
        (approved, (LeaveState.APPROVED, *asked[1:3], "")),
        (approved, (LeaveState.CANCELLED, *asked[1:3], "called off")),
        (declined, asked),
        (declined, (LeaveState.DECLINED, *asked[1:3], "three are away")),
        (withdrawn, asked),
        (withdrawn, (LeaveState.WITHDRAWN, *asked[1:3], "")),
    ]
    kinds = {one.kind for one in build.every(desk, LeaveRequest) if one.clinician_id == khan.id}
    assert kinds == {kind}


def test_where_no_other_week_fits_better_the_panel_says_so(
    leave: LeaveScreen, desk: Desk, people: dict[str, Clinician]
) -> None:
    for weeks in range(-6, 7):  # the same list in every week, hers alone
        if weeks:
            build.a_list(desk, NEXT + weeks * dt.timedelta(weeks=1), on=[people["Dr A Patel"]])
    leave.refresh()
    leave.inspect_now()
    assert "None within 6 weeks before or after" in said(leave.side)


def test_leave_that_leaves_nothing_uncovered_needs_no_swap(
    leave: LeaveScreen, desk: Desk, people: dict[str, Clinician]
) -> None:
    quiet = ask(desk, people["Dr S Khan"], dt.date(2027, 2, 1), dt.date(2027, 2, 2))
    leave.focus_on(leave=quiet)
    leave.inspect_now()
    leave.more.swaps()
    leave.frame.tasks.wait()
    QApplication.processEvents()
    assert "Every session stays covered without them: nothing to swap." in said(leave.window())


def test_the_buttons_of_an_absence_are_read_whole(
    leave: LeaveScreen, desk: Desk, people: dict[str, Clinician]
) -> None:
    first = TODAY - dt.timedelta(days=3)
    desk.do(record_absence, clinician=people["Dr S Khan"].id, first=first, last=first)
    leave.window().resize(1280, 800)
    leave.show_view("absence")
    leave.refresh()
    leave.absences.selectRow(0)
    leave.inspect_now()
    QApplication.processEvents()
    shown = [one for one in leave.side.findChildren(QPushButton) if one.text()]
    assert "Talk on return held today" in [one.text() for one in shown]
    assert [one.text() for one in shown if one.width() < one.sizeHint().width()] == []


def test_every_column_of_the_balances_fits_a_small_window(leave: LeaveScreen) -> None:
    leave.window().resize(1280, 800)
    leave.show_view("balances")
    QApplication.processEvents()
    assert leave.balances.horizontalScrollBar().maximum() == 0
