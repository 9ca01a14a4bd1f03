"""A fortnight on paper: the facts that the document tests draw."""

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from PIL.Image import Image

from models.types import Slot
from reports.document import Stamp, check_code
from reports.wording import SLOT_WORDS
from rota_desk.domain.said import day as day_words
from rota_desk.queries.provision import (
    DayProvision,
    OverLine,
    ProvisionReport,
    Service,
    ShortLine,
)
from rota_desk.queries.rota_sheet import (
    By,
    CoverCell,
    CoverLine,
    DayHead,
    Entry,
    EntryKind,
    RotaSheet,
    Row,
)

FIRST = dt.date(2026, 11, 9)
Cells = tuple[tuple[Entry, ...], ...]
TIMES = {
    Slot.AM: ((8, 30), (12, 30)),
    Slot.PM: ((13, 30), (17, 30)),
    Slot.DAY: ((8, 0), (20, 30)),
    Slot.NIGHT: ((20, 0), (8, 30)),
    Slot.EVENING: ((17, 30), (21, 30)),
}
LEGEND = (
    ("EN", "Endoscopy list", "blue"),
    ("CL", "Clinic", "green"),
    ("WR", "Ward round", "sand"),
    ("MD", "Multidisciplinary meeting", "violet"),
    ("SP", "Supporting activity", "grey"),
    ("SD", "Standard day", "teal"),
    ("LD", "Long day", "amber"),
    ("NT", "Night", "navy"),
    ("OC", "On call", "red"),
    ("ZZ", "Never used this fortnight", "grey"),
)
TINTS = {code: tint for code, _, tint in LEGEND}
TITLES = {code: title for code, title, _ in LEGEND}


def entry(
    day: dt.date,
    code: str,
    slot: Slot,
    *,
    suffix: str = "",
    kind: EntryKind = EntryKind.WORK,
    title: str = "",
    changed: bool = False,
    published: bool = True,
    change: str = "",
    note: str = "",
) -> Entry:
    (start_hour, start_minute), (end_hour, end_minute) = TIMES[slot]
    start = dt.datetime.combine(day, dt.time(start_hour, start_minute))
    end = dt.datetime.combine(day, dt.time(end_hour, end_minute))
    return Entry(
        kind=kind,
        code=code,
        suffix=suffix,
        title=title or TITLES.get(code, code),
        slot=slot,
        start=start,
        end=end if end > start else end + dt.timedelta(days=1),
        tint=TINTS.get(code, "grey"),
        published=published,
        changed=changed,
        change=change,
        note=note,
    )


CONSULTANTS = (
    ("Dr A Patel", "10 PA"),
    ("Dr M Okafor", "10 PA"),
    ("Dr S Łukasiewicz-Großmann", "8 PA"),
    ("Dr F O'Brien <script>", "10 PA"),
    ("Dr J Whitcombe", "10 PA"),
    ("Dr R Haldane", "11.5 PA"),
    ("Dr P Nakamura", "10 PA"),
    ("Dr L Fenwick", "10 PA"),
    ("Dr T Obi", "10 PA"),
    ("Dr Bartholomew Featherstonehaugh-Cholmondeley", "10 PA"),
    ("Dr I Rees", "6 PA"),
)
RESIDENTS = (
    ("Dr C Rowan", "ST6"),
    ("Dr N Said", "ST5"),
    ("Dr E Voss", "ST4"),
    ("Dr H Brandt", "IMT2"),
    ("Dr Y Cole", "IMT1"),
    ("Dr F Adeyemi", "F2"),
    ("Dr I Petrov", "F1"),
    ("Dr G Moss", "F1"),
    ("Dr K Lund", "ST3"),
    ("Dr U Ito", "ST3"),
    ("Dr W Pace", "IMT3"),
    ("Dr Z Amari", "IMT2"),
    ("Dr B Holt", "F2"),
    ("Dr D Quist", "ST7"),
)
ENDOSCOPISTS = (("S Quill", "37.5 h"), ("M Tarrant", "37.5 h"), ("J Bell", "30 h"))
HALVES = (("EN", "CL"), ("WR", "EN"), ("SP", "CL"), ("EN", "MD"), ("CL", "SP"))


def _consultant(number: int) -> Cells:
    cells: list[tuple[Entry, ...]] = []
    for offset in range(14):
        day = FIRST + dt.timedelta(days=offset)
        if day.weekday() > 4:
            on = offset // 7 == number
            cells.append((entry(day, "OC", Slot.DAY),) if on else ())
            continue
        morning, afternoon = HALVES[(number + offset) % 5]
        cells.append(
            tuple(
                entry(day, code, slot, suffix=str(1 + (number + offset) % 6) * (code == "EN"))
                for code, slot in ((morning, Slot.AM), (afternoon, Slot.PM))
            )
        )
    return tuple(cells)


def _resident(number: int) -> Cells:
    pattern = "SSSLL..SSSSS.." if number % 2 else "SSNNNN...SSLLL"
    codes = {"S": ("SD", Slot.DAY), "L": ("LD", Slot.DAY), "N": ("NT", Slot.NIGHT)}
    cells: list[tuple[Entry, ...]] = []
    for offset in range(14):
        letter = pattern[(offset + 3 * number) % 14]
        day = FIRST + dt.timedelta(days=offset)
        cells.append((entry(day, *codes[letter]),) if letter in codes else ())
    return tuple(cells)


def _on(offset: int) -> dt.date:
    return FIRST + dt.timedelta(days=offset)


def _away(code: str, kind: EntryKind, title: str, *offsets: int) -> dict[int, tuple[Entry, ...]]:
    return {
        offset: (entry(_on(offset), code, Slot.DAY, kind=kind, title=title, note="flu"),)
        for offset in offsets
    }


def _special(name: str) -> dict[int, tuple[Entry, ...]]:
    """What stands in somebody's cells instead of the usual."""
    gap = entry(_on(1), "EN", Slot.PM, suffix="4", kind=EntryKind.GAP)
    moved = entry(
        _on(1),
        "WR",
        Slot.PM,
        changed=True,
        published=False,
        change="was EN 4; registrar sick",
        note="covering for sickness",
    )
    special: dict[str, dict[int, tuple[Entry, ...]]] = {
        "Dr A Patel": {1: (entry(_on(1), "CL", Slot.AM), gap, moved)},
        "Dr S Łukasiewicz-Großmann": _away("AL", EntryKind.LEAVE, "Annual leave", 2, 3, 4),
        "Dr T Obi": _away("AL?", EntryKind.REQUESTED, "Annual leave, asked for", 9),
        "Dr N Said": _away("BL", EntryKind.LEAVE, "Bereavement leave", 9),
        "M Tarrant": _away("SK", EntryKind.UNAVAILABLE, "Sickness", 0, 1, 2),
        "J Bell": _away("EX", EntryKind.UNAVAILABLE, "Outside commitment", 3),
    }
    return special.get(name, {})


def _row(
    key: int, group: str, person: tuple[str, str], usual: tuple[tuple[Entry, ...], ...]
) -> Row:
    special = _special(person[0])
    cells = tuple(special.get(offset, cell) for offset, cell in enumerate(usual))
    return Row(key, group, *person, cells)


def _rows() -> Iterator[Row]:
    for number, person in enumerate(CONSULTANTS):
        yield _row(number, "Consultants", person, _consultant(number))
    for number, person in enumerate(RESIDENTS):
        yield _row(100 + number, "Resident doctors", person, _resident(number))
    for number, person in enumerate(ENDOSCOPISTS):
        yield _row(200 + number, "Clinical endoscopists", person, _consultant(number + 3))
    gap = entry(_on(6), "NT", Slot.NIGHT, kind=EntryKind.GAP)
    cells = tuple((gap,) if offset == 6 else () for offset in range(14))
    yield Row(300, "Uncovered", "No one yet", "", cells)


def _cover() -> Iterator[CoverLine]:
    for number, (name, need) in enumerate(
        (("Endoscopy lists", 12), ("Ward registrar", 1), ("Long day team", 3), ("Night team", 2))
    ):
        cells = [CoverCell(need, need) for _ in range(14)]
        if number == 0:
            cells[1], cells[8] = CoverCell(11, 12), CoverCell(13, 12)
            for weekend in (5, 6, 12, 13):
                cells[weekend] = CoverCell(0, 0)
        if number == 3:
            cells[6] = CoverCell(1, 2)
        yield CoverLine(number, name, tuple(cells))


@pytest.fixture(scope="session")
def sheet() -> RotaSheet:
    """A fortnight of a department, with a gap, leave, absence and a change since v14."""
    days = tuple(
        DayHead(
            day=(day := FIRST + dt.timedelta(days=offset)),
            weekend=day.weekday() > 4,
            holiday="Founders' Day" if offset == 10 else "",
            today=offset == 0,
            published=14,
        )
        for offset in range(14)
    )
    return RotaSheet(
        department="Gastroenterology and Endoscopy",
        start=FIRST,
        by=By.PERSON,
        days=days,
        rows=tuple(_rows()),
        cover=tuple(_cover()),
        version=14,
        day_changes=(1,),
        legend=LEGEND,
    )


def _line(
    day: dt.date,
    slot: Slot,
    matter: tuple[str, str],
    counts: tuple[int, int],
    *,
    cause: str,
    known_days: int | None,
    tried: str,
    asked: str = "",
) -> ShortLine:
    (hour, minute), _ = TIMES[slot]
    start = dt.datetime.combine(day, dt.time(hour, minute))
    return ShortLine(
        session_id=1,
        when=f"{day_words(day)} {SLOT_WORDS[slot]}",
        start=start,
        end=start + dt.timedelta(hours=4),
        what=matter[0],
        place=matter[1],
        need=counts[0],
        have=counts[1],
        cause=cause,
        known_days=known_days,
        known_on=None if known_days is None else day - dt.timedelta(days=known_days),
        tried=tried,
        asked=asked,
    )


LINES = (
    _line(
        dt.date(2026, 11, 19),
        Slot.AM,
        ("Training list", "room 2"),
        (2, 0),
        cause="Annual leave: trainer away; no second trainer",
        known_days=44,
        tried="Offered to Dr Whitcombe Mon 2 Nov: cannot.",
        asked="Agree a second trainer for room 2, or close the list by Mon 16 Nov.",
    ),
    _line(
        dt.date(2026, 11, 10),
        Slot.PM,
        ("Endoscopy list", "room 4, North"),
        (12, 11),
        cause="Moved to other work: registrar off sick",
        known_days=1,
        tried="Dr Obi asked Tue 10 Nov, awaiting answer.",
    ),
    _line(
        dt.date(2026, 11, 15),
        Slot.NIGHT,
        ("Night team", "ward"),
        (2, 1),
        cause="Vacancy: SHO 5, since 4 Nov",
        known_days=11,
        tried="Bank Mon 9 Nov: no taker at £55. Agency Tue 10 Nov: no taker at £65. "
        "Noted Tue 10 Nov: <b>two residents</b> & one locum asked, rest would be short.",
        asked="SHO 5: approve agency above £65 by Wed 11 Nov.",
    ),
    _line(
        dt.date(2026, 11, 18),
        Slot.AM,
        ("New-patient clinic", "room C2"),
        (3, 2),
        cause="Annual leave: agreed after the 6-week point",
        known_days=20,
        tried="Decided Thu 29 Oct: clinic reduced to 8; booking team told.",
    ),
)
NEEDS = {
    "Endoscopy list": 12,
    "New-patient clinic": 3,
    "Night team": 2,
    "Training list": 2,
}


def _day_provisions() -> Iterator[DayProvision]:
    missing = {(line.what, line.start.date()): line.need - line.have for line in LINES}
    for activity, need in NEEDS.items():
        for offset in range(14):
            day = FIRST + dt.timedelta(days=offset)
            if day.weekday() > 4 and activity != "Night team":
                continue
            short = missing.get((activity, day), 0)
            over = int(activity == "Endoscopy list" and offset == 8)
            yield DayProvision(activity, day, need, need - short + over, short, over)


@pytest.fixture(scope="session")
def provision() -> ProvisionReport:
    """The judgement of the same fortnight."""
    return ProvisionReport(
        department="Gastroenterology and Endoscopy",
        lead="Dr M Okafor",
        manager="J Penrose",
        start=FIRST,
        end=FIRST + dt.timedelta(days=14),
        filled_percent=Decimal("97.3"),
        target_percent=Decimal(98),
        short=5,
        over=1,
        hours_short=Decimal("28.0"),
        known_late=(1, 4),
        lines=LINES,
        over_lines=(
            OverLine(
                session_id=9,
                when="Tue 17 Nov PM",
                start=dt.datetime(2026, 11, 17, 13, 30),
                what="Endoscopy list",
                place="",
                need=12,
                have=13,
                why="Time-shifted list from 3 Nov; pays back Dr Haldane's session.",
            ),
        ),
        by_service=(
            Service("Endoscopy lists", 119, 120),
            Service("Clinics", 29, 30),
            Service("Night team", 27, 28),
            Service("Training lists", 18, 20),
        ),
        causes=(("Annual leave", 14), ("Vacancy", 11), ("Unavailable at short notice", 9)),
        asks=tuple(line.asked for line in LINES if line.asked),
        days=tuple(_day_provisions()),
    )


@pytest.fixture(scope="session")
def stamp() -> Stamp:
    """The stamp of a Monday morning."""
    return Stamp(
        department="Gastroenterology and Endoscopy",
        version="v14 plus 1 change",
        made=dt.datetime(2026, 11, 9, 8, 14),
        by="K. Lowe",
        check_code=check_code("a fortnight"),
    )


Pictures = Callable[[str, bytes], list[Image]]


@pytest.fixture(scope="session")
def pictures() -> Pictures:
    """Render a PDF's pages; keep them where ROTA_DESK_PICTURES says, to be looked at."""
    folder = os.environ.get("ROTA_DESK_PICTURES", "")

    def render(name: str, content: bytes) -> list[Image]:
        with contextlib.closing(pypdfium2.PdfDocument(content)) as document:
            images = [page.render(scale=2).to_pil() for page in document]
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            for number, image in enumerate(images, 1):
                image.save(Path(folder) / f"{name}-{number}.png")
        return images

    return render
