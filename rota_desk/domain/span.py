"""Half-open spans of wall time, and the only road between the wall and elapsed minutes."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = 24 * 60  # minutes
HOUR = 60
WEEK = 7 * DAY
_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - wall time is naive by design
_MINUTE = dt.timedelta(minutes=1)
_FIRST_DAY = _EPOCH.toordinal()
_THURSDAY = 3


def wall_minute(wall: dt.datetime) -> int:
    """Count the minutes of the clock on the wall, as if no clock ever changed."""
    return (wall.toordinal() - _FIRST_DAY) * DAY + wall.hour * HOUR + wall.minute


class WallMinutes(dict[dt.datetime, int]):
    """The `wall_minute` of each wall time asked for, counted once however many duties share it."""

    def __missing__(self, wall: dt.datetime) -> int:
        """Count a wall time when it is first asked for."""
        self[wall] = minute = wall_minute(wall)
        return minute


def minutes_ahead(number: int, zone: ZoneInfo) -> int | None:
    """Give the zone's offset from UTC all through a numbered day, None where it changes."""
    return _minutes_ahead(number + _FIRST_DAY, zone)


def instant(wall: dt.datetime, zone: ZoneInfo) -> int:
    """Count elapsed minutes (UTC, since 1970) up to a wall time.

    A wall time that happens twice means its first time unless its `fold` says otherwise; one that
    is skipped is read with the offset before the gap (RFC 5545, 3.3.5).
    """
    ahead = _minutes_ahead(wall.toordinal(), zone)
    if ahead is None:
        return int(wall.replace(tzinfo=zone).timestamp()) // HOUR
    return wall_minute(wall) - ahead


@lru_cache(maxsize=20_000)
def _minutes_ahead(ordinal: int, zone: ZoneInfo) -> int | None:
    """Give the zone's offset from UTC all through a day, None where it changes or has seconds."""
    day = dt.datetime.fromordinal(ordinal).replace(tzinfo=zone)
    begins, ends = day.utcoffset(), (day + dt.timedelta(days=1)).utcoffset()
    if begins is None or begins != ends or begins % _MINUTE:
        return None
    return begins // _MINUTE


def wall_time(minute: int, zone: ZoneInfo) -> dt.datetime:
    """Read the wall's clock at an elapsed minute; the second of two like times has `fold` 1."""
    return dt.datetime.fromtimestamp(minute * 60, tz=zone).replace(tzinfo=None)


def day_number(day: dt.date) -> int:
    """Number the days, so that `wall_minute(noon) // DAY` is the day's number."""
    return day.toordinal() - _FIRST_DAY


def day_of(number: int) -> dt.date:
    """Give the date that `day_number` numbered."""
    return dt.date.fromordinal(number + _FIRST_DAY)


def weekday_of(number: int) -> int:
    """Give the weekday of a numbered day; 0 is Monday."""
    return (number + _THURSDAY) % 7


@lru_cache(maxsize=20_000)
def midnight_instant(number: int, zone: ZoneInfo) -> int:
    """Count elapsed minutes up to the midnight with which a numbered day begins."""
    return instant(midnight(day_of(number)), zone)


@lru_cache(maxsize=64)
def midnight_instants(first: int, count: int, zone: ZoneInfo) -> tuple[int, ...]:
    """Count them up to so many midnights one after the other."""
    return tuple(midnight_instant(number, zone) for number in range(first, first + count))


def midnight(day: dt.date) -> dt.datetime:
    """Give the wall time at which a day begins."""
    return dt.datetime.combine(day, dt.time())


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of wall time, `[start, end)`: what ends at noon does not meet what starts then."""

    start: dt.datetime
    end: dt.datetime

    @classmethod
    def of_day(cls, day: dt.date) -> "Span":
        """Take a whole date, midnight to midnight."""
        return cls(midnight(day), midnight(day + dt.timedelta(days=1)))

    @property
    def clock_length(self) -> dt.timedelta:
        """How long the span is by the clock on the wall."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a minute."""
        return self.start < other.end and other.start < self.end

    def common(self, other: "Span") -> "Span | None":
        """Give the part that both share, if any."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def length(self, zone: ZoneInfo) -> dt.timedelta:
        """Measure elapsed time, which is an hour more or less on a night of clock change."""
        return dt.timedelta(minutes=instant(self.end, zone) - instant(self.start, zone))
