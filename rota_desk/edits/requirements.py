"""How many are needed: the lines of the cover requirements, and sessions for what they ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, ClinicalSession, CoverRequirement, Room, Site
from models.types import SessionSource, Slot
from rota_desk.domain.times import span_on
from rota_desk.edits.sessions import add_session
from rota_desk.errors import Refusal
from rota_desk.queries.cover import FELL
from rota_desk.queries.requirements import requirement_words, skill_names
from rota_desk.unit_of_work import Reading, UnitOfWork
from rota_desk.words import day_and_year

MOST = 999  # people; more is a slip of the keyboard


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line of the requirements says."""

    activity: int
    slot: Slot
    minimum: int
    start: dt.date
    target: int | None = None
    end: dt.date | None = None  # first day no longer in force
    weekdays: tuple[int, ...] = ()  # none: every day
    site: int | None = None
    grade: str = ""
    skill: str = ""
    bank_holiday: bool = False


def add_requirement(work: UnitOfWork, *, wanted: Wanted) -> int:
    """Say how many an activity needs from a day on; answers the number of its first line."""
    lines = [_keep(work, None, wanted, day) for day in _days(wanted)]
    work.label = f"Cover needed: {requirement_words(work, lines)}"
    return lines[0].id


def change_requirement(work: UnitOfWork, *, requirements: Sequence[int], wanted: Wanted) -> None:
    """Correct what is needed, for all its days; it has a line for each weekday."""
    there = {one.weekday: one for one in _lines(work, requirements)}
    days = _days(wanted)
    left = [line for day, line in there.items() if day not in days]
    lines = [
        _keep(work, there.get(day) or (left.pop() if left else None), wanted, day) for day in days
    ]
    for line in left:
        work.remove(line)
    work.label = f"Cover needed: {requirement_words(work, lines)}"


def replace_requirement(work: UnitOfWork, *, requirements: Sequence[int], wanted: Wanted) -> int:
    """Let other numbers hold from a day on; what was needed before stays as it was."""
    for line in _lines(work, requirements):
        if wanted.start <= line.start:
            raise Refusal(
                f"It holds from {day_and_year(line.start)}. Choose a later day, or correct it."
            )
        line.end = wanted.start if line.end is None else min(line.end, wanted.start)
    work.flush()
    return add_requirement(work, wanted=wanted)


def end_requirement(work: UnitOfWork, *, requirements: Sequence[int], end: dt.date) -> None:
    """Say from which day something is no longer needed."""
    lines = _lines(work, requirements)
    for line in lines:
        if end <= line.start:
            raise Refusal(f"It holds from {day_and_year(line.start)}; remove it if it never held.")
        line.end = end
    said = requirement_words(work, lines)
    work.label = f"Cover needed: {said} ends {day_and_year(end)}"


def remove_requirement(work: UnitOfWork, *, requirements: Sequence[int]) -> None:
    """Remove what was entered by mistake."""
    lines = _lines(work, requirements)
    work.label = f"Remove cover needed: {requirement_words(work, lines)}"
    for line in lines:
        work.remove(line)


def plan_for_need(work: UnitOfWork, *, requirement: int, day: dt.date, people: int) -> int:
    """Plan a session for a need that has none, at its activity's times; it is a gap from then on.

    Answers the session's number.
    """
    line = work.get(CoverRequirement, requirement)
    if people < 1:
        raise Refusal("Nobody is missing there; no session is planned.")
    number = add_session(
        work,
        activity=line.activity_id,
        day=day,
        slot=None if line.slot is Slot.DAY else line.slot,
        room=_room_for(work, line, day),
        cover_wanted=people,
        source=SessionSource.REQUIREMENT,
    )
    work.label = work.label.replace("Add ", "Plan ", 1)
    return number


def _room_for(work: UnitOfWork, line: CoverRequirement, day: dt.date) -> int | None:
    """A free room of the site that is asked for; none where any site will do."""
    if line.site_id is None:
        return None
    activity = work.get(Activity, line.activity_id)
    start, end = span_on(day, activity.starts, activity.ends)
    taken = select(ClinicalSession.room_id).where(
        ClinicalSession.start < end,
        ClinicalSession.end > start,
        ClinicalSession.room_id.is_not(None),
        ClinicalSession.state.not_in(FELL),
    )
    rooms = work.all(
        select(Room).where(Room.site_id == line.site_id, Room.id.not_in(taken)).order_by(Room.code)
    )
    fitting = [one for one in rooms if activity.room_kind in {None, one.kind}]
    if not fitting:
        raise Refusal(
            f"No room of {work.get(Site, line.site_id).name} is free then. Plan the session on"
            " the Rota, in a room of that site."
        )
    return fitting[0].id


def known_skill(read: Reading, skill: str) -> str:
    """A skill as the department writes it already: "als" is its "ALS"."""
    asked = skill.strip()
    there = (one for one in skill_names(read) if one.casefold() == asked.casefold())
    return next(there, asked)


def _lines(work: UnitOfWork, requirements: Sequence[int]) -> list[CoverRequirement]:
    if not requirements:
        raise Refusal("Choose a line of what is needed first.")
    return [work.get(CoverRequirement, number) for number in requirements]


def _days(wanted: Wanted) -> tuple[int | None, ...]:
    """The weekdays that have a line; None stands for every day."""
    return wanted.weekdays or (None,)


def _keep(
    work: UnitOfWork, line: CoverRequirement | None, wanted: Wanted, day: int | None
) -> CoverRequirement:
    """Write what is wanted into a line, or into a new one."""
    _refuse_numbers(wanted)
    _refuse_uncovered(work, wanted)
    kept = line or CoverRequirement(
        activity_id=wanted.activity, slot=wanted.slot, start=wanted.start, minimum=wanted.minimum
    )
    kept.activity_id, kept.slot = wanted.activity, wanted.slot
    kept.minimum, kept.target = wanted.minimum, wanted.target
    kept.start, kept.end = wanted.start, wanted.end
    kept.weekday, kept.bank_holiday = day, wanted.bank_holiday
    kept.site_id = None if wanted.site is None else work.get(Site, wanted.site).id
    kept.grade, kept.skill = wanted.grade.strip(), known_skill(work, wanted.skill)
    _refuse_twice(work, kept)
    return kept if line is not None else work.add(kept)


def _refuse_numbers(wanted: Wanted) -> None:
    if not 0 <= wanted.minimum <= MOST:
        raise Refusal(f"The people needed at least are a whole number from 0 to {MOST}.")
    if wanted.target is not None and not wanted.minimum <= wanted.target <= MOST:
        raise Refusal("Fewer are wanted than are needed at least. Correct one of the two numbers.")
    if wanted.end is not None and wanted.end <= wanted.start:
        raise Refusal("The line would end before it begins. Turn the two days round.")
    if not set(wanted.weekdays) <= set(range(7)):
        raise Refusal("Choose a weekday from Monday to Sunday, or every day.")


def _refuse_uncovered(work: UnitOfWork, wanted: Wanted) -> None:
    activity = work.get(Activity, wanted.activity)
    if not activity.needs_cover:
        raise Refusal(
            f"{activity.name} needs no cover. Say in Settings, Activities, that nobody there is"
            " a gap, then enter what is needed."
        )


def _refuse_twice(work: UnitOfWork, line: CoverRequirement) -> None:
    for one in work.all(
        select(CoverRequirement).where(CoverRequirement.activity_id == line.activity_id)
    ):
        if one is not line and _key(one) == _key(line):
            raise Refusal("There is such a line from that day already. Change that one instead.")


def _key(line: CoverRequirement) -> tuple[object, ...]:
    """What tells one line from another; the rest are its numbers."""
    place = (line.slot, line.weekday, line.site_id, line.bank_holiday, line.start)
    return *place, line.grade.casefold(), line.skill.casefold()
