"""One person highlighted through every place of the window, by key, and taken off again."""

import datetime as dt
from typing import Any

import pytest
from build import MONDAY, a_list, assigned, every
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest

from models import Clinician
from models.types import LeaveKind
from rota_desk.desk import Desk
from rota_desk.edits.leave import request_leave
from rota_desk.edits.swaps import ask_swap
from ui.leave.leave_screen import LeaveScreen
from ui.main_window import MainWindow
from ui.oncall.oncall_screen import OnCallScreen
from ui.rooms.rooms_screen import RoomsScreen
from ui.roster.roster_screen import RosterScreen
from ui.style.tokens import LIGHT
from ui.swaps.swaps_screen import SwapsScreen
from ui.widgets.followed import Followed, FollowedChip

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
THURSDAY = MONDAY + dt.timedelta(days=3)


def gone(window: MainWindow, place: str) -> Any:  # noqa: ANN401 - the place's own screen
    window.go(place)
    return window.screen_now


def highlighted(model: QAbstractItemModel) -> list[str]:
    """What cells say aloud that they are of the person who is highlighted."""
    told = [
        str(model.data(model.index(row, column), SPOKEN) or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return [one for one in told if "highlighted" in one]


def chips(window: MainWindow) -> list[str]:
    found = window.screen_now.findChildren(FollowedChip)
    return [one.text() for one in found if not one.isHidden()]


def test_who_is_highlighted_on_the_rota_is_marked_on_the_on_call_board(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["Dr E Voss"], day=MONDAY)
    QTest.keyClick(rota.grid, Qt.Key.Key_K, KEYS)
    board: OnCallScreen = gone(window, "oncall")
    board.turn(0)
    board.first = MONDAY
    board.refresh()
    assert chips(window) == ["◎ Dr E Voss  ×"]
    told = highlighted(board.model)
    assert [one.count("highlighted") for one in told] == [1, 1, 1]
    assert all("Dr E Voss" in one for one in told)
    board.grid.setCurrentIndex(board.model.index(1, 0))
    QTest.keyClick(board.grid, Qt.Key.Key_K, KEYS)
    assert (window.followed.person, highlighted(board.model), chips(window)) == (0, [], [])
    QTest.keyClick(board.grid, Qt.Key.Key_K, KEYS)
    assert window.followed.name == "Dr E Voss"
    assert window.messages.text() == "Dr E Voss is highlighted. Ctrl+Alt+Shift+K ends it."
    board.grid.setCurrentIndex(board.model.index(0, 0))
    QTest.keyClick(board.grid, Qt.Key.Key_K, KEYS | Qt.KeyboardModifier.ShiftModifier)
    assert window.followed.person == 0


def test_the_word_in_the_head_takes_the_mark_off_everywhere(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rooms: RoomsScreen = gone(window, "rooms")
    assert chips(window) == []
    window.followed.turn(ward["Dr M Okafor"], "Dr M Okafor")
    assert rota.head.sieve.text() == "◎ Dr M Okafor  ×"
    assert highlighted(rooms.model) != []
    (chip,) = rooms.findChildren(FollowedChip)
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert (window.followed.person, chips(window), highlighted(rooms.model)) == (0, [], [])
    assert rota.head.sieve.isHidden()


def test_the_room_diary_frames_the_sessions_of_whoever_is_highlighted_and_no_other(
    window: MainWindow, ward: dict[str, int]
) -> None:
    rooms: RoomsScreen = gone(window, "rooms")
    rooms.show_days(7)
    cells = [cell for row in rooms.model.rows for cell in getattr(row, "cells", ())]
    held = [one for cell in cells for one in cell.holdings]
    window.followed.turn(ward["Dr A Patel"], "Dr A Patel")
    lit = {one.who for one in held if rooms.model.is_lit(one)}
    assert lit == {"Dr A Patel"}
    dark = {one.who for one in held if not rooms.model.is_lit(one)}
    assert "Dr A Patel" not in dark
    assert dark


def test_in_rooms_the_key_highlights_who_stands_on_the_session_under_the_cursor(
    window: MainWindow, ward: dict[str, int]
) -> None:
    rooms: RoomsScreen = gone(window, "rooms")
    rooms.grid.setFocus()
    held = rooms.spot.holding if rooms.spot else None
    assert held is not None
    QTest.keyClick(rooms.grid, Qt.Key.Key_K, KEYS)
    assert window.followed.name == held.who
    assert ward[held.who] == window.followed.person
    QTest.keyClick(rooms.grid, Qt.Key.Key_K, KEYS)
    assert window.followed.person == 0


def test_the_year_planner_and_the_lists_of_leave_mark_their_line(
    window: MainWindow, ward: dict[str, int], desk: Desk
) -> None:
    rowan = ward["Dr C Rowan"]
    desk.do(request_leave, clinician=rowan, kind=LeaveKind.ANNUAL, first=THURSDAY, last=THURSDAY)
    leave: LeaveScreen = gone(window, "leave")
    model = leave.year.year
    names = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    assert "Dr C Rowan" in names
    window.followed.turn(rowan, "Dr C Rowan")
    line = model.line_of(rowan)
    assert model.headerData(line, Qt.Orientation.Vertical) == "Dr C Rowan, highlighted"
    assert [row for row in range(model.rowCount()) if model.cell(row, 0).lit] == [line]
    leave.show_view("list")
    assert highlighted(leave.list.model()) == ["Who: Dr C Rowan, highlighted"]
    fonts = [leave.list.model().index(0, at).data(Qt.ItemDataRole.FontRole) for at in (0, 1)]
    assert [isinstance(one, QFont) and one.bold() for one in fonts] == [True, False]
    assert chips(window) == ["◎ Dr C Rowan  ×"]


def test_a_line_of_a_list_begins_with_a_bar_while_its_person_is_highlighted(
    window: MainWindow, ward: dict[str, int], desk: Desk
) -> None:
    first = assigned(desk, a_list(desk, THURSDAY), person(desk, "Dr A Patel"))
    second = assigned(desk, a_list(desk, THURSDAY + dt.timedelta(days=1)), person(desk, "S Quill"))
    desk.do(ask_swap, first=first.id, second=second.id, note="")
    swaps: SwapsScreen = gone(window, "swaps")
    swaps.table.clearSelection()
    swaps.table.setCurrentIndex(QModelIndex())

    def bar() -> str:
        area = swaps.table.visualRect(swaps.table.model().index(0, 0))
        shown = swaps.table.viewport().grab().toImage()
        return str(shown.pixelColor(area.left() + 1, area.center().y()).name())

    assert bar() != LIGHT.focus.lower()
    for name in ("S Quill", "Dr A Patel"):
        window.followed.turn(ward[name], name)
        assert bar() == LIGHT.focus.lower()
    window.followed.turn(ward["Dr C Rowan"], "Dr C Rowan")
    assert bar() != LIGHT.focus.lower()


@pytest.mark.parametrize(
    "place", ["versions", "tell", "hours", "claims", "expenses", "bank", "swaps"]
)
def test_every_place_that_marks_says_in_its_head_who_it_is(
    window: MainWindow, ward: dict[str, int], place: str
) -> None:
    window.followed.turn(ward["Dr A Patel"], "Dr A Patel")
    window.go(place)
    assert chips(window) == ["◎ Dr A Patel  ×"]


def person(desk: Desk, name: str) -> Clinician:
    return next(one for one in every(desk, Clinician) if one.name == name)


def test_words_name_only_whoever_has_the_whole_name() -> None:
    followed = Followed()
    followed.turn(1, "Dr A Smith")
    said = ("Dr A Smith", "Dr A Smith and Dr B Khan", "Dr A Smithson", "Dr B Khan")
    assert [followed.names(one) for one in said] == [True, True, False, False]
