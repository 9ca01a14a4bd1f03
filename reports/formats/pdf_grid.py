"""A printed grid: days across, names down, chips in the cells, counts at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, PageBreak

from reports.formats import ink
from reports.formats.pdf import REGULAR, SEMIBOLD, fitted, use_type, width_of
from reports.formats.pdf_chip import Chip, draw_chip, lanes
from reports.formats.words import one_line

_HEAD, _LOW_HEAD = 27.0, 17.0
_HEADING = 12.5
_COUNT = 11.5
_LANES = (19.0, 15.5)  # the highest and the lowest row that is still easy to read
_LEAST = 10.0
_FULL_ENOUGH = 0.5  # of a page, for the next group to begin on a new one
_WIDE = 105.0  # points: from here on a day has room for three things side by side
_SLACK = 0.5  # points, so that rounding never pushes the last line to a new page
_NARROWEST = 96.0
_SMALLEST = 6.5


@dataclass(frozen=True, slots=True)
class Letters:
    """A font, a size in points and a colour."""

    font: str
    size: float
    colour: str = ink.INK


_DAY = Letters(SEMIBOLD, 8.5)
_UNDER_DAY = Letters(REGULAR, 6.5, ink.QUIET)
_GROUP = Letters(SEMIBOLD, 7, ink.QUIET)
_COUNTED = Letters(REGULAR, 7.5, ink.QUIET)


@dataclass(frozen=True, slots=True)
class DayColumn:
    """The head of a column: two lines of words, shaded when it is no ordinary day."""

    top: str  # "Mon 9"
    month: str = ""  # "Nov": said where every column has room for it
    under: str = ""
    shaded: bool = False
    starts_week: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names the group of the rows under it."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a name, a quiet detail at its right, and the chips of each column."""

    name: str
    detail: str
    cells: tuple[tuple[Chip, ...], ...]

    def height_in_lanes(self, *, wide: bool) -> int:
        """How many chips stand above one another in its fullest cell."""
        return max((lanes(cell, wide=wide)[1] for cell in self.cells), default=1) or 1


@dataclass(frozen=True, slots=True)
class Counts:
    """A row of counts; one that is `short` or `over` carries its mark."""

    name: str
    cells: tuple[tuple[str, str], ...]  # words and "", "short" or "over"


Band = Heading | Line | Counts


class Grid(Flowable):
    """Bands under a head of days; breaks between bands and repeats its head."""

    def __init__(
        self,
        columns: Sequence[DayColumn],
        bands: Sequence[Band],
        *,
        widest: float = 160,
        below: float = 0,
    ) -> None:
        """Note columns and bands, the widest that names may be, and the room to leave below."""
        super().__init__()
        self.below = below
        self.head = _HEAD if any(column.under for column in columns) else _LOW_HEAD
        use_type()
        self.columns, self.bands, self.widest = tuple(columns), tuple(bands), widest
        self.names = min(max(map(_wide, self.bands), default=_NARROWEST), widest)
        self.lane = _LANES[0]

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Choose the row height that lets all bands stand on the page, if there is one."""
        self.width = available
        self.day = (available - self.names) / max(len(self.columns), 1)
        self.wide = self.day >= _WIDE
        self.lane = self._lane_for(height - self.below - _SLACK)
        return available, self._height()

    def fits(self, available: float, height: float) -> bool:
        """Whether all bands stand on one page, with what is to be left below."""
        return self.wrap(available, height)[1] + self.below <= height

    def split(self, available: float, height: float) -> list[Flowable]:
        """Break where the next band no longer fits, between groups if that wastes little."""
        self.wrap(available, height)
        taken = self._break(height)
        if not taken:
            return []
        rest = self._carried_over(taken)
        above, after = self._part(self.bands[:taken], 0), self._part(rest, self.below)
        return [above, PageBreak(), after]

    def _break(self, height: float) -> int:
        """How many bands go on this page."""
        level, taken, group = self.head, 0, 0
        for number, band in enumerate(self.bands):
            if isinstance(band, Heading) and level > height * _FULL_ENOUGH:
                group = number
            level += self._tall(band)
            if level > height:
                break
            taken = number + 1
        while taken and isinstance(self.bands[taken - 1], Heading):
            taken -= 1
        return group or taken

    def _carried_over(self, taken: int) -> tuple[Band, ...]:
        """The bands after a break, under the heading that they belong to."""
        rest = self.bands[taken:]
        above = [band for band in self.bands[:taken] if isinstance(band, Heading)]
        if above and isinstance(rest[0], Line):
            return (replace(above[-1], text=f"{above[-1].text} (continued)"), *rest)
        return rest

    def _part(self, bands: Sequence[Band], below: float) -> Grid:
        return Grid(self.columns, bands, widest=self.widest, below=below)

    def _lane_for(self, height: float) -> float:
        """The highest row that fits the height, or an easy one when none does."""
        count = sum(
            band.height_in_lanes(wide=self.wide) for band in self.bands if isinstance(band, Line)
        )
        spare = height - self.head
        spare -= sum(self._tall(band) for band in self.bands if not isinstance(band, Line))
        wanted = spare / count if count else _LANES[0]
        return min(wanted, _LANES[0]) if wanted >= _LEAST else _LANES[1]

    def _tall(self, band: Band) -> float:
        match band:
            case Heading():
                return _HEADING
            case Counts():
                return _COUNT
            case Line():
                return self.lane * band.height_in_lanes(wide=self.wide)

    def _height(self) -> float:
        return self.head + sum(self._tall(band) for band in self.bands)

    def draw(self) -> None:
        """Draw shades, head and bands from the top."""
        top = self._height()
        self._shades(top)
        self._head(top)
        level = top - self.head
        for band in self.bands:
            level -= self._tall(band)
            self._band(band, level)
        self._weeks(top)

    def _left(self, number: int) -> float:
        return self.names + number * self.day

    def _shades(self, top: float) -> None:
        self.canv.setFillColor(HexColor(f"#{ink.SHADE}"))
        for number, column in enumerate(self.columns):
            if column.shaded:
                self.canv.rect(self._left(number), 0, self.day, top, stroke=0, fill=1)

    def _weeks(self, top: float) -> None:
        """A hairline between days, a darker one where a week begins."""
        for number, column in enumerate(self.columns):
            colour = ink.QUIET if column.starts_week or not number else ink.RULE
            self.canv.setStrokeColor(HexColor(f"#{colour}"))
            self.canv.setLineWidth(0.7 if column.starts_week or not number else 0.35)
            self.canv.line(self._left(number), 0, self._left(number), top - 2)

    def _head(self, top: float) -> None:
        full = [f"{column.top} {column.month}" for column in self.columns]
        roomy = all(width_of(text, _DAY.font, _DAY.size) < self.day - 5 for text in full)
        for number, column in enumerate(self.columns):
            left, room = self._left(number) + 3, self.day - 5
            self._words(left, top - 11, full[number] if roomy else column.top, _DAY, room)
            self._words(left, top - 21, column.under, _UNDER_DAY, room)
        self._rule(top - self.head, ink.INK, 0.8)

    def _band(self, band: Band, level: float) -> None:
        match band:
            case Heading():
                self._heading(band, level)
            case Line():
                self._line(band, level)
            case Counts():
                self._counts(band, level)
        self._rule(level, ink.RULE, 0.35)

    def _heading(self, band: Heading, level: float) -> None:
        self.canv.setFillColor(HexColor(f"#{ink.SHADE}"))
        self.canv.rect(0, level, self.width, _HEADING, stroke=0, fill=1)
        self._words(2, level + 3.6, band.text, _GROUP, self.width)

    def _line(self, band: Line, level: float) -> None:
        tall = self._tall(band)
        size = min(8.5, self.lane * 0.66)
        base = level + tall - self.lane / 2 - size * 0.36
        text = one_line(band.detail)
        detail = width_of(text, REGULAR, size - 1.5)
        room = self.names - detail - 12
        letters = Letters(REGULAR, _size_for(band.name, size, room))
        self._words(2, base, band.name, letters, room)
        self.canv.setFillColor(HexColor(f"#{ink.QUIET}"))
        self.canv.setFont(REGULAR, size - 1.5)
        self.canv.drawRightString(self.names - 5, base, text)
        for number, cell in enumerate(band.cells):
            self._cell(cell, self._left(number), level + tall)

    def _cell(self, cell: tuple[Chip, ...], left: float, top: float) -> None:
        places, _ = lanes(cell, wide=self.wide)
        for chip, (lane, start, share) in zip(cell, places, strict=True):
            x = left + 1.5 + start * (self.day - 2)
            width = share * (self.day - 2) - 1
            draw_chip(
                self.canv, chip, (x, top - (lane + 1) * self.lane + 0.8, width, self.lane - 1.6)
            )

    def _counts(self, band: Counts, level: float) -> None:
        self._words(2, level + 3, band.name, _COUNTED, self.names - 6)
        for number, (text, state) in enumerate(band.cells):
            self._count(self._left(number), level, text, state)

    def _count(self, left: float, level: float, text: str, state: str) -> None:
        """A count in the middle of its column; a short one stands white on black."""
        middle = left + self.day / 2
        mark = {"short": "▼ ", "over": "▲ "}.get(state, "")
        font = SEMIBOLD if state else REGULAR
        shown = fitted(f"{mark}{text}", font, 7.5, self.day - 3)
        if state:
            wide = width_of(shown, font, 7.5) + 8
            self.canv.setStrokeColor(HexColor(f"#{ink.INK}"))
            self.canv.setFillColor(HexColor(f"#{ink.INK}" if state == "short" else "#FFFFFF"))
            self.canv.setLineWidth(0.7)
            self.canv.roundRect(middle - wide / 2, level + 1, wide, _COUNT - 2, 2, fill=1)
        self.canv.setFillColor(HexColor("#FFFFFF" if state == "short" else f"#{ink.INK}"))
        self.canv.setFont(font, 7.5)
        self.canv.drawCentredString(middle, level + 3.1, shown)

    def _words(self, x: float, y: float, text: str, letters: Letters, room: float) -> None:
        self.canv.setFillColor(HexColor(f"#{letters.colour}"))
        self.canv.setFont(letters.font, letters.size)
        self.canv.drawString(x, y, fitted(text, letters.font, letters.size, room))

    def _rule(self, level: float, colour: str, weight: float) -> None:
        self.canv.setStrokeColor(HexColor(f"#{colour}"))
        self.canv.setLineWidth(weight)
        self.canv.line(0, level, self.width, level)


def _wide(band: Band) -> float:
    """How wide the names' column has to be for this band."""
    match band:
        case Heading():
            return _NARROWEST
        case Counts():
            return max(width_of(band.name, _COUNTED.font, _COUNTED.size) + 12, _NARROWEST)
        case Line():
            name, detail = width_of(band.name, REGULAR, 8.5), width_of(band.detail, REGULAR, 7)
            return max(name + detail + 16, _NARROWEST)


def _size_for(text: str, size: float, room: float) -> float:
    """A size at which the text fits the room, but none that is hard to read."""
    while size > _SMALLEST and width_of(text, REGULAR, size) > room:
        size -= 0.5
    return size
