"""Days, moments, spans and lengths in English words, whatever the machine speaks."""

import datetime as dt

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(when: dt.date) -> str:
    """Say a day: "Sat 7 Nov"."""
    return f"{DAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1][:3]}"


def moment(when: dt.datetime) -> str:
    """Say a wall moment: "Wed 4 Nov 10:00"."""
    return f"{day(when.date())} {when:%H:%M}"


def date(when: dt.date) -> str:
    """Say a date in full: "9 November 2026"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def dates(first: dt.date, last: dt.date) -> str:
    """Say a period, both days included: "9 – 22 November 2026", "28 October – 3 November 2026"."""
    if first >= last:
        return date(first)
    if first.year != last.year:
        return f"{date(first)} – {date(last)}"
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"{first.day}{month} – {date(last)}"


def span(start: dt.datetime, end: dt.datetime) -> str:
    """Say a wall span: "Sat 7 Nov 08:00–12:00", or both days where it runs over midnight."""
    if start.date() == end.date():
        return f"{moment(start)}–{end:%H:%M}"
    return f"{moment(start)} – {moment(end)}"


def length(minutes: int) -> str:
    """Say a length: "30 min", "4 h", "4 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    said = (f"{hours} h" if hours else "", f"{rest} min" if rest else "")
    return " ".join(part for part in said if part) or "0 min"
