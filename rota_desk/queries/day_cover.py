"""Have against need, day by day, for each thing that must be covered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from models import CoverRequirement
from models.types import Slot
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.standing import Rota
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class DayCover:
    """One activity on one day: people wanted, people there, people there on wanted places.

    `filled` never counts a surplus on one session against a gap on another.
    """

    activity_id: int
    day: dt.date
    need: int
    have: int
    filled: int

    @property
    def short(self) -> int:
        """Places that nobody fills."""
        return self.need - self.filled

    @property
    def over(self) -> int:
        """People beyond the places wanted."""
        return self.have - self.filled


def day_covers(read: Reading, rota: Rota) -> tuple[DayCover, ...]:
    """The cover of every activity that needs cover, on each day of a rota."""
    sums: dict[tuple[int, dt.date], list[int]] = defaultdict(lambda: [0, 0, 0])
    slots: dict[tuple[int, dt.date, Slot], int] = defaultdict(int)
    for one in rota.sessions:
        if not (one.needs_cover and rota.stands(one)):
            continue
        day, have = one.start.date(), rota.counted(one.id)
        line = sums[(one.activity_id, day)]
        line[0] += one.wanted
        line[1] += have
        line[2] += min(one.wanted, have)
        for slot in {one.slot, Slot.DAY}:
            slots[(one.activity_id, day, slot)] += one.wanted
    for (activity, day, slot), least in _least(read, rota.start, rota.end).items():
        missing = least - slots.get((activity, day, slot), 0)
        if missing > 0:
            sums[(activity, day)][0] += missing
    return tuple(
        DayCover(activity, day, *line)
        for (activity, day), line in sorted(sums.items(), key=lambda item: item[0])
    )


def _least(read: Reading, start: dt.date, end: dt.date) -> Mapping[tuple[int, dt.date, Slot], int]:
    """The minimum of each activity and slot on each day that the department asks for.

    A minimum for the slot `day` is met by sessions of any slot.
    """
    wanted = read.all(
        select(CoverRequirement)
        .where(CoverRequirement.start < end)
        .where(CoverRequirement.end.is_(None) | (CoverRequirement.end > start))
        .where(CoverRequirement.grade == "", CoverRequirement.skill == "")
    )
    if not wanted:
        return {}
    holidays = bank_holidays(read, start=start, end=end)
    least: dict[tuple[int, dt.date, Slot], int] = defaultdict(int)
    for number in range((end - start).days):
        day = start + dt.timedelta(days=number)
        for one in _of_day(wanted, day, holiday=day in holidays):
            least[(one.activity_id, day, one.slot)] += one.minimum
    return least


def _of_day(
    wanted: Iterable[CoverRequirement], day: dt.date, *, holiday: bool
) -> list[CoverRequirement]:
    """The lines that hold on a day; on a bank holiday its own lines stand in for the others."""
    holds = [
        one
        for one in wanted
        if one.start <= day
        and (one.end is None or day < one.end)
        and one.weekday in (None, day.weekday())
    ]
    own = {one.activity_id for one in holds if one.bank_holiday}
    return [
        one
        for one in holds
        if (one.bank_holiday and holiday)
        or (not one.bank_holiday and not (holiday and one.activity_id in own))
    ]
