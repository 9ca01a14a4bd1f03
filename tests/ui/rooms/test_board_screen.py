"""The 6-4-2 board: a meeting is held with letters, card by card."""

import datetime as dt

import build
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from wards import a_small_ward

from models import ClinicalSession, Clinician, SixFourTwoDecision
from models.types import SessionState
from rota_desk.desk import Desk
from ui.main_window import MainWindow
from ui.rooms.board_screen import BoardScreen

MEETING = dt.date(2026, 11, 16)
SIX = MEETING + dt.timedelta(weeks=6)


@pytest.fixture
def lists(desk: Desk) -> list[int]:
    return lists_six_weeks_ahead(desk)


@pytest.fixture
def ward(desk: Desk, lists: list[int]) -> dict[str, int]:
    """The small ward, with its lists."""
    assert lists
    return {one.name: one.id for one in build.every(desk, Clinician)}


@build.laid_out_once
def lists_six_weeks_ahead(desk: Desk) -> list[int]:
    """The week six weeks ahead: two lists with nobody, one that is used."""
    a_small_ward(desk)
    okafor = build.a_clinician(desk, "Dr M Okafor")
    room, other = build.a_room(desk), build.a_room(desk, "E2")
    return [
        build.a_list(desk, SIX, room=room).id,
        build.a_list(desk, SIX + dt.timedelta(days=1), room=room).id,
        build.a_list(desk, SIX + dt.timedelta(days=1), room=other, on=[okafor]).id,
    ]


@pytest.fixture
def board(window: MainWindow, lists: list[int]) -> BoardScreen:
    assert lists
    window.go("board")
    screen = window.screen_now
    assert isinstance(screen, BoardScreen)
    screen.refresh()
    screen.walk_to(0)
    return screen


def press(screen: BoardScreen, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    none = Qt.KeyboardModifier.NoModifier
    QTest.keyClick(screen.columns[screen._here].cards, key, held or none)


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def state(desk: Desk, session: int) -> SessionState:
    there = build.found(desk, ClinicalSession, session)
    assert there is not None
    return there.state


def test_the_board_opens_on_the_next_meeting_with_the_first_session_to_decide(
    board: BoardScreen, lists: list[int]
) -> None:
    assert "Meeting of Mon 16 Nov 2026 · 2 to decide" in board.head.aside.text()
    assert board.columns[0].days.text() == "Mon 28 Dec – Sun 3 Jan"
    assert board.columns[0].due.text() == (
        "To decide by Mon 16 Nov · bank holiday Mon 28 Dec, Fri 1 Jan"
    )
    assert board.line is not None
    assert board.line.session_id == lists[0]
    assert "Nobody on it" in said(board.side)


def test_letters_decide_and_the_cursor_goes_on(
    board: BoardScreen, desk: Desk, lists: list[int]
) -> None:
    press(board, Qt.Key.Key_K)
    assert board.line is not None
    assert board.line.session_id == lists[1]
    press(board, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = [(one.session_id, one.decision) for one in build.every(desk, SixFourTwoDecision)]
    assert kept == [(lists[0], "kept"), (lists[2], "kept")]


def test_a_session_is_released_with_its_reason_and_the_step_is_undone(
    board: BoardScreen, desk: Desk, lists: list[int], window: MainWindow
) -> None:
    form = board.hands.release()
    assert form is not None
    next(iter(form.findChildren(QLineEdit))).setText("Annual leave")
    form.press()
    assert state(desk, lists[0]) is SessionState.RELEASED
    window.undo()
    assert state(desk, lists[0]) is SessionState.PLANNED
    assert build.every(desk, SixFourTwoDecision) == []


def test_the_arrows_walk_from_column_to_column_and_f8_finds_what_is_open(
    board: BoardScreen,
) -> None:
    press(board, Qt.Key.Key_Right)
    press(board, Qt.Key.Key_Right)
    assert board.week is not None
    assert board.week.milestone.value == "2"
    board.next_open()
    assert board.week.milestone.value == "6"


def test_a_meeting_on_any_day_shows_the_weeks_from_its_next_monday(board: BoardScreen) -> None:
    board.meeting = dt.date(2026, 12, 3)
    board.refresh()
    assert [one.days.text() for one in board.columns[:3]] == [
        "Mon 18 Jan – Sun 24 Jan",
        "Mon 4 Jan – Sun 10 Jan",
        "Mon 21 Dec – Sun 27 Dec",
    ]


def test_cards_keep_their_width_in_a_small_window_and_the_column_walked_is_in_sight(
    window: MainWindow, board: BoardScreen
) -> None:
    window.look.enlarge(2.0)
    try:
        window.resize(1280, 800)
        QApplication.processEvents()
        least = window.look.pixels(165)
        assert all(one.width() >= least for one in board.columns)
        for place in (1, 2, 3, 0):
            board.walk_to(place)
            shown = board.columns[place]
            left = shown.mapTo(board, QPoint(0, 0)).x()
            assert 0 <= left <= board.width() - least
    finally:
        window.look.enlarge(1.0)


def test_the_cards_of_all_columns_begin_at_one_height_and_one_column_is_walked(
    board: BoardScreen, desk: Desk
) -> None:
    build.a_list(desk, MEETING + dt.timedelta(weeks=4), room=build.a_room(desk, "E3"))
    board.refresh()
    board.resize(900, 600)
    QApplication.processEvents()
    assert len({one.cards.y() for one in board.columns}) == 1
    assert [one.cards.walked for one in board.columns] == [True, False, False, False]
    board.walk_to(1)
    assert [one.cards.walked for one in board.columns] == [False, True, False, False]
