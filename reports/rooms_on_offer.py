"""Rooms on offer: what stands empty, for whoever could use it; nobody on leave is named."""

import json
from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from reports.document import Stamp
from reports.formats import csv, pdf
from reports.formats.pdf_parts import LEAD, NOTE, Chapter, Column, Figures, Mast, table, words
from reports.privacy import discreet
from reports.wording import counted, span_words
from rota_desk.domain.said import span
from rota_desk.queries.empty_rooms import Empty, EmptyRoom, EmptyRooms
from rota_desk.queries.sites import RoomFacts
from rota_desk.words import day_words

NAME, TITLE = "rooms-on-offer", "Rooms on offer"
HEADS = (
    *("date", "start", "end", "site", "room", "kind", "points", "equipment"),
    *("was_for", "stands", "decided_by", "offered_to"),
)
_SHARES = (0.19, 0.25, 0.16, 0.18, 0.22)


def rows(found: EmptyRooms) -> Iterator[tuple[csv.CsvCell, ...]]:
    """One row for each room and time."""
    for one in found.rooms:
        yield (
            one.start.date(),
            one.start.time(),
            one.end.time(),
            one.room.site,
            one.room.name,
            one.room.kind.value,
            one.room.points_capacity or None,
            one.room.equipment,
            one.title,
            one.empty.value,
            one.decide_by,
            _offered(one),
        )


def facts(found: EmptyRooms) -> tuple[object, ...]:
    """All that a reader can see, for the check code."""
    return found.start, found.end, tuple(rows(found))


def table_of(found: EmptyRooms) -> bytes:
    """Write one row for each room and time."""
    return csv.table(HEADS, rows(found), for_excel=True)


def as_json(found: EmptyRooms, stamp: Stamp) -> bytes:
    """Write what stands empty."""
    told = {
        "from": found.start.isoformat(),
        "before": found.end.isoformat(),
        "check_code": stamp.check_code,
        "rooms": [dict(zip(HEADS, map(csv.told, row), strict=True)) for row in rows(found)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def printed(found: EmptyRooms, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw what stands empty, a chapter for each reason."""
    sheet = pdf.PAPERS[paper]
    return pdf.pages(
        lambda: _story(found, stamp, sheet.inner_width),
        title=f"{TITLE} {span_words(found.start, found.end)}, {stamp.department}",
        subject=f"{TITLE}, {stamp.code_words}",
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), "Say which you can use, and by when"),
        paper=sheet,
    )


def _story(found: EmptyRooms, stamp: Stamp, width: float) -> list[Flowable]:
    said = (
        f"{counted(len(found.rooms), 'room')} will stand empty as things are."
        if found.rooms
        else "No room stands empty."
    )
    parts: list[Flowable] = [
        Chapter(f"{TITLE}, {span_words(found.start, found.end)}"),
        Mast(
            f"{stamp.department} · for all services",
            stamp.version,
            stamp.code_words,
        ),
        Spacer(0, 9),
        Figures([(str(found.count(one)), one.value) for one in Empty]),
        Spacer(0, 7),
        words(said, style=LEAD),
    ]
    for empty in Empty:
        lines = [one for one in found.rooms if one.empty is empty]
        if lines:
            parts += [Chapter(empty.value.capitalize(), level=1, kept=False), _table(lines, width)]
    foot = "Points are what a list there may hold. Decided by: the meeting's last day for it."
    return [*parts, words(foot, style=NOTE)]


def _table(lines: list[EmptyRoom], width: float) -> Flowable:
    heads = ("When", "Room", "Was for", "Decided by", "Offered to")
    columns = [Column(one, share * width) for one, share in zip(heads, _SHARES, strict=True)]
    return table(columns, [_line(one) for one in lines])


def _line(one: EmptyRoom) -> list[Flowable | str]:
    by = day_words(one.decide_by) if one.decide_by else "▲ the last meeting is past"
    asked = _offered(one) or ("nobody yet" if one.empty is Empty.RELEASED else "")
    return [span(one.start, one.end), _room(one.room), one.title, by, asked]


def _offered(one: EmptyRoom) -> str:
    """To whom it was offered; what they said stays at the desk."""
    return discreet("; ".join(f"{each.whom}, {day_words(each.day)}" for each in one.offered))


def _room(room: RoomFacts) -> str:
    points = f"{room.points_capacity} points" if room.points_capacity else ""
    return ", ".join(one for one in (room.name, room.site, points, room.equipment) if one)
