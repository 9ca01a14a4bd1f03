"""The designer's table: lines down, weekdays across; typed into, copied, pasted."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from rota_desk.edits.pattern_design import PatternFill
from rota_desk.words import DAYS
from ui.patterns.design_model import DesignModel
from ui.patterns.design_painting import DesignDelegate, times_wide
from ui.style.theme import Look

LINE, DOUBLE = 40, 60  # pixels of a row with single cells, and with two shifts in one
SUM, HOURS, NAME = 66, 100, 72  # pixels of a sum's column, of the hours', of the line's name
DAY = 72  # pixels of a day at least, and more where the times of a shift need it
LOW, DAY_SHORT, NAME_SHORT = 28, 26, 34  # pixels of the same where only codes have room
COVER = 15  # pixels for each activity in the line of cover


class DesignView(QTableView):
    """`moved` tells that the cursor moved; `typed` brings the letter that begins a code."""

    moved = Signal()
    typed = Signal(str)

    def __init__(self, model: DesignModel, look: Look) -> None:
        super().__init__()
        self.design, self._look = model, look
        self.setAccessibleName("Lines of the pattern")
        self.setModel(model)
        self.setItemDelegate(DesignDelegate(self, model, look))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda _index: self.typed.emit(""))
        look.changed.connect(self._look_again)
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self.fit)

    def _look_again(self, _theme: object) -> None:
        self.fit()

    def fit(self) -> None:
        """Give lines and days their sizes; the days share what the sums leave."""
        head, pixels = self.horizontalHeader(), self._look.pixels
        least = max(pixels(DAY), times_wide(self.font(), self._look))
        room = self.viewport().width() + self.verticalHeader().width()  # the scroll bar taken off
        self.design.shorten(short=len(DAYS) * least > room - pixels(NAME))
        short = self.design.short
        self._fit_rows()
        self.verticalHeader().setFixedWidth(pixels(NAME_SHORT if short else NAME))
        wide = dict.fromkeys(self.design.sum_columns(), SUM)
        wide[len(DAYS)] = HOURS
        left = room - pixels(NAME_SHORT if short else NAME)
        left -= 0 if short else sum(pixels(one) for one in wide.values())
        day = max(left // len(DAYS), pixels(DAY_SHORT) if short else least)
        for column in range(self.design.columnCount()):
            if column < len(DAYS):
                head.resizeSection(column, day)
            elif column in wide:
                head.setSectionHidden(column, False)
                head.resizeSection(column, pixels(wide[column]))
            else:
                head.setSectionHidden(column, True)
        self.viewport().update()

    def _fit_rows(self) -> None:
        for row in range(self.design.weeks):
            several = max(len(self.design.shifts(row, day)) for day in range(len(DAYS)))
            tall = LOW if self.design.short else LINE
            if several > 1:
                tall = DOUBLE * several // 2
            self.verticalHeader().resizeSection(row, self._look.pixels(tall))
        if self.design.weeks:
            most = max(len(self.design.cover(day)) for day in range(len(DAYS)))
            tall = self._look.pixels(max(most, 1) * COVER + 10)
            self.verticalHeader().resizeSection(self.design.weeks, tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.fit()

    @property
    def week(self) -> int:
        """The line under the cursor, from 1; the last when the cursor is below."""
        return min(max(self.currentIndex().row(), 0) + 1, max(self.design.weeks, 1))

    @property
    def weekday(self) -> int:
        """The weekday under the cursor, 0 for Monday."""
        return min(max(self.currentIndex().column(), 0), len(DAYS) - 1)

    def go_to(self, week: int, weekday: int) -> None:
        """Put the cursor on a line (from 1) and a weekday."""
        row = min(max(week, 1), max(self.design.weeks, 1)) - 1
        self.setCurrentIndex(self.design.index(row, min(max(weekday, 0), len(DAYS) - 1)))
        self.moved.emit()

    def place(self) -> QRect:
        """The rectangle of the cell under the cursor."""
        return self.visualRect(self.design.index(self.week - 1, self.weekday))

    def cells(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The selected days, line by line, as (week, weekday); the cursor's when none is."""
        chosen = {(one.row(), one.column()) for one in self.selectedIndexes()}
        chosen = {cell for cell in chosen if self.design.is_day(*cell)}
        if not chosen:
            return (((self.week, self.weekday),),)
        rows, columns = ([cell[part] for cell in chosen] for part in (0, 1))
        return tuple(
            tuple((row + 1, column) for column in range(min(columns), max(columns) + 1))
            for row in range(min(rows), max(rows) + 1)
        )

    def choose_line(self) -> None:
        """Select the whole line under the cursor."""
        first = self.design.index(self.week - 1, 0)
        last = self.design.index(self.week - 1, len(DAYS) - 1)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(QItemSelection(first, last), flag)
        self.setFocus()

    def copied(self) -> str:
        """The selected cells as tab-separated lines."""
        return "\n".join(
            "\t".join(self.design.text(week - 1, weekday) for week, weekday in line)
            for line in self.cells()
        )

    def pasted(self, text: str) -> tuple[PatternFill, ...]:
        """What a pasted table would put in, from the cursor on; a single cell fills all chosen."""
        lines = [line.split("\t") for line in text.replace("\r\n", "\n").strip("\n").split("\n")]
        cells = self.cells()
        if len(lines) == 1 and len(lines[0]) == 1:
            return tuple(
                PatternFill(week, day, lines[0][0]) for line in cells for week, day in line
            )
        week, weekday = cells[0][0]
        return tuple(
            PatternFill(week + down, weekday + across, cell)
            for down, line in enumerate(lines)
            for across, cell in enumerate(line)
            if weekday + across < len(DAYS)
        )

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell that the cursor moved."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters begin a code, Enter and F2 open the cell; the rest is Qt's."""
        key, text = Qt.Key(event.key()), event.text()
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        plain = not held & ~Qt.KeyboardModifier.KeypadModifier
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.typed.emit("")
        elif plain and text and (text.isalnum() or text in {".", "-"}):
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)
