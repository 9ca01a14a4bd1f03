"""Whose calendar is served under which secret address, and which addresses are served no more."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import CalendarAddress, Clinician
from rota_desk.queries.settings import setting
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class AddressLine:
    """One person's address; for that person's eyes."""

    clinician_id: int
    name: str
    file: str  # what the calendar is called where it is served
    address: str  # the whole address, empty while the settings name no place
    made_at: dt.datetime  # UTC


@dataclass(frozen=True, slots=True)
class CalendarAddresses:
    """Every address that stands, and the files of those that were withdrawn."""

    lines: tuple[AddressLine, ...]
    withdrawn: tuple[str, ...]


def calendar_addresses(read: Reading) -> CalendarAddresses:
    """Everybody's calendar address, by name."""
    place = str(setting(read, key="calendars.address")).strip().rstrip("/")
    found = read.rows(
        select(CalendarAddress, Clinician.name)
        .join(Clinician, Clinician.id == CalendarAddress.clinician_id)
        .order_by(Clinician.name, CalendarAddress.id)
    )
    return CalendarAddresses(
        lines=tuple(
            AddressLine(
                one.clinician_id,
                name,
                f"{one.secret}.ics",
                f"{place}/{one.secret}.ics" if place else "",
                one.made_at,
            )
            for one, name in found
            if one.withdrawn_at is None
        ),
        withdrawn=tuple(f"{one.secret}.ics" for one, _ in found if one.withdrawn_at is not None),
    )
