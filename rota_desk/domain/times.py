"""Clock times on a day: a duty whose end is not after its start ends the next day."""

import datetime as dt

MIDDAY = dt.time(13)  # where a half day of leave begins or ends


def span_on(day: dt.date, starts: dt.time, ends: dt.time) -> tuple[dt.datetime, dt.datetime]:
    """The half-open wall span of a duty that starts on `day`; 09:00 to 09:00 is a whole day."""
    start, end = dt.datetime.combine(day, starts), dt.datetime.combine(day, ends)
    return start, end if end > start else end + dt.timedelta(days=1)


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the day's week."""
    return day - dt.timedelta(days=day.weekday())


def days_from(start: dt.date, count: int) -> tuple[dt.date, ...]:
    """So many days from `start` on."""
    return tuple(start + dt.timedelta(days=number) for number in range(count))


def quarter_before(day: dt.date) -> tuple[dt.date, dt.date]:
    """The last full quarter of the calendar before a day: its first day, and the first after."""
    end = dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    before = end - dt.timedelta(days=1)
    return dt.date(before.year, 3 * ((before.month - 1) // 3) + 1, 1), end
