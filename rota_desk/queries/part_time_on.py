"""Who works less than full time on a laid pattern, and what the pattern would have them work."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from models import Activity, Clinician, Contract
from models.types import ActivityKind
from rota_desk.queries.laid_shifts import laid_shifts
from rota_desk.queries.patterns import pattern_view
from rota_desk.unit_of_work import Reading
from rota_desk.words import hours_words

FULL_TIME = Decimal(1)


def part_time_on(read: Reading, *, pattern: int, first: dt.date, last: dt.date) -> tuple[str, ...]:
    """For each of them, the hours of a week as laid beside their share of a whole place's.

    Leave, absences and days on which they do not work are left out of what is laid.
    """
    lengths, worked = _expected(read), Counter[int]()
    for shift in laid_shifts(read, pattern=pattern, first=first, last=last).values():
        need = shift.drawn.need
        clock = round((need.end - need.start).total_seconds() / 60)
        for who in shift.standing:
            worked[who] += lengths.get(need.activity_id, clock)
    whole = pattern_view(read, pattern=pattern).judged.sums.average
    weeks = Fraction((last - first).days + 1, 7)
    shares = dict(_shares(read, first))
    names = {one.id: one.name for one in read.all(select(Clinician))}
    return tuple(
        f"{names[who]}, {shares[who] * 100:.0f} % of full time:"
        f" {_hours(worked[who] / weeks)} a week as laid; their share of a whole place is"
        f" {_hours(whole * Fraction(shares[who]))}"
        for who in sorted(worked, key=names.__getitem__)
        if shares.get(who, FULL_TIME) < FULL_TIME
    )


def _hours(minutes: Fraction) -> str:
    return hours_words(round(minutes))


def _expected(read: Reading) -> dict[int, int]:
    """The minutes of work that are expected of an on-call, which is no time by the clock."""
    kind = select(Activity).where(Activity.kind == ActivityKind.ON_CALL)
    return {one.id: round((one.on_call_hours or 0) * 60) for one in read.all(kind)}


def _shares(read: Reading, day: dt.date) -> Iterator[tuple[int, Decimal]]:
    """Everybody's share of full time on a day."""
    for one in read.all(select(Contract).where(Contract.start <= day).order_by(Contract.start)):
        if one.end is None or one.end > day:
            yield one.clinician_id, one.wte
