"""Draws a day that is too narrow for letters: bars, told apart by colour and pattern."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from rota_desk.queries.rota_sheet import EntryKind
from ui.roster.face import Box, Face, Ground, Mark, Piece
from ui.roster.painting import HATCHED, NEEDED, mixed
from ui.style.brushes import BRUSHES
from ui.style.tokens import Theme

HAIRLINES = 7  # pixels of a day that has a line on its right; narrower only weeks are parted
MARKED = 6  # pixels of a day that has room for a finding's shape
PATTERNED = 4  # pixels below which a pattern cannot be seen


def bar_of(box: Box, boxes: list[Box], width: float, height: float) -> QRectF:
    """Where an entry lies: mornings above afternoons, whole days from top to bottom."""
    lanes = max(one.lane for one in boxes) + 1
    tall = (height - 4) / lanes
    share = tall / box.columns
    top = 2 + tall * box.lane + share * box.left
    gap = 1 if width > PATTERNED else 0
    return QRectF(0, top, width - gap, max(share * (box.right - box.left) - 0.5, 1.0))


def paint_bars(painter: QPainter, face: Face, theme: Theme, *, width: int, height: int) -> None:
    """Draw a narrow day: ground, bars and the worst mark."""
    _ground(painter, face.ground, theme, width, height)
    boxes = [piece.box for piece in face.pieces]
    for piece in face.pieces:
        rect = bar_of(piece.box, boxes, width, height)
        _bar(painter, piece, theme, rect)
        if piece.lit is False:
            veil = QColor(theme.paper)
            veil.setAlpha(190)
            painter.fillRect(rect, veil)
    told = [piece.mark for piece in face.pieces if piece.kind not in NEEDED]
    worst = max((*told, face.mark))
    if worst is not Mark.NONE and width >= MARKED:
        _mark(painter, worst, theme, width, height)


def _ground(painter: QPainter, ground: Ground, theme: Theme, width: int, height: int) -> None:
    colour = theme.holiday if ground.holiday else theme.paper
    if not ground.holiday and (ground.weekend or ground.band):
        colour = theme.weekend
    painter.fillRect(0, 0, width, height, QColor(colour))
    painter.fillRect(0, height - 1, width, 1, QColor(theme.line))
    if width >= HAIRLINES or ground.week_ends:
        line = theme.hatch if ground.week_ends and width < HAIRLINES else theme.line
        painter.fillRect(width - 1, 0, 1, height, QColor(line))
    if ground.today:
        painter.fillRect(0, 0, max(width - 1, 1), 2, QColor(theme.accent))
        painter.fillRect(0, 0, 1, height, QColor(theme.accent))


def _bar(painter: QPainter, piece: Piece, theme: Theme, rect: QRectF) -> None:
    if piece.kind in NEEDED:
        ink = QColor(theme.danger if piece.kind is EntryKind.GAP else theme.edge)
        painter.fillRect(rect, QColor(theme.paper))
        painter.fillRect(rect, QBrush(ink, Qt.BrushStyle.BDiagPattern))
        _rim(painter, rect, ink)
        return
    if piece.kind in HATCHED:
        painter.fillRect(rect, QColor(theme.hatch))
        _pattern(painter, rect, QColor(theme.paper), Qt.BrushStyle.VerPattern)
        return
    tint = theme.tint(piece.tint)
    painter.fillRect(rect, QColor(mixed(tint.edge, tint.fill, 0.35)))
    brush = BRUSHES.get(tint.pattern)
    if brush is not None:
        _pattern(painter, rect, QColor(tint.edge), brush)
    if piece.changed:
        painter.fillRect(
            QRectF(rect.right() - 3, rect.top(), 3, min(3.0, rect.height())), QColor(theme.accent)
        )


def _pattern(painter: QPainter, rect: QRectF, ink: QColor, style: Qt.BrushStyle) -> None:
    if rect.width() >= PATTERNED:
        painter.fillRect(rect, QBrush(ink, style))


def _rim(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    if rect.width() >= PATTERNED:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


def _mark(painter: QPainter, mark: Mark, theme: Theme, width: int, height: int) -> None:
    """The finding's shape, small, at the foot of the day."""
    colour = {Mark.DANGER: theme.danger, Mark.WARNING: theme.warning, Mark.NOTICE: theme.notice}
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.paper), 0.8))
    painter.setBrush(QColor(colour[mark]))
    half = min(width / 2, 4.0)
    middle = QPointF(width / 2 - 0.5, height - half - 1.5)
    if mark is Mark.NOTICE:
        painter.drawEllipse(middle, half - 1, half - 1)
        return
    corners = [(0, -half), (half, half), (-half, half)]
    if mark is Mark.WARNING:
        corners = [(0, -half), (half, 0), (0, half), (-half, 0)]
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
