"""What the cover requirements say of a day: which line holds, and whom it asks for."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from models.types import Slot

_OR = re.compile(r"\s*[,/]\s*|\s+or\s+")
_HALVES = frozenset({Slot.AM, Slot.PM})


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the requirements: how many an activity wants, where, when and of whom."""

    id: int
    activity_id: int
    slot: Slot
    minimum: int
    start: dt.date
    until: dt.date | None = None  # first day no longer in force
    target: int | None = None
    weekday: int | None = None  # None: every day
    site_id: int | None = None
    grade: str = ""
    skill: str = ""
    bank_holiday: bool = False
    every_day: bool = True  # the work goes on at bank holidays

    @property
    def of_some(self) -> bool:
        """Whether it asks for a grade or a skill, and not just for people."""
        return bool(self.grade or self.skill)

    @property
    def scope(self) -> tuple[Slot, int | None]:
        """The part of the day and the site it speaks of."""
        return self.slot, self.site_id

    @property
    def whom(self) -> str:
        """Whom it asks for, in words: "ST with ALS"; empty when anybody will do."""
        return f"{self.grade or 'somebody'} with {self.skill}" if self.skill else self.grade

    def holds(self, day: dt.date, *, holiday: bool) -> bool:
        """Whether it speaks of this day; on a bank holiday only what runs every day goes on."""
        if day < self.start or (self.until is not None and day >= self.until):
            return False
        if self.bank_holiday:
            return holiday
        if holiday and not self.every_day:
            return False
        return self.weekday is None or self.weekday == day.weekday()

    def met_by(self, grade: str, skills: frozenset[str]) -> bool:
        """Whether somebody of this grade with these skills is whom it asks for."""
        skilled = not self.skill or self.skill.casefold() in skills
        return skilled and (not self.grade or fits_grade(self.grade, grade))


def fits_grade(asked: str, grade: str) -> bool:
    """Whether a grade is one of those asked for: "ST" is ST1 to ST8, "ST/Consultant" both."""
    return any(_is_grade(one, grade.strip().casefold()) for one in _OR.split(asked.casefold()))


def _is_grade(asked: str, grade: str) -> bool:
    if not asked.strip():
        return False
    rest = grade.removeprefix(asked.strip())
    return rest != grade and (not rest or rest.isdigit())


def meets_slot(slot: Slot, asked: Slot) -> bool:
    """Whether work in one part of the day counts for another: a whole day for its halves too."""
    return asked in {slot, Slot.DAY} or (slot is Slot.DAY and asked in _HALVES)


def lines_of_day(lines: Iterable[Asked], day: dt.date, *, holiday: bool) -> list[Asked]:
    """The lines that hold on a day, one for each activity, part of the day, site, grade and skill.

    A bank holiday's own lines silence all others of their activity; a weekday's line stands
    before that for every day, and of several the one that began last.
    """
    held = [one for one in lines if one.holds(day, holiday=holiday)]
    own = {one.activity_id for one in held if one.bank_holiday}
    chosen: dict[tuple[object, ...], Asked] = {}
    for one in sorted(held, key=_weight):
        if one.bank_holiday or one.activity_id not in own:
            chosen[one.activity_id, *one.scope, one.grade.casefold(), one.skill.casefold()] = one
    return sorted(chosen.values(), key=lambda one: one.id)


def lines_by_day(
    lines: Iterable[Asked], days: Sequence[dt.date], holidays: Collection[dt.date]
) -> dict[tuple[int, dt.date], list[Asked]]:
    """The lines of each activity and day that has any; alike days are looked at once."""
    own: dict[int, list[Asked]] = defaultdict(list)
    for one in lines:
        own[one.activity_id].append(one)
    found: dict[tuple[int, dt.date], list[Asked]] = {}
    for number, held in own.items():
        turns = sorted({day for one in held for day in (one.start, one.until) if day})
        seen: dict[tuple[int, bool, int], list[Asked]] = {}
        for day in days:
            alike = day.weekday(), day in holidays, bisect_right(turns, day)
            if alike not in seen:
                seen[alike] = lines_of_day(held, day, holiday=alike[1])
            if seen[alike]:
                found[number, day] = seen[alike]
    return found


def _weight(line: Asked) -> tuple[bool, bool, dt.date, int]:
    """Later is stronger."""
    return line.bank_holiday, line.weekday is not None, line.start, line.id
