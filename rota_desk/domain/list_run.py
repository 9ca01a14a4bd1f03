"""How a list ran: when it began and ended against its times, counts of cases, never who.

Rulebook, section G: minutes beyond what is spared at either end, cases of each list, and the
time with a case under way, capped at what was planned.
"""

from __future__ import annotations

import datetime as dt

MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
AROUND = dt.timedelta(hours=12)  # a list that began or ended further off was another one
MOST_CASES = 999


class NotThisList(ValueError):  # noqa: N818 - it says what to write, and is told
    """The times are no list's, or another's; the message says what to write."""


def check_run(
    start: dt.datetime, end: dt.datetime, began: dt.datetime | None, ended: dt.datetime | None
) -> None:
    """Turn down an end before the beginning, and moments that belong to another list."""
    if began is not None and ended is not None and ended <= began:
        raise NotThisList("The last case ended before the first began. Correct one of the times.")
    for moment in (began, ended):
        if moment is not None and not start - AROUND <= moment <= end + AROUND:
            raise NotThisList("That is more than 12 hours from the list. Choose its own list.")


def late_minutes(start: dt.datetime, began: dt.datetime, spare: int) -> int:
    """Minutes from the planned start to the first case, beyond those spared; 0 within them."""
    return max(0, (began - start) // MINUTE - spare)


def early_minutes(end: dt.datetime, ended: dt.datetime, spare: int) -> int:
    """Minutes from the last case to the planned end, beyond those spared; 0 within them."""
    return max(0, (end - ended) // MINUTE - spare)


def capped_minutes(start: dt.datetime, end: dt.datetime, touch: int) -> int:
    """Minutes with a case under way, no more than were planned."""
    return min(touch, planned_minutes(start, end))


def planned_minutes(start: dt.datetime, end: dt.datetime) -> int:
    """How long a list is planned to be."""
    return (end - start) // MINUTE


def nearest(to: dt.datetime, clock: dt.time) -> dt.datetime:
    """The moment with this time of day that lies nearest: 00:20 is the day after 21:00."""
    same = dt.datetime.combine(to.date(), clock)
    return min((same - DAY, same, same + DAY), key=lambda one: abs(one - to))
