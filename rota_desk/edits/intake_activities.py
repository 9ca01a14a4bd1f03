"""The activities that a roster's codes stand for, made where the department has none yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import select

from models import Activity
from models.types import ActivityKind, Category
from rota_desk.domain.parts_of_day import slot_of
from rota_desk.intake.matching import activity_code
from rota_desk.intake.plan import CodeMeaning, PlannedDuty
from rota_desk.unit_of_work import UnitOfWork

TINTS = ("blue", "green", "sand", "teal", "amber", "navy", "red", "grey")
ON_CALL_WORDS = ("on-call", "on call", "oncall")
LONGEST_CODE, LONGEST_NAME = 24, 120  # as many letters as records hold
WHOLE_DAY = (dt.time(0), dt.time(0))


def roster_kinds(
    work: UnitOfWork,
    activities: Mapping[str, int | None],
    shifts: Sequence[PlannedDuty],
    codes: Sequence[CodeMeaning],
) -> tuple[dict[str, Activity], list[str]]:
    """Give each code its activity; make the new ones with the times the roster states."""
    met = dict.fromkeys(activity_code(duty.code) for duty in shifts)
    stated = {activity_code(meaning.code): meaning for meaning in reversed(codes)}
    stated |= {meaning.code: meaning for meaning in codes}
    kinds: dict[str, Activity] = {}
    made = [code for code in met if activities[code] is None]
    taken = {activity.code for activity in work.all(select(Activity))}
    for place, code in enumerate(made):
        kinds[code] = _new_activity(code, stated.get(code), TINTS[place % len(TINTS)])
        kinds[code].code = _free_code(kinds[code].code, taken)
    work.add_all(list(kinds.values()))
    for code in met:
        number = activities[code]
        if number is not None:
            kinds[code] = work.get(Activity, number)
    return kinds, made


def _new_activity(code: str, meaning: CodeMeaning | None, tint: str) -> Activity:
    times = meaning.times if meaning else None
    starts, ends = (times.start, times.end) if times else WHOLE_DAY
    calls = any(word in code.casefold() for word in ON_CALL_WORDS)
    return Activity(
        code=code[:LONGEST_CODE],
        name=(meaning.meaning if meaning and meaning.meaning else code)[:LONGEST_NAME],
        kind=ActivityKind.ON_CALL if calls else ActivityKind.SHIFT,
        category=Category.DCC,
        slot=slot_of(starts, ends),
        starts=starts,
        ends=ends,
        tint=tint,
        sessions=Decimal(0),
        needs_permission=False,
    )


def _free_code(code: str, taken: set[str]) -> str:
    """Give a code no activity has, numbering one that had to be cut short; note it as taken."""
    free, number = code, 1
    while free in taken:
        number += 1
        free = f"{code[: LONGEST_CODE - len(str(number)) - 1]}~{number}"
    taken.add(free)
    return free
