"""Room use: sessions run, given up and reused, points against capacity, with each formula."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reportlab.platypus import Flowable, Spacer

from reports.document import Stamp
from reports.formats import csv, pdf, xlsx
from reports.formats.pdf_parts import FAINT, LEAD, Bar, Chapter, Column, Mast, Strong, table, words
from reports.formats.xlsx import Cell, Look, Sheet
from reports.wording import span_words
from rota_desk.queries.room_ran import Ran
from rota_desk.queries.room_use import FORMULAS, RoomUse, Use
from rota_desk.queries.room_use_map import FAR, UseMap

NAME, TITLE = "room-use", "Room use"
HEADS = (
    *("group", "name", "planned", "past", "run", "use_percent", "dropped", "in_time", "reused"),
    *("failed", "owners_loss", "points", "capacity", "points_percent", "double_booked"),
    *("training_lists", "points_done", "done_percent", "in_time_percent", "reused_percent"),
    *("began_known", "late_starts", "minutes_late", "ended_known", "early_finishes"),
    *("minutes_early", "cases_known", "cases", "cases_a_list", "touch_percent"),
)
_HEAD = Look(bold=True, ruled=True)
_SHARES = (0.2, 0.06, 0.07, 0.08, 0.1, 0.07, 0.06, 0.07, 0.05, 0.06, 0.07, 0.06, 0.05)


@dataclass(frozen=True, slots=True)
class Used:
    """The measures of some days, and the map of the parts of the week."""

    found: RoomUse
    by_part: UseMap


def percent(share: Fraction | None) -> float | None:
    """A share in per cent to one place; None where there is none."""
    return None if share is None else round(float(share) * 100, 1)


def tenths(number: Fraction | None) -> float | None:
    """A number to one place; None where there is none."""
    return None if number is None else round(float(number), 1)


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
            one.double,
            one.training,
            one.points_done,
            percent(one.done_share),
            percent(one.in_time_share),
            percent(one.reused_share),
            *ran_cells(one.ran),
        )


def ran_cells(ran: Ran) -> tuple[csv.CsvCell, ...]:
    """How the lists of a line ran, as the table says it."""
    return (
        *(ran.began, ran.late, ran.late_minutes, ran.ended, ran.early, ran.early_minutes),
        *(ran.counted, ran.cases, tenths(ran.cases_each), percent(ran.touch_share)),
    )


def facts(use: Used) -> tuple[object, ...]:
    """All that a reader can see of the report, for its check code."""
    found = use.found
    return found.start, found.end, found.due, found.target, tuple(rows(found)), use.by_part


def table_of(use: Used) -> bytes:
    """Write one row for each room, service and consultant."""
    return csv.table(HEADS, rows(use.found), for_excel=True)


def as_json(use: Used, stamp: Stamp) -> bytes:
    """Write the measures and their formulas."""
    found = use.found
    told = {
        "from": found.start.isoformat(),
        "before": found.end.isoformat(),
        "notice_days": found.due,
        "target_percent": percent(found.target),
        "check_code": stamp.check_code,
        "formulas": dict(FORMULAS),
        "use": [dict(zip(HEADS, row, strict=True)) for row in rows(found)],
        "map": [
            {"room": line.name, "part": cell.name, "use_percent": percent(cell.use)}
            for line in use.by_part.lines
            for cell in line.cells
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def workbook(use: Used, stamp: Stamp) -> bytes:
    """Write the measures, the map, and beside them how each is reckoned."""
    found = use.found
    head = tuple(Cell(one.replace("_", " ").capitalize(), _HEAD) for one in HEADS)
    widths = (12, 34, *(11,) * (len(HEADS) - 2))
    measures = Sheet(
        title="Use", widths=widths, rows=(head, *rows(found)), head=1, filtered_from=1
    )
    by_part = use.by_part
    heads = tuple(Cell(one, _HEAD) for one in ("Room", *by_part.heads))
    parts = Sheet(
        title="Map",
        widths=(34, *(10,) * len(by_part.heads)),
        rows=(
            heads,
            *((line.name, *(percent(one.use) for one in line.cells)) for line in by_part.lines),
        ),
        head=1,
    )
    formulas = Sheet(
        title="Formulas",
        widths=(18, 90),
        rows=((Cell("Measure", _HEAD), Cell("Formula", _HEAD)), *FORMULAS),
        head=1,
    )
    return xlsx.workbook(
        [measures, parts, formulas],
        title=f"{TITLE} {span_words(found.start, found.end)}",
        author=stamp.by,
        made=stamp.made,
        footer=stamp.sentence(),
    )


def printed(use: Used, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the map, the three tables, then the formulas."""
    sheet, found = pdf.PAPERS[paper], use.found
    return pdf.pages(
        lambda: _story(use, stamp, sheet.inner_width),
        title=f"{TITLE} {span_words(found.start, found.end)}, {stamp.department}",
        subject=f"{TITLE}, {stamp.code_words}",
        author=stamp.by,
        foot=pdf.Foot(
            stamp.sentence(), f"A bar's tick is the target of {percent(found.target):g} %"
        ),
        paper=sheet,
    )


def _story(used: Used, stamp: Stamp, width: float) -> list[Flowable]:
    found = used.found
    whole = found.whole
    use = percent(whole.use)
    said = "No session is over yet" if use is None else f"{use} % of past sessions ran"
    parts: list[Flowable] = [
        Chapter(f"{TITLE}, {span_words(found.start, found.end)}"),
        Mast(stamp.department, stamp.version, stamp.code_words),
        Spacer(0, 9),
        words(
            f"{said} ({whole.run} of {whole.past}). {whole.dropped} were given up,"
            f" {whole.in_time} of them with {found.due} days' notice, {whole.reused} reused.",
            style=LEAD,
        ),
        *_map(used, width),
    ]
    for title, lines in (
        ("By room", found.by_room),
        ("By service", found.by_service),
        ("By consultant", found.by_owner),
    ):
        parts += [Chapter(title, level=1, kept=False), _table(lines, width, found.target)]
    parts += _ran(found, width)
    parts.append(Chapter("How each is reckoned", level=1, kept=False))
    parts += [words(Strong(f"{name}: "), formula, style=FAINT) for name, formula in FORMULAS]
    return parts


def _ran(found: RoomUse, width: float) -> list[Flowable]:
    """How the lists ran, by room and by consultant, of those that say it."""
    lines = [one for one in (*found.by_room, *found.by_owner) if one.ran.known]
    if not lines:
        return []
    heads = ("", "Late starts", "Minutes", "Early finishes", "Minutes", "Cases a list", "Touch")
    shares = (0.28, 0.12, 0.12, 0.12, 0.12, 0.12, 0.12)
    columns = [
        Column(head, share * width, number=place > 0)
        for place, (head, share) in enumerate(zip(heads, shares, strict=True))
    ]
    spare = found.spare
    said = (
        f"Late: the first case more than {spare.late} min after its time. Early: the last over"
        f" more than {spare.early} min before the end. Minutes are those beyond. Touch: time with"
        " a case under way ÷ time planned, capped; the national aim is above 85 %."
    )
    return [
        Chapter("How lists ran", level=1, kept=False),
        words(said, style=FAINT),
        table(columns, [_ran_line(one) for one in lines]),
    ]


def _ran_line(one: Use) -> list[Flowable | str]:
    ran, touch, cases = one.ran, percent(one.ran.touch_share), tenths(one.ran.cases_each)
    return [
        one.name,
        f"{ran.late}/{ran.began}" if ran.began else "–",
        str(ran.late_minutes) if ran.began else "–",
        f"{ran.early}/{ran.ended}" if ran.ended else "–",
        str(ran.early_minutes) if ran.ended else "–",
        "–" if cases is None else f"{cases:g}",
        "–" if touch is None else f"{touch:g} %",
    ]


def _map(used: Used, width: float) -> list[Flowable]:
    by_part, target = used.by_part, used.found.target
    if not by_part.lines:
        return []
    first = 0.22
    share = (1 - first) / max(1, len(by_part.heads))
    columns = [Column("", first * width)] + [
        Column(head, share * width, number=True) for head in by_part.heads
    ]
    lines: list[list[Flowable | str]] = [
        [line.name, *(_marked(one, target) for one in line.cells)] for line in by_part.lines
    ]
    said = (
        f"Use in per cent by part of the week. ▽ below the target of {percent(target):g} %,"
        " ▼ more than ten below it; – nothing planned there that is over."
    )
    return [
        Chapter("When rooms stand empty", level=1, kept=False),
        words(said, style=FAINT),
        table(columns, lines),
    ]


def _marked(one: Use, target: Fraction) -> str:
    if one.use is None:
        return "–"
    mark = "▼ " if one.use < target - FAR else "▽ " if one.use < target else ""
    return f"{mark}{round(float(one.use) * 100)}"


def _table(lines: tuple[Use, ...], width: float, target: Fraction) -> Flowable:
    heads = (
        *("", "Planned", "Run", "Use", "", "Dropped", "In time", "Reused", "Loss", "Twice"),
        *("Booked", "Done", "Train"),
    )
    columns = [
        Column(head, share * width, number=place not in {0, 4})
        for place, (head, share) in enumerate(zip(heads, _SHARES, strict=True))
    ]
    return table(columns, [_line(one, width, target) for one in lines])


def _line(one: Use, width: float, target: Fraction) -> list[Flowable | str]:
    use, points, done = percent(one.use), percent(one.points_share), percent(one.done_share)
    bar = Bar(float(one.use or 0), width=_SHARES[4] * width - 10, target=float(target))
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
        str(one.double),
        "–" if points is None else f"{points:.0f} %",
        "–" if done is None else f"{done:.0f} %",
        str(one.training),
    ]
