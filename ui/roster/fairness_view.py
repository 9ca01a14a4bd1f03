"""Fairness as bars beside the grid: line by line with the people, scrolling with them."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rota_desk.domain.shares import KINDS
from rota_desk.words import span_words
from ui.bridge import Bridge
from ui.roster.fairness_model import FairnessModel, Index, Share
from ui.roster.grid_view import RotaGrid
from ui.roster.period import Period
from ui.style.theme import Look
from ui.tasks import Tasks
from ui.widgets.layouts import boxed, column
from ui.widgets.option import area_of
from ui.widgets.words import words

if TYPE_CHECKING:
    from rota_desk.queries.fairness import Fairness

OVER = ((0, "Days shown"), (13, "13 weeks back"), (26, "26 weeks back"), (52, "52 weeks back"))
COLUMN, NARROW = 74, 60  # pixels of a kind, and of last Christmas
SETTLE = 300  # milliseconds without an edit before the figures are asked again
MIDDLE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Bars(QStyledItemDelegate):
    """The figures, and under them a bar with a tick where the share lies."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one person's duties of one kind."""
        model, theme, rect = index.model(), self._look.theme, area_of(option)
        assert isinstance(model, FairnessModel)  # noqa: S101 - the only model this serves
        band = model.is_band(index.row())
        painter.fillRect(rect, QColor(theme.group if band else theme.paper))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.line))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), QColor(theme.line))
        share = model.share(index)
        text = str(model.data(index) or "")
        font = QFont(painter.font())
        font.setPixelSize(self._look.pixels(11))
        first = QRect(rect.left(), rect.top(), rect.width(), self._look.pixels(24))
        if share is not None and text:
            font.setWeight(QFont.Weight.DemiBold if share.mark else QFont.Weight.Normal)
            self._bar(painter, first, share)
            first.adjust(5, 0, 0, -6)
        painter.setFont(font)
        painter.setPen(QColor(theme.text if share is None or share.mark else theme.soft))
        painter.drawText(first, LEFT if share is not None else MIDDLE, text)

    def _bar(self, painter: QPainter, rect: QRect, share: Share) -> None:
        theme = self._look.theme
        ink = {"▲": theme.warning, "▼": theme.notice}.get(share.mark, theme.edge)
        room, left = rect.width() - 12, rect.left() + 5
        tall, top = self._look.pixels(4), rect.bottom() - self._look.pixels(5)
        done = float(share.count / share.most) * room
        painter.fillRect(QRectF(left, top, room, tall), QColor(theme.line))
        painter.fillRect(QRectF(left, top, done, tall), QColor(ink))
        tick = left + float(share.usual / share.most) * room
        painter.fillRect(QRectF(tick - 1, top - 2, 2, tall + 4), QColor(theme.text))


class FairnessView(QTableView):
    """The table itself, as high line by line as the grid."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.figures = FairnessModel()
        self.setModel(self.figures)
        self.setItemDelegate(_Bars(look, self))
        self.setAccessibleName("Fairness: duties beside each one's share")
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def fit(self, grid: RotaGrid) -> None:
        """Take the heights of the grid's lines and of its head."""
        for line in range(min(self.figures.rowCount(), grid.sheet_model.rowCount())):
            self.setRowHeight(line, grid.rowHeight(line))
        self.horizontalHeader().setFixedHeight(grid.horizontalHeader().height())
        last = self.figures.columnCount() - 1
        for at in range(last + 1):
            self.setColumnWidth(at, self._look.pixels(NARROW if at == last else COLUMN))
        self.verticalScrollBar().setValue(grid.verticalScrollBar().value())


class FairnessPanel(QWidget):
    """The bars beside the grid and, above them, over which days they count."""

    def __init__(self, grid: RotaGrid, look: Look, bridge: Bridge, tasks: Tasks) -> None:
        super().__init__()
        self._grid, self._look, self._bridge, self._tasks = grid, look, bridge, tasks
        self._period: Period | None = None
        self.table = FairnessView(look)
        self.over = QComboBox()
        self.over.setAccessibleName("Fairness over which days")
        self.over.addItems([text for _weeks, text in OVER])
        self.over.currentIndexChanged.connect(lambda _place: self.ask())
        self.days = words("", "soft")
        self.kind = QComboBox()
        self.kind.setAccessibleName("Which duties")
        self.kind.addItems(["All duties", *KINDS, "Last Christmas"])
        self.kind.currentIndexChanged.connect(lambda _place: self._fit())
        self.foot = boxed(column(self.over, self.kind, self.days, None, gap=4, edge=4))
        self.foot.hide()
        self._foot = QWidget()
        self._later = QTimer(self, singleShot=True, interval=SETTLE)
        self._later.timeout.connect(self.ask)
        self._lay()
        grid.verticalScrollBar().valueChanged.connect(self.table.verticalScrollBar().setValue)
        self.table.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        grid.horizontalScrollBar().rangeChanged.connect(self._foot_as_high)
        grid.fitted.connect(lambda: self._fit() if self.isVisible() else None)
        self.hide()

    def _lay(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.table, 1)
        lines.addWidget(self._foot)

    def setVisible(self, visible: bool) -> None:
        """Show or hide the bars, and with them what chooses their days and kinds."""
        super().setVisible(visible)
        self.foot.setVisible(visible)

    def _foot_as_high(self, _least: int, most: int) -> None:
        bar = self._grid.horizontalScrollBar()
        self._foot.setFixedHeight(bar.sizeHint().height() if most else 0)

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """The days counted, half-open."""
        if self._period is None:
            return None
        weeks = OVER[self.over.currentIndex()][0]
        if not weeks:
            return self._period.start, self._period.end
        return self._period.end - dt.timedelta(weeks=weeks), self._period.end

    def follow(self, period: Period) -> None:
        """Count again soon, over this period or so many weeks back from its end."""
        moved, self._period = period != self._period, period
        if self.isVisible():
            self.ask() if moved else self._later.start()

    def ask(self) -> None:
        """Count everybody's duties, off the window's thread."""
        span = self.span
        if span is None or not self.isVisible():
            return
        self.days.setText(span_words(span[0], span[1] - dt.timedelta(days=1)))
        start, end = span

        def count(_progress: object) -> "Fairness":
            from rota_desk.queries.fairness import fairness  # the rules come with it

            return self._bridge.ask(fairness, start=start, end=end)

        self._tasks.start("Fairness", count, self._show, quiet=True)

    def _show(self, found: "Fairness") -> None:
        if (found.start, found.end) == self.span:
            self.table.figures.show(self._grid.sheet_model.lines, found)
            self._fit()

    def _fit(self) -> None:
        """Be as wide as the kinds shown; of all kinds only as many as leave the grid its half."""
        last, chosen = len(KINDS), self.kind.currentIndex() - 1
        wide = [self._look.pixels(NARROW if at == last else COLUMN) for at in range(last + 1)]
        half = (self.width() + self._grid.width()) // 2
        shown = [at for at in range(last + 1) if chosen in {-1, at}]
        while chosen < 0 and len(shown) > 1 and sum(wide[at] for at in shown) > half:
            shown.pop()
        for at in range(last + 1):
            self.table.setColumnHidden(at, at not in shown)
        room = max(sum(wide[at] for at in shown) + 2, self.foot.sizeHint().width())
        self.setFixedWidth(room)
        self.foot.setFixedWidth(room)
        self.table.fit(self._grid)
