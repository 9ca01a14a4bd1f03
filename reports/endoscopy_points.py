"""Endoscopy points: each list with booked, done and capacity, against who waits."""

import json
from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from reports.document import Stamp
from reports.formats import csv, pdf, xlsx
from reports.formats.pdf_parts import (
    FAINT,
    LEAD,
    Chapter,
    Column,
    Figures,
    Mast,
    Strong,
    table,
    words,
)
from reports.formats.xlsx import Cell, Look, Sheet
from reports.wording import counted, span_words
from rota_desk.queries.endoscopy import FORMULAS, Capacity, ListLine
from rota_desk.words import day_and_year, day_words

NAME, TITLE = "endoscopy-points", "Endoscopy points"
HEADS = (
    *("date", "start", "end", "room", "list", "clinician", "training", "case_mix"),
    *("capacity", "booked", "done", "left", "still_fits"),
)
_HEAD = Look(bold=True, ruled=True)
_SHARES = (0.16, 0.15, 0.22, 0.17, 0.08, 0.08, 0.08, 0.06)


def rows(found: Capacity) -> Iterator[tuple[csv.CsvCell, ...]]:
    """One row for each list."""
    for one in found.lists:
        yield (
            one.start.date(),
            one.start.time(),
            one.end.time(),
            one.room,
            one.title,
            one.who,
            "yes" if one.training else "no",
            one.case_mix,
            one.capacity,
            one.booked,
            one.done,
            one.left,
            one.fits,
        )


def demand_rows(found: Capacity) -> Iterator[tuple[csv.CsvCell, ...]]:
    """One row for each procedure that is waited for."""
    for one in found.demand:
        yield one.procedure, *one.waits, one.people, one.points


def facts(found: Capacity) -> tuple[object, ...]:
    """All that a reader can see, for the check code."""
    return found.start, found.end, tuple(rows(found)), found.counted, tuple(demand_rows(found))


def table_of(found: Capacity) -> bytes:
    """Write one row for each list."""
    return csv.table(HEADS, rows(found), for_excel=True)


def as_json(found: Capacity, stamp: Stamp) -> bytes:
    """Write the sums, the lists and the demand with each formula."""
    clear = found.weeks_to_clear
    told = {
        "from": found.start.isoformat(),
        "before": found.end.isoformat(),
        "check_code": stamp.check_code,
        "capacity": found.capacity,
        "booked": found.booked,
        "done": found.done,
        "free": found.free,
        "training_lists": found.training,
        "demand_points": found.wanted if found.demand else None,
        "weeks_to_clear": None if clear is None else round(float(clear), 1),
        "formulas": dict(FORMULAS),
        "lists": [dict(zip(HEADS, map(csv.told, row), strict=True)) for row in rows(found)],
        "demand": [
            {"procedure": one.procedure, "people": one.people, "points": one.points}
            for one in found.demand
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def workbook(found: Capacity, stamp: Stamp) -> bytes:
    """Write the lists, the demand and the formulas."""
    head = tuple(Cell(one.replace("_", " ").capitalize(), _HEAD) for one in HEADS)
    lists = Sheet(
        title="Lists",
        widths=(12, 8, 8, 18, 22, 26, 10, 20, 10, 10, 10, 8, 20),
        rows=(head, *rows(found)),
        head=1,
        filtered_from=1,
    )
    heads = tuple(Cell(one, _HEAD) for one in ("Procedure", *found.heads, "People", "Points"))
    demand = Sheet(
        title="Demand",
        widths=(34, *(14,) * (len(heads) - 1)),
        rows=(heads, *demand_rows(found)),
        head=1,
    )
    formulas = Sheet(
        title="Formulas",
        widths=(18, 90),
        rows=((Cell("Measure", _HEAD), Cell("Formula", _HEAD)), *FORMULAS),
        head=1,
    )
    return xlsx.workbook(
        [lists, demand, formulas],
        title=f"{TITLE} {span_words(found.start, found.end)}",
        author=stamp.by,
        made=stamp.made,
        footer=stamp.sentence(),
    )


def printed(found: Capacity, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the sums, the demand, the lists and the formulas."""
    sheet = pdf.PAPERS[paper]
    return pdf.pages(
        lambda: _story(found, stamp, sheet.inner_width),
        title=f"{TITLE} {span_words(found.start, found.end)}, {stamp.department}",
        subject=f"{TITLE}, {stamp.code_words}",
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), "Counts only; no patient is named anywhere"),
        paper=sheet,
    )


def _story(found: Capacity, stamp: Stamp, width: float) -> list[Flowable]:
    parts: list[Flowable] = [
        Chapter(f"{TITLE}, {span_words(found.start, found.end)}"),
        Mast(stamp.department, stamp.version, stamp.code_words),
        Spacer(0, 9),
        Figures(
            [
                (str(found.capacity), f"points on {counted(len(found.lists), 'list')}"),
                (str(found.booked), "booked"),
                (str(found.free), "free"),
                (str(found.training), "training lists"),
            ]
        ),
        Spacer(0, 7),
        words(verdict(found), style=LEAD),
        *_demand(found, width),
        Chapter("Lists", level=1, kept=False),
        _lists(found, width),
        Chapter("How each is reckoned", level=1, kept=False),
    ]
    return [*parts, *(words(Strong(f"{name}: "), said, style=FAINT) for name, said in FORMULAS)]


def verdict(found: Capacity) -> str:
    """Whether the weeks shown hold what is waited for, in a sentence."""
    clear = found.weeks_to_clear
    if found.counted is None:
        return "No table of who waits has been pasted; only the lists are shown."
    if clear is None:
        return f"No list is planned against the demand of {day_and_year(found.counted)}."
    each = round(found.capacity / found.weeks)
    return (
        f"{found.wanted} points wait (counted {day_and_year(found.counted)}); the lists hold"
        f" {each} a week: {float(clear):.1f} weeks to clear, if nobody new came."
    )


def _demand(found: Capacity, width: float) -> list[Flowable]:
    if not found.demand:
        return []
    heads = (*found.heads, "People", "Points")
    columns = [Column("Procedure", 0.34 * width)] + [
        Column(head, 0.66 * width / len(heads), number=True) for head in heads
    ]
    lines: list[list[Flowable | str]] = [
        [
            one.procedure,
            *map(str, one.waits),
            str(one.people),
            "not known" if one.points is None else str(one.points),
        ]
        for one in found.demand
    ]
    return [Chapter("Who waits", level=1, kept=False), table(columns, lines)]


def _lists(found: Capacity, width: float) -> Flowable:
    heads = ("When", "Room", "Clinician", "Cases", "Holds", "Booked", "Done", "Left")
    columns = [
        Column(head, share * width, number=place >= 4)  # noqa: PLR2004 - the figures stand last
        for place, (head, share) in enumerate(zip(heads, _SHARES, strict=True))
    ]
    return table(columns, [_line(one) for one in found.lists])


def _line(one: ListLine) -> list[Flowable | str]:
    left = one.left
    return [
        f"{day_words(one.start.date())} {one.start:%H:%M}",
        one.room,
        f"{one.who or 'nobody yet'}{', training' if one.training else ''}",
        one.case_mix or "–",
        str(one.capacity),
        "–" if one.booked is None else str(one.booked),
        "–" if one.done is None else str(one.done),
        "–" if left is None else f"▲ {-left} over" if left < 0 else str(left),
    ]
