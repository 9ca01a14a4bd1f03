"""Calendars that other programs wrote: read to the minute, told where they are broken."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rota_desk.errors import Refusal
from rota_desk.intake.calendar_file import read_calendar
from rota_desk.intake.calendar_plan import CalendarPlan

SAMPLES = Path(__file__).parents[2] / "samples" / "ics"
LONDON = ZoneInfo("Europe/London")
EVER = (dt.date(1996, 1, 1), dt.date(2030, 1, 1))


def read(name: str, first: dt.date = EVER[0], last: dt.date = EVER[1]) -> CalendarPlan:
    return read_calendar(SAMPLES / name, zone=LONDON, first=first, last=last)


def spans(plan: CalendarPlan) -> list[str]:
    return [f"{one.start:%Y-%m-%d %H:%M} {one.end:%Y-%m-%d %H:%M}" for one in plan.entries]


def said(plan: CalendarPlan) -> list[tuple[int, str]]:
    return [(one.row, one.message) for one in plan.problems]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("own/gmt_standard_time.ics", ["2026-11-02 14:00 2026-11-02 15:00"]),
        ("own/windows_name_without_vtimezone.ics", ["2027-07-19 09:30 2027-07-19 12:30"]),
        ("own/all_day_leave.ics", ["2026-10-15 00:00 2026-10-17 00:00"]),
        (
            "own/weekly_across_clock_change.ics",
            [
                "2026-10-12 08:30 2026-10-12 09:30",
                "2026-10-26 08:30 2026-10-26 09:30",
                "2026-11-02 08:30 2026-11-02 09:30",
            ],
        ),
        ("vobject/radicale-0816.ics", ["2016-06-16 09:00 2016-06-16 16:20"]),
        ("icalendar/alarm_etar_future.ics", ["2024-10-05 13:00 2024-10-05 14:00"]),
        ("icalendar/timezoned.ics", ["2012-02-13 09:00 2012-02-17 17:00"]),
        ("icalendar/issue_836_do_not_quote_tzid.ics", ["2024-10-28 21:00 2024-10-28 22:00"]),
        ("ical4j/valid_dst-only-vtimezone.ics", ["2018-04-03 08:00 2018-04-03 09:15"]),
        (
            "ical4j/valid_multiple_calendars.ics",
            ["1997-07-01 19:00 1997-07-01 20:00", "1997-07-01 20:00 1997-07-01 20:30"],
        ),
        ("icalnet/Serialization_Outlook2007LineFolds.ics", ["2009-06-21 00:00 2009-06-22 00:00"]),
    ],
)
def test_each_calendar_is_read_by_the_departments_clock(name: str, expected: list[str]) -> None:
    plan = read(name)
    assert spans(plan) == expected
    assert said(plan) == []


def test_a_zone_that_nobody_knows_keeps_the_time_as_written_and_says_so() -> None:
    plan = read("own/unknown_tzid.ics")
    assert spans(plan) == ["2026-11-12 13:00 2026-11-12 17:00"]
    words = "nobody knows the time zone Hospital Main Building: the time was kept as it is written"
    assert said(plan) == [(4, f"{words}, by the department's clock; check it.")]


def test_a_zone_guessed_from_a_vendors_name_is_told() -> None:
    plan = read("icalendar/issue_313_globally_unique_tzid.ics")
    assert spans(plan) == [
        "2020-04-26 13:00 2020-04-26 14:00",
        "2020-04-26 18:00 2020-04-26 19:00",
        "2020-04-26 19:00 2020-04-26 20:00",
    ]
    assert len(said(plan)) == 3
    assert said(plan)[0][1].startswith("the time zone /freeassociation.sourceforge.net/")


def test_a_series_with_moved_days_is_read_whole_and_its_doubt_told() -> None:
    plan = read("ics-parser/issue-196.ics")
    assert len(plan.entries) == 7
    assert {one.start.time() for one in plan.entries} == {dt.time(18), dt.time(17), dt.time(16)}
    assert said(plan) == [(23, "both an end and a length are given; the end was taken.")] * 2


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        (
            "icalendar/broken_dtstart.ics",
            4,
            "this event was left out: 'INVALID-DATE' is no date; mend it where it was made.",
        ),
        (
            "icalendar/issue_1081_invalid_start_and_end.ics",
            4,
            "this event was left out: 'INVALID-DATE' is no date; mend it where it was made.",
        ),
        (
            "icalendar/issue_722_missing_timezones.ics",
            9,
            "this event was left out: it has no start; mend it where it was made.",
        ),
        (
            "icalendar/issue_168_input.ics",
            2,
            "a line of this event cannot be read and was left out.",
        ),
        ("vobject/ms_tzid.ics", 35, "this event lasts no time and was left out."),
    ],
)
def test_what_is_broken_is_told_with_its_row(name: str, row: int, message: str) -> None:
    assert (row, message) in said(read(name))


def test_a_cancellation_names_what_it_calls_off() -> None:
    plan = read("own/cancelled.ics")
    assert (plan.entries, plan.cancelled) == ((), (("win-1@sample.invalid", ""),))


def test_every_sample_is_read_or_refused_and_never_breaks() -> None:
    for path in sorted(SAMPLES.rglob("*.ics")):
        plan = read_calendar(path, zone=LONDON, first=EVER[0], last=EVER[1])
        assert all(one.start < one.end for one in plan.entries), path.name


def test_a_zone_made_up_by_one_file_does_not_live_on_in_the_next(tmp_path: Path) -> None:
    event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Ward:20261109T090000\r\nDURATION:PT1H\r\n"
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Ward\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    starts = []
    for number, zones in enumerate((zone, "")):
        path = tmp_path / f"{number}.ics"
        path.write_text(f"BEGIN:VCALENDAR\r\n{zones}{event}END:VEVENT\r\nEND:VCALENDAR\r\n")
        plan = read_calendar(path, zone=LONDON, first=EVER[0], last=EVER[1])
        starts.append(plan.entries[0].start.hour)
    assert starts == [4, 9]


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=HOURLY;COUNT=9", "FREQ=DAILY;BYMINUTE=0,1,2"]
)
def test_a_flood_of_repeats_is_left_out(tmp_path: Path, rule: str) -> None:
    path = tmp_path / "flood.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261109T090000Z\r\n"
        f"DURATION:PT1M\r\nRRULE:{rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    plan = read_calendar(path, zone=LONDON, first=EVER[0], last=EVER[1])
    assert said(plan) == [
        (
            2,
            "this event was left out: it repeats within the hour; mend it where it was made.",
        )
    ]


def test_a_broken_file_gives_the_events_that_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "half.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:\r\nEND:VTIMEZONE\r\n"
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261109T090000Z\r\nDTEND:20261109T100000Z\r\n"
        "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTART:2026"
    )
    plan = read_calendar(path, zone=LONDON, first=EVER[0], last=EVER[1])
    assert spans(plan) == ["2026-11-09 09:00 2026-11-09 10:00"]
    assert said(plan)[0] == (0, "is broken in places: its events were read one by one.")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"Date,Name\r\n", "is not a calendar"),
        (b"PK\x03\x04\x00\x00", "is not a calendar"),
    ],
)
def test_what_is_no_calendar_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "other.ics"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=says):
        read_calendar(path, zone=LONDON, first=EVER[0], last=EVER[1])


def test_a_folder_or_a_missing_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.ics", tmp_path / "a\x00b.ics"):
        with pytest.raises(Refusal):
            read_calendar(path, zone=LONDON, first=EVER[0], last=EVER[1])
