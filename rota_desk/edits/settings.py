"""Changing settings, the department's particulars and its bank holidays."""

from __future__ import annotations

import datetime as dt
from zoneinfo import available_timezones

from sqlalchemy import select

from models import BankHoliday, Department, Setting
from models.types import LeavePart
from rota_desk.domain.bank_holidays import NATIONS, bank_holidays_within
from rota_desk.errors import Refusal
from rota_desk.queries.calendar_days import nation_of
from rota_desk.settings import Keeps, setting_spec
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year

_LEAP_YEAR = 2028


def change_setting(work: UnitOfWork, *, key: str, value: object) -> None:
    """Set one setting of the department; its default is kept as nothing at all."""
    spec = setting_spec(key)
    if spec.keeps is Keeps.MACHINE:
        raise Refusal(f"{spec.title} is kept on each machine; change it in Settings there.")
    wanted = spec.read(value)
    record = work.one(select(Setting).where(Setting.key == key))
    if wanted == spec.default:
        if record is not None:
            work.remove(record)
    elif record is None:
        work.add(Setting(key=key, value=spec.plain(wanted)))
    else:
        record.value = spec.plain(wanted)
    work.label = f"Set {spec.title.lower()} to {spec.words(wanted)}"


def change_department(
    work: UnitOfWork,
    *,
    name: str,
    lead: str = "",
    manager: str = "",
    zone: str = "Europe/London",
    nation: str = "england-and-wales",
    leave_year_month: int = 4,
    leave_year_day: int = 1,
) -> None:
    """Set the department's particulars; the first time, make the department."""
    if not name.strip():
        raise Refusal("Give the department a name.")
    if zone not in available_timezones():
        raise Refusal(f'There is no time zone "{zone}". Use one such as Europe/London.')
    if nation not in NATIONS:
        raise Refusal(f"Choose a nation: {', '.join(NATIONS.values())}.")
    _refuse_no_such_day(leave_year_month, leave_year_day)
    there = work.one(select(Department))
    if there is None:
        there = work.add(Department(name=name.strip()))
    there.name, there.lead, there.manager = name.strip(), lead.strip(), manager.strip()
    there.zone, there.nation = zone, nation
    there.leave_year_month, there.leave_year_day = leave_year_month, leave_year_day
    work.label = f"Change the particulars of {there.name}"


def add_bank_holiday(
    work: UnitOfWork, *, day: dt.date, name: str, part: LeavePart = LeavePart.WHOLE
) -> None:
    """Add a local holiday of a day or of half a day, or rename the nation's."""
    if not name.strip():
        raise Refusal("Give the holiday a name.")
    _keep(work, day, name.strip(), observed=True, part=part)
    work.label = f"Add {name.strip()}, {day_and_year(day)}"


def strike_out_bank_holiday(work: UnitOfWork, *, day: dt.date) -> None:
    """Work a bank holiday as any other day; it stays on the list, struck out."""
    name = _name_of(work, day)
    _keep(work, day, name, observed=False)
    work.label = f"Strike out {name}, {day_and_year(day)}"


def restore_bank_holiday(work: UnitOfWork, *, day: dt.date) -> None:
    """Take the department's own change of a day back: the nation's list holds again."""
    record = _kept(work, day)
    if record is None:
        raise Refusal("Nothing was changed on that day.")
    work.label = f"Restore {record.name}, {day_and_year(day)}"
    work.remove(record)


def _name_of(work: UnitOfWork, day: dt.date) -> str:
    record = _kept(work, day)
    if record is not None:
        return record.name
    known = bank_holidays_within(nation_of(work), day, day + dt.timedelta(days=1))
    if day not in known:
        raise Refusal(f"{day_and_year(day)} is no bank holiday here.")
    return known[day]


def _kept(work: UnitOfWork, day: dt.date) -> BankHoliday | None:
    return work.one(
        select(BankHoliday).where(BankHoliday.nation == nation_of(work), BankHoliday.day == day)
    )


def _keep(
    work: UnitOfWork,
    day: dt.date,
    name: str,
    *,
    observed: bool,
    part: LeavePart = LeavePart.WHOLE,
) -> None:
    record = _kept(work, day)
    if record is None:
        nation = nation_of(work)
        work.add(BankHoliday(nation=nation, day=day, name=name, observed=observed, part=part))
    else:
        record.name, record.observed, record.part = name, observed, part


def _refuse_no_such_day(month: int, day: int) -> None:
    try:
        dt.date(_LEAP_YEAR, month, day)
    except ValueError:
        raise Refusal(f"The leave year cannot start on day {day} of month {month}.") from None
