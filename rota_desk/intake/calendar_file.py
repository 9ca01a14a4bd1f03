"""Reading a calendar: its events in the days asked for, by the department's wall clock."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component, Event

from rota_desk.errors import CannotOpen, Problem
from rota_desk.intake.calendar_plan import CalendarEntry, CalendarPlan
from rota_desk.intake.calendar_text import BROKEN, CalendarText, read_calendar_text

MOST_ENTRIES = 5000  # of one file in the days asked for
LONGEST_TITLE = 120
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_WITHIN_AN_HOUR = ("BYSECOND", "BYMINUTE")
_NO_TITLE = "Busy"


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which days of which file are read, and by which clock."""

    file: str
    zone: ZoneInfo
    first: dt.date
    last: dt.date
    rows: Mapping[int, int]  # by the event's place in memory


def read_calendar(path: Path, *, zone: ZoneInfo, first: dt.date, last: dt.date) -> CalendarPlan:
    """Read a calendar file's entries that touch the days from `first` to `last`, both included."""
    text = read_calendar_text(path)
    asked = _Asked(path.name, zone, first, last, _rows(text))
    problems = [*text.problems]
    entries: list[CalendarEntry] = []
    cancelled: list[tuple[str, str]] = []
    uids: set[str] = set()
    for calendar in text.calendars:
        whole = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        for uid, series in _series(calendar, asked):
            found, gone, wrong = _read_series(calendar, uid, series, asked, cancels=whole)
            entries += found
            cancelled += gone
            problems += wrong
            if found or gone or not wrong:
                uids.add(uid)
            if len(entries) > MOST_ENTRIES:
                raise CannotOpen(
                    f"{path.name} has over {MOST_ENTRIES:,} entries in that time: "
                    "ask for fewer days, or save a calendar with less in it."
                )
    entries.sort(key=lambda one: (one.start, one.uid))
    name = next((str(one[key]) for one in text.calendars for key in _NAMES if key in one), "")
    return CalendarPlan(
        *(path.name, name, tuple(entries), tuple(cancelled), frozenset(uids), tuple(problems)),
        begins=_begins(text, asked),
    )


_NAMES = ("NAME", "X-WR-CALNAME")


def _begins(text: CalendarText, asked: _Asked) -> tuple[dt.date, dt.date] | None:
    """The days on which the first and the last event of the file begin."""
    events = [event for calendar in text.calendars for event in calendar.walk("VEVENT")]
    said = [one.get("DTSTART") for one in events]
    starts = [getattr(one, "dt", None) for one in said if one is not None and not _is_broken(one)]
    days = [_wall(one, asked.zone).date() for one in starts if isinstance(one, dt.date)]
    return (min(days), max(days)) if days else None


def _rows(text: CalendarText) -> dict[int, int]:
    """The row where each event begins; events stand in the file in the order of reading."""
    events = [event for calendar in text.calendars for event in calendar.walk("VEVENT")]
    return {id(event): row for event, row in zip(events, text.rows, strict=False)}


def _series(calendar: Calendar, asked: _Asked) -> Iterator[tuple[str, list[Event]]]:
    """The events of a calendar by UID: a series stands beside its moved occurrences."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in calendar.walk("VEVENT"):
        if isinstance(event, Event):
            row = asked.rows.get(id(event), 0)
            found[str(event.get("UID", "")).strip() or f"row-{row}"].append(event)
    yield from found.items()


Read = tuple[list[CalendarEntry], list[tuple[str, str]], list[Problem]]


def _read_series(
    calendar: Calendar, uid: str, series: list[Event], asked: _Asked, *, cancels: bool
) -> Read:
    """The occurrences of a series, or why it was left out."""
    row, title = asked.rows.get(id(series[0]), 0), ""
    try:
        title = _title(series[0])
        return _read_whole(calendar, uid, series, asked, cancels=cancels)
    except BROKEN as error:
        message = f"this event was left out: {_reason(error)}; mend it where it was made."
        return [], [], [Problem(asked.file, "", row, "", title, message)]


def _read_whole(
    calendar: Calendar, uid: str, series: list[Event], asked: _Asked, *, cancels: bool
) -> Read:
    row = asked.rows.get(id(series[0]), 0)
    wrong = [_zone_problem(event, asked, row) for event in series if _has_no_zone(event)]
    off = [event for event in series if cancels or _is_cancelled(event)]
    gone = [(uid, _which(event)) for event in off]
    standing = [event for event in series if event not in off]
    for event in standing:
        wrong += _mended(event, asked, row)
    single = len(series) == 1 and not _repeats(series[0])
    found = [
        _entry(uid, one, asked, row, single=single)
        for one in _occurrences(calendar, standing, asked)
    ]
    kept = [one for one in found if one is not None]
    if found and not kept:
        message = "this event lasts no time and was left out."
        wrong.append(Problem(asked.file, "", row, "", _title(series[0]), message))
    return kept, gone, wrong


def _reason(error: Exception) -> str:
    """Say why an event cannot be placed."""
    said = str(error).strip().splitlines()[0:1]
    if isinstance(error, LookupError) or not said:
        return "it has no start"
    _, broken, text = said[0].rpartition("Got: ")
    return f"{text} is no date" if broken else said[0]


def _occurrences(calendar: Calendar, series: list[Event], asked: _Asked) -> Iterator[Event]:
    """Every occurrence that touches the days asked for, one after another."""
    if not series:
        return
    for event in series:
        _refuse_flood(event)
    alone = Calendar()
    zones = [one for one in calendar.subcomponents if one.name == "VTIMEZONE"]
    alone.subcomponents = [*zones, *series]
    until = asked.last + dt.timedelta(days=1)
    ordered = recurring_ical_events.of(alone).after(
        dt.datetime.combine(asked.first, dt.time(), asked.zone)
    )
    for count, one in enumerate(
        takewhile(lambda one: _day(one, asked) < until, map(_as_event, ordered))
    ):
        if count > MOST_ENTRIES:
            raise ValueError("it repeats too often")
        yield one


def _as_event(component: Component) -> Event:
    if not isinstance(component, Event):
        raise TypeError("it is no event")
    return component


def _refuse_flood(event: Event) -> None:
    rule = event.get("RRULE")
    rules = rule if isinstance(rule, list) else [rule] if rule else []
    for one in rules:
        often = {str(word).upper() for word in one.get("FREQ", [])} & _TOO_OFTEN
        if often or any(len(one.get(key, [])) > 1 for key in _WITHIN_AN_HOUR):
            raise ValueError("it repeats within the hour")


def _mended(event: Event, asked: _Asked, row: int) -> list[Problem]:
    """Drop a length that stands beside an end, and say so; say which lines say nothing."""
    said = []
    if "DTEND" in event and "DURATION" in event:
        del event["DURATION"]
        said.append("both an end and a length are given; the end was taken.")
    said += ["a line of this event cannot be read and was left out." for one in event.errors[:1]]
    return [Problem(asked.file, "", row, "", _title(event), message) for message in said]


def _entry(
    uid: str, event: Event, asked: _Asked, row: int, *, single: bool
) -> CalendarEntry | None:
    """One occurrence by the wall; None where it lasts no time."""
    begins, ends = event.start, event.end
    whole_days = not isinstance(begins, dt.datetime)
    start, end = _wall(begins, asked.zone), _wall(ends, asked.zone)
    if end <= start:
        return None
    return CalendarEntry(
        uid=uid,
        occurrence="" if single else _which(event) or begins.isoformat(),
        start=start,
        end=end,
        title=_title(event),
        whole_days=whole_days,
        place=str(event.get("LOCATION", "")).strip()[:LONGEST_TITLE],
        row=row,
    )


def _wall(when: dt.date, zone: ZoneInfo) -> dt.datetime:
    """A moment by the department's clock; one without a zone stays as it is written."""
    if not isinstance(when, dt.datetime):
        return dt.datetime.combine(when, dt.time())
    placed = when.astimezone(zone).replace(tzinfo=None) if when.tzinfo else when
    return placed.replace(second=0, microsecond=0)


def _day(event: Event, asked: _Asked) -> dt.date:
    return _wall(event.start, asked.zone).date()


def _title(event: Component) -> str:
    text = " ".join(str(event.get("SUMMARY", "")).split())
    return text[:LONGEST_TITLE] or _NO_TITLE


def _which(event: Component) -> str:
    """Which occurrence of a series an event stands for."""
    recurrence = event.get("RECURRENCE-ID")
    return recurrence.dt.isoformat() if hasattr(recurrence, "dt") else ""


def _repeats(event: Event) -> bool:
    return "RRULE" in event or "RDATE" in event


def _is_cancelled(event: Event) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _has_no_zone(event: Event) -> bool:
    """Whether a time names a zone that nobody knows."""
    start = event.get("DTSTART")
    named = start is not None and "TZID" in getattr(start, "params", {})
    when = getattr(start, "dt", None) if named and not _is_broken(start) else None
    return isinstance(when, dt.datetime) and when.tzinfo is None


def _is_broken(value: object) -> bool:
    return type(value).__name__ == "vBroken"


def _zone_problem(event: Event, asked: _Asked, row: int) -> Problem:
    zone = str(event["DTSTART"].params["TZID"])
    message = (
        f"nobody knows the time zone {zone}: the time was kept as it is written, "
        "by the department's clock; check it."
    )
    return Problem(asked.file, "", row, "", _title(event), message)
