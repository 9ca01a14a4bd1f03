"""The leave calendar: people down, days across, and how many are away against the limit."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.platypus import Flowable, PageBreak, Spacer

from reports.document import Stamp
from reports.formats import csv, ink, pdf, xlsx
from reports.formats.pdf_chip import Chip, Dress, Legend, Span
from reports.formats.pdf_grid import Band, Counts, DayColumn, Grid, Heading, Line
from reports.formats.pdf_parts import FAINT, Chapter, Mast, words
from reports.formats.xlsx import Cell, Look, Sheet
from reports.wording import span_words
from rota_desk.domain.said import MONTHS, date
from rota_desk.queries.away_days import AwayMark
from rota_desk.queries.year_strip import StripDay, StripGroup, StripRow, YearStrip

NAME, TITLE = "leave-calendar", "Leave calendar"
_NAMES = {"A3": 150.0, "A4": 118.0}
_TINTS = {"A": "blue", "S": "teal", "P": "sand", "T": "amber", "L": "green", "U": "grey"}
_HALVES = {"am": Span.LEFT, "pm": Span.RIGHT}
_LEGEND = (
    ("A", "blue", "annual leave"),
    ("S", "teal", "study leave"),
    ("P", "sand", "professional leave"),
    ("T", "amber", "TOIL"),
    ("L", "green", "lieu day"),
    ("U", "grey", "unavailable"),
)
_FIELDS = ("clinician", "group", "grade", "date", "part", "code", "leave")


@dataclass(frozen=True, slots=True)
class Month:
    """The columns of a month that are shown on one page."""

    start: dt.date
    first: int
    until: int


def facts(strip: YearStrip) -> tuple[object, ...]:
    """All that a reader can see of the calendar, for its check code."""
    limits = tuple((group.title, group.limit, group.counts) for group in strip.groups)
    return strip.start, len(strip.days), limits, tuple(_rows(strip))


def printed(strip: YearStrip, stamp: Stamp, *, paper: str = "A3") -> bytes:
    """Draw the days, a month a page."""
    sheet = pdf.PAPERS[paper]
    period = span_words(strip.start, strip.start + dt.timedelta(days=len(strip.days)))

    def story() -> list[Flowable]:
        parts: list[Flowable] = []
        for month in months(strip):
            parts += [*_page(strip, month, stamp, paper), PageBreak()]
        return parts[:-1]

    return pdf.pages(
        story,
        title=f"{TITLE} {period}, {stamp.department}",
        subject=stamp.subject(TITLE),
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), f"{TITLE}, {period} · requests still waiting left out"),
        paper=sheet,
    )


def months(strip: YearStrip) -> Iterator[Month]:
    """The calendar cut into months; a period that is no longer than a month stays whole."""
    if len(strip.days) <= 31:  # noqa: PLR2004 - the longest month
        yield Month(strip.start, 0, len(strip.days))
        return
    first = 0
    for place, head in enumerate((*strip.days, None)):
        if place and (head is None or head.day.day == 1):
            yield Month(strip.days[first].day, first, place)
            first = place


def _page(strip: YearStrip, month: Month, stamp: Stamp, paper: str) -> list[Flowable]:
    days = strip.days[month.first : month.until]
    whole = days[0].day.day == 1 and (days[-1].day + dt.timedelta(days=1)).day == 1
    until = days[-1].day + dt.timedelta(days=1)
    named = f"{MONTHS[days[0].day.month - 1]} {days[0].day.year}"
    title = f"{TITLE}, {named if whole else span_words(days[0].day, until)}"
    columns = [_column(day, days[0].day) for day in days]
    below = "Numbers: away of at most so many. Unavailable covers every other reason."
    return [
        Chapter(title, key=f"leave {month.start}"),
        Mast(stamp.department, stamp.version, stamp.code_words),
        Spacer(0, 5),
        Grid(columns, list(_bands(strip, month)), widest=_NAMES[paper], below=34),
        Spacer(0, 6),
        Legend(
            [(Chip(code, tint=tint, dress=_dress(code)), said) for code, tint, said in _LEGEND]
        ),
        Spacer(0, 3),
        words(below, style=FAINT),
    ]


def _column(day: StripDay, first: dt.date) -> DayColumn:
    letter = "MTWTFSS"[day.day.weekday()]
    return DayColumn(
        str(day.day.day),
        under=letter,
        shaded=day.weekend or bool(day.holiday),
        starts_week=day.day.weekday() == 0 and day.day != first,
    )


def _bands(strip: YearStrip, month: Month) -> Iterator[Band]:
    for group in strip.groups:
        yield Heading(group.title)
        for row in group.rows:
            if row.here_from < month.until and row.here_until > month.first:
                yield Line(row.name, row.grade, tuple(_cells(row, month)))
        limit = f" of at most {group.limit}" if group.limit else ""
        yield Counts(f"Away{limit}", tuple(_counts(strip, group, month)))


def _cells(row: StripRow, month: Month) -> Iterator[tuple[Chip, ...]]:
    for place in range(month.first, month.until):
        mark = shown(row.marks[place])
        yield (
            ()
            if mark is None
            else (
                Chip(
                    mark.letter,
                    tint=_TINTS.get(mark.letter, "grey"),
                    span=_HALVES.get(mark.half, Span.WHOLE),
                    dress=_dress(mark.letter),
                ),
            )
        )


def _dress(letter: str) -> Dress:
    return Dress.HATCHED if letter == "U" else Dress.SOLID


def _counts(strip: YearStrip, group: StripGroup, month: Month) -> Iterator[tuple[str, str]]:
    for place in range(month.first, month.until):
        count = group.counts[place]
        plain = strip.days[place].weekend or not count
        over = bool(group.limit) and count > group.limit
        yield ("", "") if plain else (str(count), "over" if over else "")


def shown(mark: AwayMark | None) -> AwayMark | None:
    """A mark as others may see it: a request nobody has answered is nobody else's business."""
    return None if mark is None or mark.asked else mark


def _rows(strip: YearStrip) -> Iterator[tuple[csv.CsvCell, ...]]:
    for group in strip.groups:
        for row in group.rows:
            for head, mark in zip(strip.days, row.marks, strict=True):
                seen = shown(mark)
                if seen is not None:
                    title = seen.title[:1].upper() + seen.title[1:]
                    part = seen.half or "whole"
                    who = (row.name, group.group.value, row.grade)
                    yield *who, head.day, part, seen.letter, title


def table(strip: YearStrip) -> bytes:
    """Write one row for each person and day away."""
    return csv.table(_FIELDS, _rows(strip), for_excel=True)


def as_json(strip: YearStrip, stamp: Stamp) -> bytes:
    """Write the days away and the counts; `from` and `to` are both included."""
    counts = [
        {"group": group.group.value, "limit": group.limit or None, "date": day.day, "away": away}
        for group in strip.groups
        for day, away in zip(strip.days, group.counts, strict=True)
        if away
    ]
    found = {
        "report": NAME,
        "from": strip.start,
        "to": strip.days[-1].day,
        "check_code": stamp.check_code,
        "made": stamp.made.isoformat(timespec="minutes"),
        "version": stamp.version,
        "away": [dict(zip(_FIELDS, row, strict=True)) for row in _rows(strip)],
        "counts": counts,
    }
    return json.dumps(found, ensure_ascii=False, indent=2, default=str).encode("utf-8")


def workbook(strip: YearStrip, stamp: Stamp) -> bytes:
    """Write the calendar as it is printed, and the days away as a list."""
    heads = tuple(Cell(field.capitalize(), Look(bold=True, ruled=True)) for field in _FIELDS)
    listed = Sheet(
        title="Days away",
        widths=(24, 13, 20, 16, 8, 8, 22),
        rows=(heads, *_rows(strip)),
        head=1,
        side=1,
        filtered_from=1,
    )
    return xlsx.workbook(
        [_grid_sheet(strip, stamp), listed],
        title=f"{TITLE} from {date(strip.start)}",
        author=stamp.by,
        made=stamp.made,
        footer=stamp.sentence(),
    )


def _grid_sheet(strip: YearStrip, stamp: Stamp) -> Sheet:
    head = Look(bold=True, ruled=True)
    rows: list[tuple[Cell | xlsx.Value, ...]] = [
        (Cell(f"{TITLE} · {stamp.department} · {stamp.sentence()}", Look(ink=ink.QUIET)),),
        (Cell("", head), *(Cell(day.day, head, form="d mmm") for day in strip.days)),
    ]
    for group in strip.groups:
        limit = f", at most {group.limit} away" if group.limit else ""
        rows.append((Cell(f"{group.title}{limit}", Look(bold=True)),))
        rows += [
            (row.name, *(_letter(row, place) for place in _places(strip))) for row in group.rows
        ]
        rows.append(
            (Cell("Away", Look(ink=ink.QUIET)), *(count or None for count in group.counts))
        )
    widths = (26, *(7.0,) * len(strip.days))
    return Sheet(title="Calendar", widths=widths, rows=tuple(rows), head=2, side=1, paper="A3")


def _places(strip: YearStrip) -> range:
    return range(len(strip.days))


def _letter(row: StripRow, place: int) -> Cell | None:
    mark = shown(row.marks[place])
    if mark is None:
        return None
    half = {"am": "a", "pm": "p"}.get(mark.half, "")
    return Cell(f"{mark.letter}{half}", Look(hatched=mark.letter == "U", across="center"))
