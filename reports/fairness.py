"""Fairness: everybody's nights, weekends, holidays, on-calls and long days beside their share."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reports.document import Stamp
from reports.formats import ink, pdf, xlsx
from reports.formats.pdf_parts import (
    FAINT,
    NUMBER,
    SMALL,
    Chapter,
    Column,
    Mast,
    Strong,
    table,
    words,
)
from reports.formats.xlsx import Cell, Look, Sheet
from reports.wording import span_words
from rota_desk.domain.shares import KINDS, share_words
from rota_desk.queries.fairness import Fairness, ShareLine

NAME, TITLE = "fairness", "Fairness"
_ROOM = 120.0  # points: a chapter with less begins on the next page
_EDGE = 8.0  # points beside the cells of a table
_UNDER, _THICK = 6.0, 2.5  # points under the figures, and of their bar
_LONG = 0.72  # of a column that the longest bar takes
_HEAD = Look(bold=True, ruled=True)


def facts(found: Fairness) -> tuple[object, ...]:
    """All that a reader can see, for the check code."""
    return found.lines


def printed(found: Fairness, mark: Stamp, *, paper: str = "A4") -> bytes:
    """Draw a table for each group of peers."""
    sheet, period = pdf.PAPERS[paper], span_words(found.start, found.end)
    return pdf.pages(
        lambda: list(_story(found, mark, period, sheet.inner_width)),
        title=f"{TITLE} {period}, {mark.department}",
        subject=mark.subject(TITLE),
        author=mark.by,
        foot=pdf.Foot(mark.sentence(), "Had, and the share"),
        paper=sheet,
    )


def _story(found: Fairness, mark: Stamp, period: str, width: float) -> Iterator[Flowable]:
    yield Chapter(f"{TITLE}, {period}")
    head = f"{mark.department} · duties against each one's share"
    yield Mast(head, mark.version, mark.code_words)
    yield Spacer(0, 8)
    yield words(
        "What somebody had, of their share: the mean of the full-timers on the same pattern, or "
        "of the same group, times the share of full time on the days of the period they were "
        "here. The bar is what they had, its tick the share. "
        "▲ at least one more than the share, ▼ at least one fewer.",
        style=FAINT,
    )
    if not found.lines:
        yield words("Nobody had a night, weekend, bank holiday, on-call or long day.")
    for name, lines in groupby(found.lines, key=lambda one: one.peers):
        yield CondPageBreak(_ROOM)
        yield Chapter(name, level=1, kept=False)
        yield _table(found, list(lines), width)


def _table(found: Fairness, lines: list[ShareLine], width: float) -> Flowable:
    wide = 0.118 * width
    columns = [
        Column("Who", 0.2 * width),
        Column("Full time", 0.09 * width, number=True),
        *(Column(kind, wide, number=True) for kind in KINDS),
        Column(f"Christmas {found.last_christmas}", 0.12 * width),
    ]
    most = [
        max(max(Fraction(one.counts[at]), one.usual[at]) for one in lines)
        for at in range(len(KINDS))
    ]
    rows: list[list[Flowable | str]] = [
        [
            words(Strong(one.name)),
            f"{float(one.weight):.0%}",
            *(
                ShareBar(count, usual, longest, wide - _EDGE) if longest else "–"
                for count, usual, longest in zip(one.counts, one.usual, most, strict=True)
            ),
            words(christmas_words(found, one), style=SMALL),
        ]
        for one in lines
    ]
    return table(columns, rows)


class ShareBar(Flowable):
    """What somebody had of their share, in figures over a bar with a tick at the share."""

    def __init__(self, count: int, usual: Fraction, most: Fraction, width: float) -> None:
        """Note the figures; `most` is the longest bar of the column."""
        super().__init__()
        self.words = words(share_words(count, usual), style=NUMBER)
        self.had, self.share = float(count / most), float(usual / most)
        self.width = width

    def wrap(self, available: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        """Say how much room is taken."""
        _wide, self.tall = self.words.wrap(self.width, height)
        return self.width, self.tall + _UNDER

    def draw(self) -> None:
        """Draw the figures, the bar on its ground, and the tick."""
        canvas, left = self.canv, self.width * (1 - _LONG)
        room = self.width * _LONG
        self.words.drawOn(canvas, 0, _UNDER)
        canvas.setFillColor(HexColor(f"#{ink.RULE}"))
        canvas.rect(left, 1.5, room, _THICK, stroke=0, fill=1)
        canvas.setFillColor(HexColor(f"#{ink.SLATE}"))
        canvas.rect(left, 1.5, room * self.had, _THICK, stroke=0, fill=1)
        canvas.setStrokeColor(HexColor(f"#{ink.INK}"))
        canvas.setLineWidth(1.2)
        at = left + room * self.share
        canvas.line(at, 0, at, _THICK + 3)


def christmas_words(found: Fairness, one: ShareLine) -> str:
    """Whether somebody worked last Christmas, as far as a rota of it is kept."""
    if not found.christmas_kept:
        return "no rota kept"
    return "worked" if one.christmas else "–"


def workbook(found: Fairness, mark: Stamp) -> bytes:
    """Write a row for each person: what they had, their share, and how far apart."""
    heads = ("Group", "Who", "Share of full time")
    kinds = (each for kind in KINDS for each in (kind, f"{kind}: share", f"{kind}: apart"))
    titles = (*heads, *kinds, f"Christmas {found.last_christmas}")
    rows = tuple(_row(one) for one in found.lines)
    sheet = Sheet(
        title="Fairness",
        widths=(26, 22, 10, *(11 for _kind in range(3 * len(KINDS))), 12),
        rows=(tuple(Cell(title, _HEAD) for title in titles), *rows),
        head=1,
        side=2,
        filtered_from=1,
    )
    title = f"{TITLE}, {span_words(found.start, found.end)}"
    return xlsx.workbook(
        [sheet], title=title, author=mark.by, made=mark.made, footer=mark.sentence()
    )


def _row(one: ShareLine) -> tuple[xlsx.Value, ...]:
    figures = (
        figure
        for count, usual, apart in zip(one.counts, one.usual, one.apart, strict=True)
        for figure in (count, round(float(usual), 2), round(float(apart), 2))
    )
    worked = "worked" if one.christmas else ""
    return (one.peers, one.name, round(float(one.weight), 2), *figures, worked)
