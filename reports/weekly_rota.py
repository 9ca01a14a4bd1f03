"""The weekly rota for the department's wall: people down, days across, one span a page."""

import datetime as dt
from dataclasses import replace
from itertools import groupby

from reportlab.platypus import Flowable, PageBreak, Spacer

from models.types import Slot
from reports.document import Stamp
from reports.formats import pdf
from reports.formats.pdf_chip import Chip, Dress, Legend, Span, held
from reports.formats.pdf_grid import Band, Counts, DayColumn, Grid, Heading, Line
from reports.formats.pdf_parts import FAINT, SMALL, Chapter, Mast, Strong, tall, words
from reports.privacy import shown
from reports.wording import SLOT_WORDS, counted, span_words, times_words
from rota_desk.domain.said import day as day_words
from rota_desk.queries.rota_sheet import CoverCell, DayHead, Entry, EntryKind, RotaSheet, Row

NAME, TITLE = "weekly-rota", "Weekly rota"
_SPANS = {
    Slot.AM: Span.LEFT,
    Slot.PM: Span.RIGHT,
    Slot.EVENING: Span.LAST,
    Slot.NIGHT: Span.LAST,
}
_DRESSES = {
    EntryKind.LEAVE: Dress.HATCHED,
    EntryKind.UNAVAILABLE: Dress.HATCHED,
    EntryKind.GAP: Dress.DASHED,
    EntryKind.FREED: Dress.OUTLINED,
}
_AWAY = frozenset({EntryKind.LEAVE, EntryKind.UNAVAILABLE})
_CHANGES_NAMED = 8
_SPANS_OF_DAYS = (14, 7)
_ABOVE = 42.0  # points of title and mast
_NAMES = {"A3": 176.0, "A4": 132.0}


def printed(
    sheet: RotaSheet, stamp: Stamp, *, paper: str = "A3", days_a_page: int | None = None
) -> bytes:
    """Draw the rota, a fortnight a page; a week a page where only that stands on one page."""
    sheet_of_paper = pdf.PAPERS[paper]
    title = f"Rota, {span_words(sheet.start, sheet.end)}"
    return pdf.pages(
        lambda: story(sheet, stamp, sheet_of_paper, days_a_page=days_a_page),
        title=f"{title}, {stamp.department}",
        subject=stamp.subject(TITLE),
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), f"{title} · compare the check code with the desk's"),
        paper=sheet_of_paper,
    )


def story(
    sheet: RotaSheet, stamp: Stamp, paper: pdf.Paper, *, days_a_page: int | None = None
) -> list[Flowable]:
    """The pages of the rota, each with its title, grid, legend and notes."""
    days = days_a_page or _days_a_page(sheet, paper)
    parts: list[Flowable] = []
    for page in spans(sheet, days):
        parts += [*_page(page, stamp, paper), PageBreak()]
    return parts[:-1]


def _days_a_page(sheet: RotaSheet, paper: pdf.Paper) -> int:
    """The longest span that stands on one page; the longest of all when none does."""
    for days in _SPANS_OF_DAYS:
        if all(_fits(page, paper) for page in spans(sheet, days)):
            return days
    return _SPANS_OF_DAYS[0]


def _fits(sheet: RotaSheet, paper: pdf.Paper) -> bool:
    below = tall(_below(sheet), paper.inner_width)
    return _grid(sheet, paper, below).fits(paper.inner_width, paper.inner_height - _ABOVE)


def spans(sheet: RotaSheet, days_a_page: int) -> list[RotaSheet]:
    """Cut a long rota into sheets of so many days each; the last may be shorter."""
    return [
        replace(
            sheet,
            start=sheet.start + dt.timedelta(days=first),
            days=sheet.days[first : first + days_a_page],
            rows=tuple(
                replace(row, cells=row.cells[first : first + days_a_page]) for row in sheet.rows
            ),
            cover=tuple(
                replace(line, cells=line.cells[first : first + days_a_page])
                for line in sheet.cover
            ),
        )
        for first in range(0, max(len(sheet.days), 1), days_a_page)
    ]


def _page(sheet: RotaSheet, stamp: Stamp, paper: pdf.Paper) -> list[Flowable]:
    """Title, grid, legend and notes of one page."""
    below = _below(sheet)
    return [
        Chapter(f"Rota, {span_words(sheet.start, sheet.end)}", key=f"rota-{sheet.start}"),
        Mast(stamp.department, stamp.version, stamp.code_words),
        Spacer(0, 5),
        _grid(sheet, paper, tall(below, paper.inner_width)),
        *below,
    ]


def _grid(sheet: RotaSheet, paper: pdf.Paper, below: float) -> Grid:
    columns = [_column(day, sheet.start) for day in sheet.days]
    return Grid(columns, bands(sheet), widest=_NAMES[paper.name], below=below)


def _below(sheet: RotaSheet) -> list[Flowable]:
    return [Spacer(0, 6), Legend(legend(sheet)), Spacer(0, 3), *_notes(sheet)]


def _column(day: DayHead, first: dt.date) -> DayColumn:
    return DayColumn(
        " ".join(day_words(day.day).split()[:2]),
        day_words(day.day).split()[2],
        day.holiday,
        shaded=day.weekend or bool(day.holiday),
        starts_week=day.day.weekday() == 0 and day.day != first,
    )


def bands(sheet: RotaSheet) -> list[Band]:
    """The rows under their groups, then what has to be covered."""
    lines: list[Band] = []
    for group, rows in groupby(sheet.rows, key=lambda row: row.group):
        lines.append(Heading(group))
        lines += [_line(row, sheet) for row in rows]
    if sheet.cover:
        lines.append(Heading("Cover: have / need"))
    lines += [Counts(line.name, tuple(map(_count, line.cells))) for line in sheet.cover]
    return lines


def _line(row: Row, sheet: RotaSheet) -> Line:
    return Line(row.name, row.detail, tuple(_chips(cell, sheet) for cell in row.cells))


def _chips(cell: tuple[Entry, ...], sheet: RotaSheet) -> tuple[Chip, ...]:
    return held(tuple(chip(seen, sheet) for entry in cell if (seen := shown(entry)) is not None))


def chip(entry: Entry, sheet: RotaSheet) -> Chip:
    """Draw a shown entry: solid when told to people, outlined when not yet."""
    plain = Dress.SOLID if entry.published or not sheet.version else Dress.OUTLINED
    return Chip(
        entry.code,
        entry.suffix,
        _detail(entry),
        tint=entry.tint,
        span=_SPANS.get(entry.slot, Span.WHOLE),
        dress=_DRESSES.get(entry.kind, plain),
        marked=entry.changed,
    )


def _detail(entry: Entry) -> str:
    """The small words of a chip that has room for them."""
    match entry.kind:
        case EntryKind.WORK:
            return times_words(entry.start, entry.end)
        case EntryKind.GAP if entry.need > 1:
            return f"{entry.have} of {entry.need}"
        case _:
            return ""


def _count(cell: CoverCell) -> tuple[str, str]:
    if not cell.need and not cell.have:
        return "", ""
    return f"{cell.have}/{cell.need}", "short" if cell.short else "over" if cell.over else ""


def legend(sheet: RotaSheet) -> list[tuple[Chip, str]]:
    """Every code that stands on the sheet, then the patterns and marks that do."""
    seen = [entry for row in sheet.rows for cell in row.cells for e in cell if (entry := shown(e))]
    used = {entry.code for entry in seen if entry.kind in {EntryKind.WORK, EntryKind.GAP}}
    codes = [(Chip(c, tint=tint), title) for c, title, tint in sheet.legend if c in used]
    leave = {e.code: e.title for e in seen if e.kind in _AWAY}
    codes += [(Chip(c, dress=Dress.HATCHED), leave[c]) for c in sorted(leave)]
    kinds = {entry.kind for entry in seen}
    marks = [
        (
            EntryKind.GAP in kinds,
            Chip("EN", dress=Dress.DASHED),
            "Needed, not covered",
        ),
        (any(e.changed for e in seen), Chip("EN", marked=True), f"Changed since v{sheet.version}"),
        (
            any(_is_untold(entry, sheet) for entry in seen),
            Chip("EN", dress=Dress.OUTLINED),
            "Planned, not yet published",
        ),
    ]
    return codes + [(mark, text) for stands, mark, text in marks if stands]


def _is_untold(entry: Entry, sheet: RotaSheet) -> bool:
    return bool(sheet.version) and entry.kind is EntryKind.WORK and not entry.published


def _notes(sheet: RotaSheet) -> list[Flowable]:
    """What changed since the last copy, and how to read the cover lines."""
    notes: list[Flowable] = []
    changed = changes(sheet)
    if changed:
        named = ", ".join(changed[:_CHANGES_NAMED])
        more = len(changed) - _CHANGES_NAMED
        ending = f", and {more} more." if more > 0 else "."
        notes.append(words(Strong(_told(len(changed), sheet)), named + ending, style=SMALL))
    notes.append(
        words(
            "Left in a cell is AM, right PM, then evening and night. Under the days, have / need: "
            "▼ short, ▲ more than needed. A U says that somebody is unavailable, never why.",
            style=FAINT,
        )
    )
    return notes


def _told(marked: int, sheet: RotaSheet) -> str:
    """How many changes are marked, of how many there are: who was taken off leaves no mark."""
    since = f"{counted(sheet.changes, 'change')} since v{sheet.version}"
    return f"{since}: " if marked == sheet.changes else f"{marked} of {since} marked here: "


def changes(sheet: RotaSheet) -> list[str]:
    """Where the sheet differs from what was published, "Dr A Patel Tue 10 Nov PM"."""
    return [
        f"{row.name} {day_words(day.day)} {SLOT_WORDS[seen.slot]}"
        for row in sheet.rows
        for day, cell in zip(sheet.days, row.cells, strict=True)
        for entry in cell
        if entry.changed and (seen := shown(entry)) is not None
    ]
