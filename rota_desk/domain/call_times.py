"""The times of calls as they are typed: "23:30-00:15, 03:00-03:40"."""

import datetime as dt
import re
from collections.abc import Iterable

from rota_desk.errors import Refusal

_CALL = re.compile(r"(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})")
DAY = dt.timedelta(days=1)
Call = tuple[dt.datetime, dt.datetime]


def read_calls(text: str, begins: dt.datetime) -> tuple[Call, ...]:
    """Read calls in the order they came, each time the first after the one before.

    `begins` is the wall time at which the on-call period began; nothing typed means no call.
    """
    found: list[Call] = []
    now = begins
    for part in filter(None, (one.strip() for one in re.split(r"[,;\n]", text))):
        given = _CALL.fullmatch(part)
        if given is None:
            raise Refusal(
                f'"{part}" is no call. Write its times as 23:30-00:15, with commas between.'
            )
        start = _next(now, given[1])
        now = _next(start, given[2])
        found.append((start, now))
    return tuple(found)


def calls_words(calls: Iterable[Call]) -> str:
    """Write calls as they are typed."""
    return ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in calls)


def _next(now: dt.datetime, clock: str) -> dt.datetime:
    hours, minutes = (int(part) for part in clock.split(":"))
    try:
        moment = dt.datetime.combine(now.date(), dt.time(hours, minutes))
    except ValueError:
        raise Refusal(f'"{clock}" is not a time of day.') from None
    return moment if moment >= now else moment + DAY
