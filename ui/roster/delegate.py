"""Draws cells of the rota from pictures kept by what decides them."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.roster.face import Mark
from ui.roster.painting import paint_face, paint_mark
from ui.roster.sheet_model import SheetModel
from ui.style.theme import Look

KEPT = 12_000  # pictures; at 60 x 26 pixels about 70 MB when every one is different
CURSOR = {"": (0.0, 1.0), "am": (0.0, 0.5), "pm": (0.5, 1.0)}

Key = tuple[int, int, int, bool, str, str]


class RotaDelegate(QStyledItemDelegate):
    """One picture for each look of a cell, drawn on first sight and kept."""

    def __init__(self, model: SheetModel, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look
        self._kept: dict[Key, QPixmap] = {}
        self._ratio = 1.0
        self.lane_height = look.pixels(24)
        self.cursor = (-1, -1, "")  # line, column, half: where the keyboard is
        self.hover = (-1, -1, "")  # line, column, kind of verdict: what a drop would do
        self.lit = ""  # the row's name that is highlighted, if any
        look.changed.connect(self.forget)

    def forget(self) -> None:
        """Drop every picture: the theme, the text or the screen has changed."""
        self._kept.clear()
        self.lane_height = self._look.pixels(24)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell's picture."""
        rect = option.rect
        line, column = index.row(), index.column()
        cursor = self.cursor[2] if self.cursor[:2] == (line, column) else "-"
        hover = self.hover[2] if self.hover[:2] == (line, column) else ""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        key = (
            self._model.face_number(line, column),
            rect.width(),
            rect.height(),
            chosen,
            cursor,
            hover,
        )
        picture = self._kept.get(key)
        if picture is None:
            picture = self._draw(key, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.topLeft(), picture)

    def _draw(self, key: Key, ratio: float) -> QPixmap:
        if ratio != self._ratio or len(self._kept) > KEPT:
            self._kept.clear()
            self._ratio = ratio
        number, width, height, chosen, cursor, hover = key
        picture = QPixmap(round(width * ratio), round(height * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setFont(self._font())
        theme = self._look.theme
        paint_face(
            painter,
            self._model.faces[number],
            theme,
            width=width,
            height=height,
            lane_height=self.lane_height,
        )
        if chosen:
            self._wash(painter, theme.accent, 40, width, height)
        if hover:
            self._verdict(painter, hover, width, height)
        if cursor != "-":
            self._frame(painter, cursor, width, height)
        painter.end()
        self._kept[key] = picture
        return picture

    def _font(self) -> QFont:
        return QApplication.font()

    def _wash(self, painter: QPainter, colour: str, alpha: int, width: int, height: int) -> None:
        wash = QColor(colour)
        wash.setAlpha(alpha)
        painter.fillRect(0, 0, width, height, wash)

    def _frame(self, painter: QPainter, half: str, width: int, height: int) -> None:
        start, end = CURSOR.get(half, (0.0, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._look.theme.focus), 2))
        painter.drawRoundedRect(
            QRectF(width * start + 1, 1, width * (end - start) - 3, height - 3), 3, 3
        )

    def _verdict(self, painter: QPainter, kind: str, width: int, height: int) -> None:
        """Tint the cell under a drag by what the drop would bring; a shape says it too."""
        colour = getattr(self._look.theme, kind)
        self._wash(painter, colour, 70, width, height)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 2))
        painter.drawRect(QRectF(1, 1, width - 3, height - 3))
        mark = {"danger": Mark.DANGER, "warning": Mark.WARNING, "notice": Mark.NOTICE}.get(kind)
        if mark is not None:
            paint_mark(painter, mark, self._look.theme, QPointF(width - 9, 9))
