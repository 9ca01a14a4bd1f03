"""Rota sheets made by hand, for tests of what draws them."""

import datetime as dt

from models.types import Slot
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

MONDAY = dt.date(2026, 11, 9)
TODAY = dt.date(2026, 11, 11)
TIMES = {
    Slot.AM: (8, 12),
    Slot.PM: (13, 17),
    Slot.EVENING: (17, 21),
    Slot.DAY: (8, 17),
    Slot.NIGHT: (20, 24),
}
WEEK_OF_WORK = (
    ("WR amber", "EN4 blue"),
    ("CL green", "EN4 blue"),
    ("EN4 blue", "MD violet"),
    ("SP grey", "CL green"),
    ("EN6 blue", "CL green"),
)


def an_entry(
    code: str = "EN",
    *,
    day: dt.date = MONDAY,
    slot: Slot = Slot.AM,
    tint: str = "blue",
    kind: EntryKind = EntryKind.WORK,
    suffix: str = "",
    number: int | None = None,
    clinician: int | None = None,
    published: bool = True,
    changed: bool = False,
) -> Entry:
    start, length = TIMES[slot]
    midnight = dt.datetime.combine(day, dt.time())
    return Entry(
        kind=kind,
        code=code,
        suffix=suffix,
        title=f"{code} session {suffix}".strip(),
        slot=slot,
        start=midnight + dt.timedelta(hours=start),
        end=midnight + dt.timedelta(hours=length),
        tint=tint,
        session_id=number,
        assignment_id=number,
        clinician_id=clinician,
        published=published,
        changed=changed,
    )


def a_sheet(people: int = 12, days: int = 14, *, published: bool = True) -> RotaSheet:
    heads = tuple(
        DayHead(
            day := MONDAY + dt.timedelta(days=place),
            day.weekday() > 4,
            "St Andrew's Day" if place == 7 else "",
            day == TODAY,
            14,
        )
        for place in range(days)
    )
    rows = tuple(_a_row(place, heads, published=published) for place in range(people))
    cover = (
        CoverLine(1, "Endoscopy lists", tuple(_cover(place, 12) for place in range(days))),
        CoverLine(2, "Ward registrar", tuple(_cover(place + 3, 1) for place in range(days))),
    )
    legend = (("EN", "Endoscopy list", "blue"), ("CL", "Clinic", "green"))
    return RotaSheet("Invented", MONDAY, By.PERSON, heads, rows, cover, 14, (3,), legend)


def _cover(place: int, need: int) -> CoverCell:
    return CoverCell(need - (place % 5 == 1) + (place % 7 == 6), need)


def _a_row(person: int, heads: tuple[DayHead, ...], *, published: bool) -> Row:
    resident = person % 3 == 2
    cells = tuple(
        _a_resident_day(person, place, head.day, published=published)
        if resident
        else _a_planned_day(person, place, head.day, published=published)
        for place, head in enumerate(heads)
    )
    group = ("Consultants", "Specialty doctors", "Resident doctors")[person * 3 // 12 % 3]
    detail = "ST6" if resident else "10 PA"
    return Row(person + 1, group, f"Dr {chr(65 + person % 26)} Example", detail, cells)


def _a_planned_day(person: int, place: int, day: dt.date, *, published: bool) -> tuple[Entry, ...]:
    if day.weekday() > 4:
        return ()
    number = person * 1000 + place * 2
    if person == 3 and 3 <= place <= 8:
        leave = EntryKind.LEAVE if place < 7 else EntryKind.REQUESTED
        return (an_entry("AL", day=day, slot=Slot.DAY, kind=leave),)
    if person == 4 and place == 2:
        return (an_entry("U", day=day, slot=Slot.DAY, kind=EntryKind.UNAVAILABLE),)
    kinds = WEEK_OF_WORK[(place + person) % 5]
    return tuple(
        an_entry(
            words.split()[0][:2],
            day=day,
            slot=slot,
            tint=words.split()[1],
            suffix=words.split()[0][2:],
            number=number + half,
            clinician=person + 1,
            kind=EntryKind.GAP if (person, place, half) == (0, 1, 1) else EntryKind.WORK,
            published=published and place < 9,
            changed=(person, place, half) == (1, 2, 1),
        )
        for half, (slot, words) in enumerate(zip((Slot.AM, Slot.PM), kinds, strict=True))
    )


def _a_resident_day(
    person: int, place: int, day: dt.date, *, published: bool
) -> tuple[Entry, ...]:
    turn = (place + person) % 8
    if turn in {4, 5}:
        return ()
    code, tint, slot = (
        ("NT", "navy", Slot.NIGHT)
        if turn > 5
        else ("LD", "amber", Slot.DAY)
        if turn == 3
        else ("SD", "teal", Slot.DAY)
    )
    return (
        an_entry(
            code,
            day=day,
            slot=slot,
            tint=tint,
            number=person * 1000 + place * 2,
            clinician=person + 1,
            published=published and place < 9,
        ),
    )
