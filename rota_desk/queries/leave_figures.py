"""The figures of the leave desk: as the file gives them, unless the department has its own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import select

from models import Setting
from models.types import StaffGroup
from resources import read_text
from rota_desk.unit_of_work import Reading

_ROOM = "leave."


@dataclass(frozen=True, slots=True)
class LeaveFigures:
    """Notice, limits and due dates of leave, absence and contacts, in days unless named."""

    notice_days: int
    contact_stale_days: int
    ask_years_ahead: int  # leave years
    answer_days: int
    fit_note_after_days: int
    return_talk_working_days: int
    return_talk_overdue_days: int
    long_absence_days: int
    open_absence_clears_days: int
    rota_due_days: int
    details_due_days: int
    details_target_percent: int
    schedule_due_days: int
    rota_soon_days: int
    meeting_weeks: tuple[int, ...]
    remembered_years: int
    away_limit: Mapping[StaffGroup, int]


def leave_figures(read: Reading) -> LeaveFigures:
    """The figures in force here; settings named "leave.…" go before the file's."""
    own = {
        one.key.removeprefix(_ROOM): one.value
        for one in read.all(select(Setting).where(Setting.key.startswith(_ROOM)))
    }
    given = _from_file()
    limits = {
        group: int(own.get(f"away_limit.{group.value}", given["away_limit"].get(group.value, 0)))
        for group in StaffGroup
    }
    plain = {
        name: int(own.get(name, value)) for name, value in given.items() if isinstance(value, int)
    }
    return LeaveFigures(
        **plain,
        meeting_weeks=tuple(given["meeting_weeks"]),
        away_limit={group: limit for group, limit in limits.items() if limit > 0},
    )


@cache
def _from_file() -> dict[str, Any]:
    return tomllib.loads(read_text("leave.toml"))
