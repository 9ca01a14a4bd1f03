"""Handover: for the next person at the desk, open items first."""

import json
from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from reports.document import Stamp
from reports.escalation_words import escalation_points, usual_steps
from reports.formats import csv, pdf, xlsx
from reports.formats.pdf_parts import (
    LEAD,
    Chapter,
    Mast,
    Strong,
    chapter,
    columns_of,
    words,
)
from reports.formats.xlsx import Cell, Look, Sheet
from reports.log_words import ITEM_HEADS, entry_cells, item_cells
from reports.on_call_words import duty_words, reach_words, until_words
from reports.privacy import discreet
from reports.wording import counted
from reports.wording import span_words as period_words
from rota_desk.domain.said import day as day_words
from rota_desk.domain.said import moment as moment_words
from rota_desk.queries.handover import Handover

NAME, TITLE = "handover", "Handover"
HEADS = ("section", "since", "about", "what", "owner", "due", "age_days")
_HEAD = Look(bold=True, fill="E5E7EB", ruled=True)
Row = tuple[str, str, str, str, str, str, str]


def facts(found: Handover) -> tuple[object, ...]:
    """What a copy says: other facts, another check code."""
    return tuple(rows(found))


def rows(found: Handover) -> Iterator[Row]:
    """Open items, what happened, reminders and the gaps ahead."""
    for one in found.log.open:
        due = str(one.due or "")
        said = discreet(f"{one.who}: {one.text}" if one.who else one.text)
        yield (
            "open",
            f"{one.at:%Y-%m-%d %H:%M}",
            one.category,
            said,
            one.owner,
            due,
            f"{one.age}",
        )
    for one in found.log.lately:
        said = discreet(f"{one.who}: {one.text}" if one.who else one.text)
        done = "done" if one.done else "open"
        yield ("lately", f"{one.at:%Y-%m-%d %H:%M}", one.category, said, one.by, done, "")
    for note in found.log.reminders:
        said = discreet(f"{note.who}: {note.text}" if note.who else note.text)
        yield ("reminder", "", "bring forward", said, note.owner, f"{note.due}", "")
    for gap in found.gaps:
        said = discreet(f"{gap.what}, {gap.place}: {gap.have} of {gap.need}; {gap.cause}")
        yield ("gap", f"{gap.start:%Y-%m-%d %H:%M}", "cover", said, "", "", "")


def table_of(found: Handover) -> bytes:
    """Write one row for each line."""
    return csv.table(HEADS, rows(found), for_excel=True)


def as_json(found: Handover, stamp: Stamp) -> bytes:
    """Write every line with its heads."""
    told = {
        "moment": f"{found.log.moment:%Y-%m-%dT%H:%M}",
        "check_code": stamp.check_code,
        "lines": [dict(zip(HEADS, row, strict=True)) for row in rows(found)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def workbook(found: Handover, stamp: Stamp) -> bytes:
    """Write every line on one sheet with filters."""
    head = tuple(Cell(one.replace("_", " ").capitalize(), _HEAD) for one in HEADS)
    sheet = Sheet(
        title=TITLE,
        widths=(11, 17, 14, 80, 20, 12, 10),
        rows=(head, *rows(found)),
        head=1,
        filtered_from=1,
    )
    return xlsx.workbook(
        [sheet], title=TITLE, author=stamp.by, made=stamp.made, footer=stamp.sentence()
    )


def printed(found: Handover, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw open items, what happened, gaps ahead, and whom to ring."""
    sheet = pdf.PAPERS[paper]
    moment = moment_words(found.log.moment)
    return pdf.pages(
        lambda: _story(found, stamp, moment, sheet.inner_width),
        title=f"{TITLE} {moment}, {stamp.department}",
        subject=stamp.subject(TITLE),
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), "For the next person at the desk"),
        paper=sheet,
    )


def _story(found: Handover, stamp: Stamp, moment: str, width: float) -> list[Flowable]:
    overdue = sum(one.overdue for one in found.log.open)
    late = f", {overdue} of them overdue" if overdue else ""
    gaps = counted(len(found.gaps), "gap")
    return [
        Chapter(f"{TITLE}, {moment}"),
        Mast(
            f"{stamp.department} · for the next person at the desk",
            stamp.version,
            stamp.code_words,
        ),
        Spacer(0, 9),
        words(
            f"{counted(len(found.log.open), 'item')} open{late}; {gaps} ahead, "
            f"{period_words(found.start, found.end)}.",
            style=LEAD,
        ),
        *_open(found, width),
        *_gaps(found, width),
        *_reminders(found, width),
        *_ring(found, width),
        *_lately(found, width),
    ]


def _open(found: Handover, width: float) -> list[Flowable]:
    shares = (0.15, 0.13, 0.42, 0.15, 0.15)
    columns = columns_of(width, *zip(ITEM_HEADS, shares, strict=True))
    lines = [item_cells(one) for one in found.log.open]
    return chapter("Open items, overdue first", columns, lines, "Nothing is open.")


def _gaps(found: Handover, width: float) -> list[Flowable]:
    columns = columns_of(width, ("When", 0.2), ("What", 0.34), ("Has", 0.12), ("Tried", 0.34))
    lines: list[list[Flowable | str]] = [
        [
            words(Strong(one.when), f"\n{one.start:%H:%M}–{one.end:%H:%M}"),
            words(one.what, f"\n{one.place}" if one.place else ""),
            words(Strong(f"▼ {one.have} of {one.need}")),
            discreet("\n".join(part for part in (one.cause, one.tried) if part)) or "–",
        ]
        for one in found.gaps
    ]
    return chapter("Gaps ahead, soonest first", columns, lines, "No session is short of people.")


def _reminders(found: Handover, width: float) -> list[Flowable]:
    columns = columns_of(width, ("Due", 0.2), ("What", 0.6), ("Owner", 0.2))
    lines: list[list[Flowable | str]] = [
        [
            words(Strong(f"▲ {day_words(one.due)}")) if one.overdue else day_words(one.due),
            discreet(f"{one.who}: {one.text}" if one.who else one.text),
            one.owner or "–",
        ]
        for one in found.log.reminders
    ]
    return chapter("To bring forward", columns, lines, "Nothing falls due in a fortnight.")


def _ring(found: Handover, width: float) -> list[Flowable]:
    """Who is on call now, in order of tiers, and whom to go to when nobody answers."""
    columns = columns_of(width, ("Tier", 0.28), ("On now", 0.34), ("How to reach", 0.38))
    lines: list[list[Flowable | str]] = []
    for rota in found.on_call.rotas:
        on = "\n".join(f"{duty_words(one)}, {until_words(one)}" for one in rota.now)
        reach = "\n".join(reach_words(one) for one in rota.now)
        who = f"{rota.tier_words}: {rota.name}"
        lines.append([who, on or "▼ Nobody is down", reach or "Ring the next tier."])
    parts = chapter("Whom to ring", columns, lines, "No on-call rota is set up.")
    steps = found.ladder or usual_steps(found.lead, found.manager)
    return [*parts, Spacer(0, 4), *escalation_points(steps)]


def _lately(found: Handover, width: float) -> list[Flowable]:
    columns = columns_of(width, ("When", 0.2), ("About", 0.13), ("What", 0.49), ("Done", 0.18))
    lines = [entry_cells(one) for one in found.log.lately]
    since = day_words(found.log.since)
    return chapter(f"Since {since}, newest first", columns, lines, "Nothing was written.")
