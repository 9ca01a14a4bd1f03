"""The grid against a plain pixmap-delegate table of the same size, in the same run."""

import statistics
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from pytestqt.qtbot import QtBot
from sheets import a_sheet

from ui.roster.grid_view import RotaGrid
from ui.roster.marks import marks_of
from ui.roster.sheet_model import SheetModel
from ui.style.theme import Look
from ui.widgets.option import area_of

PEOPLE, DAYS = 100, 364
WIDE, HIGH = 36, 24
FRAME = 16.7  # milliseconds of a picture at sixty a second
GOAL = 1.3
Index = QModelIndex | QPersistentModelIndex


class PlainModel(QAbstractTableModel):
    def rowCount(self, _parent: Index | None = None) -> int:
        return PEOPLE

    def columnCount(self, _parent: Index | None = None) -> int:
        return DAYS

    def data(self, _index: Index, _role: int = 0) -> object:
        return None


class PlainDelegate(QStyledItemDelegate):
    """Draws one of twelve kept pictures, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = []
        for hue in range(12):
            picture = QPixmap(WIDE, HIGH)
            picture.fill(QColor.fromHsv(hue * 30, 60, 240))
            self.kept.append(picture)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.drawPixmap(
            area_of(option).topLeft(), self.kept[(index.row() * 7 + index.column()) % 12]
        )


def a_plain_table() -> QTableView:
    table = QTableView()
    table.keep = (PlainModel(), PlainDelegate())  # type: ignore[attr-defined]  # kept alive
    table.setModel(table.keep[0])  # type: ignore[attr-defined]
    table.setItemDelegate(table.keep[1])  # type: ignore[attr-defined]
    table.setShowGrid(False)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    for head, size in ((table.horizontalHeader(), WIDE), (table.verticalHeader(), HIGH)):
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultSectionSize(size)
    table.verticalHeader().setFixedWidth(172)
    return table


def a_rota_grid(look: Look) -> RotaGrid:
    model = SheetModel()
    grid = RotaGrid(model, look)
    model.show(a_sheet(PEOPLE, DAYS), marks_of(()))
    grid.fit()
    return grid


def taken(act: Callable[[], object]) -> float:
    """How many milliseconds of the processor an act takes on the window's thread."""
    begun = time.thread_time()
    act()
    return (time.thread_time() - begun) * 1000


def repaint(table: QTableView) -> float:
    view = table.viewport()
    view.update()
    return taken(QApplication.processEvents)


def scroll(table: QTableView) -> float:
    bar = table.horizontalScrollBar()
    to = (bar.value() + 3 * WIDE) % (60 * WIDE)
    bar.setValue(to)

    def move() -> None:
        bar.setValue(to + 3 * WIDE)
        QApplication.processEvents()

    return taken(move)


def walk(table: QTableView) -> float:
    """A step of the cursor to the day beside, and back at the end of the row."""
    at = table.currentIndex()
    column = (at.column() + 1) % 10 if at.isValid() else 0

    def step() -> None:
        table.setCurrentIndex(table.model().index(3, column))
        QApplication.processEvents()

    return taken(step)


def medians(tables: list[QTableView], act: Callable[[QTableView], float]) -> list[float]:
    """Both tables turn by turn, so that a busy moment hits both; the first turns warm up."""
    turns = [[act(table) for table in tables] for _turn in range(60)][20:]
    return [statistics.median(column) for column in zip(*turns, strict=True)]


@pytest.mark.benchmark
def test_the_grid_repaints_and_scrolls_nearly_as_fast_as_a_plain_table(
    qtbot: QtBot, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    look = Look(qapp)
    tables = [a_plain_table(), a_rota_grid(look)]
    for table in tables:
        qtbot.addWidget(table)
        table.resize(1600, 900)
        table.show()
        qtbot.waitExposed(table)
        table.horizontalHeader().setMinimumSectionSize(10)
        table.horizontalHeader().setDefaultSectionSize(WIDE)
    plain, rota = medians(tables, repaint)
    plain_step, rota_step = medians(tables, scroll)
    plain_walk, rota_walk = medians(tables, walk)
    with capsys.disabled():
        print(
            f"\nfull repaint {rota:.1f} ms against {plain:.1f} ms: {rota / plain:.2f}\n"
            f"scroll of 3 days {rota_step:.2f} ms against {plain_step:.2f} ms: "
            f"{rota_step / plain_step:.2f} (goal {GOAL})\n"
            f"step of the cursor {rota_walk:.2f} ms against {plain_walk:.2f} ms"
        )
    assert rota <= plain * GOAL * 1.5  # a busy machine is no reason to fail
    assert rota_step <= plain_step * GOAL * 1.5
    assert rota_walk <= FRAME
