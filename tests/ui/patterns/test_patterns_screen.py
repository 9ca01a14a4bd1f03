"""The Patterns screen: typed by key, judged while typed, copied, moved, laid."""

import datetime as dt

import build
import pytest
from build import every
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models import DutyPattern, PatternLaying, PatternLine
from models.types import StaffGroup
from rota_desk.desk import Desk
from rota_desk.edits.pattern_design import copy_pattern
from rota_desk.edits.patterns import lay_pattern
from rota_desk.edits.posts import add_posts
from ui.main_window import MainWindow
from ui.patterns.design_model import times_words
from ui.patterns.patterns_screen import PatternsScreen

LINES = [["LD", "LD", "LD", "LD", "", "", ""], ["SD", "SD", "", "", "", "", ""]]


@pytest.fixture
def pattern(desk: Desk, ward: dict[str, int]) -> DutyPattern:
    del ward
    return build.a_pattern(desk, LINES, name="Residents 1 in 2")


@pytest.fixture
def screen(window: MainWindow, pattern: DutyPattern) -> PatternsScreen:
    del pattern
    window.go("patterns")
    screen = window.screen_now
    assert isinstance(screen, PatternsScreen)
    screen.grid.go_to(1, 0)
    screen.grid.setFocus()
    return screen


def said(widget: QWidget) -> str:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def text(screen: PatternsScreen, week: int) -> list[str]:
    assert screen.view is not None
    return [screen.view.text(week, day) for day in range(7)]


def test_a_code_is_typed_and_the_cursor_goes_down(screen: PatternsScreen) -> None:
    screen.grid.go_to(1, 4)
    QTest.keyClicks(screen.grid, "l")
    QTest.keyClicks(screen.code, "d")
    QTest.keyClick(screen.code, Qt.Key.Key_Return)
    assert text(screen, 1)[4] == "LD"
    assert (screen.grid.week, screen.grid.weekday) == (2, 4)


def test_the_verdict_stands_beside_the_cell_while_it_is_typed(screen: PatternsScreen) -> None:
    screen.grid.go_to(1, 4)
    QTest.keyClicks(screen.grid, "l")
    QTest.keyClicks(screen.code, "d")
    assert "▲ Long run: 5 long shifts running" in said(screen.side)
    assert screen.model.marks(0, 4)
    QTest.keyClick(screen.code, Qt.Key.Key_Escape)
    assert "Long run: 5" not in said(screen.side)
    assert text(screen, 1)[4] == ""


def test_a_code_that_is_not_known_is_told_and_changes_nothing(
    screen: PatternsScreen, window: MainWindow
) -> None:
    screen.grid.go_to(2, 6)
    screen.take("QQ", go_on=False)
    assert text(screen, 2)[6] == ""
    assert '"QQ" on Sun of week 2' in said(window.messages)


def test_a_line_is_copied_and_pasted_on_another(screen: PatternsScreen) -> None:
    screen.line()
    screen.copy()
    assert QApplication.clipboard().text() == "LD\tLD\tLD\tLD\t\t\t"
    screen.grid.go_to(2, 0)
    screen.paste()
    assert text(screen, 2) == ["LD", "LD", "LD", "LD", "", "", ""]


def test_lines_move_repeat_and_go_by_key(screen: PatternsScreen, desk: Desk) -> None:
    screen.shift(1)
    assert text(screen, 2) == LINES[0]
    assert screen.grid.week == 2
    screen.repeat()
    assert text(screen, 3) == LINES[0]
    screen.drop()
    screen.clear()
    assert len(every(desk, PatternLine)) == 5
    assert "Line 2, Mon" in said(screen.side)


def test_the_next_breach_is_gone_to(screen: PatternsScreen) -> None:
    screen.grid.go_to(1, 4)
    screen.take("LD", go_on=False)
    screen.grid.go_to(1, 0)
    screen.next_mark(1)
    assert (screen.grid.week, screen.grid.weekday) == (1, 4)


def test_laying_shows_its_difference_first_and_is_one_step(
    screen: PatternsScreen, desk: Desk, qtbot: QtBot
) -> None:
    form = screen.lay()
    assert form is not None
    form.fields[0].setCurrentText("Dr C Rowan")
    form.look()
    qtbot.waitUntil(lambda: "put on" in form.shown.toPlainText())
    assert every(desk, PatternLaying) == []
    form.press()
    assert [one.lines["weeks"] for one in every(desk, PatternLaying)] == [2]
    assert desk.can_undo.startswith("Lay Residents 1 in 2 from")


def test_tab_goes_from_line_to_line_before_it_comes_to_the_buttons(
    screen: PatternsScreen, qtbot: QtBot
) -> None:
    form = screen.lay()
    assert form is not None
    form.fields[0].setFocus()
    names = []
    for _step in range(len(form.fields) + 4):
        held = form.focusWidget()
        names.append(held.accessibleName())
        QTest.keyClick(held, Qt.Key.Key_Tab)
    lines = [f"Line {at}" for at in range(1, len(form.fields) + 1)]
    below = ["The rest in order", "Show the difference", "It would change", "Cancel"]
    assert names == [*lines, *below]
    with qtbot.waitSignal(form.finished):
        form.reject()


def test_laid_again_from_an_earlier_monday_everybody_keeps_the_line_they_have_come_to(
    screen: PatternsScreen, pattern: DutyPattern, ward: dict[str, int], desk: Desk
) -> None:
    rowan, patel = ward["Dr C Rowan"], ward["Dr A Patel"]
    last = build.MONDAY + dt.timedelta(weeks=4, days=-1)
    people = {rowan: 1, patel: 2}
    desk.do(lay_pattern, pattern=pattern.id, first=build.MONDAY, last=last, people=people)
    form = screen.lay()
    assert form is not None
    assert [one.currentText() for one in form.fields] == ["Dr C Rowan", "Dr A Patel"]
    form.first.fill(build.MONDAY + dt.timedelta(weeks=1))
    assert [one.currentText() for one in form.fields] == ["Dr A Patel", "Dr C Rowan"]
    assert form.last.value() == build.MONDAY + dt.timedelta(weeks=13, days=-1)
    form.fields[0].setCurrentText("Nobody")
    form.first.fill(build.MONDAY)
    assert [one.currentText() for one in form.fields] == ["Nobody", "Dr C Rowan"]
    form.reject()


def test_the_lines_after_the_last_that_is_filled_follow_in_order(
    screen: PatternsScreen, desk: Desk
) -> None:
    desk.do(add_posts, name="SHO", count=12, group=StaffGroup.RESIDENT)
    form = screen.lay()
    assert form is not None
    form.fields[0].setCurrentText("SHO 2")
    form.rest.click()
    assert [one.currentText() for one in form.fields] == ["SHO 2", "SHO 3"]
    assert [name for _one, name in form.options][1:4] == ["SHO 1", "SHO 2", "SHO 3"]
    form.reject()


def test_the_rest_are_of_one_kind_and_nobody_stands_on_two_lines(
    screen: PatternsScreen, desk: Desk
) -> None:
    desk.do(add_posts, name="SHO", count=2, group=StaffGroup.RESIDENT)
    form = screen.lay()
    assert form is not None
    form.fields[0].setCurrentText("SHO 2")
    form.rest.click()
    assert [one.currentText() for one in form.fields] == ["SHO 2", "Nobody"]
    form.fields[1].setCurrentText("SHO 2")
    form.press()
    assert "SHO 2 stands on lines 1 and 2. Choose one." in said(form)
    assert every(desk, PatternLaying) == []
    form.reject()


def test_another_pattern_of_the_same_people_is_offered_to_end(
    screen: PatternsScreen, pattern: DutyPattern, ward: dict[str, int], desk: Desk
) -> None:
    rowan = ward["Dr C Rowan"]
    last = build.MONDAY + dt.timedelta(weeks=2, days=-1)
    desk.do(lay_pattern, pattern=pattern.id, first=build.MONDAY, last=last, people={rowan: 1})
    other = desk.do(copy_pattern, pattern=pattern.id, name="Residents 1 in 2, new").value
    screen.refresh()
    screen.show_pattern(other)
    form = screen.lay()
    assert form is not None
    assert form.ending.widget.isHidden()
    form.fields[1].setCurrentText("Dr C Rowan")
    assert form.ending.widget.text() == (  # type: ignore[attr-defined]  # a check box
        "Residents 1 in 2 ends then (Dr C Rowan stands on it)"
    )
    form.press()
    laid = {one.pattern_id: one for one in every(desk, PatternLaying)}
    assert laid[pattern.id].end == laid[other].start


def test_a_pattern_that_is_over_by_another_first_day_is_not_offered_to_end(
    screen: PatternsScreen, pattern: DutyPattern, ward: dict[str, int], desk: Desk
) -> None:
    people = {ward["Dr C Rowan"]: 1}
    last = build.MONDAY + dt.timedelta(weeks=2, days=-1)
    over = build.MONDAY + dt.timedelta(weeks=4)
    desk.do(
        lay_pattern, pattern=pattern.id, first=build.MONDAY, last=last, people=people, until=over
    )
    other = desk.do(copy_pattern, pattern=pattern.id, name="Residents 1 in 2, new").value
    screen.refresh()
    screen.show_pattern(other)
    form = screen.lay()
    assert form is not None
    form.fields[1].setCurrentText("Dr C Rowan")
    assert not form.ending.widget.isHidden()
    form.first.fill(over)
    assert form.ending.widget.isHidden()
    form.reject()


def test_a_name_that_nobody_has_is_told_in_the_form(screen: PatternsScreen) -> None:
    form = screen.lay()
    assert form is not None
    form.fields[1].setEditText("Dr Nobody")
    form.press()
    assert "“Dr Nobody” on line 2" in said(form)
    form.reject()


def test_a_cell_is_read_aloud_with_its_breach(screen: PatternsScreen) -> None:
    screen.grid.go_to(1, 4)
    screen.take("LD", go_on=False)
    index = screen.model.index(0, 4)
    spoken = str(screen.model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("Line 1, Fri: Long day 08:00–20:30; 5 long shifts running")
    assert times_words(screen.model.shifts(0, 4)[0]) == "08–20:30"


def test_where_times_have_no_room_every_day_is_told_by_its_codes(
    screen: PatternsScreen, window: MainWindow
) -> None:
    assert not screen.model.short
    try:
        window.look.enlarge(2.0)
        window.resize(1280, 800)
        QTest.qWait(200)
        narrow = [screen.grid.columnWidth(day) for day in range(7)]
        assert screen.model.short
        assert sum(narrow) <= screen.grid.viewport().width()
        assert screen.model.headerData(0, Qt.Orientation.Vertical) == "1"
        assert screen.model.headerData(6, Qt.Orientation.Horizontal) == "Su"
        assert not screen.list.horizontalScrollBar().isVisible()
    finally:
        window.look.enlarge(1.0)
