"""Calendars that Outlook, Google, Apple and Thunderbird read to the right minute."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vDuration,
)

from reports.formats.words import printable

MEDIA_TYPE = "text/calendar; charset=utf-8"
LONDON = "Europe/London"
_PRODUCT = "-//Rota Desk//Rota Desk//EN"
_ASK_AGAIN = dt.timedelta(hours=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One entry of a calendar.

    `start` and `end` are both wall times, or both days; the end is not part of the entry. The
    `uid` is the entry's for ever, and `sequence` rises each time that it is changed.
    """

    uid: str
    start: dt.datetime | dt.date
    end: dt.datetime | dt.date
    summary: str
    location: str = ""
    description: str = ""
    sequence: int = 0
    last_modified: dt.datetime | None = None  # aware
    status: str = "CONFIRMED"  # TENTATIVE, CANCELLED
    transparent: bool = False  # shown as free
    categories: tuple[str, ...] = ()
    attendee: tuple[str, str] | None = None  # name and e-mail address, of an invitation


class Method(StrEnum):
    """What a file asks a calendar to do with its entries."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


def calendar(
    events: Iterable[CalendarEvent],
    *,
    name: str,
    made: dt.datetime,
    zone: str = LONDON,
    method: Method | None = None,
    organiser: str = "",
    in_utc: bool = False,
) -> bytes:
    """Write one calendar file; `made` is an aware moment, `organiser` an e-mail address.

    One entry for each UID: the highest sequence wins. A calendar that is replaced whole has no
    METHOD; one that asks for something has, and then every entry names its organiser. London
    times carry the zone's two rules; times of any other zone, and all when it is asked, are UTC.
    """
    page = Calendar()
    page.add("prodid", _PRODUCT)
    page.add("version", "2.0")
    page.add("calscale", "GREGORIAN")
    if method is not None:
        page.add("method", method.value)
    page.add("name", printable(name))
    page.add("x-wr-calname", printable(name))
    page.add("x-wr-timezone", zone)
    page.add("refresh-interval", vDuration(_ASK_AGAIN), parameters={"VALUE": "DURATION"})
    page.add("x-published-ttl", vDuration(_ASK_AGAIN))
    in_utc = in_utc or zone != LONDON
    if not in_utc:
        page.add_component(london())
    for event in _latest(events):
        entry = _entry(event, made, ZoneInfo(zone), in_utc=in_utc)
        if method is not None:
            _address(entry, event, organiser)
        page.add_component(entry)
    content: bytes = page.to_ical()
    return content


def london() -> Timezone:
    """Europe/London by its two rules, good for every date from 31 March 1996.

    Outlook reads no RDATE, and Thunderbird reads winter an hour wrong with one.
    """
    zone = Timezone()
    zone.add("tzid", LONDON)
    summer, winter = dt.timedelta(hours=1), dt.timedelta(0)
    forward, back = TimezoneDaylight(), TimezoneStandard()
    forward.add("dtstart", dt.datetime(1996, 3, 31, 1))  # noqa: DTZ001 - wall time
    forward.add("rrule", {"freq": "yearly", "bymonth": 3, "byday": "-1su"})
    _name(forward, "BST", winter, summer)
    back.add("dtstart", dt.datetime(1996, 10, 27, 2))  # noqa: DTZ001 - wall time
    back.add("rrule", {"freq": "yearly", "bymonth": 10, "byday": "-1su"})
    _name(back, "GMT", summer, winter)
    zone.add_component(forward)
    zone.add_component(back)
    return zone


def _name(
    rule: TimezoneDaylight | TimezoneStandard, name: str, before: dt.timedelta, after: dt.timedelta
) -> None:
    """Say what the time is called once the clocks have changed."""
    rule.add("tzname", name)
    rule.add("tzoffsetfrom", before)
    rule.add("tzoffsetto", after)


def _latest(events: Iterable[CalendarEvent]) -> list[CalendarEvent]:
    """The events by start, one for each UID."""
    by_uid: dict[str, CalendarEvent] = {}
    for event in events:
        known = by_uid.get(event.uid)
        if known is None or event.sequence > known.sequence:
            by_uid[event.uid] = event
    return sorted(by_uid.values(), key=lambda event: (event.start.isoformat(), event.uid))


def _entry(event: CalendarEvent, made: dt.datetime, zone: ZoneInfo, *, in_utc: bool) -> Event:
    """One VEVENT."""
    entry = Event()
    entry.add("uid", event.uid)
    entry.add("dtstamp", (event.last_modified or made).astimezone(dt.UTC))
    entry.add("dtstart", _moment(event.start, zone, in_utc=in_utc))
    entry.add("dtend", _moment(event.end, zone, in_utc=in_utc))
    entry.add("summary", printable(event.summary))
    entry.add("sequence", event.sequence)
    if event.last_modified is not None:
        entry.add("last-modified", event.last_modified.astimezone(dt.UTC))
    for label, text in (("location", event.location), ("description", event.description)):
        if text:
            entry.add(label, printable(text))
    entry.add("status", event.status)
    entry.add("transp", "TRANSPARENT" if event.transparent else "OPAQUE")
    if event.categories:
        entry.add("categories", [printable(word) for word in event.categories])
    return entry


def _address(entry: Event, event: CalendarEvent, organiser: str) -> None:
    """Say who asks, and whom: no program heeds a cancellation without an organiser."""
    entry.add("organizer", vCalAddress(f"mailto:{organiser}"))
    if event.attendee is not None:
        name, address = event.attendee
        invited = vCalAddress(f"mailto:{address}")
        invited.params["CN"] = printable(name)
        invited.params["ROLE"] = "REQ-PARTICIPANT"
        entry.add("attendee", invited, encode=False)


def _moment(when: dt.datetime | dt.date, zone: ZoneInfo, *, in_utc: bool) -> dt.datetime | dt.date:
    """A wall time in its zone or in UTC, or a day as it is."""
    if not isinstance(when, dt.datetime):
        return when
    placed = when.replace(tzinfo=zone)
    return placed.astimezone(dt.UTC) if in_utc else placed
