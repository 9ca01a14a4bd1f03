"""Draws one cell once; the delegate keeps the picture."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from rota_desk.queries.rota_sheet import EntryKind
from ui.roster.face import Box, Face, Ground, Mark, Piece
from ui.roster.lettering import LETTER, lettering
from ui.style.brushes import BRUSHES
from ui.style.tokens import Pattern, Theme
from ui.widgets.followed import frame_followed

HATCHED = frozenset({EntryKind.LEAVE, EntryKind.REQUESTED, EntryKind.UNAVAILABLE})
NEEDED = frozenset({EntryKind.GAP, EntryKind.FREED})


def rect_of(box: Box, width: float, lane_height: float) -> QRectF:
    """Where a piece lies inside a cell of that width, with the gaps around it."""
    step = (width - 3) / box.columns
    left = 1 + step * box.left
    return QRectF(
        left + 0.5,
        lane_height * box.lane + 3,
        step * (box.right - box.left) - 1.5,
        lane_height - 5,
    )


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two: `share` of the first."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def paint_face(
    painter: QPainter,
    face: Face,
    theme: Theme,
    *,
    width: int,
    height: int,
    lane_height: int,
    in_words: bool = False,
) -> None:
    """Draw a cell: ground, hairlines, pieces and marks."""
    _ground(painter, face.ground, theme, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for piece in face.pieces:
        rect = rect_of(piece.box, width, lane_height)
        _piece(painter, piece, theme, rect, in_words=in_words)
    if face.mark is not Mark.NONE:
        paint_mark(painter, face.mark, theme, QPointF(width - 8, min(lane_height, height) - 8))


def _ground(painter: QPainter, ground: Ground, theme: Theme, width: int, height: int) -> None:
    colour = theme.paper
    if ground.holiday:
        colour = theme.holiday
    elif ground.weekend or ground.band:
        colour = theme.weekend
    painter.fillRect(0, 0, width, height, QColor(colour))
    line = QColor(theme.line)
    painter.fillRect(0, height - 1, width, 1, line)
    painter.fillRect(width - 1, 0, 1, height, line)
    if ground.today:
        accent = QColor(theme.accent)
        painter.fillRect(0, 0, 2, height, accent)
        painter.fillRect(width - 2, 0, 2, height, accent)


def _piece(painter: QPainter, piece: Piece, theme: Theme, rect: QRectF, *, in_words: bool) -> None:
    words = lettering(painter.font(), piece, rect, in_words=in_words)
    if piece.kind in NEEDED:
        ink = _need(painter, piece, theme, rect)
    elif piece.kind in HATCHED:
        ink = _away(painter, piece, theme, rect)
    else:
        ink = _work(painter, piece, theme, rect, bar=words is None)
    if words is not None:
        words.write(painter, rect, ink)
    if piece.lit is not None:
        _follow(painter, theme, rect, lit=piece.lit)
    if piece.noted:
        _note(painter, theme, rect)
    if piece.changed:
        _corner(painter, theme, rect)
    if piece.mark is not Mark.NONE and piece.kind not in NEEDED:
        paint_mark(painter, piece.mark, theme, QPointF(rect.right() - 4.5, rect.bottom() - 4.5))


def _work(painter: QPainter, piece: Piece, theme: Theme, rect: QRectF, *, bar: bool) -> str:
    tint = theme.tint(piece.tint)
    solid = piece.published or tint.pattern is Pattern.SOLID
    fill = tint.fill if solid else mixed(tint.fill, theme.paper, 0.45)
    painter.setPen(Qt.PenStyle.NoPen if piece.published else QPen(QColor(tint.edge), 1))
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(rect, 3, 3)
    brush = BRUSHES.get(tint.pattern)
    if brush is not None and bar:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(tint.edge), brush))
        painter.drawRect(rect)
    return tint.ink


def _away(painter: QPainter, piece: Piece, theme: Theme, rect: QRectF) -> str:
    asked = piece.kind is EntryKind.REQUESTED
    style = Qt.PenStyle.DashLine if asked else Qt.PenStyle.NoPen
    painter.setPen(QPen(QColor(theme.edge), 1, style))
    painter.setBrush(QColor(theme.group))
    painter.drawRoundedRect(rect, 3, 3)
    slanted = piece.kind is EntryKind.UNAVAILABLE
    _stripes(painter, rect, QColor(theme.hatch), slanted=slanted)
    return theme.text


def _need(painter: QPainter, piece: Piece, theme: Theme, rect: QRectF) -> str:
    """A need with nobody: hatched in the colour of a need; a free session only outlined."""
    gap = piece.kind is EntryKind.GAP
    ink = theme.danger if gap else theme.soft
    painter.setPen(QPen(QColor(ink), 1.2, Qt.PenStyle.DashLine))
    painter.setBrush(QColor(theme.paper))
    painter.drawRoundedRect(rect, 3, 3)
    if gap:
        _stripes(painter, rect, QColor(mixed(theme.danger, theme.paper, 0.2)), slanted=True)
    return ink


def _stripes(painter: QPainter, rect: QRectF, colour: QColor, *, slanted: bool) -> None:
    """Hatch the right part of a piece, so that its letter stays on a calm ground."""
    painter.save()
    painter.setClipRect(rect.adjusted(1, 1, -1, -1))
    painter.setPen(QPen(colour, 1.4))
    lean = rect.height() if slanted else 0.0
    left = rect.left() + (LETTER if rect.width() > 1.4 * LETTER else 0)
    while left < rect.right() + rect.height():
        painter.drawLine(QPointF(left - lean, rect.bottom()), QPointF(left, rect.top()))
        left += 5
    painter.restore()


def _corner(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """The folded corner of an entry that differs from what was published."""
    path = QPainterPath(rect.topRight())
    path.lineTo(rect.topRight() - QPointF(8, 0))
    path.lineTo(rect.topRight() + QPointF(0, 8))
    path.closeSubpath()
    painter.fillPath(path, QColor(theme.accent))


def _follow(painter: QPainter, theme: Theme, rect: QRectF, *, lit: bool) -> None:
    """Frame the person who is followed; let everybody else step back."""
    if lit:
        frame_followed(painter, theme, rect)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    veil = QColor(theme.paper)
    veil.setAlpha(165)
    painter.setBrush(veil)
    painter.drawRoundedRect(rect, 3, 3)


def _note(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """The small tab, in the lower left, of an entry somebody wrote a note on."""
    path = QPainterPath(rect.bottomLeft())
    path.lineTo(rect.bottomLeft() - QPointF(0, 6))
    path.lineTo(rect.bottomLeft() + QPointF(6, 0))
    path.closeSubpath()
    painter.fillPath(path, QColor(theme.text))


def paint_mark(painter: QPainter, mark: Mark, theme: Theme, middle: QPointF) -> None:
    """A finding's mark around a point: triangle, diamond or circle, rimmed to stand out."""
    colour = {Mark.DANGER: theme.danger, Mark.WARNING: theme.warning, Mark.NOTICE: theme.notice}
    painter.setPen(QPen(QColor(theme.paper), 1))
    painter.setBrush(QColor(colour[mark]))
    if mark is Mark.NOTICE:
        painter.drawEllipse(middle, 3.5, 3.5)
        return
    corners = (
        [(0, -5), (5, 4), (-5, 4)] if mark is Mark.DANGER else [(0, -5), (5, 0), (0, 5), (-5, 0)]
    )
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
