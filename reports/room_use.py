"""Room use: sessions run, given up and reused, points against capacity, with each formula."""

import json
from collections.abc import Iterator
from fractions import Fraction

from reportlab.platypus import Flowable, Spacer

from reports.document import Stamp
from reports.formats import csv, pdf, xlsx
from reports.formats.pdf_parts import FAINT, LEAD, Bar, Chapter, Column, Mast, Strong, table, words
from reports.formats.xlsx import Cell, Look, Sheet
from reports.wording import span_words
from rota_desk.queries.room_use import FORMULAS, RoomUse, Use

NAME, TITLE = "room-use", "Room use"
HEADS = (
    *("group", "name", "planned", "past", "run", "use_percent", "dropped", "in_time", "reused"),
    *("failed", "owners_loss", "points", "capacity", "points_percent"),
)
TARGET = 0.9  # local, rulebook section G: 90 to 95 %
_HEAD = Look(bold=True, ruled=True)
_SHARES = (0.25, 0.07, 0.07, 0.08, 0.14, 0.08, 0.07, 0.07, 0.07, 0.1)


def percent(share: Fraction | None) -> float | None:
    """A share in per cent to one place; None where there is none."""
    return None if share is None else round(float(share) * 100, 1)


def groups(found: RoomUse) -> Iterator[tuple[str, Use]]:
    """Every line with the group it belongs to, the whole first."""
    yield "all", found.whole
    for group, lines in (
        ("room", found.by_room),
        ("service", found.by_service),
        ("consultant", found.by_owner),
    ):
        for line in lines:
            yield group, line


def rows(found: RoomUse) -> Iterator[tuple[csv.CsvCell, ...]]:
    """One row for each room, service and consultant."""
    for group, one in groups(found):
        yield (
            group,
            one.name,
            one.planned,
            one.past,
            one.run,
            percent(one.use),
            one.dropped,
            one.in_time,
            one.reused,
            one.failed,
            one.owners_loss,
            one.points,
            one.capacity,
            percent(one.points_share),
        )


def facts(found: RoomUse) -> tuple[object, ...]:
    """All that a reader can see of the report, for its check code."""
    return found.start, found.end, found.due, tuple(rows(found))


def table_of(found: RoomUse) -> bytes:
    """Write one row for each room, service and consultant."""
    return csv.table(HEADS, rows(found), for_excel=True)


def as_json(found: RoomUse, stamp: Stamp) -> bytes:
    """Write the measures and their formulas."""
    told = {
        "from": found.start.isoformat(),
        "before": found.end.isoformat(),
        "notice_days": found.due,
        "check_code": stamp.check_code,
        "formulas": dict(FORMULAS),
        "use": [dict(zip(HEADS, row, strict=True)) for row in rows(found)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def workbook(found: RoomUse, stamp: Stamp) -> bytes:
    """Write the measures, and beside them how each is reckoned."""
    head = tuple(Cell(one.replace("_", " ").capitalize(), _HEAD) for one in HEADS)
    widths = (12, 34, *(11,) * (len(HEADS) - 2))
    use = Sheet(title="Use", widths=widths, rows=(head, *rows(found)), head=1, filtered_from=1)
    formulas = Sheet(
        title="Formulas",
        widths=(18, 90),
        rows=((Cell("Measure", _HEAD), Cell("Formula", _HEAD)), *FORMULAS),
        head=1,
    )
    return xlsx.workbook(
        [use, formulas],
        title=f"{TITLE} {span_words(found.start, found.end)}",
        author=stamp.by,
        made=stamp.made,
        footer=stamp.sentence(),
    )


def printed(found: RoomUse, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the three tables, then the formulas."""
    sheet = pdf.PAPERS[paper]
    return pdf.pages(
        lambda: _story(found, stamp, sheet.inner_width),
        title=f"{TITLE} {span_words(found.start, found.end)}, {stamp.department}",
        subject=f"{TITLE}, check code {stamp.check_code}",
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), "A bar's tick is the local target of 90 %"),
        paper=sheet,
    )


def _story(found: RoomUse, stamp: Stamp, width: float) -> list[Flowable]:
    whole = found.whole
    use = percent(whole.use)
    said = "No session is over yet" if use is None else f"{use} % of past sessions ran"
    parts: list[Flowable] = [
        Chapter(f"{TITLE}, {span_words(found.start, found.end)}"),
        Mast(stamp.department, stamp.version, f"check code {stamp.check_code}"),
        Spacer(0, 9),
        words(
            f"{said} ({whole.run} of {whole.past}). {whole.dropped} were given up,"
            f" {whole.in_time} of them with {found.due} days' notice, {whole.reused} reused.",
            style=LEAD,
        ),
    ]
    for title, lines in (
        ("By room", found.by_room),
        ("By service", found.by_service),
        ("By consultant", found.by_owner),
    ):
        parts += [Chapter(title, level=1, kept=False), _table(lines, width)]
    parts.append(Chapter("How each is reckoned", level=1, kept=False))
    parts += [words(Strong(f"{name}: "), formula, style=FAINT) for name, formula in FORMULAS]
    return parts


def _table(lines: tuple[Use, ...], width: float) -> Flowable:
    heads = ("", "Planned", "Run", "Use", "", "Dropped", "In time", "Reused", "Loss", "Points")
    columns = [
        Column(head, share * width, number=place not in {0, 4})
        for place, (head, share) in enumerate(zip(heads, _SHARES, strict=True))
    ]
    return table(columns, [_line(one, width) for one in lines])


def _line(one: Use, width: float) -> list[Flowable | str]:
    use, points = percent(one.use), percent(one.points_share)
    bar = Bar(float(one.use or 0), width=_SHARES[4] * width - 10, target=TARGET)
    return [
        one.name,
        str(one.planned),
        f"{one.run}/{one.past}",
        "–" if use is None else f"{use} %",
        "" if use is None else bar,
        str(one.dropped),
        str(one.in_time),
        str(one.reused),
        str(one.owners_loss),
        "–" if points is None else f"{points} %",
    ]
