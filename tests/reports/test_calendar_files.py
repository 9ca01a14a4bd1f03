import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from reports.formats.ics import CalendarEvent, calendar

MADE = dt.datetime(2026, 11, 9, 8, 14, tzinfo=dt.UTC)
LONDON = ZoneInfo("Europe/London")
HOUR = dt.timedelta(hours=1)

AUTUMN = CalendarEvent(
    uid="duty-1@rota-desk",
    start=dt.datetime(2026, 10, 24, 20),
    end=dt.datetime(2026, 10, 25, 8, 30),
    summary="Night, O'Brien ward; bay 4, Ł ß",
    location="Ward 4, North",
    description="With: Dr S Łukasiewicz-Großmann\nRota of Gastroenterology, and Endoscopy " * 3,
    sequence=3,
    last_modified=dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC),
    categories=("Duty",),
)
SPRING = replace(
    AUTUMN,
    uid="duty-2@rota-desk",
    start=dt.datetime(2026, 3, 28, 20),
    end=dt.datetime(2026, 3, 29, 8, 30),
)
JULY = replace(
    AUTUMN,
    uid="duty-3@rota-desk",
    start=dt.datetime(2026, 7, 14, 8),
    end=dt.datetime(2026, 7, 14, 20, 30),
)
AWAY = CalendarEvent(
    uid="leave-1@rota-desk",
    start=dt.date(2026, 8, 3),
    end=dt.date(2026, 8, 8),
    summary="Annual leave",
    transparent=True,
)
EVENTS = (AUTUMN, SPRING, JULY, AWAY)
LENGTHS = {
    "duty-1@rota-desk": 13.5 * HOUR,  # the night on which the clocks go back
    "duty-2@rota-desk": 11.5 * HOUR,  # the night on which they go forward
    "duty-3@rota-desk": 12.5 * HOUR,
}
STARTS = {
    "duty-1@rota-desk": dt.datetime(2026, 10, 24, 19, tzinfo=dt.UTC),
    "duty-2@rota-desk": dt.datetime(2026, 3, 28, 20, tzinfo=dt.UTC),
    "duty-3@rota-desk": dt.datetime(2026, 7, 14, 7, tzinfo=dt.UTC),
}
READ_WITH_VOBJECT = """
import json, sys, datetime as dt, pathlib, warnings
warnings.simplefilter("ignore")
import vobject
text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
found = {}
for event in vobject.readOne(text).vevent_list:
    start, end = event.dtstart.value, event.dtend.value
    if isinstance(start, dt.datetime):
        start, end = (one.astimezone(dt.timezone.utc) for one in (start, end))
    found[event.uid.value] = [start.isoformat(), end.isoformat(), event.summary.value]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def file() -> bytes:
    return calendar(EVENTS, name="Rota, Dr F O'Brien", made=MADE)


@pytest.fixture(scope="module")
def book(file: bytes) -> icalendar.Calendar:
    read = icalendar.Calendar.from_ical(file)
    assert isinstance(read, icalendar.Calendar)
    return read


def _utc(when: dt.date | None) -> dt.datetime:
    assert isinstance(when, dt.datetime)
    assert when.tzinfo is not None
    return when.astimezone(dt.UTC)


def _event(book: icalendar.Calendar, uid: str) -> icalendar.Event:
    return next(event for event in book.events if event["UID"] == uid)


def test_icalendar_reads_every_night_at_its_true_length(book: icalendar.Calendar) -> None:
    timed = [event for event in book.events if event["UID"] in LENGTHS]
    lengths = {str(event["UID"]): _utc(event.end) - _utc(event.start) for event in timed}
    starts = {str(event["UID"]): _utc(event.start) for event in timed}
    assert lengths == LENGTHS
    assert starts == STARTS


@pytest.mark.parametrize("uid", sorted(LENGTHS))
def test_a_calendar_that_expands_events_finds_each_once(
    book: icalendar.Calendar, uid: str
) -> None:
    day = STARTS[uid].date()
    found = recurring_ical_events.of(book).between(day, day + dt.timedelta(days=1))
    assert [(str(one["UID"]), _utc(one.start)) for one in found] == [(uid, STARTS[uid])]


def test_vobject_reads_the_same_moments(file: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rota.ics"
    path.write_bytes(file)
    answer = subprocess.run(
        [sys.executable, "-c", READ_WITH_VOBJECT, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found = json.loads(answer.stdout)
    for uid, start in STARTS.items():
        assert found[uid][:2] == [start.isoformat(), (start + LENGTHS[uid]).isoformat()]
    assert found["leave-1@rota-desk"] == ["2026-08-03", "2026-08-08", "Annual leave"]
    assert found["duty-1@rota-desk"][2] == "Night, O'Brien ward; bay 4, Ł ß"


def test_the_zone_is_written_as_its_two_rules(file: bytes) -> None:
    zone = file.decode().split("BEGIN:VTIMEZONE\r\n")[1].split("END:VTIMEZONE\r\n")[0]
    assert sorted(zone.split("\r\n")) == sorted(
        [
            "TZID:Europe/London",
            "BEGIN:DAYLIGHT",
            "DTSTART:19960331T010000",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
            "TZNAME:BST",
            "TZOFFSETFROM:+0000",
            "TZOFFSETTO:+0100",
            "END:DAYLIGHT",
            "BEGIN:STANDARD",
            "DTSTART:19961027T020000",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            "TZNAME:GMT",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0000",
            "END:STANDARD",
            "",
        ]
    )


def test_wall_times_are_written_with_their_zone_and_never_as_utc(file: bytes) -> None:
    text = file.decode()
    assert "DTSTART;TZID=Europe/London:20260714T080000\r\n" in text
    assert "DTEND;TZID=Europe/London:20261025T083000\r\n" in text


def test_leave_is_whole_days_shown_as_free(file: bytes, book: icalendar.Calendar) -> None:
    text = file.decode()
    assert "DTSTART;VALUE=DATE:20260803\r\n" in text
    assert "DTEND;VALUE=DATE:20260808\r\n" in text
    assert _event(book, AWAY.uid)["TRANSP"] == "TRANSPARENT"
    assert _event(book, JULY.uid)["TRANSP"] == "OPAQUE"


def test_lines_are_folded_at_75_octets_and_end_as_the_standard_says(file: bytes) -> None:
    lines = file.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


def test_no_method_but_a_name_that_every_program_reads(book: icalendar.Calendar) -> None:
    assert "METHOD" not in book
    assert (str(book["NAME"]), str(book["X-WR-CALNAME"])) == ("Rota, Dr F O'Brien",) * 2


def test_a_changed_duty_keeps_its_uid_and_raises_its_number(book: icalendar.Calendar) -> None:
    event = _event(book, AUTUMN.uid)
    assert event["SEQUENCE"] == 3
    assert AUTUMN.last_modified == event.LAST_MODIFIED
    assert AUTUMN.last_modified == event.DTSTAMP
    assert event["STATUS"] == "CONFIRMED"


def test_two_versions_of_one_duty_give_one_event_the_newer() -> None:
    older = replace(AUTUMN, sequence=1, summary="old")
    for both in ((older, AUTUMN), (AUTUMN, older)):
        read = icalendar.Calendar.from_ical(calendar(both, name="N", made=MADE))
        assert isinstance(read, icalendar.Calendar)
        assert [str(one["SUMMARY"]) for one in read.events] == [AUTUMN.summary]


def test_the_same_duties_give_the_same_bytes_in_any_order(file: bytes) -> None:
    assert calendar(EVENTS[::-1], name="Rota, Dr F O'Brien", made=MADE) == file


def test_times_of_another_zone_are_written_in_utc() -> None:
    file = calendar([JULY], name="N", made=MADE, zone="Australia/Perth")
    assert b"DTSTART:20260714T000000Z\r\n" in file
    assert b"VTIMEZONE" not in file


def test_the_calendar_is_valid_to_its_own_library(book: icalendar.Calendar) -> None:
    assert not book.errors
    assert all(not event.errors for event in book.events)


def test_control_characters_never_reach_a_calendar() -> None:
    file = calendar([replace(JULY, summary="a\x00b\x1bc\r\nd")], name="N", made=MADE)
    assert b"SUMMARY:abc\\nd\r\n" in file
