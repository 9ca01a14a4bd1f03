"""When a room is open: weekdays and hours, read as a coordinator writes them.

"Mon-Fri 08:00-18:00; Sat 08:30-12:30". A day may be named several times; an unnamed day is closed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rota_desk.domain.said import DAYS

_PART = re.compile(
    r"(?P<days>[a-z ,–-]*?)\s*(?P<opens>\d{1,2}[:.]?\d{0,2})"
    r"\s*[-–]\s*(?P<closes>\d{1,2}[:.]?\d{0,2})",
    re.IGNORECASE,
)
_DAY_MINUTES = 24 * 60
_HOUR = 60


class NotHours(ValueError):  # noqa: N818 - it says what to write, and is told
    """The text does not say when a room is open; the message says what to write."""


@dataclass(frozen=True, slots=True)
class OpenHours:
    """The minutes of each weekday between which a room is open; none kept: always."""

    by_weekday: Mapping[int, tuple[tuple[int, int], ...]]

    @property
    def told(self) -> bool:
        """Whether the room has hours of its own."""
        return bool(self.by_weekday)

    def spans(self, day: dt.date) -> tuple[tuple[dt.datetime, dt.datetime], ...]:
        """The wall times between which it is open on a day."""
        begin = dt.datetime.combine(day, dt.time())
        return tuple(
            (begin + dt.timedelta(minutes=opens), begin + dt.timedelta(minutes=closes))
            for opens, closes in self.by_weekday.get(day.weekday(), ())
        )

    def outside(self, start: dt.datetime, end: dt.datetime) -> int:
        """How many minutes of a wall span lie outside the hours; none where none are told."""
        if not self.told:
            return 0
        inside = dt.timedelta()
        day = start.date()
        while dt.datetime.combine(day, dt.time()) < end:
            for opens, closes in self.spans(day):
                inside += max(dt.timedelta(), min(end, closes) - max(start, opens))
            day += dt.timedelta(days=1)
        return (end - start - inside) // dt.timedelta(minutes=1)

    def __str__(self) -> str:
        """Write the hours in one wording: "Mon-Fri 08:00-18:00; Sat 08:30-12:30"."""
        lines = [(day, self.by_weekday.get(day, ())) for day in range(7)]
        return "; ".join(_written(lines))


ALWAYS = OpenHours({})


@lru_cache(maxsize=256)
def open_hours(text: str) -> OpenHours:
    """Read the hours; an empty text is always open."""
    found: dict[int, list[tuple[int, int]]] = {}
    for part in filter(None, (one.strip() for one in re.split(r"[;\n]", text))):
        match = _PART.fullmatch(part)
        if match is None:
            raise NotHours(_WANTED.format(part))
        opens, closes = _minutes(match["opens"], part), _minutes(match["closes"], part)
        if opens >= closes:
            raise NotHours(f'"{part}" closes before it opens. Check both times.')
        for day in _days(match["days"], part):
            found.setdefault(day, []).append((opens, closes))
    spans = {day: _joined(hours) for day, hours in sorted(found.items())}
    return OpenHours(spans)


_WANTED = (
    '"{}" does not say when the room is open. Write it like Mon-Fri 08:00-18:00; Sat 08:30-12:30.'
)


def _joined(hours: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans of a day in order; those that meet are one."""
    joined: list[tuple[int, int]] = []
    for opens, closes in sorted(hours):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return tuple(joined)


def _days(text: str, part: str) -> Iterator[int]:
    named = text.strip().strip(",")
    if not named:
        yield from range(7)
        return
    for one in re.split(r"[, ]+", re.sub(r"\s*[-–]\s*|\s+to\s+", "-", named)):
        first, _, last = one.partition("-")
        begin = _weekday(first, part)
        until = _weekday(last, part) if last else begin
        yield from ((begin + by) % 7 for by in range((until - begin) % 7 + 1))


def _weekday(word: str, part: str) -> int:
    short = word.strip()[:3].capitalize()
    if short not in DAYS:
        raise NotHours(_WANTED.format(part))
    return DAYS.index(short)


def _minutes(clock: str, part: str) -> int:
    digits = re.sub(r"[:.]", "", clock)
    hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])  # noqa: PLR2004 - an hour alone has two digits at most
    found = int(hours) * _HOUR + int(minutes)
    if int(minutes) >= _HOUR or found > _DAY_MINUTES:
        raise NotHours(_WANTED.format(part))
    return found


def _written(lines: list[tuple[int, tuple[tuple[int, int], ...]]]) -> Iterator[str]:
    for spans, group in groupby(lines, key=lambda line: line[1]):
        days = [day for day, _spans in group]
        if spans:
            named = DAYS[days[0]] if len(days) == 1 else f"{DAYS[days[0]]}-{DAYS[days[-1]]}"
            yield from (f"{named} {_clock(opens)}-{_clock(closes)}" for opens, closes in spans)


def _clock(minutes: int) -> str:
    return f"{minutes // _HOUR:02}:{minutes % _HOUR:02}"
