"""Weeks by their weekday names: a stated week commencing, and templates of numbered weeks."""

import datetime as dt
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from rota_desk.intake.axes import WEEK, Axis
from rota_desk.intake.dates import DateText, date_inside, read_date
from rota_desk.intake.grid import Place, Sheet
from rota_desk.intake.tray import Tray
from rota_desk.intake.words import fold, weekday_of, words

FEWEST_DAYS = 5
ROWS_ABOVE = 3


@dataclass(frozen=True, slots=True)
class Template:
    """A table of numbered weeks: for each number the seven cells, from the first weekday on."""

    sheet: Sheet
    heading: int
    weeks: dict[int, tuple[tuple[str, Place], ...]]
    first_weekday: int


def weekday_rows(sheet: Sheet) -> dict[int, dict[int, int]]:
    """Give the rows that name at least five weekdays one after the other: column to weekday."""
    found = {}
    for row, columns in sheet.rows.items():
        days = {at: day for at in columns if (day := weekday_of(sheet.text(row, at))) is not None}
        run = _run(days)
        if FEWEST_DAYS <= len(run) <= WEEK:
            found[row] = run
    return found


def _run(days: dict[int, int]) -> dict[int, int]:
    """Give the weekdays when each follows the one before, otherwise none."""
    ordered = [days[at] for at in sorted(days)]
    follows = all((before + 1) % WEEK == day for before, day in itertools.pairwise(ordered))
    return days if follows else {}


def read_templates(sheet: Sheet) -> list[Template]:
    """Read the tables whose heading is Week and the weekdays, with a number before each row."""
    found = []
    for row, days in weekday_rows(sheet).items():
        first = min(days)
        left = [
            at
            for at in sheet.rows[row]
            if at < first and fold(sheet.text(row, at)) in words("week")
        ]
        weeks = _numbered(sheet, row, left[0], sorted(days)) if left else {}
        if weeks:
            found.append(Template(sheet, row, weeks, days[first]))
    return found


def _numbered(
    sheet: Sheet, heading: int, column: int, days: list[int]
) -> dict[int, tuple[tuple[str, Place], ...]]:
    """Read the rows of a template down to the first without a whole number."""
    weeks: dict[int, tuple[tuple[str, Place], ...]] = {}
    row = heading + 1
    while sheet.text(row, column).isdecimal():
        number = int(sheet.text(row, column))
        weeks.setdefault(number, tuple((sheet.label(row, at), (row, at)) for at in days))
        row += 1
    return weeks


def week_axes(sheet: Sheet, templates: Iterable[Template], tray: Tray) -> list[Axis]:
    """Find the weekday rows under a stated week commencing, and date them."""
    headings = {template.heading for template in templates}
    axes = []
    for row, days in weekday_rows(sheet).items():
        if row not in headings and (axis := _week_axis(sheet, row, days, tray)):
            axes.append(axis)
    return axes


def _week_axis(sheet: Sheet, row: int, days: dict[int, int], tray: Tray) -> Axis | None:
    """Date one row of weekdays by the sentence above it."""
    stated = _stated_week(sheet, row)
    if stated is None:
        message = "a week without a date: write Week commencing and the date above it."
        tray.problem(sheet.name, (row, min(days)), sheet.text(row, min(days)), message)
        return None
    start, place = stated
    first = min(days)
    if start.weekday() != days[first]:
        message = (
            f"the week commencing {start:%Y-%m-%d} is not the weekday of the first column: "
            "correct one of them."
        )
        tray.problem(sheet.name, place, sheet.text(*place), message)
        return None
    dates = {at: _whole(start + dt.timedelta(days=(days[at] - days[first]) % WEEK)) for at in days}
    return Axis(sheet, across=True, line=row, dates=dates, top=place[0])


def _stated_week(sheet: Sheet, row: int) -> tuple[dt.date, Place] | None:
    """Find the date that is stated for a week in the rows above its weekdays."""
    for above in range(row, max(0, row - ROWS_ABOVE - 1), -1):
        for column in sheet.rows.get(above, ()):
            date = read_date(sheet.value(above, column)) or date_inside(sheet.text(above, column))
            day = date.on() if date else None
            if day:
                return day, (above, column)
    return None


def _whole(day: dt.date) -> DateText:
    """Give a day as the date text of an axis."""
    return DateText(f"{day:%Y-%m-%d}", day.day, day.month, day.year)
