"""A list of short lines: a shape, strong words, plain words, a word at the right; Enter goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.style.icons import picture
from ui.style.theme import Look
from ui.widgets.layouts import row
from ui.widgets.option import area_of, state_of
from ui.widgets.shaped_line import SHAPES
from ui.widgets.words import words

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
HIGH, SIDE, SHAPE = 26, 12, 13  # pixels at the usual text
LEAST_WORDS = 0.4  # of a line that plain words keep beside the strong ones


def _nowhere() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Line:
    """One line; without a kind it has no shape, and as a head it cannot be chosen."""

    lead: str
    text: str = ""
    tail: str = ""
    kind: str = ""  # danger, warning, notice, good, soft
    go: Callable[[], object] = _nowhere
    key: object = None  # what tells it from others, so that the cursor stays on it
    head: bool = False

    @property
    def words(self) -> str:
        """All of it, for a tip and to be read aloud."""
        said = SHAPES[self.kind][1] if self.kind else ""
        parts = ". ".join(part for part in (self.lead, self.text, self.tail) if part)
        return f"{said}: {parts}" if said else parts


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A line's words."""
        line = self.lines[index.row()]
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return line.words
        return line.lead if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A head cannot be chosen."""
        head = index.isValid() and self.lines[index.row()].head
        return Qt.ItemFlag.NoItemFlags if head else super().flags(index)


class LineList(QListView):
    """Lines of one kind of thing; it asks for as many as `most` lines of room."""

    def __init__(self, name: str, look: Look, *, most: int, empty: str) -> None:
        super().__init__()
        self._look, self._most, self._empty = look, most, empty
        self._model = _Lines()
        self.setModel(self._model)
        self.setItemDelegate(_LineDelegate(self._model, look, self))
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.doubleClicked.connect(lambda _index: self.open())
        look.changed.connect(self._lay_again)

    def _lay_again(self, _theme: object) -> None:
        self.doItemsLayout()
        self.updateGeometry()

    def lines(self) -> tuple[Line, ...]:
        """Every line, heads too."""
        return self._model.lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the cursor stays on its line, or on its place. The same lines do nothing."""
        before, place = self.line(), self.currentIndex().row()
        if [one.words for one in lines] == [one.words for one in self._model.lines]:
            self._model.lines = tuple(lines)
            return
        scrolled = self.verticalScrollBar().value()
        self._model.show(lines or [Line(self._empty, kind="soft", head=True)])
        keys = [one.key for one in lines]
        at = keys.index(before.key) if before and before.key in keys else max(place, 0)
        self._settle(at)
        self.verticalScrollBar().setValue(scrolled)
        self.updateGeometry()

    def _settle(self, place: int) -> None:
        """Put the cursor on a line, or on the next that can be chosen."""
        lines = self._model.lines
        after = [*range(place, len(lines)), *range(min(place, len(lines)) - 1, -1, -1)]
        chosen = next((one for one in after if not lines[one].head), None)
        if chosen is not None:
            self.setCurrentIndex(self._model.index(chosen))

    def line(self) -> Line | None:
        """The line under the cursor."""
        place = self.currentIndex().row()
        return self._model.lines[place] if 0 <= place < len(self._model.lines) else None

    def open(self) -> None:
        """Go where the line under the cursor leads."""
        line = self.line()
        if line is not None and not line.head:
            line.go()

    def minimumSizeHint(self) -> QSize:
        """Room for a few lines."""
        return QSize(self._look.pixels(200), self._height(min(3, self._most)))

    def sizeHint(self) -> QSize:
        """Room for all its lines, up to the most."""
        return QSize(self._look.pixels(300), self._height(self._most))

    def _height(self, most: int) -> int:
        count = min(max(len(self._model.lines), 1), most)
        return count * self._look.pixels(HIGH) + 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.open()
            return
        super().keyPressEvent(event)


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, model: _Lines, look: Look, parent: LineList) -> None:
        super().__init__(parent)
        self._model, self._look, self._list = model, look, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """One line."""
        return QSize(self._look.pixels(200), self._look.pixels(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw shape, lead, text and tail; what has no room is cut, and stands in the tip."""
        line, theme, rect = self._model.lines[index.row()], self._look.theme, area_of(option)
        chosen = bool(state_of(option) & QStyle.StateFlag.State_Selected) and not line.head
        here = chosen and self._list.hasFocus()
        painter.save()
        painter.fillRect(rect, QColor(theme.accent_fill if here else theme.paper))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.line))
        if chosen:
            edge = theme.accent if here else theme.edge
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(edge))
        inside = rect.adjusted(self._look.pixels(SIDE), 0, -self._look.pixels(SIDE), 0)
        self._write(painter, self._shape(painter, inside, line), line)
        painter.restore()

    def _shape(self, painter: QPainter, rect: QRect, line: Line) -> QRect:
        if not line.kind or line.head:
            return rect
        size, ratio = self._look.pixels(SHAPE), painter.device().devicePixelRatioF()
        shape = picture(SHAPES[line.kind][0], getattr(self._look.theme, line.kind), size, ratio)
        painter.drawPixmap(rect.left(), rect.center().y() - size // 2, shape)
        return rect.adjusted(size + self._look.pixels(7), 0, 0, 0)

    def _write(self, painter: QPainter, rect: QRect, line: Line) -> None:
        theme = self._look.theme
        painter.setFont(self._font(strong=False))
        rect = QRect(rect)
        if line.tail:
            painter.setPen(QColor(theme.soft))
            painter.drawText(rect, RIGHT, line.tail)
            wide = painter.fontMetrics().horizontalAdvance(line.tail)
            rect.setRight(rect.right() - wide - self._look.pixels(8))
        painter.setFont(self._font(strong=not line.head or not line.kind))
        colour = getattr(theme, line.kind) if line.kind in {"danger", "soft"} else theme.text
        painter.setPen(QColor(colour))
        room = rect.width() if not line.text else int(rect.width() * (1 - LEAST_WORDS))
        rect.setLeft(rect.left() + self._cut(painter, rect, line.lead, room))
        if line.text:
            painter.setFont(self._font(strong=False))
            painter.setPen(QColor(theme.text))
            rect.setLeft(rect.left() + self._look.pixels(8))
            self._cut(painter, rect, line.text, rect.width())

    def _cut(self, painter: QPainter, rect: QRect, text: str, room: int) -> int:
        said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
        painter.drawText(rect, LEFT, said)
        return painter.fontMetrics().horizontalAdvance(said)

    def _font(self, *, strong: bool) -> QFont:
        font = QFont(self._list.font())
        font.setPixelSize(self._look.pixels(13))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font


class Panel(QWidget):
    """A heading with its count, and the list under it."""

    def __init__(self, title: str, lines: LineList, key: str) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.list, self._title = lines, title
        self._heading = words(title, "heading")
        self._aside = words("", "soft")
        head = row(self._heading, self._aside, None, words(key, "soft"), gap=8)
        head.setContentsMargins(12, 6, 12, 2)
        laid = QVBoxLayout(self)
        laid.setContentsMargins(0, 0, 0, 0)
        laid.setSpacing(0)
        laid.addLayout(head)
        laid.addWidget(lines, 1)

    def show_lines(self, lines: Sequence[Line], aside: str = "") -> None:
        """Show these lines, with a word beside the heading."""
        self._aside.setText(aside)
        self.list.show_lines(lines)
