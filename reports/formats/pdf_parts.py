"""Parts of a printed page: words, tables, figures, bars and boxes."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, KeepInFrame, Paragraph, Table, TableStyle

from reports.formats import ink
from reports.formats.pdf import BOLD, REGULAR, SEMIBOLD, fitted, use_type, width_of
from reports.formats.pdf_table import WholeRows
from reports.formats.words import printable

_ROOM = 130.0  # points: a chapter with less begins on the next page
_INK = HexColor(f"#{ink.INK}")
_QUIET = HexColor(f"#{ink.QUIET}")
_RULE = HexColor(f"#{ink.RULE}")
_SLATE = HexColor(f"#{ink.SLATE}")


def _style(
    name: str, size: float, leading: float, *, font: str = REGULAR, quiet: bool = False
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=_QUIET if quiet else _INK,
        allowWidows=0,
    )


def _rightwards(style: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(f"{style.name}-number", parent=style, alignment=TA_RIGHT)


TITLE = _style("title", 17, 21, font=BOLD)
UNDER_TITLE = _style("under-title", 9, 13, quiet=True)
HEADING = _style("heading", 10, 13, font=SEMIBOLD)
BODY = _style("body", 8.5, 12)
SMALL = _style("small", 7.5, 10.5)
FAINT = _style("faint", 7.5, 10.5, quiet=True)
NOTE = ParagraphStyle("note", parent=FAINT, spaceBefore=4)  # under a table
LEAD = _style("lead", 10, 14, font=SEMIBOLD)
HEAD = _style("head", 7.5, 10, font=SEMIBOLD)
POINT = ParagraphStyle(
    "point", parent=BODY, leftIndent=10, bulletIndent=0, bulletFontName=REGULAR, bulletFontSize=8.5
)
NUMBER = _rightwards(BODY)
HEAD_NUMBER = _rightwards(HEAD)


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that are to stand out."""

    text: str


def words(*parts: str | Strong, style: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph of plain and strong words; no mark-up in them is ever obeyed."""
    use_type()
    return Paragraph("".join(_marked(part) for part in parts), style)


def _marked(part: str | Strong) -> str:
    if isinstance(part, Strong):
        return f"<b>{_marked(part.text)}</b>"
    return escape(printable(part)).replace("\n", "<br/>")


def point(*parts: str | Strong) -> Paragraph:
    """A paragraph after a round mark."""
    use_type()
    return Paragraph("".join(_marked(part) for part in parts), POINT, bulletText="\N{BULLET}")


class Chapter(Flowable):
    """A heading that is also a bookmark."""

    def __init__(self, text: str, *, level: int = 0, key: str = "", kept: bool = True) -> None:
        """Note the words; `level` 0 is outermost; `key` tells equal headings apart.

        A `kept` heading stays on one page with the whole of what follows.
        """
        super().__init__()
        self.words = words(text, style=TITLE if level == 0 else HEADING)
        self.text, self.level, self.key = printable(text), level, key or printable(text)
        self.keepWithNext = int(kept)

    def getSpaceBefore(self) -> float:  # noqa: N802 - the library's name
        """Room above the heading."""
        return 0 if self.level == 0 else 12

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Say how much room is taken."""
        width, self.height = self.words.wrap(available, height)
        return width, self.height + (0 if self.level == 0 else 3)

    def draw(self) -> None:
        """Draw the words and set the bookmark."""
        self.canv.bookmarkPage(self.key)
        self.canv.addOutlineEntry(self.text, self.key, self.level, closed=False)
        self.words.drawOn(self.canv, 0, 0 if self.level == 0 else 3)


class Mast(Flowable):
    """The line under a title: whose it is at the left; which copy it is, boxed, at the right."""

    def __init__(self, left: str, copy: str, code: str) -> None:
        """Note the words."""
        super().__init__()
        use_type()
        self.left, self.copy, self.code = printable(left), printable(copy), printable(code)

    def wrap(self, available: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        """Say how much room is taken."""
        self.width = available
        return available, 14

    def draw(self) -> None:
        """Draw the words, the box reaching up beside the title."""
        canvas = self.canv
        first = width_of(self.copy, SEMIBOLD, 12)
        wide = max(first, width_of(self.code, REGULAR, 8)) + 18
        edge = self.width - wide
        canvas.setStrokeColor(_INK)
        canvas.setLineWidth(0.9)
        canvas.roundRect(edge, 2, wide, 31, 3, stroke=1, fill=0)
        canvas.setFillColor(_INK)
        canvas.setFont(SEMIBOLD, 12)
        canvas.drawRightString(self.width - 9, 19, self.copy)
        canvas.setFillColor(_QUIET)
        canvas.setFont(REGULAR, 8)
        canvas.drawRightString(self.width - 9, 8, self.code)
        canvas.setFont(REGULAR, 9)
        canvas.drawString(0, 4, fitted(self.left, REGULAR, 9, edge - 10))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width in points, and whether it holds numbers."""

    head: str
    width: float
    number: bool = False


def table(columns: Sequence[Column], rows: Sequence[Sequence[Flowable | str]]) -> Table:
    """A table of hairlines, its head on every page; only a row longer than a page is cut."""
    head = [words(one.head, style=HEAD_NUMBER if one.number else HEAD) for one in columns]
    body = [
        [
            words(cell, style=NUMBER if column.number else BODY) if isinstance(cell, str) else cell
            for column, cell in zip(columns, row, strict=True)
        ]
        for row in rows
    ]
    titled = any(column.head for column in columns)
    return WholeRows(
        [head, *body] if titled else body,
        colWidths=[column.width for column in columns],
        repeatRows=1 if titled else 0,
        style=_lines(titled=titled),
        hAlign="LEFT",
    )


def columns_of(width: float, *parts: tuple[str, float]) -> list[Column]:
    """Columns by their heads and their shares of the page's width in points."""
    return [Column(head, share * width) for head, share in parts]


def chapter(
    title: str, columns: Sequence[Column], rows: Sequence[Sequence[Flowable | str]], otherwise: str
) -> list[Flowable]:
    """A heading with its table, or with a sentence where there is nothing to tell."""
    body = table(columns, rows) if rows else words(otherwise)
    return [CondPageBreak(_ROOM), Chapter(title, level=1, kept=False), body]


def _lines(*, titled: bool) -> TableStyle:
    first, last = (0, 0), (-1, -1)
    style = TableStyle(
        [
            ("FONTNAME", first, last, REGULAR),
            ("VALIGN", first, last, "TOP"),
            ("LEFTPADDING", first, last, 0),
            ("RIGHTPADDING", first, last, 8),
            ("TOPPADDING", first, last, 4),
            ("BOTTOMPADDING", first, last, 4),
            ("LINEBELOW", first, last, 0.4, _RULE),
        ]
    )
    if titled:
        style.add("LINEBELOW", (0, 0), (-1, 0), 0.9, _INK)
        style.add("VALIGN", (0, 0), (-1, 0), "BOTTOM")
    return style


def side_by_side(
    left: Sequence[Flowable],
    right: Sequence[Flowable],
    *,
    widths: tuple[float, float],
    height: float,
) -> Table:
    """Two columns of a page, made smaller where they would be higher than `height`."""
    gutter = 22
    columns = [
        KeepInFrame(widths[0] - gutter, height, list(left), mode="shrink"),
        KeepInFrame(widths[1], height, list(right), mode="shrink"),
    ]
    style = TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (0, 0), gutter),
            ("RIGHTPADDING", (1, 0), (1, 0), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    return Table([columns], colWidths=list(widths), style=style, hAlign="LEFT")


def tall(parts: Sequence[Flowable], width: float) -> float:
    """How much height parts take one under another, in points."""
    return sum(part.wrap(width, 10_000)[1] + part.getSpaceBefore() for part in parts)


class Figures(Flowable):
    """The few numbers to know first, each with a bar at its left and words under it."""

    def __init__(self, figures: Sequence[tuple[str, str]]) -> None:
        """Note the pairs of number and words."""
        super().__init__()
        self.figures = [(printable(number), printable(text)) for number, text in figures]

    def wrap(self, available: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        """Say how much room is taken."""
        self.room = available / max(len(self.figures), 1)
        return available, 38

    def draw(self) -> None:
        """Draw each figure where the last one ends, or in equal parts when they are wide."""
        widths = [
            max(width_of(number, BOLD, 17), width_of(text, REGULAR, 8.5)) + 34
            for number, text in self.figures
        ]
        even = sum(widths) > self.room * len(widths)
        left = 0.0
        for (number, text), width in zip(self.figures, widths, strict=True):
            self._one(left, number, text, self.room - 14 if even else width)
            left += self.room if even else width

    def _one(self, left: float, number: str, text: str, room: float) -> None:
        canvas = self.canv
        canvas.setFillColor(_SLATE)
        canvas.rect(left, 0, 2, 37, stroke=0, fill=1)
        canvas.setFillColor(_INK)
        canvas.setFont(BOLD, 17)
        canvas.drawString(left + 9, 19, number)
        canvas.setFont(REGULAR, 8.5)
        canvas.drawString(left + 9, 4, fitted(text, REGULAR, 8.5, room - 9))


class Bar(Flowable):
    """A share from 0 to 1: solid for what is there, hatched for what is missing."""

    def __init__(
        self, share: float, *, width: float, height: float = 8, target: float | None = None
    ) -> None:
        """Note the share, and the target to mark; what lies outside 0 to 1 is drawn at the end."""
        super().__init__()
        self.share = min(max(share, 0.0), 1.0)
        self.target = None if target is None else min(max(target, 0.0), 1.0)
        self.width, self.height = width, height

    def wrap(self, available: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        """Say how much room is taken."""
        return self.width, self.height + 3

    def draw(self) -> None:
        """Draw the bar, and a tick that reaches over it at the target."""
        canvas, filled = self.canv, self.width * self.share
        hatch(canvas, filled, 0, self.width - filled, self.height, gap=2.6, weight=0.7)
        canvas.setFillColor(_SLATE)
        canvas.rect(0, 0, filled, self.height, stroke=0, fill=1)
        canvas.setStrokeColor(_SLATE)
        canvas.setLineWidth(0.7)
        canvas.rect(0, 0, self.width, self.height, stroke=1, fill=0)
        if self.target is not None:
            at = self.width * self.target
            canvas.setStrokeColor(_INK)
            canvas.setLineWidth(1.2)
            canvas.line(at, -2, at, self.height + 2)


def boxed(parts: Sequence[Flowable], *, width: float) -> Table:
    """A framed box, for what is asked of the reader."""
    style = TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("BOX", (0, 0), (-1, -1), 1, _INK),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ("TOPPADDING", (0, 0), (-1, 0), 7),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 8),
            ("ROUNDEDCORNERS", [3, 3, 3, 3]),
        ]
    )
    rows = [[part] for part in parts]
    return Table(rows, colWidths=[width], style=style, hAlign="LEFT", spaceBefore=4)


def hatch(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    gap: float = 4,
    weight: float = 0.5,
    colour: str = ink.SLATE,
    ground: str = "",
) -> None:
    """Fill a rectangle with slanting lines, that colour-blind eyes and grey printers can see."""
    if width <= 0 or height <= 0:
        return
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(x, y, width, height)
    canvas.clipPath(frame, stroke=0, fill=0)
    canvas.setFillColor(HexColor(f"#{ground}") if ground else white)
    canvas.rect(x, y, width, height, stroke=0, fill=1)
    canvas.setStrokeColor(HexColor(f"#{colour}"))
    canvas.setLineWidth(weight)
    slant = x - height
    while slant < x + width:
        canvas.line(slant, y, slant + height, y + height)
        slant += gap
    canvas.restoreState()
