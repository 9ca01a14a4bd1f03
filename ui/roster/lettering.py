"""The words of a piece: how large its code stands, and whether its suffix has room too."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from rota_desk.queries.rota_sheet import EntryKind
from ui.roster.face import Mark, Piece

SMALLEST = 8  # pixels of a letter on the grid
LEAST = 5  # letters a name is cut to at most
LONGEST = 3  # letters of a code; more is a name
WIDE = "MD"  # codes as long as this are measured by it, so that neighbours look alike
LETTER = 22  # pixels; what a code letter needs for itself
APART = 2  # pixels between a code and its suffix
MARKED, FOLDED = 10, 8  # pixels a finding's mark and a folded corner take of the right end
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Lettering:
    """What is written on a piece: the code whole, and the suffix only where it fits whole."""

    code: str
    suffix: str
    font: QFont
    small: QFont
    start: float  # pixels from the left edge of the piece
    after: float  # pixels from there to the suffix

    def write(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        """Write it on the piece."""
        painter.setPen(QColor(ink))
        painter.setFont(self.font)
        painter.drawText(rect.adjusted(self.start, 0, 0, 0), LEFT, self.code)
        if self.suffix:
            painter.setFont(self.small)
            painter.drawText(rect.adjusted(self.start + self.after, 0, 0, 0), LEFT, self.suffix)


def lettering(
    usual: QFont, piece: Piece, rect: QRectF, *, in_words: bool = False
) -> Lettering | None:
    """Choose the letters for a piece; None where even its code has no room.

    The suffix goes first: where it would be cut, or would lie under a mark or a folded corner.
    With `in_words` the activity's name stands instead of its code, cut where it must be.
    """
    if in_words and piece.name and (told := _told(usual, piece, rect)) is not None:
        return told
    asked = piece.kind is EntryKind.REQUESTED and not piece.code.endswith("?")
    code = f"{piece.code}?" if asked else piece.code
    roomy = rect.width() > 2 * LETTER
    start = 5.0 if roomy else 3.0 if rect.width() >= LETTER else 1.5
    room, tall = rect.width() - start - 1, round(rect.height() * 0.6)
    if len(code) > LONGEST:
        taken = 0 if piece.mark is Mark.NONE else MARKED
        return _named(usual, code, tall if roomy else tall - 1, room - taken, start)
    font = _fitting(usual, code, tall, room)
    if font is None:
        return None
    if piece.beside and (smaller := _fitting(usual, f"({code})", tall, room)) is not None:
        code, font = f"({code})", smaller
    for size in (font.pixelSize(), font.pixelSize() - 1) if piece.suffix else ():
        both = _both(font, max(size, SMALLEST), 1 if roomy else 2)
        after = QFontMetricsF(both[0]).horizontalAdvance(code) + APART
        needed = after + QFontMetricsF(both[1]).horizontalAdvance(piece.suffix)
        if needed <= room - _taken(piece):
            return Lettering(code, piece.suffix, *both, start, after)
    return Lettering(code, "", font, font, start, 0)


def _told(usual: QFont, piece: Piece, rect: QRectF) -> Lettering | None:
    """The name of the activity and the room; None where not even half a name has room."""
    font = QFont(usual)
    font.setPixelSize(max(SMALLEST, round(rect.height() * 0.6)))
    small = _both(font, font.pixelSize(), 1)[1]
    room, start = rect.width() - 6 - _taken(piece), 5.0
    metrics = QFontMetricsF(font)
    wide = QFontMetricsF(small).horizontalAdvance(piece.suffix) + 2 * APART
    name = f"{piece.name}?" if piece.kind is EntryKind.REQUESTED else piece.name
    name = f"({name})" if piece.beside else name
    if metrics.horizontalAdvance(name) + wide <= room:
        after = metrics.horizontalAdvance(name) + 2 * APART
        return Lettering(name, piece.suffix, font, small, start, after)
    cut = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
    return Lettering(cut, "", font, font, start, 0) if len(cut) > LEAST else None


def _named(usual: QFont, name: str, pixels: int, room: float, start: float) -> Lettering | None:
    """A name in one size everywhere: whole, else without its code, else shortened: "Haldane".

    It is cut behind a whole letter and ends in a full stop ("Hald."); two letters at least.
    """
    font = QFont(usual)
    font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(max(SMALLEST, pixels))
    metrics = QFontMetricsF(font)
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    last = last if last.isalpha() else first  # "CL ?" has no name to show
    shorter = (f"{last[:letters]}." for letters in range(len(last) - 1, 1, -1))
    for text in (name, last, *shorter):
        if metrics.horizontalAdvance(text) <= room:
            return Lettering(text, "", font, font, start, 0)
    return None


def _both(usual: QFont, pixels: int, less: int) -> tuple[QFont, QFont]:
    """The fonts of a code and of its suffix, which is lighter and smaller."""
    font, small = QFont(usual), QFont(usual)
    font.setPixelSize(pixels)
    small.setPixelSize(max(SMALLEST, pixels - less))
    small.setWeight(QFont.Weight.Normal)
    return font, small


def _taken(piece: Piece) -> float:
    """What marks take of the right end."""
    if piece.mark is not Mark.NONE:
        return MARKED
    return FOLDED if piece.changed else 0


def _fitting(usual: QFont, text: str, pixels: int, room: float) -> QFont | None:
    """The bold font for a code: a few steps smaller where it would not fit; None beyond that."""
    font = QFont(usual)
    font.setWeight(QFont.Weight.DemiBold)
    for size in range(pixels, max(SMALLEST, pixels // 2) - 1, -1):
        font.setPixelSize(size)
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(WIDE) if len(text) == len(WIDE) else 0
        if max(wide, metrics.horizontalAdvance(text)) <= room:
            return font
    return None
