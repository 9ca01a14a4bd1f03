"""Days, moments, spans and lengths in English words, whatever the machine speaks."""

import datetime as dt

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: dt.date) -> str:
    """Say a day: "Sat 7 Nov"."""
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}"


def moment(when: dt.datetime) -> str:
    """Say a wall moment: "Wed 4 Nov 10:00"."""
    return f"{day(when.date())} {when:%H:%M}"


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
