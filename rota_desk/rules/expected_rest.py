"""How much rest an on-call period holds: expected from hours alone, or as its calls left it."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.span import day_of, instant, midnight
from rota_desk.domain.timeline import Stretch, Timeline
from rota_desk.domain.work import Minutes
from rota_desk.rules.contract import Definitions


def expected_rest(call: Stretch, means: Definitions, due: Fraction | int) -> int | None:
    """Give the minutes of rest where hours alone can tell, otherwise None.

    They can when no work is expected, and when a whole day's period leaves less than is due.
    """
    day = means.minutes("on_call_day")
    if not call.work:
        return day
    rest = call.length - call.work
    return rest if call.template >= day and rest < due else None


def are_known(call: Stretch) -> bool:
    """Whether the calls of a period were recorded."""
    return call.duties[0].calls is not None


def rest_left(rota: Timeline, call: Stretch, means: Definitions) -> Minutes:
    """Count the minutes without work in the day that begins with a period."""
    day = means.minutes("on_call_day")
    return day - rota.work.between(call.start, call.start + day)


def longest_rest_at_night(rota: Timeline, call: Stretch, means: Definitions) -> int | None:
    """Count the longest stretch without work in any night that a period touches.

    None where it touches no night; of several nights the one with the least.
    """
    nights = _nights(rota, call, means)
    return min((_longest_free(rota, opens, closes) for opens, closes in nights), default=None)


def _longest_free(rota: Timeline, opens: int, closes: int) -> int:
    busy = sorted(
        (start, end)
        for one in rota.stretches
        for start, end, work in rota.pieces(one)
        if work and start < closes and end > opens
    )
    free, done = 0, opens
    for start, end in (*busy, (closes, closes)):
        free, done = max(free, start - done), max(done, end)
    return free


def _nights(rota: Timeline, call: Stretch, means: Definitions) -> Iterator[tuple[int, int]]:
    """Give the nights of rest that a period touches, in elapsed minutes."""
    opens, closes = means.clock("on_call_night_from"), means.clock("on_call_night_to")
    for day in range(call.day - 1, call.last_day + 1):
        start, end = _moment(rota, day, opens), _moment(rota, day + 1, closes)
        if start < call.end and end > call.start:
            yield start, end


def _moment(rota: Timeline, day: int, minute: int) -> int:
    return instant(midnight(day_of(day)) + dt.timedelta(minutes=minute), rota.zone)
