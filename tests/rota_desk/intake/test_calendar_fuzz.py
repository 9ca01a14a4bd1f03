"""Whatever calendar is brought, the answer is a plan or a refusal, and nothing is half recorded.

`make fuzz` runs 20,000 files by hand; the usual run draws a few of each sort.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from build import a_clinician, a_desk, an_activity
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odd_rosters import SAMPLES

from rota_desk.desk import Desk
from rota_desk.edits.intake_calendar import Taken, apply_calendar
from rota_desk.errors import Refusal
from rota_desk.intake.calendar_file import read_calendar
from rota_desk.queries.here import here

FIRST, LAST = dt.date(1996, 1, 1), dt.date(2030, 1, 1)
ENOUGH = 12  # entries that are recorded; more take time and say nothing new
NOVEMBER = (dt.date(2026, 11, 1), dt.date(2026, 12, 1))
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
MANY = settings(
    max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
LINES = st.sampled_from(
    [
        *("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE"),
        *("END:VTIMEZONE", "BEGIN:STANDARD", "END:STANDARD", "TZID:", "TZID:Ward", "UID:1"),
        *("UID:2", "DTSTART:20261109T090000Z", "DTSTART;TZID=Ward:20261109T090000"),
        *("DTSTART;VALUE=DATE:20261109", "DTSTART:99999999", "DTEND:20261109T080000Z"),
        *("DTEND:20261109T100000Z", "DURATION:PT1H", "DURATION:-P9999999D", "DURATION:x"),
        *("RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2", "RRULE:x"),
        *("EXDATE:20261110T090000Z", "RDATE:20261112T090000Z", "RECURRENCE-ID:20261110T090000Z"),
        *("SUMMARY:Clinic", "SUMMARY;LANGUAGE=en:Ł\\, ß", " folded", "\tfolded", "no colon"),
        *("STATUS:CANCELLED", "METHOD:CANCEL", "TZOFFSETFROM:+0100", "TZOFFSETTO:+9999", "\x00"),
        *("DTSTART:00010101T000000", "RRULE:FREQ=WEEKLY;UNTIL=00000000", "X-A=1"),
    ]
)
FILES = sorted((SAMPLES / "ics").rglob("*.ics"))
HURT = st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=6)


def _written(lines: list[str], tail: bytes, *, whole: bool) -> bytes:
    around = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]
    return "\r\n".join(around if whole else lines).encode() + tail


def _damaged(file: Path, damage: list[tuple[int, int]]) -> bytes:
    content = bytearray(file.read_bytes())
    for place, value in damage:
        content[place % len(content)] = value
    return bytes(content)


@st.composite
def _spoilt(draw: st.DrawFn) -> bytes:
    """A calendar of another program with a few lines of its own left out, doubled or put in."""
    lines = draw(st.sampled_from(FILES)).read_bytes().splitlines()
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(lines) - 1))
        put = draw(st.one_of(st.just([]), LINES.map(lambda line: [line.encode()])))
        lines[place : place + draw(st.integers(0, 1))] = put
        lines = lines or [b""]
    return b"\r\n".join(lines)


LINE_FILES = st.builds(
    _written, st.lists(LINES, max_size=25), st.binary(max_size=20), whole=st.booleans()
)
DAMAGED_FILES = st.builds(_damaged, st.sampled_from(FILES), HURT)
ANY_CALENDAR = st.one_of(LINE_FILES, DAMAGED_FILES, _spoilt())
DAYS = st.sampled_from([NOVEMBER, (FIRST, LAST)])


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        a_clinician(desk)
        an_activity(desk, "MD")
        yield desk
        desk.close()


def _try(desk: Desk, content: bytes, days: tuple[dt.date, dt.date], taken: Taken) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.ics"
        path.write_bytes(content)
        try:
            plan = read_calendar(path, zone=desk.ask(here).zone, first=days[0], last=days[1])
        except Refusal as refused:
            assert str(refused).endswith(".")  # noqa: PT017 - any sentence will do
            return
    assert all(one.start < one.end for one in plan.entries)
    assert all(one.message for one in plan.problems)
    plan = replace(plan, entries=plan.entries[:ENOUGH])
    before = desk.database.info().rows
    try:
        done = desk.preview(apply_calendar, plan=plan, clinician=1, taken=taken)
    except Refusal as refused:
        assert str(refused).endswith(".")  # noqa: PT017 - any sentence will do
    else:
        assert done.value.added <= len(plan.entries)
    assert desk.database.info().rows == before


@FEW
@given(content=LINE_FILES, taken=st.sampled_from(Taken))
def test_any_lines_give_a_plan_or_a_refusal(desk: Desk, content: bytes, taken: Taken) -> None:
    _try(desk, content, NOVEMBER, taken)


@FEW
@given(content=st.one_of(DAMAGED_FILES, _spoilt()), days=DAYS)
def test_a_damaged_calendar_gives_a_plan_or_a_refusal(
    desk: Desk, content: bytes, days: tuple[dt.date, dt.date]
) -> None:
    _try(desk, content, days, Taken.UNAVAILABILITY)


@pytest.mark.fuzz
@pytest.mark.timeout(0)
@MANY
@given(content=ANY_CALENDAR, days=DAYS, taken=st.sampled_from(Taken))
def test_twenty_thousand_calendars_give_a_plan_or_a_refusal(
    desk: Desk, content: bytes, days: tuple[dt.date, dt.date], taken: Taken
) -> None:
    _try(desk, content, days, taken)
