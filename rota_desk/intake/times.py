"""Times as rosters write them: 0800-1730, 08.00 - 17.00, 7.30-15.31, 14.00-00.00, 8am-5pm."""

import datetime as dt
import re
from dataclasses import dataclass

from rota_desk.intake.words import squash

_TIME = r"(\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]m)?|\d{4}|\d{1,2}\s?[ap]m)"
_BETWEEN = r"\s*(?:[-\u2010-\u2015\u2212]|\bto\b|\bbis\b)\s*"
_RANGE = re.compile(rf"(?<![\w:.]){_TIME}{_BETWEEN}{_TIME}(?![\w:]|\.\d)", re.IGNORECASE)
_SPACED = re.compile(r"^(\d{1,2}:\d{2}) (\d{1,2}:\d{2})$")
_PARTS = re.compile(r"^(\d{1,2})[:.h]?(\d{2})?(?::\d{2})?\s?([ap]m)?$", re.IGNORECASE)
_TIMELIKE = re.compile(
    r"\d{1,2}[:.h]?[\dOo]{2}\s*[-\u2010-\u2015\u2212]|[-\u2010-\u2015\u2212]\s*\d{1,2}[:.]?\d{2}"
)
LAST_HOUR, LAST_MINUTE, NOON = 24, 59, 12


@dataclass(frozen=True, slots=True)
class Times:
    """A start and an end of wall time; an end not after the start is on the next day."""

    start: dt.time
    end: dt.time

    def on(self, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
        """Give start and end as wall datetimes when the duty starts on the day."""
        start, end = dt.datetime.combine(day, self.start), dt.datetime.combine(day, self.end)
        return start, end if end > start else end + dt.timedelta(days=1)


def read_time(text: str) -> dt.time | None:
    """Read one time; 24:00 is midnight; none when it is no time."""
    found = _PARTS.match(squash(text))
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= NOON:
        return None
    if half:
        hour = hour % NOON + (NOON if half == "pm" else 0)
    if hour == LAST_HOUR and minute == 0:
        hour = 0
    return dt.time(hour, minute) if hour < LAST_HOUR and minute <= LAST_MINUTE else None


def find_times(text: str) -> tuple[Times, str] | None:
    """Find the one span of times in a text; give it with the words around it."""
    flat = squash(text)
    ranges = list(_RANGE.finditer(flat)) or list(_SPACED.finditer(flat))
    if len(ranges) != 1:
        return None
    found = ranges[0]
    start, end = read_time(found[1]), read_time(found[2])
    if start is None or end is None:
        return None
    return Times(start, end), squash(flat[: found.start()] + " " + flat[found.end() :])


def read_times(text: str) -> Times | None:
    """Read a text that is a span of times and nothing else."""
    found = find_times(text)
    return found[0] if found and not found[1] else None


def timelike(text: str) -> bool:
    """Say whether a text was meant as times, readable or not."""
    return bool(_TIMELIKE.search(squash(text)))
