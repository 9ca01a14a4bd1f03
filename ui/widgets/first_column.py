"""The first column of a table: its words under the screen's title, the bar of a marked line."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.style.theme import Look
from ui.widgets.followed import BAR
from ui.widgets.option import area_of

Index = QModelIndex | QPersistentModelIndex


class FirstColumn(QStyledItemDelegate):
    """The first column, whose words stand under the title of the screen."""

    def __init__(self, parent: QWidget, look: Look, marked: Callable[[int], bool]) -> None:
        super().__init__(parent)
        self._look, self._marked = look, marked
        clear = QPixmap(1, 1)
        clear.fill(Qt.GlobalColor.transparent)
        self._nothing = QIcon(clear)

    def initStyleOption(self, option: Any, index: Index) -> None:  # noqa: ANN401 - Qt's option
        """Keep room where an icon would stand."""
        super().initStyleOption(option, index)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = QSize(2, 1)
        option.icon = self._nothing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the words, and a bar before a line of the person who is highlighted."""
        super().paint(painter, option, index)
        if self._marked(index.row()):
            rect = area_of(option)
            colour = QColor(self._look.theme.focus)
            painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), colour)
