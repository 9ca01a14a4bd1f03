"""Blocks of cells: cut and moved as they are, repeated downwards and to the right."""

import datetime as dt

import shiboken6
from build import MONDAY, every
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar
from roster_steps import TUESDAY, codes

from models import ClinicalSession
from rota_desk.desk import Desk
from ui.main_window import MainWindow
from ui.roster.laying import keep_level
from ui.roster.roster_screen import RosterScreen

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
SATURDAY = MONDAY + 5 * DAY
SHIFT = Qt.KeyboardModifier.ShiftModifier


def choose_two_days(rota: RosterScreen, person: int, day: dt.date) -> None:
    rota.focus_on(clinician=person, day=day, half="am")
    QTest.keyClick(rota.grid, Qt.Key.Key_Right, SHIFT)


def filled(rota: RosterScreen, person: int, *typed: tuple[dt.date, str]) -> None:
    for day, code in typed:
        rota.focus_on(clinician=person, day=day, half="am")
        rota.codes.fill(code, go_on=False)


def test_a_cut_block_moves_with_its_sessions_in_one_step(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    quill, first = ward["S Quill"], MONDAY + WEEK + 2 * DAY
    filled(rota, quill, (first, "CL"), (first + DAY, "EN"))
    before = {one.id for one in every(desk, ClinicalSession)}
    choose_two_days(rota, quill, first)
    rota.pasting.cut()
    rota.focus_on(clinician=quill, day=first + 3 * DAY, half="am")
    rota.pasting.paste()
    days = [first + place * DAY for place in (0, 1, 3, 4)]
    assert [codes(rota, quill, day) for day in days] == [[], [], ["CL"], ["EN"]]
    assert {one.id for one in every(desk, ClinicalSession)} == before
    assert desk.can_undo == "Move 2 sessions"
    window.undo()
    assert [codes(rota, quill, day) for day in days] == [["CL"], ["EN"], [], []]


def test_a_cut_block_that_runs_off_the_days_says_so_and_stays(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill, first = ward["S Quill"], MONDAY + WEEK + 2 * DAY
    filled(rota, quill, (first, "CL"), (first + DAY, "EN"))
    choose_two_days(rota, quill, first)
    rota.pasting.cut()
    rota.focus_on(clinician=quill, day=rota.period.last, half="am")
    rota.pasting.paste()
    assert window.messages.text().startswith("◆ The block does not fit there")
    assert [codes(rota, quill, first + place * DAY) for place in (0, 1)] == [["CL"], ["EN"]]


def test_where_nobody_works_there_is_nothing_to_cut(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["S Quill"], day=SATURDAY, half="am")
    rota.pasting.cut()
    assert window.messages.text() == "Nobody works there: there is nothing to cut."


def test_an_afternoon_that_was_copied_goes_into_the_half_under_the_cursor(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill, day = ward["S Quill"], MONDAY + WEEK + 3 * DAY
    rota.focus_on(clinician=quill, day=day, half="pm")
    rota.codes.fill("CL", go_on=False)
    rota.pasting.copy()
    rota.focus_on(clinician=quill, day=day + DAY, half="am")
    rota.pasting.paste()
    spot = rota.spot
    assert spot is not None
    assert (spot.half, [one.code for one in spot.entries]) == ("am", ["CL"])


def test_the_first_day_is_repeated_in_the_days_after(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill, first = ward["S Quill"], MONDAY + WEEK + 2 * DAY
    filled(rota, quill, (first, "CL"))
    choose_two_days(rota, quill, first)
    QTest.keyClick(rota.grid, Qt.Key.Key_Right, SHIFT)
    rota.filling.right()
    assert [codes(rota, quill, first + place * DAY) for place in range(3)] == [["CL"]] * 3


def test_one_cell_takes_what_stands_above_or_before_it(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill, first = ward["S Quill"], MONDAY + WEEK + 2 * DAY
    filled(rota, quill, (first, "CL"))
    rota.focus_on(clinician=quill, day=first + DAY, half="am")
    rota.filling.right()
    assert codes(rota, quill, first + DAY) == ["CL"]
    line, column = rota.model.line_of(quill), rota.model.column_of(first + DAY)
    above = next(
        place for place in range(line - 1, -1, -1) if rota.model.lines[place].row is not None
    )
    row = rota.model.lines[above].row
    assert row is not None
    filled(rota, row.key, (first + DAY, "EN"))
    rota.grid.go_to(line, column, "am")
    rota.filling.down()
    assert "EN" in codes(rota, quill, first + DAY)


def test_only_what_can_be_done_is_offered_beside_an_empty_cell(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["S Quill"], day=SATURDAY, half="am")
    rota.inspect_now()
    offered = [one.text for one in rota.side.acts]
    assert offered == [
        "Add a session …",
        "Paste",
        "Repeat the last code",
        "Why not this person? …",
    ]
    rota.focus_on(clinician=ward["Dr A Patel"], day=MONDAY, half="am")
    rota.inspect_now()
    assert next(one.text for one in rota.side.acts) == "Put somebody on …"
    assert codes(rota, ward["Dr A Patel"], TUESDAY) == []


def test_turning_all_the_way_round_comes_back_to_the_same_cell(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["Dr C Rowan"], day=MONDAY)  # a long day: no room has it
    before = rota.spot
    days = []
    for _view in range(4):
        rota.turn()
        days.append(rota.spot.day if rota.spot else None)
    assert days == [MONDAY, MONDAY, None, MONDAY]  # there are no posts
    assert rota.spot == before
    rota.focus_on(clinician=ward["S Quill"], day=SATURDAY)  # nothing stands there
    before = rota.spot
    for _view in range(4):
        rota.turn()
    assert rota.spot == before


def test_after_a_drag_the_cursor_stands_where_it_was_let_go(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["Dr A Patel"], day=MONDAY, half="am")
    entry = rota.entry
    line, column = rota.model.line_of(ward["S Quill"]), rota.model.column_of(SATURDAY)
    onto = rota.grid.spot_at(rota.model.index(line, column), "am")
    assert entry is not None
    assert onto is not None
    rota.carrying.drop(entry, onto, "move")
    spot = rota.spot
    assert spot is not None
    assert (spot.row.key, spot.day) == (ward["S Quill"], SATURDAY)
    assert codes(rota, ward["S Quill"], SATURDAY) == ["EN"]


def test_a_brush_in_hand_leaves_room_for_the_buttons(rota: RosterScreen) -> None:
    rota.painter.take("EN")
    assert (rota.head.version.isHidden(), rota.head.publish.isHidden()) == (True, False)
    rota.painter.stop()
    assert not rota.head.version.isHidden()


def test_cover_lines_that_outlive_the_grid_are_laid_without_it(qapp: QApplication) -> None:
    del qapp  # bars want one
    across, below = QScrollBar(), QScrollBar()
    across.setValue(7)
    keep_level(below, across)
    assert below.value() == 7
    shiboken6.delete(across)
    keep_level(below, across)  # a window that goes may take the grid first
    assert below.value() == 7
