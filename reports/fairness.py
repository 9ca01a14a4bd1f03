"""Fairness: everybody's nights, weekends, holidays, on-calls and long days beside their share."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reports.document import Stamp
from reports.formats import pdf, xlsx
from reports.formats.pdf_parts import (
    FAINT,
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
from rota_desk.domain.shares import KINDS
from rota_desk.queries.fairness import Fairness, ShareLine

NAME, TITLE = "fairness", "Fairness"
_ROOM = 120.0  # points: a chapter with less begins on the next page
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
        foot=pdf.Foot(mark.sentence(), "Had, then more or fewer than the share"),
        paper=sheet,
    )


def _story(found: Fairness, mark: Stamp, period: str, width: float) -> Iterator[Flowable]:
    yield Chapter(f"{TITLE}, {period}")
    head = f"{mark.department} · duties against each one's share"
    yield Mast(head, mark.version, mark.code_words)
    yield Spacer(0, 8)
    yield words(
        "The share is the mean of the full-timers on the same pattern, or of the same group, "
        "times the share of full time and the part of the period somebody was here. "
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
    columns = [
        Column("Who", 0.2 * width),
        Column("Share", 0.09 * width, number=True),
        *(Column(kind, 0.118 * width, number=True) for kind in KINDS),
        Column(f"Christmas {found.last_christmas}", 0.12 * width),
    ]
    rows: list[list[Flowable | str]] = [
        [
            words(Strong(one.name)),
            f"{float(one.weight):.0%}",
            *(
                f"{count}  ({apart_words(apart)})" if count or apart else "–"
                for count, apart in zip(one.counts, one.apart, strict=True)
            ),
            words(christmas_words(found, one), style=SMALL),
        ]
        for one in lines
    ]
    return table(columns, rows)


def christmas_words(found: Fairness, one: ShareLine) -> str:
    """Whether somebody worked last Christmas, as far as a rota of it is kept."""
    if not found.christmas_kept:
        return "no rota kept"
    return "worked" if one.christmas else "–"


def apart_words(apart: Fraction) -> str:
    """How far somebody is from the share: "▲ +1.5", "−0.4", "as the share"."""
    figure = f"{float(apart):+.1f}".replace("-", "−")
    if figure in {"+0.0", "−0.0"}:
        return "0"
    mark = "▲ " if apart >= 1 else "▼ " if apart <= -1 else ""
    return f"{mark}{figure}"


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
