"""Which days are bank holidays here: the nation's list, and what the department changed in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import BankHoliday
from models.types import LeavePart
from rota_desk.domain.bank_holidays import ENGLAND_AND_WALES, bank_holidays_within
from rota_desk.domain.working_week import Half
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Holiday:
    """A bank holiday as the department sees it.

    `own` marks one that the department added or renamed; `observed` is False when it was struck
    out and is worked here as any other day. `part` is the part of the day that is free.
    """

    day: dt.date
    name: str
    observed: bool = True
    own: bool = False
    part: LeavePart = LeavePart.WHOLE


def nation_of(read: Reading) -> str:
    """The nation whose bank holidays the department keeps."""
    department = read.department
    return department.nation if department else ENGLAND_AND_WALES


def bank_holidays(read: Reading, *, start: dt.date, end: dt.date) -> dict[dt.date, str]:
    """The bank holidays observed here from `start` until before `end`, by date; whole days."""
    return {
        holiday.day: holiday.name
        for holiday in holiday_list(read, start=start, end=end)
        if holiday.observed and holiday.part is LeavePart.WHOLE
    }


def half_holidays(read: Reading, *, start: dt.date, end: dt.date) -> dict[dt.date, Half]:
    """The dates of which only one half is free here, and which."""
    return {
        holiday.day: Half(holiday.part.value)
        for holiday in holiday_list(read, start=start, end=end)
        if holiday.observed and holiday.part is not LeavePart.WHOLE
    }


def holiday_list(read: Reading, *, start: dt.date, end: dt.date) -> tuple[Holiday, ...]:
    """Every bank holiday from `start` until before `end`, also those struck out here."""
    nation = nation_of(read)
    known = bank_holidays_within(nation, start, end)
    found = {day: Holiday(day, name) for day, name in known.items()}
    kept = select(BankHoliday).where(
        BankHoliday.nation == nation, BankHoliday.day >= start, BankHoliday.day < end
    )
    for record in read.all(kept):
        own = known.get(record.day) != record.name
        facts = (record.day, record.name, record.observed, own, record.part)
        found[record.day] = Holiday(*facts)
    return tuple(found[day] for day in sorted(found))
