"""Which day each date of an axis is: missing years and months, years that restart."""

import datetime as dt
import itertools
from dataclasses import dataclass, field

from rota_desk.intake.axes import Axis, days_apart
from rota_desk.intake.date_reports import (
    report_impossible,
    report_missing,
    report_restart,
    report_twice,
    report_undated,
    report_weekdays,
)
from rota_desk.intake.dates import read_date
from rota_desk.intake.grid import Place
from rota_desk.intake.tray import Tray
from rota_desk.intake.weekdays import TypedWeekday, weekdays_beside
from rota_desk.intake.words import month_of, squash

YEARS_ABOUT = 2  # years before and after today that a date without a year may lie in
ENOUGH_WEEKDAYS = 3
MOST_OF = 0.9
HALF_A_YEAR = 180
ROWS_ABOVE = 5
EARLIEST, LATEST = 1990, 2100


@dataclass(slots=True)
class Calendar:
    """What helps to date a roster: today, a settled year, the years the file states elsewhere."""

    today: dt.date
    settled_year: int | None = None
    years_stated: frozenset[int] = frozenset()
    worked_out: list[tuple[str, Place, str, int]] = field(default_factory=list)

    def years(self) -> list[int]:
        """Give the years to try, those stated in the file first."""
        near = range(self.today.year - YEARS_ABOUT, self.today.year + YEARS_ABOUT + 1)
        return [
            *sorted(self.years_stated),
            *(year for year in near if year not in self.years_stated),
        ]

    def tell(self, tray: Tray) -> None:
        """Report once for the file that a year was missing, and which was taken."""
        if not self.worked_out:
            return
        sheet, place, text, year = self.worked_out[0]
        others = [other for other, _, _, _ in self.worked_out[1:]]
        also = f" (also on {', '.join(others)})" if others else ""
        tray.problem(
            sheet,
            place,
            text,
            f"the dates have no year{also}: {year} is taken because the weekdays fit it; "
            "confirm it, or set the year in the mapping.",
        )


@dataclass(slots=True)
class DatedAxis:
    """An axis whose positions have become days; days on several positions are marked."""

    axis: Axis
    days: dict[int, dt.date]
    twice: dict[dt.date, list[int]]

    @property
    def step(self) -> int:
        """The usual number of days from one date to the next."""
        return days_apart(self.days.values())


def date_axis(axis: Axis, calendar: Calendar, tray: Tray) -> DatedAxis | None:
    """Give every position its day, reporting what had to be worked out; none when it cannot be."""
    typed = weekdays_beside(axis)
    month, year = _stated_above(axis)
    if any(date.month is None for date in axis.dates.values()) and month is None:
        report_undated(
            axis, tray, "the dates have no month: write full dates, or the month above them."
        )
        return None
    year = _year_for(axis, typed, month, year, calendar)
    if year is None and any(date.year is None for date in axis.dates.values()):
        report_undated(
            axis,
            tray,
            "the dates have no year and the weekdays do not tell it: set the year in the mapping.",
        )
        return None
    days = _restarted(axis, _walk(axis, year, month), typed, tray)
    report_impossible(axis, days, month, year, tray)
    report_weekdays(axis, days, typed, tray)
    report_missing(axis, days, tray)
    return DatedAxis(axis, days, report_twice(axis, days, tray))


def _stated_above(axis: Axis) -> tuple[int | None, int | None]:
    """Give the month and the year that stand above the dates or in the sheet's name."""
    months, years = _parts(axis.sheet.name)
    sheet = axis.sheet
    first = axis.line if axis.across else min(axis.dates)
    for row in range(max(1, first - ROWS_ABOVE), first + (1 if axis.across else 0)):
        for column in sheet.rows.get(row, ()):
            if not (axis.across and row == axis.line and column in axis.dates):
                found = _in_cell(sheet.value(row, column))
                months |= found[0]
                years |= found[1]
    return (
        months.pop() if len(months) == 1 else None,
        years.pop() if len(years) == 1 else None,
    )


def _in_cell(value: object) -> tuple[set[int], set[int]]:
    """Give the months and years a heading cell names."""
    if isinstance(value, dt.date):
        return {value.month}, {value.year}
    if isinstance(value, float | int) and not isinstance(value, bool):
        return set(), {int(value)} if EARLIEST < value < LATEST else set()
    return _parts(value) if isinstance(value, str) else (set(), set())


def _parts(text: str) -> tuple[set[int], set[int]]:
    """Give the months and years among the words of a heading."""
    date = read_date(text)
    if date and date.year:
        return ({date.month} if date.month else set()), {date.year}
    parts = squash(text).replace("/", " ").replace("-", " ").split()
    months = {month for part in parts if (month := month_of(part.strip(",.:")))}
    years = {int(part) for part in parts if part.isdecimal() and EARLIEST < int(part) < LATEST}
    return months, years


def _year_for(
    axis: Axis,
    typed: dict[int, TypedWeekday],
    month: int | None,
    stated: int | None,
    calendar: Calendar,
) -> int | None:
    """Give the year of the first date without one: settled, stated, or told by the weekdays."""
    if all(date.year is not None for date in axis.dates.values()):
        return None
    if calendar.settled_year or stated:
        return calendar.settled_year or stated
    if len(typed) < ENOUGH_WEEKDAYS:
        return None
    fitting = [year for year in calendar.years() if _fits(_walk(axis, year, month), typed)]
    if len(fitting) != 1:
        return None
    first = min(axis.dates)
    calendar.worked_out.append(
        (axis.sheet.name, axis.place(first), axis.dates[first].text, fitting[0])
    )
    return fitting[0]


def _fits(days: dict[int, dt.date], typed: dict[int, TypedWeekday]) -> bool:
    """Say whether nearly all typed weekdays are those of the days."""
    checked = [days[at].weekday() == word.weekday for at, word in typed.items() if at in days]
    return bool(checked) and sum(checked) >= MOST_OF * len(checked)


def _walk(axis: Axis, year: int | None, month: int | None) -> dict[int, dt.date]:
    """Give the day of each position, a year later whenever dates without a year start again."""
    days: dict[int, dt.date] = {}
    before: dt.date | None = None
    for at in sorted(axis.dates):
        day = axis.dates[at].on(year, month)
        if (
            day
            and before
            and year
            and axis.dates[at].year is None
            and (before - day).days > HALF_A_YEAR
        ):
            year += 1
            day = axis.dates[at].on(year, month)
        if day:
            days[at] = before = day
    return days


def _restarted(
    axis: Axis, days: dict[int, dt.date], typed: dict[int, TypedWeekday], tray: Tray
) -> dict[int, dt.date]:
    """Roll dates forward that go back to January of the old year; leave them out when unproven."""
    positions = sorted(days)
    for before, at in itertools.pairwise(positions):
        if (days[before] - days[at]).days > HALF_A_YEAR:
            kept = {p: day for p, day in days.items() if p < at}
            rolled = {
                p: moved for p, day in days.items() if p >= at and (moved := _next_year(day))
            }
            proven = _fits(rolled, typed)
            report_restart(axis, at, days[at], tray, proven=proven)
            return kept | rolled if proven else kept
    return days


def _next_year(day: dt.date) -> dt.date | None:
    """Give the same date a year later; none for 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return None
