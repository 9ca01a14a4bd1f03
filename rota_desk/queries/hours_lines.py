"""The lines of an account of hours: duties, days away and what was written by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from models import HoursPosting
from models.types import HoursKind
from rota_desk.queries.hours_away import CREDITS, AwayCount, HoursAway
from rota_desk.queries.hours_worked import HoursWorked

NONE = Fraction(0)


class LineKind(StrEnum):
    """What a line does to the account."""

    WORKED = "worked"
    CREDITED = "credited"
    IN_LIEU = "taken in lieu"
    BY_HAND = "by hand"
    NOTHING = "counts for nothing"


OF_COUNT = {
    AwayCount.IN_TARGET: LineKind.NOTHING,
    AwayCount.CREDITED: LineKind.CREDITED,
    AwayCount.IN_LIEU: LineKind.IN_LIEU,
    AwayCount.NOT_OWED: LineKind.CREDITED,
}
OF_POSTING = {
    HoursKind.WORKED: LineKind.BY_HAND,
    HoursKind.ADJUSTED: LineKind.BY_HAND,
    HoursKind.TOIL_TAKEN: LineKind.IN_LIEU,
}
POSTED = {
    HoursKind.WORKED: "Worked besides the rota",
    HoursKind.ADJUSTED: "Put right",
    HoursKind.TOIL_EARNED: "Time in lieu earned",
    HoursKind.TOIL_TAKEN: "Time in lieu taken",
    HoursKind.TOIL_PAID: "Time in lieu paid",
}


@dataclass(frozen=True, slots=True)
class HoursLine:
    """A line with what counts of it, and the sum of all that counts so far."""

    day: dt.date
    what: str
    how: str
    kind: LineKind
    hours: Fraction
    total: Fraction = NONE
    posting_id: int | None = None


def hours_lines(
    worked: Iterable[HoursWorked], away: Sequence[HoursAway], posted: Iterable[HoursPosting]
) -> tuple[HoursLine, ...]:
    """Every line in order of days with its running sum.

    The duties of a day make one line. Who stands on the rota on a day away is not credited for
    it as well.
    """
    duties = tuple(worked)
    busy = {one.day for one in duties if not one.on_call}
    found = [
        *(_of_duties(day, tuple(mine)) for day, mine in groupby(duties, lambda one: one.day)),
        *(_of_day(one, busy) for one in away),
        *_by_hand(posted),
    ]
    return tuple(_added_up(sorted(found, key=lambda one: one.day)))


def _of_duties(day: dt.date, duties: Sequence[HoursWorked]) -> HoursLine:
    """The duties that begin on a day, each once by name, each with its times."""
    what = ", ".join(dict.fromkeys(one.what for one in duties))
    how = ", ".join(_times(one) for one in duties)
    first, *others = (one.hours for one in duties)
    return HoursLine(day, what, how, LineKind.WORKED, sum(others, first))


def _times(one: HoursWorked) -> str:
    times = f"{_clock(one.start)}–{_clock(one.end)}"
    return f"{times} (work expected)" if one.on_call else times


def _clock(moment: dt.datetime) -> str:
    """The hour and minute, without the slow road of a format: an account has thousands."""
    return f"{moment.hour:02}:{moment.minute:02}"


def _of_day(one: HoursAway, busy: set[dt.date]) -> HoursLine:
    what = one.what[:1].upper() + one.what[1:]
    if one.day in busy and not one.half and one.count in CREDITS:
        how = "on the rota that day: not credited as well"
        return HoursLine(one.day, what, how, LineKind.NOTHING, NONE)
    kind = OF_COUNT[one.count]
    if kind is LineKind.NOTHING:
        return HoursLine(one.day, what, "taken off the target already", kind, NONE)
    half = "half a day" if one.half else "a working day"
    how = f"{half}, not owed" if one.count is AwayCount.NOT_OWED else half
    return HoursLine(one.day, what, how, kind, one.hours)


def _by_hand(posted: Iterable[HoursPosting]) -> Iterator[HoursLine]:
    for one in posted:
        if one.kind in OF_POSTING:
            how = f"{one.reason} ({one.by})"
            hours = Fraction(one.hours)
            kind = OF_POSTING[one.kind]
            yield HoursLine(one.day, POSTED[one.kind], how, kind, hours, posting_id=one.id)


def _added_up(lines: Iterable[HoursLine]) -> Iterator[HoursLine]:
    total = NONE
    for one in lines:
        total += one.hours
        yield replace(one, total=total)
