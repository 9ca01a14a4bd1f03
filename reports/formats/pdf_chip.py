"""One chip of a printed grid: a code with its ground, pattern, frame and corner mark."""

from dataclasses import dataclass
from enum import StrEnum

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from reports.formats import ink
from reports.formats.pdf import REGULAR, SEMIBOLD, fitted, use_type, width_of
from reports.formats.pdf_parts import hatch
from reports.formats.words import one_line

_SMALLEST = 5.5  # points: below this nobody reads a wall

MOST_LANES = 12

Box = tuple[float, float, float, float]  # x, y, width, height in points


class Span(StrEnum):
    """Which part of its cell a chip takes."""

    LEFT = "left"
    RIGHT = "right"
    LAST = "last"  # a third part, where a cell is wide enough for three; else all of it
    WHOLE = "whole"


class Dress(StrEnum):
    """What is drawn besides the letters, so that grey paper tells as much as colour."""

    SOLID = "solid"
    OUTLINED = "outlined"
    HATCHED = "hatched"
    DASHED = "dashed"  # hatched, in a dashed frame


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing in a cell: strong code, plain suffix, small detail where there is room."""

    code: str
    suffix: str = ""
    detail: str = ""
    tint: str = "grey"
    span: Span = Span.WHOLE
    dress: Dress = Dress.SOLID
    marked: bool = False  # a dark corner


def lanes(
    chips: tuple[Chip, ...], *, wide: bool = False
) -> tuple[list[tuple[int, float, float]], int]:
    """Place chips in their cell: lane from the top, left edge and width as shares; and lanes used.

    Chips of different parts share a lane; chips that would lie on one another go to lanes below.
    """
    parts = _parts(chips, wide=wide)
    free_from = dict.fromkeys(parts, 0)
    places = []
    for chip in chips:
        taken = (chip.span,) if chip.span in parts else parts
        lane = max(free_from[part] for part in taken)
        free_from.update(dict.fromkeys(taken, lane + 1))
        share = len(taken) / len(parts)
        places.append((lane, parts.index(taken[0]) / len(parts), share))
    return places, max(free_from.values())


def _parts(chips: tuple[Chip, ...], *, wide: bool) -> tuple[Span, ...]:
    """The parts that a cell is cut into: two, or three where there is room and need."""
    spans = {chip.span for chip in chips}
    if wide and Span.LAST in spans and spans & {Span.LEFT, Span.RIGHT}:
        return Span.LEFT, Span.RIGHT, Span.LAST
    return Span.LEFT, Span.RIGHT


def held(chips: tuple[Chip, ...]) -> tuple[Chip, ...]:
    """The chips that a cell has room for; a last one counts those left out."""
    places, used = lanes(chips)
    if used <= MOST_LANES:
        return chips
    kept = tuple(
        chip for chip, (lane, _, _) in zip(chips, places, strict=True) if lane < MOST_LANES - 1
    )
    return (*kept, Chip(f"+{len(chips) - len(kept)}", "more", dress=Dress.OUTLINED))


def draw_chip(canvas: Canvas, chip: Chip, box: Box) -> None:
    """Draw a chip in its box."""
    canvas.saveState()
    colours = ink.tint(chip.tint)
    _ground(canvas, chip, box, colours)
    _letters(canvas, chip, box, _letters_on(chip, colours))
    if chip.marked:
        _corner(canvas, box)
    canvas.restoreState()


def _letters_on(chip: Chip, colours: ink.Tint) -> str:
    if chip.dress is Dress.SOLID:
        return colours.letters
    return ink.INK


def _ground(canvas: Canvas, chip: Chip, box: Box, colours: ink.Tint) -> None:
    """Ground, pattern and frame."""
    x, y, width, height = box
    match chip.dress:
        case Dress.SOLID:
            canvas.setFillColor(HexColor(f"#{colours.ground}"))
            canvas.roundRect(x, y, width, height, 1.8, stroke=0, fill=1)
        case Dress.OUTLINED:
            canvas.setStrokeColor(HexColor(f"#{ink.QUIET}"))
            canvas.setFillColor(HexColor("#FFFFFF"))
            canvas.setLineWidth(0.6)
            canvas.roundRect(x, y, width, height, 1.8, stroke=1, fill=1)
        case Dress.HATCHED:
            hatch(canvas, x, y, width, height, gap=4, weight=0.45, colour="9AA3AF")
        case Dress.DASHED:
            hatch(canvas, x, y, width, height, gap=3.2, weight=0.6, colour="6B7280")
            canvas.setStrokeColor(HexColor(f"#{ink.INK}"))
            canvas.setLineWidth(1)
            canvas.setDash(2.4, 1.4)
            canvas.rect(x + 0.4, y + 0.4, width - 0.8, height - 0.8, stroke=1, fill=0)
            canvas.setDash()


def _letters(canvas: Canvas, chip: Chip, box: Box, colour: str) -> None:
    """The code, and as much of the rest as the chip has room for."""
    x, y, width, height = box
    size, room = min(8.0, height * 0.7), width - 5
    while size > _SMALLEST and _whole(chip, size) > room:
        size -= 0.5
    base = y + height / 2 - size * 0.36
    code = fitted(chip.code, SEMIBOLD, size, room)
    end = x + 2.5 + width_of(code, SEMIBOLD, size)
    extra = _extra(chip, size, x + width - 2.5 - end)
    if chip.dress in {Dress.HATCHED, Dress.DASHED}:
        _plate(canvas, (x + 1.2, base - size * 0.3, end - x + _long(extra), size * 1.3))
    canvas.setFillColor(HexColor(f"#{colour}"))
    canvas.setFont(SEMIBOLD, size)
    canvas.drawString(x + 2.5, base, code)
    for text, small in extra:
        end += size * 0.25
        canvas.setFont(REGULAR, small)
        canvas.drawString(end, base, text)
        end += width_of(text, REGULAR, small)


def _whole(chip: Chip, size: float) -> float:
    """How wide code and suffix are together."""
    suffix = width_of(chip.suffix, REGULAR, size) + size * 0.25 if chip.suffix else 0
    return width_of(chip.code, SEMIBOLD, size) + suffix


def _extra(chip: Chip, size: float, room: float) -> list[tuple[str, float]]:
    """Suffix and detail with their sizes, as far as they fit."""
    kept = []
    for text, small in ((one_line(chip.suffix), size), (one_line(chip.detail), size * 0.8)):
        wide = width_of(text, REGULAR, small) + size * 0.25
        if not text:
            continue
        if wide > room:
            break
        kept.append((text, small))
        room -= wide
    return kept


def _long(extra: list[tuple[str, float]]) -> float:
    return sum(width_of(text, REGULAR, small) + small * 0.3 for text, small in extra)


def _plate(canvas: Canvas, box: Box) -> None:
    """A white plate under letters that stand on a pattern."""
    canvas.setFillColor(HexColor("#FFFFFF"))
    canvas.rect(*box, stroke=0, fill=1)


def _corner(canvas: Canvas, box: Box) -> None:
    """A dark corner at the upper right: changed."""
    x, y, width, height = box
    side = min(5.0, height * 0.42)
    mark = canvas.beginPath()
    mark.moveTo(x + width - side, y + height)
    mark.lineTo(x + width, y + height)
    mark.lineTo(x + width, y + height - side)
    mark.close()
    canvas.setFillColor(HexColor(f"#{ink.INK}"))
    canvas.setStrokeColor(HexColor("#FFFFFF"))
    canvas.setLineWidth(0.4)
    canvas.drawPath(mark, stroke=1, fill=1)


class Legend(Flowable):
    """Chips with their meaning, as many to a line as there is room for."""

    def __init__(self, entries: list[tuple[Chip, str]]) -> None:
        """Note each chip and its words."""
        super().__init__()
        self.entries = [(chip, one_line(text)) for chip, text in entries]
        use_type()

    def wrap(self, available: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        """Say how much room is taken."""
        x, line, self.places = 0.0, 0, []
        for chip, text in self.entries:
            wide = 30 + width_of(text, REGULAR, 7.5) + 14
            if x and x + wide > available:
                x, line = 0.0, line + 1
            self.places.append((x, line, chip, text))
            x += wide
        self.width, self.height = available, (line + 1) * 14.0
        return available, self.height

    def draw(self) -> None:
        """Draw the chips with their words."""
        for x, line, chip, text in self.places:
            level = self.height - (line + 1) * 14
            draw_chip(self.canv, chip, (x, level + 2, 26, 11))
            self.canv.setFillColor(HexColor(f"#{ink.INK}"))
            self.canv.setFont(REGULAR, 7.5)
            self.canv.drawString(x + 30, level + 5, text)
