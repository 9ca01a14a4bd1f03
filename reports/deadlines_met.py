"""Deadlines met: how many fell due, how many were met, and the formula, for the board's return."""

import datetime as dt
import json
from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from reports.document import Stamp
from reports.formats import csv, pdf, xlsx
from reports.formats.pdf_parts import (
    FAINT,
    LEAD,
    SMALL,
    Chapter,
    Column,
    Mast,
    Strong,
    table,
    words,
)
from reports.formats.xlsx import Cell, Look, Sheet
from reports.wording import counted
from reports.wording import span_words as period_words
from rota_desk.domain.said import day as day_words
from rota_desk.queries.deadlines_met import DeadlinesMet, MetLine

NAME, TITLE = "deadlines-met", "Deadlines met"
HEADS = ("kind", "deadline", "fell_due", "met", "late", "not_done", "percent", "formula", "target")
_HEAD = Look(bold=True, fill="E5E7EB", ruled=True)
_WRAPPED = Look(wrapped=True)
Row = tuple[str, str, int, int, int, int, str, str, str]


def facts(found: DeadlinesMet) -> tuple[object, ...]:
    """What a copy says: other facts, another check code."""
    return (str(found.start), str(found.until), *rows(found))


def rows(found: DeadlinesMet) -> Iterator[Row]:
    """One row for each kind of deadline; the percentage is empty where nothing fell due."""
    for one in found.lines:
        share = "" if one.percent is None else f"{one.percent}"
        yield (
            *(one.kind, one.title, one.due, one.met, one.late, one.undone),
            *(share, one.formula, "" if one.target is None else f"{one.target}"),
        )


def table_of(found: DeadlinesMet) -> bytes:
    """Write one row for each kind."""
    return csv.table(HEADS, rows(found), for_excel=True)


def as_json(found: DeadlinesMet, stamp: Stamp) -> bytes:
    """Write every kind with its heads; `from` and `to` are both included."""
    told = {
        "from": found.start.isoformat(),
        "to": (found.end - dt.timedelta(days=1)).isoformat(),
        "check_code": stamp.check_code,
        "lines": [dict(zip(HEADS, row, strict=True)) for row in rows(found)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def workbook(found: DeadlinesMet, stamp: Stamp) -> bytes:
    """Write every kind on one sheet; the percentage is a number that can be charted."""
    head = tuple(Cell(one.replace("_", " ").capitalize(), _HEAD) for one in HEADS)
    sheet = Sheet(
        title=TITLE,
        widths=(18, 46, 10, 8, 8, 10, 10, 110, 10),
        rows=(head, *(_cells(one) for one in found.lines)),
        head=1,
        filtered_from=1,
    )
    title = f"{TITLE} {period_words(found.start, found.end)}"
    return xlsx.workbook(
        [sheet], title=title, author=stamp.by, made=stamp.made, footer=stamp.sentence()
    )


def _cells(one: MetLine) -> tuple[xlsx.Value | Cell, ...]:
    share = float(one.percent) if one.percent is not None else ""
    counts = (one.kind, one.title, one.due, one.met, one.late, one.undone, share)
    target = "" if one.target is None else one.target
    return (*counts, Cell(one.formula, _WRAPPED), target)


def printed(found: DeadlinesMet, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the percentages with the counts they come from."""
    sheet = pdf.PAPERS[paper]
    period = period_words(found.start, found.end)
    return pdf.pages(
        lambda: _story(found, stamp, period, sheet.inner_width),
        title=f"{TITLE} {period}, {stamp.department}",
        subject=stamp.subject(TITLE),
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), "Counted from the desk's own records"),
        paper=sheet,
    )


def _story(found: DeadlinesMet, stamp: Stamp, period: str, width: float) -> list[Flowable]:
    shares = (0.27, 0.12, 0.12, 0.49)
    heads = ("Deadline", "Met", "Of", "How it is counted")
    columns = [
        Column(head, share * width, number=head == "Of")
        for head, share in zip(heads, shares, strict=True)
    ]
    open_yet = (
        f" Days after {day_words(found.until)} are not counted yet."
        if found.until < found.end
        else ""
    )
    return [
        Chapter(f"{TITLE}, {period}"),
        Mast(
            f"{stamp.department} · for the board's return",
            stamp.version,
            stamp.code_words,
        ),
        Spacer(0, 9),
        words(_verdict(found), style=LEAD),
        Spacer(0, 5),
        table(columns, [_row(one) for one in found.lines]),
        Spacer(0, 5),
        words(
            f"A deadline counts in the period in which it fell due.{open_yet} Nobody is named.",
            style=FAINT,
        ),
    ]


def _verdict(found: DeadlinesMet) -> str:
    """Say in a line how it stands, and where it was missed most."""
    if not found.due:
        return "No deadline fell due in this period."
    worst = min(
        (one for one in found.lines if one.percent is not None),
        key=lambda one: (one.met / one.due, -one.due),
    )
    said = f"{found.met} of {counted(found.due, 'deadline')} were met."
    if worst.met == worst.due:
        return said
    return f"{said} Missed most: {worst.title}, {worst.percent_words}."


def _row(one: MetLine) -> list[Flowable | str]:
    missed = [
        part
        for part in (
            f"{one.late} late" if one.late else "",
            f"{one.undone} not done" if one.undone else "",
        )
        if part
    ]
    well = one.met == one.due if one.target is None else not one.is_short
    mark = "" if one.percent is None else "✓ " if well else "▼ "
    target = f"\n{one.target_words}" if one.target is not None else ""
    return [
        words(Strong(one.title), f"\n{', '.join(missed)}" if missed else ""),
        words(Strong(f"{mark}{one.percent_words}"), target),
        f"{one.met} of {one.due}" if one.due else "–",
        words(one.formula, style=SMALL),
    ]
