"""Outlook: the days ahead for duty managers, gaps and risks first."""

import json
from collections.abc import Iterator
from fractions import Fraction

from reportlab.platypus import Flowable, Spacer

from reports.document import Stamp
from reports.formats import csv, pdf, xlsx
from reports.formats.pdf_parts import (
    LEAD,
    NOTE,
    Chapter,
    Column,
    Figures,
    Mast,
    Strong,
    chapter,
    columns_of,
    words,
)
from reports.formats.xlsx import Cell, Look, Sheet
from reports.log_words import ITEM_HEADS, item_cells
from reports.on_call_words import duty_words, reach_words, span_words
from reports.privacy import discreet
from reports.wording import counted
from reports.wording import span_words as period_words
from rota_desk.domain.said import day as day_words
from rota_desk.domain.said import moment as moment_words
from rota_desk.queries.outlook import Outlook

NAME, TITLE = "outlook", "Outlook"
HEADS = ("section", "day", "time", "what", "where", "who", "detail", "number")
_HEAD = Look(bold=True, fill="E5E7EB", ruled=True)
Row = tuple[str, str, str, str, str, str, str, str]


def facts(found: Outlook) -> tuple[object, ...]:
    """What a copy says: other facts, another check code."""
    return tuple(rows(found))


def rows(found: Outlook) -> Iterator[Row]:
    """Every line of the outlook: gaps, risks, on call, open items, absence by day."""
    for gap in found.gaps:
        short = f"{gap.have} of {gap.need}"
        said = "; ".join(part for part in (gap.cause, gap.tried, gap.asked) if part)
        times = f"{gap.start:%H:%M}-{gap.end:%H:%M}"
        yield ("gap", f"{gap.start.date()}", times, gap.what, gap.place, "", discreet(said), short)
    for risk in found.risks:
        at = risk.start
        day, time = (f"{at.date()}", f"{at:%H:%M}") if at else ("", "")
        yield ("risk", day, time, risk.rule, "", risk.name, discreet(risk.message), "")
    for rota in found.on_call.rotas:
        for one in rota.duties:
            times = f"{one.start:%H:%M}-{one.end:%H:%M}"
            who = one.name or "nobody"
            yield (
                *("on call", f"{one.start.date()}", times, rota.tier_words, rota.name, who),
                *(reach_words(one), ""),
            )
    for item in found.log.open:
        due = f"due {item.due}" if item.due else ""
        said = discreet(item.text)
        yield ("open item", f"{item.at.date()}", "", said, "", item.owner, due, f"{item.age}")
    for kind in found.absence:
        for date, hours in zip(found.absence_days, kind.hours, strict=True):
            if hours:
                yield ("away", f"{date}", "", kind.category, "", "", "hours", _hours(hours))


def table_of(found: Outlook) -> bytes:
    """Write one row for each line."""
    return csv.table(HEADS, rows(found), for_excel=True)


def as_json(found: Outlook, stamp: Stamp) -> bytes:
    """Write every line with its heads."""
    told = {
        "from": found.start.isoformat(),
        "before": found.end.isoformat(),
        "check_code": stamp.check_code,
        "lines": [dict(zip(HEADS, row, strict=True)) for row in rows(found)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def workbook(found: Outlook, stamp: Stamp) -> bytes:
    """Write every line on one sheet with filters."""
    head = tuple(Cell(one.capitalize(), _HEAD) for one in HEADS)
    widths = (12, 12, 13, 34, 30, 22, 60, 10)
    sheet = Sheet(title=TITLE, widths=widths, rows=(head, *rows(found)), head=1, filtered_from=1)
    return xlsx.workbook(
        [sheet],
        title=f"{TITLE} {period_words(found.start, found.end)}",
        author=stamp.by,
        made=stamp.made,
        footer=stamp.sentence(),
    )


def printed(found: Outlook, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the numbers to know first, then gaps, risks, on call, open items and absence."""
    sheet = pdf.PAPERS[paper]
    period = period_words(found.start, found.end)
    return pdf.pages(
        lambda: _story(found, stamp, period, sheet.inner_width),
        title=f"{TITLE} {period}, {stamp.department}",
        subject=stamp.subject(TITLE),
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), "Gaps and risks first; soonest first"),
        paper=sheet,
    )


def _story(found: Outlook, stamp: Stamp, period: str, width: float) -> list[Flowable]:
    head = f"{stamp.department} · for duty managers"
    overdue = sum(one.overdue for one in found.log.open)
    return [
        Chapter(f"{TITLE}, {period}"),
        Mast(head, stamp.version, stamp.code_words),
        Spacer(0, 9),
        Figures(
            [
                (f"{found.provision.short}", "places nobody fills"),
                (f"{found.provision.hours_short:g}", "hours short"),
                (f"{found.provision.filled_percent:g} %", "of places filled"),
                (f"{len(found.risks)}", "limits broken"),
                (f"{len(found.log.open)}", f"open items, {overdue} overdue"),
            ]
        ),
        Spacer(0, 7),
        words(_verdict(found), style=LEAD),
        *_gaps(found, width),
        *_risks(found, width),
        *_on_call(found, width),
        *_items(found, width),
        *_absence(found, width),
    ]


def _verdict(found: Outlook) -> str:
    """Say what comes first."""
    if not found.gaps:
        return "Every session of these days has the people it needs."
    first = found.gaps[0]
    where = f", {first.place}" if first.place else ""
    return (
        f"First: {first.what}{where}, {first.when}, has {first.have} of {first.need}. "
        f"{counted(len(found.gaps), 'session')} in all."
    )


def _gaps(found: Outlook, width: float) -> list[Flowable]:
    columns = columns_of(width, ("When", 0.15), ("What", 0.25), ("Has", 0.09), ("Why", 0.24))
    columns.append(Column("Tried, and what is asked", 0.27 * width))
    lines: list[list[Flowable | str]] = [
        [
            words(Strong(one.when), f"\n{one.start:%H:%M}–{one.end:%H:%M}"),
            words(one.what, f"\n{one.place}" if one.place else ""),
            words(Strong(f"▼ {one.have} of {one.need}")),
            discreet(one.cause),
            discreet("\n".join(part for part in (one.tried, one.asked) if part)) or "–",
        ]
        for one in found.gaps
    ]
    return chapter("Gaps, soonest first", columns, lines, "No session is short of people.")


def _risks(found: Outlook, width: float) -> list[Flowable]:
    columns = columns_of(width, ("When", 0.15), ("Who", 0.2), ("Which limit", 0.65))
    lines: list[list[Flowable | str]] = [
        [
            words(Strong(moment_words(one.start)) if one.start else "–"),
            one.name or "–",
            f"▲ {discreet(one.message)}",
        ]
        for one in found.risks
    ]
    return chapter("Risks: limits that the rota breaks", columns, lines, "None is known.")


def _on_call(found: Outlook, width: float) -> list[Flowable]:
    columns = columns_of(
        width, ("When", 0.23), ("Tier", 0.27), ("Who", 0.2), ("How to reach", 0.3)
    )
    lines: list[list[Flowable | str]] = [
        [
            words(Strong(day_words(one.start)), f" {span_words(one, one.start.date())}"),
            f"{rota.tier_words}: {rota.name}",
            duty_words(one),
            reach_words(one),
        ]
        for day in sorted({one.start for rota in found.on_call.rotas for one in rota.duties})
        for rota in found.on_call.rotas
        for one in rota.duties
        if one.start == day and found.start <= one.start.date() < found.end
    ]
    return chapter("Who is on call", columns, lines, "No on-call rota is set up.")


def _items(found: Outlook, width: float) -> list[Flowable]:
    shares = (0.15, 0.13, 0.42, 0.15, 0.15)
    columns = columns_of(width, *zip(ITEM_HEADS, shares, strict=True))
    lines = [item_cells(one) for one in found.log.open]
    return chapter("Open items of the log", columns, lines, "Nothing is open.")


def _absence(found: Outlook, width: float) -> list[Flowable]:
    days = found.absence_days
    first, each = 0.2 * width, 0.07 * width
    columns = [
        Column("Hours away", first),
        *(Column(f"{day_words(day)[:3]} {day.day}", each, number=True) for day in days),
        Column("Sum", width - first - each * len(days), number=True),
    ]
    lines: list[list[Flowable | str]] = [
        [kind.category, *(_hours(one) for one in kind.hours), _hours(kind.total)]
        for kind in found.absence
    ]
    parts = chapter("Away, ten days ahead", columns, lines, "Nobody is away.")
    note = (
        "Contracted hours, a fifth of the week a day, Monday to Friday. Reasons stay at the desk."
    )
    return [*parts, words(note, style=NOTE)]


def _hours(number: Fraction) -> str:
    return f"{float(number):.1f}".rstrip("0").rstrip(".") if number else "–"
