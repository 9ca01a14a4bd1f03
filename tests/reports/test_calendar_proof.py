"""Calendars proved by readers that are not ours: libical, vobject, recurring-ical-events.

Every night on which the clocks change from 2026 to 2028, a July shift, and a handover across the
change; and the ways in which calendar files of other programs are known to fail.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from build import (
    MONDAY,
    a_clinician,
    a_department,
    a_desk,
    a_list,
    a_night,
    a_room,
    a_session,
    approved_leave,
    every,
)

from models import Assignment
from reports.calendar_events import Privacy
from reports.clinician_calendar import HOW_TO, calendars
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign, hand_over, swap_assignments
from rota_desk.edits.settings import change_setting

CHANGES = [
    *(dt.date(2026, 3, 28), dt.date(2026, 10, 24), dt.date(2027, 3, 27), dt.date(2027, 10, 30)),
    *(dt.date(2028, 3, 25), dt.date(2028, 10, 28)),
]
JULY = dt.date(2027, 7, 14)
HANDOVER = dt.date(2026, 10, 25)  # a day of 24 h that begins after the clocks went back
FIRST, END = dt.date(2026, 3, 1), dt.date(2028, 12, 31)
HOUR = dt.timedelta(hours=1)
READ_WITH_VOBJECT = """
import json, pathlib, sys, warnings
warnings.simplefilter("ignore")
import datetime as dt, vobject
text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
spans = [
    [one.value.astimezone(dt.timezone.utc).isoformat() for one in (event.dtstart, event.dtend)]
    for event in vobject.readOne(text).vevent_list
]
print(json.dumps(sorted(spans)))
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    """One doctor's calendar: a night on each change, a shift in July and a handover."""
    desk = a_desk(tmp_path_factory.mktemp("nights"))
    doctor = a_clinician(desk)
    for day in CHANGES:
        a_night(desk, day, on=[doctor])
    a_session(desk, "LD", JULY, on=[doctor])
    a_session(desk, "OC", HANDOVER, "09:00", "09:00", on=[doctor])
    made = calendars(desk, start=FIRST, end=END)
    yield made[0].content
    desk.close()


def expected() -> list[list[str]]:
    """Every moment worked out from the law's dates, without any library of zones."""
    found = []
    for day in CHANGES:
        forward = day.month == 3
        start = dt.datetime.combine(day, dt.time(20, 30))
        length = 11.5 * HOUR if forward else 13.5 * HOUR
        start_utc = start if forward else start - HOUR
        found.append([start_utc, start_utc + length])
    july = dt.datetime.combine(JULY, dt.time(7))
    found.append([july, july + 12.5 * HOUR])
    handover = dt.datetime.combine(HANDOVER, dt.time(9))
    found.append([handover, handover + 24 * HOUR])
    return sorted([f"{one.isoformat()}+00:00" for one in span] for span in found)


def test_recurring_ical_events_finds_every_duty_once_at_its_true_moment(file: bytes) -> None:
    book = icalendar.Calendar.from_ical(file)
    assert isinstance(book, icalendar.Calendar)
    found = recurring_ical_events.of(book).between(FIRST, END)
    spans = [
        [one.astimezone(dt.UTC).isoformat() for one in (event.start, event.end)] for event in found
    ]
    assert sorted(spans) == expected()


def test_vobject_finds_every_duty_at_its_true_moment(file: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rota.ics"
    path.write_bytes(file)
    answer = subprocess.run(
        [sys.executable, "-c", READ_WITH_VOBJECT, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(answer.stdout) == expected()


class _Time(ctypes.Structure):
    """libical's struct icaltimetype."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    )


LIBICAL = ctypes.util.find_library("ical") or "libical.so.3"
VEVENT = 4  # ICAL_VEVENT_COMPONENT


def libical() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(LIBICAL)
    except OSError:
        # .ci/system-packages brings it, no package index does; two other readers stand here.
        pytest.skip("libical is not installed on this system.")
    for name, given in (
        ("icalparser_parse_string", ctypes.c_void_p),
        ("icalcomponent_get_first_component", ctypes.c_void_p),
        ("icalcomponent_get_next_component", ctypes.c_void_p),
        ("icalcomponent_get_dtstart", _Time),
        ("icalcomponent_get_dtend", _Time),
        ("icaltime_as_timet_with_zone", ctypes.c_int64),
        ("icalcomponent_count_errors", ctypes.c_int),
    ):
        getattr(library, name).restype = given
    return library


def test_libical_finds_every_duty_at_its_true_moment_and_no_fault(file: bytes) -> None:
    library = libical()
    root = ctypes.c_void_p(library.icalparser_parse_string(ctypes.c_char_p(file)))
    spans = []
    event = library.icalcomponent_get_first_component(root, VEVENT)
    while event:
        here = ctypes.c_void_p(event)
        moments = (
            library.icalcomponent_get_dtstart(here),
            library.icalcomponent_get_dtend(here),
        )
        spans.append([_utc(library, moment) for moment in moments])
        event = library.icalcomponent_get_next_component(root, VEVENT)
    assert sorted(spans) == expected()
    assert library.icalcomponent_count_errors(root) == 0


def _utc(library: ctypes.CDLL, moment: _Time) -> str:
    seconds = library.icaltime_as_timet_with_zone(moment, ctypes.c_void_p(moment.zone))
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


def events(desk: Desk, *, with_leave: bool = False) -> dict[str, list[icalendar.Event]]:
    week = dt.timedelta(days=7)
    made = calendars(desk, start=MONDAY, end=MONDAY + week, with_leave=with_leave)
    found = {}
    for one in made:
        book = icalendar.Calendar.from_ical(one.content)
        assert isinstance(book, icalendar.Calendar)
        found[one.file_name] = list(book.events)
    return found


def test_the_same_rota_gives_the_same_identities_whenever_it_is_exported(desk: Desk) -> None:
    desk.do(assign, session=a_list(desk).id, clinician=a_clinician(desk).id)
    twice = [[str(one["UID"]) for one in events(desk)["dr-a-patel.ics"]] for _ in range(2)]
    assert twice[0] == twice[1] == [every(desk, Assignment)[0].uid]


def test_a_desk_that_asks_for_utc_writes_every_duty_at_its_true_moment(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    doctor = a_clinician(desk)
    for day in CHANGES:
        a_night(desk, day, on=[doctor])
    a_session(desk, "LD", JULY, on=[doctor])
    a_session(desk, "OC", HANDOVER, "09:00", "09:00", on=[doctor])
    desk.do(change_setting, key="calendars.in_utc", value=True)
    content = calendars(desk, start=FIRST, end=END)[0].content
    desk.close()
    book = icalendar.Calendar.from_ical(content)
    assert isinstance(book, icalendar.Calendar)
    assert b"TZID" not in content
    told = [
        [one.astimezone(dt.UTC).isoformat() for one in (event.start, event.end)]
        for event in book.events
        if isinstance(event.start, dt.datetime) and isinstance(event.end, dt.datetime)
    ]
    assert sorted(told) == expected()


def test_a_swap_shows_final_states_only_and_each_identity_once(desk: Desk) -> None:
    patel, marsh = a_clinician(desk), a_clinician(desk, "Dr K Marsh")
    mine = desk.do(assign, session=a_list(desk).id, clinician=patel.id).value
    theirs = desk.do(assign, session=a_night(desk).id, clinician=marsh.id).value
    desk.do(swap_assignments, first=mine, second=theirs)
    found = events(desk)
    told = {name: [str(one["SUMMARY"]) for one in some] for name, some in found.items()}
    assert told == {"dr-a-patel.ics": ["Night"], "dr-k-marsh.ics": ["Endoscopy list"]}
    assert not any(one["STATUS"] == "CANCELLED" for some in found.values() for one in some)


def test_a_duty_given_away_leaves_the_whole_file(desk: Desk) -> None:
    patel, marsh = a_clinician(desk), a_clinician(desk, "Dr K Marsh")
    mine = desk.do(assign, session=a_list(desk).id, clinician=patel.id).value
    desk.do(hand_over, assignment=mine, clinician=marsh.id)
    assert sorted(events(desk)) == ["dr-k-marsh.ics"]


def test_leave_is_asked_for_and_then_whole_days_shown_as_free(desk: Desk) -> None:
    doctor = a_clinician(desk)
    approved_leave(desk, doctor, MONDAY, MONDAY + dt.timedelta(days=1))
    assert events(desk) == {}
    event = events(desk, with_leave=True)["dr-a-patel.ics"][0]
    assert (event.start, event.end) == (MONDAY, MONDAY + dt.timedelta(days=2))
    assert event["TRANSP"] == "TRANSPARENT"


def test_an_entry_says_what_where_and_whose_rota(desk: Desk) -> None:
    session = a_list(desk)
    for name in ("Dr A Patel", "Dr K Marsh"):
        desk.do(assign, session=session.id, clinician=a_clinician(desk, name).id)
    event = events(desk)["dr-a-patel.ics"][0]
    assert str(event["SUMMARY"]) == "Endoscopy list"
    assert str(event["DESCRIPTION"]).splitlines() == [
        "With: Dr K Marsh",
        "Rota of Gastroenterology and Endoscopy",
    ]


@pytest.mark.parametrize(
    ("privacy", "told"),
    [
        (Privacy.FULL, ("Endoscopy list, E1", "Room E1, North", "With: Dr K Marsh")),
        (
            Privacy.DUTY,
            ("Endoscopy list, E1", "Room E1, North", "Rota of Gastroenterology and Endoscopy"),
        ),
        (Privacy.BUSY, ("Rota duty", "", "")),
    ],
)
def test_each_level_of_privacy_says_so_much_and_no_more(
    desk: Desk, privacy: Privacy, told: tuple[str, str, str]
) -> None:
    session = a_list(desk, room=a_room(desk))
    for name in ("Dr A Patel", "Dr K Marsh"):
        desk.do(assign, session=session.id, clinician=a_clinician(desk, name).id)
    week = dt.timedelta(days=7)
    made = calendars(desk, start=MONDAY, end=MONDAY + week, privacy=privacy)
    book = icalendar.Calendar.from_ical(made[0].content)
    assert isinstance(book, icalendar.Calendar)
    event = book.events[0]
    said = [str(event.get(name, "")) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")]
    assert (said[0], said[1], said[2].partition("\n")[0]) == told
    if privacy is not Privacy.FULL:
        assert b"Marsh" not in made[0].content


def test_the_sheet_says_which_file_suits_which_program_and_how_slow_they_are() -> None:
    for word in ("Outlook", "Google", "Apple", "Android", "4 to 24 hours", "telephone", "doubles"):
        assert word in HOW_TO
