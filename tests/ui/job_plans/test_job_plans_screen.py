"""The Job plans screen: the week by key, sums in words, building shown before it is done."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import build
import pytest
from build import MONDAY
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot
from standing import back_in_the_window
from wards import a_small_ward

from models import ClinicalSession, Clinician, JobPlan, JobPlanLine
from rota_desk.desk import Desk, Done
from rota_desk.edits.building import NotPlaced, build_period
from rota_desk.queries.plan_exceptions import plan_exceptions
from ui.job_plans.build_form import answer_words
from ui.job_plans.job_plans_screen import LIST, JobPlansScreen
from ui.job_plans.line_form import LineForm
from ui.job_plans.plan_columns import PLANS
from ui.job_plans.week_view import GAP, HEAD, LEFT, RIGHT, SHUT, TIMES, _small, said_in_rows
from ui.main_window import MainWindow
from ui.widgets.ring import Legend, Ring


@pytest.fixture
def plan(desk: Desk) -> JobPlan:
    return a_ward_with_a_plan(desk)


@pytest.fixture
def ward(desk: Desk, plan: JobPlan) -> dict[str, int]:
    """The small ward, with its plan."""
    assert plan.id
    return {one.name: one.id for one in build.every(desk, Clinician)}


@build.laid_out_once
def a_ward_with_a_plan(desk: Desk) -> JobPlan:
    """Dr A Patel: a list on Monday, SPA on Tuesday of week 2, a clash on Wednesday."""
    patel = a_small_ward(desk)["Dr A Patel"]
    plan = build.a_job_plan(desk, patel, cycle_weeks=2)
    build.a_plan_line(desk, plan, "EN", 0)
    build.a_plan_line(desk, plan, "SP", 1, week=2)
    build.a_plan_line(desk, plan, "CL", 2)
    build.a_plan_line(desk, plan, "WR", 2)
    return plan


@pytest.fixture
def plans(window: MainWindow, plan: JobPlan) -> JobPlansScreen:
    del plan  # the screen opens on it
    window.go("job_plans")
    screen = window.screen_now
    assert isinstance(screen, JobPlansScreen)
    return screen


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_the_plan_shows_its_week_and_its_sums(plans: JobPlansScreen) -> None:
    assert [one.owner for one in plans.list.records()] == ["Dr A Patel"]
    line = plans.week_view.line()
    assert line is not None
    assert line.code == "EN"
    words = said(plans.side)
    assert "3.50 PA planned, 10.00 contracted: 6.50 missing" in words
    assert "Clashes (1)" in words
    (ring,) = plans.side.findChildren(Ring)
    assert ring.accessibleName() == "3.50 of 10 PA. DCC: 3.00 PA, 86 %; SPA: 0.50 PA, 14 %"
    (legend,) = plans.side.findChildren(Legend)
    assert said(legend) == "DCC\n3.00 PA, 86 %\nSPA\n0.50 PA, 14 %"
    assert "The year's sessions: " in words


def test_the_second_week_has_its_own_lines(plans: JobPlansScreen) -> None:
    plans.turn(1)
    assert plans.week == 2
    plans.week_view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(plans.week_view, key)
    line = plans.week_view.line()
    assert line is not None
    assert line.code == "SP"


def test_cells_are_read_aloud(plans: JobPlansScreen) -> None:
    index = plans.model.index(0, 2)
    assert plans.model.data(index, Qt.ItemDataRole.AccessibleTextRole) == (
        "Wed, morning: Clinic 09:00–13:00, DCC, 1 PA, clashes;"
        " Ward round 09:00–13:00, DCC, 1 PA, clashes"
    )


def test_a_new_line_takes_over_what_is_usual(plans: JobPlansScreen, desk: Desk) -> None:
    plans.week_view.go_to(1, 3)
    form = plans.acts.add_line()
    assert isinstance(form, LineForm)
    form.fields.activity.fill(build.an_activity(desk, "SP").id)
    form.fields.week.fill(0)
    assert (form.fields.starts.value(), form.fields.ends.value()) == (dt.time(13), dt.time(17))
    form.form.press()
    added = build.every(desk, JobPlanLine)[-1]
    assert (added.weekday, added.week, added.category.value) == (3, None, "SPA")
    assert desk.can_undo == "Add to the job plan of Dr A Patel"


def test_a_line_is_removed_by_key_and_comes_back(
    plans: JobPlansScreen, desk: Desk, window: MainWindow
) -> None:
    plans.week_view.go_to(0, 0)
    plans.acts.remove_line()
    assert len(build.every(desk, JobPlanLine)) == 3
    window.undo()
    assert len(build.every(desk, JobPlanLine)) == 4


def test_a_new_version_starts_on_a_monday_only(plans: JobPlansScreen, desk: Desk) -> None:
    form = plans.acts.new_version()
    assert form is not None
    form.press()
    assert [one.start for one in build.every(desk, JobPlan)] == [
        MONDAY,
        MONDAY + dt.timedelta(weeks=1),
    ]


def test_building_is_shown_first_and_then_one_undoable_act(
    plans: JobPlansScreen, desk: Desk, qtbot: QtBot, window: MainWindow
) -> None:
    before = len(build.every(desk, ClinicalSession))
    form = plans.acts.build()
    form.first.fill(dt.date(2026, 12, 7))
    form.last.fill(dt.date(2026, 12, 13))
    form.look()
    qtbot.waitUntil(lambda: "session" in form.shown.toPlainText(), timeout=20_000)
    assert form.shown.toPlainText().startswith("3 sessions")
    assert len(build.every(desk, ClinicalSession)) == before
    form.press()
    assert len(build.every(desk, ClinicalSession)) == before + 3
    window.undo()
    assert len(build.every(desk, ClinicalSession)) == before


def test_a_coming_week_is_changed_once_built_so_and_listed(
    plans: JobPlansScreen, desk: Desk
) -> None:
    form = plans.acts.change_once()
    assert form is not None
    day = form.out_day.value()
    form.form.press()
    assert form.form.isVisible()  # no reason yet: the form stays and says so
    form.reason.fill("audit day")
    form.form.press()
    assert "no Endoscopy list 08:30–12:30 (audit day)" in said(plans.side)
    answer = desk.preview(build_period, first=day, last=day)
    assert isinstance(answer, Done)
    assert answer_words(answer.value).splitlines()[2] == "Changed once, as kept in the plans:"
    assert answer.value.sessions == 0
    (one,) = desk.ask(plan_exceptions, first=day)
    plans.acts.take_back(one)
    assert plans.once == ()


def codes(plans: JobPlansScreen) -> dict[tuple[int, int], list[str]]:
    """The codes of the week that is shown, by row and weekday."""
    return {place: [one.code for one in lines] for place, lines in plans.model.cells.items()}


def test_typing_fills_every_selected_cell_of_the_week_as_one_step(
    plans: JobPlansScreen, desk: Desk, window: MainWindow
) -> None:
    plans.week_view.setFocus()
    plans.week_view.go_to(0, 3)
    QTest.keyClick(plans.week_view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(plans.week_view, "s")
    QTest.keyClick(plans.hands.code, Qt.Key.Key_Return)
    assert (codes(plans)[0, 3], codes(plans)[0, 4]) == (["SP"], ["SP"])
    assert desk.can_undo == "Fill 2 cells in the job plan of Dr A Patel"
    added = build.every(desk, JobPlanLine)[-1]
    assert (added.week, added.starts, added.ends) == (1, dt.time(8), dt.time(12))
    plans.turn(1)
    assert (0, 3) not in codes(plans)
    window.undo()


def test_a_block_is_copied_pasted_and_cleared(plans: JobPlansScreen, desk: Desk) -> None:
    del desk
    view = plans.week_view
    view.setFocus()
    view.go_to(0, 0)
    plans.hands.copy()
    view.go_to(1, 4)
    plans.hands.paste()
    line = view.line()
    assert line is not None
    assert (line.code, line.starts, line.week) == ("EN", dt.time(13, 30), 1)
    view.go_to(0, 2)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    plans.hands.clear()
    assert (0, 2) not in codes(plans)
    plans.turn(1)
    assert codes(plans)[0, 2] == ["CL", "WR"]  # every week's lines stay in the others


def test_a_brush_paints_what_stands_under_the_cursor_and_escape_puts_it_down(
    plans: JobPlansScreen,
) -> None:
    view = plans.week_view
    view.go_to(0, 0)
    plans.hands.turn_brush()
    one, other = (view.visualRect(plans.model.index(0, day)).center() for day in (3, 4))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=one)
    QTest.mouseMove(view.viewport(), other)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=other)
    assert codes(plans)[0, 3] == ["EN"]
    view.go_to(0, 4)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert codes(plans)[0, 4] == ["EN"]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert plans.hands.brush == ""


def test_a_change_from_a_monday_shows_what_moves_and_is_one_undoable_step(
    plans: JobPlansScreen, desk: Desk, qtbot: QtBot, window: MainWindow
) -> None:
    desk.do(build_period, first=MONDAY, last=MONDAY + dt.timedelta(days=20))
    before = len(build.every(desk, ClinicalSession))
    plans.week_view.go_to(0, 0)
    form = plans.acts.change_from()
    assert form is not None
    form.fields.weekday.fill(3)
    form.look()
    qtbot.waitUntil(lambda: "Goes (2)" in form.shown.toPlainText(), timeout=20_000)
    assert "New (2):" in form.shown.toPlainText()
    form.press()
    assert len(build.every(desk, ClinicalSession)) == before
    assert plans.plan is not None
    assert plans.plan.summary.start == MONDAY + dt.timedelta(weeks=1)
    assert desk.can_undo == "Change the job plan of Dr A Patel from Mon 16 Nov"
    window.undo()
    assert plans.plan.summary.start == MONDAY
    assert len(build.every(desk, JobPlan)) == 1


def test_a_version_to_come_is_opened_changed_and_the_rota_brought_in_line(
    plans: JobPlansScreen, desk: Desk, qtbot: QtBot
) -> None:
    desk.do(build_period, first=MONDAY, last=MONDAY + dt.timedelta(days=20))
    version = plans.acts.new_version()
    assert version is not None
    version.press()
    plans.week_view.go_to(0, 0)
    plans.acts.remove_line()
    assert plans.plan is not None
    assert plans.plan.summary.start == MONDAY + dt.timedelta(weeks=1)
    form = plans.acts.follow()
    assert form is not None
    qtbot.waitUntil(lambda: "Goes (2)" in form.shown.toPlainText(), timeout=20_000)
    form.press()
    assert desk.can_undo == "Bring the rota in line with the job plan of Dr A Patel"
    plans.show_plan(plans.plan.versions[0].plan_id)
    assert plans.plan.summary.start == MONDAY


def test_a_plan_is_begun_for_a_post_and_for_a_day_to_come(
    plans: JobPlansScreen, desk: Desk
) -> None:
    post = build.a_post(desk, "SHO 1")
    form = plans.acts.new_plan()
    box = form.findChildren(QComboBox)[0]
    box.setCurrentText("SHO 1 (post)")
    form.press()
    begun = build.every(desk, JobPlan)[-1]
    assert (begun.post_id, begun.clinician_id) == (post.id, None)
    assert "SHO 1" in [one.owner for one in plans.list.records()]
    build.a_job_plan(desk, build.a_resident(desk, "Dr N Iqbal"), start=dt.date(2027, 2, 1))
    plans.refresh()
    assert "Dr N Iqbal" in [one.owner for one in plans.list.records()]


def test_lines_on_no_weekday_stand_below_the_week_and_are_changed_placed_and_taken_out(
    plans: JobPlansScreen, desk: Desk
) -> None:
    desk.do(build_period, first=MONDAY, last=MONDAY + dt.timedelta(days=13))
    lists = build.an_activity(desk, "EN").id
    assert not plans.beside.isVisible()
    form = plans.acts.add_line()
    assert form is not None
    form.fields.activity.fill(lists)
    form.fields.flexible.fill("year")
    assert not form.fields.weekday.widget.isVisible()
    form.fields.times_a_year.fill(Decimal(20))
    form.form.press()
    form = plans.acts.add_line()
    assert form is not None
    form.fields.title.fill("Governance")
    form.fields.weekday.fill(3)
    form.fields.nth.fill(2)
    assert not form.fields.week.widget.isVisible()
    form.form.press()
    assert [one.when for one in plans.beside.records()] == [
        "Second Thu of the month",
        "Any day of the year, 20 a year",
    ]
    back_in_the_window(plans)
    plans.beside.setFocus()
    QTest.keyClick(plans.beside, Qt.Key.Key_Down)
    below = plans.below()
    assert below is not None
    assert below.count is not None
    planned = below.count.planned
    assert below.count.short_words in said(plans.side)
    place = plans.acts.place()
    assert place is not None
    assert place.free.value() == dt.date(2026, 11, 13)
    place.form.press()
    assert desk.can_undo == "Place Endoscopy list of the plan of Dr A Patel on Fri 13 Nov"
    below = plans.below()
    assert below is not None
    assert below.count is not None
    assert below.count.planned == planned + 1
    QTest.keyClick(plans.beside, Qt.Key.Key_Up)
    once = plans.acts.change_once()
    assert once is not None
    assert once.out_day.value() == dt.date(2026, 12, 10)  # the second Thursday not built yet
    once.form.reject()
    back_in_the_window(plans)
    QTest.keyClick(plans.beside, Qt.Key.Key_Delete)
    assert [one.line.flexible for one in plans.beside.records()] == ["year"]
    plans.week_view.setFocus()
    assert plans.below() is None


def test_a_line_keeps_its_own_title_beside_its_activity_when_it_is_changed(
    plans: JobPlansScreen, desk: Desk
) -> None:
    form = plans.acts.add_line()
    assert form is not None
    form.fields.activity.fill(build.an_activity(desk, "EN").id)
    form.fields.title.fill("Training list")
    form.fields.flexible.fill("year")
    form.form.press()
    refused = "Write how many times a year it is done; without a number nobody owes it."
    assert refused in said(form.form)
    form.fields.times_a_year.fill(Decimal(20))
    form.form.press()
    (below,) = plans.beside.records()
    assert below.line.own_title == "Training list"
    back_in_the_window(plans)
    plans.beside.setFocus()
    again = plans.acts.change_line()
    assert again is not None
    assert again.fields.title.value() == "Training list"
    again.fields.times_a_year.fill(Decimal(12))
    again.form.press()
    (below,) = plans.beside.records()
    assert (below.line.own_title, below.line.per_year) == ("Training list", Decimal(12))
    once = plans.acts.change_once()
    assert once is not None
    assert once.out.value() == 0  # a flexible line stands on no day that could fall out
    once.form.reject()


def test_where_many_places_stay_empty_the_reasons_are_counted_first(desk: Desk) -> None:
    day = dt.datetime(2027, 2, 8, 17, 30)
    left = [
        NotPlaced(number, day.date(), day, "On-call", *why)
        for number, why in enumerate([("", "SHO 1 is vacant")] * 9 + [("Dr A Patel", "on leave")])
    ]
    answer = desk.preview(build_period, first=MONDAY, last=MONDAY)
    assert isinstance(answer, Done)
    told = answer_words(replace(answer.value, not_placed=tuple(left))).splitlines()
    at = told.index("Not placed, and why (10):")
    assert told[at + 1 : at + 6] == [
        "  9 ×  nobody, SHO 1 is vacant",
        "  1 ×  Dr A Patel, on leave",
        "",
        "Day by day:",
        "Mon 8 Feb 17:30  On-call: nobody, SHO 1 is vacant",
    ]
    few = answer_words(replace(answer.value, not_placed=tuple(left[-1:]))).splitlines()
    assert few[-2:] == [
        "Not placed, and why (1):",
        "Mon 8 Feb 17:30  On-call: Dr A Patel, on leave",
    ]


def test_the_list_says_in_one_word_what_is_wrong_with_a_plan(plans: JobPlansScreen) -> None:
    (one,) = plans.list.records()
    check = PLANS[2]
    assert check.text(one) == "▲ -6.50, 1 clash"
    assert check.kind(one) == "danger"
    assert check.tip(one) == f"▲ -6.50, 1 clash; {one.words}"
    assert check.text(replace(one, clashes=0, total=one.contracted)) == "✓"
    assert check.text(replace(one, clashes=2, total=None)) == "▲ 2 clashes"
    assert check.text(replace(one, clashes=0, total=None)) == ""


def test_the_narrowest_day_shows_the_times_of_a_line_whole(plans: JobPlansScreen) -> None:
    view = plans.week_view
    small = QFontMetrics(_small(view.font(), plans.frame.look))
    room = view._narrow() - LEFT - RIGHT - 2 * GAP - 2
    assert small.elidedText(TIMES, Qt.TextElideMode.ElideRight, room) == TIMES


def test_the_list_keeps_its_part_of_the_room_until_somebody_moves_the_divider(
    plans: JobPlansScreen,
) -> None:
    plans.resize(1000, 600)
    plans._split.share()
    first = plans._split.sizes()[0]
    plans.resize(1300, 600)
    assert plans._split.sizes()[0] == first == plans.frame.look.pixels(LIST)
    plans._split.splitterMoved.emit(0, 0)
    plans._split.setSizes([400, 900])
    plans.resize(1290, 600)
    assert plans._split.sizes()[0] >= 390


def test_an_empty_weekend_gives_way_in_a_narrow_window_and_its_times_are_read_whole(
    plans: JobPlansScreen,
) -> None:
    view = plans.week_view
    head, given = plans.frame.look.pixels(HEAD), 2 * plans.frame.look.pixels(SHUT)
    for room, alike in ((view._narrow() * 7 + 70, True), (view._narrow() * 5 + given, False)):
        view.resize(room + head, 400)
        widths = [view.columnWidth(day) for day in range(7)]
        assert min(widths[:5]) >= view._narrow()
        assert (widths[6] == widths[0]) is alike
        assert view.model().headerData(0, Qt.Orientation.Horizontal) == "Mon"


def test_where_times_have_no_room_the_whole_week_is_told_by_codes(plans: JobPlansScreen) -> None:
    window, view = plans.window(), plans.week_view
    try:
        window.look.enlarge(2.0)  # type: ignore[attr-defined]  # a main window
        window.resize(1280, 800)
        QTest.qWait(200)
        assert view.horizontalScrollBar().maximum() == 0
        assert not plans.beside.horizontalScrollBar().isVisible()
        heads = [view.model().headerData(day, Qt.Orientation.Horizontal) for day in range(7)]
        assert heads == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        assert view.model().headerData(0, Qt.Orientation.Vertical) == "AM"
        (line,) = plans.model.lines(plans.model.index(0, 0))
        assert said_in_rows(line, short=True) == ("EN", "DCC")
        assert said_in_rows(line, short=False) == ("EN", "08:30–12:30", "DCC · 1 PA")
    finally:
        window.look.enlarge(1.0)  # type: ignore[attr-defined]  # a main window


def test_building_shows_what_it_would_make_at_once_and_again_for_another_day(
    plans: JobPlansScreen, desk: Desk, qtbot: QtBot
) -> None:
    sessions = len(build.every(desk, ClinicalSession))
    form = plans.acts.build()
    told = []
    begins = form.first.value()
    build.approved_leave(desk, build.every(desk, Clinician)[0], begins)
    for weeks in (1, 2):
        form.first.fill(begins + dt.timedelta(weeks=weeks))
        form.weeks.fill(weeks)
        first, last = form.first.value(), form.last.value()
        would = desk.preview(build_period, first=first, last=last)
        assert isinstance(would, Done)
        told.append(answer_words(would.value))
        qtbot.waitUntil(lambda: form.shown.toPlainText() == told[-1], timeout=20_000)
    assert told[0] != told[1]
    form.first.fill(begins)  # a day alone, without its length
    would = desk.preview(build_period, first=begins, last=form.last.value())
    assert isinstance(would, Done)
    qtbot.waitUntil(lambda: form.shown.toPlainText() == answer_words(would.value), timeout=20_000)
    form.press()
    assert len(build.every(desk, ClinicalSession)) == sessions + would.value.sessions
    assert would.value.gaps == 1
    qtbot.waitUntil(lambda: "Built; 1 gap to fill." in said(plans.window()))
