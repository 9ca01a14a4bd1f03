"""A year for a hundred clinicians as a hundred calendars, beside bare icalendar with the same."""

from __future__ import annotations

import datetime as dt
import gc
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

import icalendar
import pytest

from reports.calendar_events import CalendarHead, Privacy
from reports.clinician_calendar import drawn
from rota_desk.queries.clinician_calendar import CalendarDuty, ClinicianCalendar

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
PEOPLE, DUTIES = 100, 250
LONDON = ZoneInfo("Europe/London")
FIRST = dt.datetime(2026, 1, 5, 8, 30)
MADE = dt.datetime(2026, 11, 9, 8, 14, tzinfo=dt.UTC)
HEAD = CalendarHead("Endoscopy", MADE, "Europe/London", Privacy.FULL, "", "bleep 2000")


def a_year(number: int) -> ClinicianCalendar:
    duties = tuple(
        CalendarDuty(
            uid=f"{number}-{day}@rota-desk",
            start=FIRST + dt.timedelta(days=day),
            end=FIRST + dt.timedelta(days=day, hours=12),
            name="Endoscopy list",
            room="E1",
            place="Endoscopy 1, North",
            others=("Dr K Marsh",),
            sequence=day,
            changed=dt.datetime(2026, 11, 1, 9),
        )
        for day in range(DUTIES)
    )
    return ClinicianCalendar(number, f"Dr {number}", "Europe/London", duties)


def bare(content: bytes) -> Callable[[], bytes]:
    """Make the same events anew with the library alone; what is said was put together before."""
    read = icalendar.Calendar.from_ical(content)
    assert isinstance(read, icalendar.Calendar)
    zone = read.walk("VTIMEZONE")[0]
    facts = [
        (
            *(str(one[key]) for key in ("UID", "SUMMARY", "LOCATION", "DESCRIPTION")),
            one.start,
            one.end,
            int(str(one["SEQUENCE"])),
            one.LAST_MODIFIED,
        )
        for one in read.events
    ]

    def write() -> bytes:
        page = icalendar.Calendar()
        page.add("prodid", "-//X//X//EN")
        page.add("version", "2.0")
        page.add_component(zone)
        for uid, summary, place, said, start, end, number, changed in facts:
            event = icalendar.Event()
            event.add("uid", uid)
            event.add("dtstamp", changed)
            event.add("dtstart", start)
            event.add("dtend", end)
            event.add("summary", summary)
            event.add("sequence", number)
            event.add("last-modified", changed)
            event.add("location", place)
            event.add("description", said)
            event.add("status", "CONFIRMED")
            event.add("transp", "OPAQUE")
            event.add("categories", ["Duty"])
            page.add_component(event)
        found: bytes = page.to_ical()
        return found

    return write


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def test_a_year_of_calendars_beside_bare_icalendar() -> None:
    years = [a_year(number) for number in range(PEOPLE)]
    floors = [bare(drawn(one, HEAD, with_leave=False)) for one in years]
    rounds = [
        (
            seconds(lambda: [drawn(one, HEAD, with_leave=False) for one in years]),
            seconds(lambda: [write() for write in floors]),
        )
        for _ in range(3)
    ]
    ours, floor = sorted(rounds, key=lambda pair: pair[0] / pair[1])[1]
    print(
        f"\n{PEOPLE} calendars of {DUTIES} duties: {ours:.2f} s, bare icalendar {floor:.2f} s; "
        f"ratio {ours / floor:.2f}"
    )
    assert ours / floor <= 1.5
