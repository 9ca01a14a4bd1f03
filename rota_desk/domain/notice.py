"""Notice: how many days lie between being told and the day that it is about."""

import datetime as dt
from collections.abc import Collection

_SATURDAY = 5
_DAY = dt.timedelta(days=1)


def notice_days(told_on: dt.date, first_day: dt.date) -> int:
    """Count calendar days of notice; told on the day itself is none, afterwards below zero."""
    return (first_day - told_on).days


def working_days(told_on: dt.date, first_day: dt.date, holidays: Collection[dt.date]) -> int:
    """Count working days from being told until before the day; never below zero."""
    days = (told_on + number * _DAY for number in range((first_day - told_on).days))
    return sum(day.weekday() < _SATURDAY and day not in holidays for day in days)


def latest_day(first_day: dt.date, days: int) -> dt.date:
    """Give the last day on which telling still leaves so many calendar days."""
    return first_day - days * _DAY
