"""Fairness as bars beside the grid."""

from build import MONDAY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rota_desk.domain.shares import KINDS
from rota_desk.queries.rota_sheet import By
from ui.main_window import MainWindow
from ui.roster.fairness_model import FairnessModel
from ui.roster.roster_screen import RosterScreen

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def opened(window: MainWindow, rota: RosterScreen) -> FairnessModel:
    QTest.keyClick(rota.grid, Qt.Key.Key_F, BOTH)
    told(window)
    return rota.fair.table.figures


def told(window: MainWindow) -> None:
    while window.tasks.busy():
        QApplication.processEvents()
    QApplication.processEvents()


def test_each_line_says_what_its_person_had_of_the_share(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    figures = opened(window, rota)
    voss = rota.model.line_of(ward["Dr E Voss"])
    nights, long_days = (
        figures.index(voss, KINDS.index(kind)) for kind in ("Nights", "Long days")
    )
    assert figures.data(nights) == "1 of 0.5"
    assert figures.data(long_days) == "1 of 2 ▼"  # the one straight after her night is one duty
    assert figures.data(nights, Qt.ItemDataRole.AccessibleTextRole) == (
        "Dr E Voss: 1 nights, 0.5 more than the share of 0.5, at 100% among Resident doctors"
    )
    assert rota.fair.days.text() == "9 – 22 November 2026"


def test_the_lines_lie_beside_those_of_the_grid_and_scroll_with_them(
    window: MainWindow, rota: RosterScreen
) -> None:
    window.resize(1400, 420)
    opened(window, rota)
    table = rota.fair.table
    assert [table.rowHeight(line) for line in range(rota.model.rowCount())] == [
        rota.grid.rowHeight(line) for line in range(rota.model.rowCount())
    ]
    assert table.viewport().height() == rota.grid.viewport().height()
    assert table.viewport().mapToGlobal(table.viewport().rect().topLeft()).y() == (
        rota.grid.viewport().mapToGlobal(rota.grid.viewport().rect().topLeft()).y()
    )
    rota.grid.verticalScrollBar().setValue(30)
    assert table.verticalScrollBar().value() == rota.grid.verticalScrollBar().value() > 0


def test_the_days_counted_may_go_back_a_year_and_an_edit_is_counted(
    qtbot: QtBot, window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    figures = opened(window, rota)
    rota.fair.over.setCurrentIndex(3)
    told(window)
    assert rota.fair.days.text() == "24 Nov 2025 – 22 Nov 2026"
    rota.focus_on(clinician=ward["Dr C Rowan"], day=MONDAY)
    rota.codes.fill("NT", go_on=False)
    rowan = figures.index(rota.model.line_of(ward["Dr C Rowan"]), KINDS.index("Nights"))
    qtbot.waitUntil(lambda: figures.data(rowan) == "1 of 1", timeout=20_000)
    assert figures.data(rowan) == "1 of 1"


def test_the_bars_go_with_the_rows_of_people_and_leave_the_grid_its_half(
    window: MainWindow, rota: RosterScreen
) -> None:
    opened(window, rota)
    assert rota.fair.width() <= rota.grid.width() + 2
    rota.fair.kind.setCurrentIndex(1)
    assert [rota.fair.table.isColumnHidden(at) for at in range(6)] == [False, *[True] * 5]
    rota.show_by(By.ROOM)
    assert rota.fair.isHidden()
    QTest.keyClick(rota.grid, Qt.Key.Key_F, BOTH)
    assert (rota.by, rota.fair.isVisible()) == (By.PERSON, True)
