"""Whose calendar there is to give, what changed in it, and which ways lead to its reader."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Publication
from rota_desk.queries.calendar_addresses import AddressLine, calendar_addresses
from rota_desk.queries.calendar_changes import CalendarChanges, calendar_changes
from rota_desk.queries.clinician_calendar import clinician_calendars
from rota_desk.queries.work_addresses import work_addresses
from rota_desk.unit_of_work import Reading
from rota_desk.words import span_words


@dataclass(frozen=True, slots=True)
class CalendarPerson:
    """One clinician's calendar of a period."""

    clinician_id: int
    name: str
    duties: int
    changes: CalendarChanges | None  # None where no version was asked for, or nothing changed
    mail: str
    address: AddressLine | None


@dataclass(frozen=True, slots=True)
class ToldVersion:
    """A version that people were told of."""

    number: int
    words: str  # "v6, 9 – 22 November 2026"


@dataclass(frozen=True, slots=True)
class CalendarPeople:
    """Everybody with a calendar, and the versions that changes can be counted from."""

    people: tuple[CalendarPerson, ...]
    versions: tuple[ToldVersion, ...]  # newest first


def calendar_people(
    read: Reading, *, start: dt.date, end: dt.date, since: int | None = None
) -> CalendarPeople:
    """Everybody with duties from `start` until before `end`, or with changes since a version."""
    found = {one.clinician_id: one for one in clinician_calendars(read, start=start, end=end)}
    changed: dict[int, CalendarChanges] = {}
    if since is not None:
        told = calendar_changes(read, since=since, start=start, end=end)
        changed = {one.clinician_id: one for one in told}
    mail = work_addresses(read)
    addresses = {one.clinician_id: one for one in calendar_addresses(read).lines}
    names = {one.clinician_id: one.name for one in found.values() if one.duties}
    names |= {one.clinician_id: one.name for one in changed.values()}
    return CalendarPeople(
        people=tuple(
            CalendarPerson(
                clinician_id=number,
                name=name,
                duties=len(found[number].duties) if number in found else 0,
                changes=changed.get(number),
                mail=mail.get(number, ""),
                address=addresses.get(number),
            )
            for number, name in sorted(names.items(), key=lambda one: one[1])
        ),
        versions=tuple(
            ToldVersion(one.number, f"v{one.number}, {span_words(one.first_day, one.last_day)}")
            for one in read.all(select(Publication).order_by(Publication.number.desc()))
        ),
    )
