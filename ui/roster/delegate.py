"""Draws cells of the rota from pictures kept by what decides them."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem

from ui.roster.bars import paint_bars
from ui.roster.face import Box, Face, Mark
from ui.roster.painting import paint_face, paint_mark, rect_of
from ui.roster.sheet_model import SheetModel
from ui.roster.zoom import Level
from ui.style.theme import Look
from ui.widgets.option import area_of

AT_ONCE = 400  # cells seen for the first time that one repaint draws: some 25 ms
KEPT = 12_000  # pictures; at 60 x 26 pixels about 70 MB when every one is different
CURSOR = {"": (0.0, 1.0), "am": (0.0, 0.5), "pm": (0.5, 1.0)}

Place = tuple[int, int]
Framed = str | Box  # what the cursor frames: an entry, a half, "" the whole cell, "-" nothing
Key = tuple[int, int, int, bool, Framed, str]


class RotaDelegate(QStyledItemDelegate):
    """One picture for each look of a cell, drawn on first sight and kept."""

    def __init__(self, model: SheetModel, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look
        self._kept: dict[Key, QPixmap] = {}
        self._quick: dict[Place, QPixmap] = {}
        self._anew = 0  # cells that this repaint has drawn for the first time
        self.left: int | None = None  # the first line whose cells this repaint leaves to the next
        self.chosen: frozenset[Place] = frozenset()
        self._ratio = 1.0
        self.level = Level.CODES
        self.lane_height = look.pixels(24)
        self.cursor: tuple[int, int, Framed] = (-1, -1, "")  # line, column: where the keyboard is
        self.tints: dict[Place, str] = {}  # by cell, the kind of verdict: what a drop would do
        look.changed.connect(self.forget)
        model.modelReset.connect(self.look_again)
        model.dataChanged.connect(self.look_again)

    def forget(self) -> None:
        """Drop every picture: the theme, the text or the screen has changed."""
        self._kept.clear()
        self._quick.clear()
        self.lane_height = self._look.pixels(24)

    def begin(self) -> None:
        """Begin a repaint: of a whole year it draws no more than a moment allows."""
        self._anew, self.left = 0, None

    def knows(self, line: int, column: int) -> bool:
        """Whether a cell has been drawn as it is; one that is chosen is drawn with the others."""
        return (line, column) in self._quick or (line, column) in self.chosen

    @staticmethod
    def at_once() -> int:
        """How many cells one repaint draws for the first time."""
        return AT_ONCE

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell's picture; most cells take the short way."""
        place = (index.row(), index.column())
        picture = self._quick.get(place)
        if picture is None:
            self._anew += 1
            if self._anew > AT_ONCE:
                self.left = place[0] if self.left is None else min(self.left, place[0])
                return
            picture = self._picture(place, area_of(option), painter.device().devicePixelRatioF())
        painter.drawPixmap(area_of(option).topLeft(), picture)

    def _picture(self, place: Place, rect: QRect, ratio: float) -> QPixmap:
        line, column = place
        cursor = self.cursor[2] if self.cursor[:2] == place else "-"
        hover = self.tints.get(place, "")
        chosen = place in self.chosen
        number = self._model.face_number(line, column)
        key = (number, rect.width(), rect.height(), chosen, cursor, hover)
        picture = self._kept.get(key) or self._draw(key, ratio)
        if cursor == "-" and not hover and not chosen:
            self._quick[place] = picture
        return picture

    def show_level(self, level: Level) -> None:
        """Draw names, codes or bars from now on."""
        if level is not self.level:
            self.level = level
            self._kept.clear()
            self._quick.clear()

    def touch(self, places: Iterable[Place]) -> None:
        """Look again at some cells: the cursor, the selection or a drag has moved."""
        for place in places:
            self._quick.pop(place, None)

    def look_again(self) -> None:
        """Look again at every cell: what stands there or its size has changed."""
        self._quick.clear()

    def choose(self, places: frozenset[Place]) -> None:
        """Say which cells are selected."""
        self.touch(places)
        self.chosen = places

    def _draw(self, key: Key, ratio: float) -> QPixmap:
        if ratio != self._ratio or len(self._kept) > KEPT:
            self._kept.clear()
            self._quick.clear()
            self._ratio = ratio
        number, width, height, chosen, cursor, hover = key
        picture = QPixmap(round(width * ratio), round(height * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setFont(self._font())
        theme = self._look.theme
        self._paint(painter, self._model.faces[number], width, height)
        if chosen:
            self._wash(painter, theme.accent, 40, width, height)
        if hover:
            self._verdict(painter, hover, width, height)
        if cursor != "-":
            self._frame(painter, cursor, width, height)
        painter.end()
        self._kept[key] = picture
        return picture

    def _paint(self, painter: QPainter, face: Face, width: int, height: int) -> None:
        if self.level is Level.BARS:
            paint_bars(painter, face, self._look.theme, width=width, height=height)
            return
        paint_face(
            painter,
            face,
            self._look.theme,
            width=width,
            height=height,
            lane_height=self.lane_height,
            in_words=self.level is Level.WORDS,
        )

    def _font(self) -> QFont:
        return QApplication.font()

    def _wash(self, painter: QPainter, colour: str, alpha: int, width: int, height: int) -> None:
        wash = QColor(colour)
        wash.setAlpha(alpha)
        painter.fillRect(0, 0, width, height, wash)

    def _frame(self, painter: QPainter, framed: Framed, width: int, height: int) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._look.theme.focus), 2))
        if self.level is Level.BARS:
            area = QRectF(1, 1, max(width - 3, 1), height - 3)
        elif isinstance(framed, Box):
            area = rect_of(framed, width, self.lane_height).adjusted(-0.5, -1, 0.5, 1)
        else:
            start, end = CURSOR.get(framed, (0.0, 1.0))
            area = QRectF(width * start + 1, 1, width * (end - start) - 3, height - 3)
        painter.drawRoundedRect(area, 3, 3)

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
