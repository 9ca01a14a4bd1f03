"""The planner: people down, days across; arrows move, Shift marks days to ask for."""

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from rota_desk.queries.away_days import AwayMark
from rota_desk.queries.year_strip import YearStrip
from ui.leave.year_model import YearModel
from ui.leave.year_painting import MonthHeader, PersonHeader, YearDelegate
from ui.style.theme import Look
from ui.widgets.followed import Followed

WIDE, TALL = 22, 24
NARROWEST, WIDEST = 5, 60
READABLE = 11  # pixels of a day of the month, at the usual text


class YearView(QTableView):
    """Days of a year or a month; `chosen` brings the mark under the cursor, `opened` one entered.

    Where they are `fitted`, the days share the width there is.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self, look: Look, followed: Followed, name: str = "Year planner", *, fitted: bool = False
    ) -> None:
        super().__init__()
        self._fitted = fitted
        self.year = YearModel(followed)
        self._look, self._zoom = look, 1.0
        self.setModel(self.year)
        self.setItemDelegate(YearDelegate(self.year, look, self))
        self.setHorizontalHeader(MonthHeader(self.year, look, self))
        self.setVerticalHeader(PersonHeader(self.year, look, self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda _now: self.chosen.emit(self.mark()))
        self.doubleClicked.connect(lambda _index: self.opened.emit(self.mark()))
        look.changed.connect(self.fit)
        followed.changed.connect(self._mark)
        self.fit()

    def show_strip(self, strip: YearStrip) -> None:
        """Show a year; the first time it comes to rest on today."""
        if self.year.show(strip):
            self.fit()

    def _mark(self) -> None:
        self.viewport().update()
        self.verticalHeader().viewport().update()

    def fit(self) -> None:
        """Give days and lines their sizes."""
        usual = self._share() or self._look.pixels(WIDE)
        wide = max(NARROWEST, round(usual * self._zoom))
        bar, before = self.horizontalScrollBar(), self.horizontalHeader().defaultSectionSize()
        leftmost = bar.value() / max(before, 1)
        self.horizontalHeader().setDefaultSectionSize(wide)
        self.updateGeometries()
        bar.setValue(round(leftmost * wide))
        self.verticalHeader().setDefaultSectionSize(self._look.pixels(TALL))
        self.verticalHeader().setFixedWidth(self.verticalHeader().sizeHint().width())

    def _share(self) -> int:
        """What each day gets of the width, where they are to fill it and can still be read."""
        room = self.width() - self.verticalHeader().width() - self.verticalScrollBar().width()
        if not (self._fitted and self.year.days):
            return 0
        return max(room // len(self.year.days), self._look.pixels(READABLE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width; the line under the cursor stays in view."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        self.scrollTo(self.currentIndex())

    def go_to(self, day: dt.date, clinician: int | None = None) -> None:
        """Bring a day into view, with some days before it, on a person's line if one is named."""
        column = self.year.column_of(day)
        if column < 0:
            return
        line = self.year.line_of(clinician) if clinician is not None else -1
        if line < 0:
            line = max(self.currentIndex().row(), 1)
        index = self.year.index(min(line, self.year.rowCount() - 1), column)
        if clinician is not None:
            self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        tall = self.verticalHeader().defaultSectionSize()
        bar = self.verticalScrollBar()
        bar.setValue(-(-bar.value() // tall) * tall)
        before = column - 10
        self.horizontalScrollBar().setValue(
            max(before, 0) * self.horizontalHeader().defaultSectionSize()
        )

    def mark(self) -> AwayMark | None:
        """The mark under the cursor."""
        index = self.currentIndex()
        return self.year.mark(index.row(), index.column()) if index.isValid() else None

    def marked_days(self) -> tuple[int | None, dt.date | None, dt.date | None]:
        """The person under the cursor and the first and last day selected."""
        index = self.currentIndex()
        if not index.isValid():
            return None, None, None
        row = self.year.lines[index.row()].row
        columns = {one.column() for one in self.selectedIndexes()} | {index.column()}
        days = self.year.days
        return (
            row.clinician_id if row else None,
            days[min(columns)].day,
            days[max(columns)].day,
        )

    def zoom_by(self, factor: float) -> None:
        """Make days wider (above 1) or narrower, from letters to bars."""
        self._zoom = max(NARROWEST / WIDE, min(self._zoom * factor, WIDEST / WIDE))
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel make days wider or narrower."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.15 if event.angleDelta().y() > 0 else 1 / 1.15)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what stands there."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit(self.mark())
            return
        super().keyPressEvent(event)
