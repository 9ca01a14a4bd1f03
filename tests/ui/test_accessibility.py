"""What a screen reader and a keyboard find: names, order, sizes."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.places import PLACES
from ui.roster.roster_screen import RosterScreen

DEEPEST = 14
SMALLEST = 24  # pixels, WCAG 2.2 AA 2.5.8


def inside(found: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    """Every object below one, tables' own cells left out."""
    yield found
    tables = {QAccessible.Role.Table, QAccessible.Role.List}
    if depth > DEEPEST or found.role() in tables:
        return
    for place in range(found.childCount()):
        child = found.child(place)
        if child is not None:
            yield from inside(child, depth + 1)


def nameless(window: QWidget) -> list[str]:
    """Every visible object that takes the focus and has no name."""
    found = QAccessible.queryAccessibleInterface(window)
    wrong = []
    for one in inside(found):
        state: Any = one.state()  # the types of PySide6 6.9 leave its fields out
        hidden = state.invisible or one.object() is None
        if hidden or not state.focusable or one.text(QAccessible.Text.Name):
            continue
        wrong.append(f"{type(one.object()).__name__} {one.object().objectName()}")
    return wrong


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_everything_that_takes_the_focus_has_a_name(any_window: MainWindow, place: str) -> None:
    any_window.go(place)
    QApplication.processEvents()
    assert nameless(any_window) == []


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_tab_leaves_every_place_and_comes_round_again(
    qtbot: QtBot, any_window: MainWindow, place: str
) -> None:
    any_window.go(place)
    any_window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    seen: list[QWidget] = []
    for _press in range(120):
        now = QApplication.focusWidget()
        assert now is not None
        if now in seen[:-1]:
            break
        if now not in seen:  # a date field stops at each of its parts
            seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert len(seen) >= 4
    assert QApplication.focusWidget() in seen


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_targets_are_large_enough_to_hit(any_window: MainWindow, place: str) -> None:
    any_window.go(place)
    QApplication.processEvents()
    kinds = (QAbstractButton, QComboBox, QDateEdit, QLineEdit)
    small = [
        f"{type(one).__name__} {one.accessibleName()} {one.height()}"
        for kind in kinds
        for one in any_window.findChildren(kind)
        if one.isVisible() and one.objectName() != "qt_toolbar_ext_button"
        if not isinstance(one.parent(), (QComboBox, QDateEdit)) and one.accessibleName()
        if one.height() < SMALLEST
    ]
    assert small == []


def test_the_grid_is_a_table_whose_cells_say_who_and_when(rota: RosterScreen) -> None:
    table = QAccessible.queryAccessibleInterface(rota.grid)
    assert table.role() == QAccessible.Role.Table
    assert table.text(QAccessible.Text.Name) == "Rota grid"


def test_twice_as_large_text_makes_rows_and_names_larger(
    rota: RosterScreen, window: MainWindow
) -> None:
    before = rota.grid.rowHeight(1), rota.grid.names.width()
    try:
        window.look.enlarge(2.0)
        QApplication.processEvents()
        after = rota.grid.rowHeight(1), rota.grid.names.width()
        assert after[0] >= 2 * before[0] - 4
        assert after[1] == 2 * before[1]
    finally:
        window.look.enlarge(1.0)
