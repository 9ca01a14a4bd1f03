"""What is told about the dates of an axis: slips, gaps, and days that stand twice."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from rota_desk.intake.axes import Axis, days_apart
from rota_desk.intake.dates import DateText, read_date
from rota_desk.intake.tray import Tray
from rota_desk.intake.weekdays import TypedWeekday

MOST_TOLD = 10  # dates that stand twice, told one by one
SATURDAY = 5
ONE_DAY = dt.timedelta(days=1)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def report_undated(axis: Axis, tray: Tray, message: str) -> None:
    """Report that an axis cannot be dated, at its first date."""
    first = min(axis.dates)
    tray.problem(axis.sheet.name, axis.place(first), axis.dates[first].text, message)


def report_restart(axis: Axis, at: int, day: dt.date, tray: Tray, *, proven: bool) -> None:
    """Report that the dates go back a year."""
    text = f"{day:%d}-{MONTHS[day.month - 1]}-{day:%y}"
    done = (
        f"the weekdays fit {day.year + 1}, which is taken; confirm it or correct the year."
        if proven
        else "nothing from here on is recorded; correct the year in the sheet."
    )
    tray.problem(
        axis.sheet.name, axis.place(at), text, f"the dates go back to an earlier year: {done}"
    )


def report_impossible(
    axis: Axis, days: dict[int, dt.date], month: int | None, year: int | None, tray: Tray
) -> None:
    """Report each date that does not exist."""
    for at, date in sorted(axis.dates.items()):
        if at not in days and _is_none(date, year, month):
            message = "there is no such date, day first: correct it; its duties are not recorded."
            tray.problem(axis.sheet.name, axis.place(at), date.text, message)


def _is_none(date: DateText, year: int | None, month: int | None) -> bool:
    """Say whether a date does not exist, rather than being left out for its year."""
    return date.on(year, month) is None


def report_weekdays(
    axis: Axis, days: dict[int, dt.date], typed: dict[int, TypedWeekday], tray: Tray
) -> None:
    """Report each typed weekday that is not the day's, or once when most are not."""
    wrong = {
        at: word for at, word in typed.items() if at in days and days[at].weekday() != word.weekday
    }
    if wrong and len(wrong) > len(typed) / 2:
        first = wrong[min(wrong)]
        message = "the weekdays do not match the dates: check the year and the dates."
        tray.problem(axis.sheet.name, first.place, first.text, message)
        return
    for at, word in sorted(wrong.items()):
        message = (
            f"the typed weekday does not match the date {days[at]:%Y-%m-%d}, a {days[at]:%A}: "
            "correct one of them."
        )
        tray.problem(axis.sheet.name, word.place, word.text, message)


def report_missing(axis: Axis, days: dict[int, dt.date], tray: Tray) -> None:
    """Report dates without a row or column in a run of days; weekends nobody lists are none.

    A date that stands in a hidden row or column is not missing: what is hidden is told as such.
    """
    if days_apart(days.values()) != 1:
        return
    weekends = any(day.weekday() >= SATURDAY for day in days.values())
    positions = sorted(days)
    for before, at in pairwise(positions):
        hidden = _hidden_days(axis, range(before + 1, at), days[before])
        for first, last in _runs(days[before] + ONE_DAY, days[at] - ONE_DAY, hidden):
            if weekends or not _is_weekend(first, last):
                text = f"{first:%Y-%m-%d}"
                upto = "" if first == last else f" to {last:%Y-%m-%d}"
                message = (
                    f"the date {text}{upto} is missing, no row or column holds it: "
                    "add it if people work then."
                )
                tray.problem(axis.sheet.name, axis.place(at), text, message)


def _hidden_days(axis: Axis, between: range, after: dt.date) -> set[dt.date]:
    """Give the days in the hidden rows or columns between two dates, the first of them `after`."""
    sheet = axis.sheet
    hidden = sheet.hidden_columns if axis.across else sheet.hidden_rows
    found = (read_date(sheet.value(*axis.place(at))) for at in between if at in hidden)
    days = (date.on(after.year, after.month) for date in found if date)
    return {day for day in days if day}


def _runs(
    first: dt.date, last: dt.date, without: set[dt.date]
) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield the unbroken runs of days from first to last, without some of them."""
    for end in sorted(day for day in without if first <= day <= last):
        if first < end:
            yield first, end - ONE_DAY
        first = end + ONE_DAY
    if first <= last:
        yield first, last


def _is_weekend(first: dt.date, last: dt.date) -> bool:
    """Say whether the days from first to last are only a Saturday and a Sunday."""
    return first.weekday() >= SATURDAY and (last - first).days <= last.weekday() - first.weekday()


def report_twice(axis: Axis, days: dict[int, dt.date], tray: Tray) -> dict[dt.date, list[int]]:
    """Report dates that stand twice and give their positions."""
    places: dict[dt.date, list[int]] = {}
    for at in sorted(set(days) - axis.merged):
        places.setdefault(days[at], []).append(at)
    twice = {day: positions for day, positions in places.items() if len(positions) > 1}
    if len(twice) > MOST_TOLD:
        _report_many_twice(axis, twice, tray)
        return twice
    for day, positions in twice.items():
        text = f"{day:%Y-%m-%d}"
        message = (
            f"the date {text} stands twice: correct one; "
            "where both say the same it is recorded once."
        )
        for at in positions[1:]:
            tray.problem(axis.sheet.name, axis.place(at), text, message)
    return twice


def _report_many_twice(axis: Axis, twice: dict[dt.date, list[int]], tray: Tray) -> None:
    """Report in one problem that the dates of an axis repeat throughout."""
    day = min(twice)
    message = (
        f"{len(twice)} dates stand more than once, from {day:%Y-%m-%d} on: give each date one "
        "row or column, or make a list headed Date, Name and Shift; what differs is not recorded."
    )
    tray.problem(axis.sheet.name, axis.place(twice[day][1]), f"{day:%Y-%m-%d}", message)
