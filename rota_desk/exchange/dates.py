"""`dates`: one row a day, for pivots and dashboards. Written only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import func, select

from models import ClinicalSession, Department
from rota_desk.domain.said import DAYS, MONTHS
from rota_desk.exchange.names import Names
from rota_desk.exchange.table import Cells, ExchangeTable, Found, Level, Wanted
from rota_desk.intake.columns import Column, Kind, Value
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.unit_of_work import Reading

COLUMNS = (
    Column("date", "the day", Kind.DAY),
    Column("year", "calendar year", Kind.WHOLE),
    Column("month", "1 to 12", Kind.WHOLE),
    Column("month_name", "January …"),
    Column("month_start", "first day of the month", Kind.DAY),
    Column("week_start", "the Monday of its week", Kind.DAY),
    Column("iso_week", "week of the year", Kind.WHOLE),
    Column("weekday", "1 is Monday", Kind.WHOLE),
    Column("weekday_name", "Mon …"),
    Column("weekend", "Saturday or Sunday", Kind.YES_NO),
    Column("bank_holiday", "its name, empty on other days"),
    Column("financial_year", "2026/27, from April"),
    Column("leave_year", "the department's leave year it lies in"),
)
SATURDAY, APRIL = 5, 4
ONE_DAY = dt.timedelta(days=1)


def _rows(read: Reading, _names: Names, wanted: Wanted) -> Iterator[Found]:
    first, end = _span(read, wanted)
    holidays = bank_holidays(read, start=first, end=end) if first < end else {}
    home = read.one(select(Department))
    begins = (home.leave_year_month, home.leave_year_day) if home else (APRIL, 1)
    day = first
    while day < end:
        yield Found(0, _cells(day, holidays.get(day, ""), begins))
        day += ONE_DAY


def _span(read: Reading, wanted: Wanted) -> tuple[dt.date, dt.date]:
    """The days asked for; else those from the first session to the last."""
    earliest, latest = read.rows(
        select(func.min(ClinicalSession.start), func.max(ClinicalSession.start))
    )[0]
    first = wanted.start or (earliest.date() if earliest else read.today)
    return first, wanted.end or (latest.date() + ONE_DAY if latest else first)


def _cells(day: dt.date, holiday: str, begins: tuple[int, int]) -> dict[str, Value]:
    return {
        "date": day,
        "year": day.year,
        "month": day.month,
        "month_name": MONTHS[day.month - 1],
        "month_start": day.replace(day=1),
        "week_start": day - dt.timedelta(days=day.weekday()),
        "iso_week": day.isocalendar().week,
        "weekday": day.isoweekday(),
        "weekday_name": DAYS[day.weekday()],
        "weekend": day.weekday() >= SATURDAY,
        "bank_holiday": holiday,
        "financial_year": _year_words(day, (APRIL, 1)),
        "leave_year": _year_words(day, begins),
    }


def _year_words(day: dt.date, begins: tuple[int, int]) -> str:
    year = day.year if (day.month, day.day) >= begins else day.year - 1
    return f"{year}/{(year + 1) % 100:02}"


def _key(cells: Cells) -> tuple[Value, ...]:
    return (cells.get("date"),)


DATES = ExchangeTable(
    kind="dates",
    says="Days with their weeks, months, years and bank holidays, one row a day. Written only.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
)
