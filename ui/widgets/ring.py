"""A ring of shares around a sum, each told by its place, its pattern and its line beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.style.brushes import BRUSHES
from ui.style.theme import Look
from ui.style.tokens import Pattern, Theme
from ui.widgets.words import words

ACROSS, BAND, SWATCH, EDGE = 110, 20, 14, 4  # pixels at the usual text
FIGURE, UNDER = 17, 11  # pixels of the letters in the middle
TURN, TOP = 360.0, 90.0  # degrees; the first share begins at the top
GAP = 1.6  # degrees left free between two shares


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the ring: its name, how much, in words too, and its tint."""

    name: str
    value: float
    says: str
    tint: str


class _Square(QWidget):
    """A drawing as wide as it is high, that grows with the text."""

    def __init__(self, look: Look, side: int) -> None:
        super().__init__()
        self._look, self._side = look, side
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        side = self._look.pixels(self._side)
        self.setFixedSize(QSize(side, side))


class Ring(_Square):
    """Shares of a whole clockwise from the top; what is missing to the whole is an empty arc.

    A tick across the band stands where the whole should end when the shares go beyond it.
    """

    def __init__(
        self, look: Look, shares: Sequence[Share], *, due: float | None, middle: tuple[str, str]
    ) -> None:
        super().__init__(look, ACROSS)
        self._shares, self._due, self._middle = tuple(shares), due, middle
        said = "; ".join(f"{one.name}: {one.says}" for one in shares)
        self.setAccessibleName(f"{' '.join(middle)}. {said}")
        self.setToolTip(self.accessibleName())

    @property
    def whole(self) -> float:
        """What the full turn stands for: all shares, or what is due where that is more."""
        return max(sum(one.value for one in self._shares), self._due or 0) or 1

    def arcs(self) -> Iterator[tuple[Share | None, float, float]]:
        """Give each share with where it begins and how far it goes, in degrees; none: missing."""
        at = 0.0
        for one in self._shares:
            turn = TURN * one.value / self.whole
            yield one, at, turn
            at += turn
        if self._due is not None and TURN - at > GAP:
            yield None, at, TURN - at

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shares, the tick and the sum in the middle."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one, start, turn in self.arcs():
            path = self._path(start, turn)
            if one is None:
                painter.setPen(QPen(QColor(theme.edge), 1.2, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(path)
            else:
                paint_tint(painter, path, theme, one.tint)
        if self._due is not None and self._due < self.whole:
            self._tick(painter, TURN * self._due / self.whole)
        self._sum(painter)
        painter.end()

    def _path(self, start: float, turn: float) -> QPainterPath:
        edge, band = self._look.pixels(EDGE), self._look.pixels(BAND)
        outer = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        inner = outer.adjusted(band, band, -band, -band)
        path = QPainterPath()
        if turn >= TURN:
            path.addEllipse(outer)
            path.addEllipse(inner)
            return path
        begins, free = TOP - start - GAP / 2, max(turn - GAP, GAP / 2)
        path.arcMoveTo(outer, begins)
        path.arcTo(outer, begins, -free)
        path.arcTo(inner, begins - free, free)
        path.closeSubpath()
        return path

    def _tick(self, painter: QPainter, at: float) -> None:
        band = self._look.pixels(BAND + EDGE)
        painter.save()
        painter.translate(QRectF(self.rect()).center())
        painter.rotate(at - TOP)
        painter.setPen(QPen(QColor(self._look.theme.text), 2.5))
        far = self.width() / 2
        painter.drawLine(QPointF(far - band - 2, 0), QPointF(far, 0))
        painter.restore()

    def _sum(self, painter: QPainter) -> None:
        theme, middle = self._look.theme, QRectF(self.rect())
        figure, under = self._middle
        font = QFont(self.font())
        half = self._look.pixels(FIGURE)
        font.setPixelSize(half)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        painter.drawText(middle.translated(0, -half * 0.4), Qt.AlignmentFlag.AlignCenter, figure)
        font.setPixelSize(self._look.pixels(UNDER))
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(theme.soft))
        painter.drawText(middle.translated(0, half * 0.6), Qt.AlignmentFlag.AlignCenter, under)


class Swatch(_Square):
    """A little square that wears a share's tint and pattern, beside its name."""

    def __init__(self, look: Look, tint: str) -> None:
        super().__init__(look, SWATCH)
        self._tint = tint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as its share is drawn."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        paint_tint(painter, path, self._look.theme, self._tint)
        painter.end()


class Legend(QWidget):
    """Each share: its swatch and its name, and how much under it."""

    def __init__(self, look: Look, shares: Sequence[Share]) -> None:
        super().__init__()
        self.setObjectName("plain")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        lines = QGridLayout()
        lines.setHorizontalSpacing(8)
        lines.setVerticalSpacing(2)
        for place, one in enumerate(shares):
            lines.addWidget(Swatch(look, one.tint), 2 * place, 0)
            lines.addWidget(words(one.name), 2 * place, 1)
            lines.addWidget(words(one.says, "soft"), 2 * place + 1, 1)
        around.addStretch(1)
        around.addLayout(lines)
        around.addStretch(1)


def paint_tint(painter: QPainter, path: QPainterPath, theme: Theme, name: str) -> None:
    """Fill a path as a tint's cells are filled: its colour, its pattern, its outline."""
    tint = theme.tint(name)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tint.edge if tint.pattern is Pattern.PLAIN else tint.fill))
    painter.drawPath(path)
    brush = BRUSHES.get(tint.pattern)
    if brush is not None:
        painter.setBrush(QBrush(QColor(tint.edge), brush))
        painter.drawPath(path)
    painter.setPen(QPen(QColor(tint.edge), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
