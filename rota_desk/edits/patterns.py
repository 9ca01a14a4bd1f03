"""Laying a rolling rota over a period, with a start line for each post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from sqlalchemy import select

from models import DutyPattern, Post, Setting
from rota_desk.edits.assignments import new_uid
from rota_desk.edits.building import BuildAnswer, build_period
from rota_desk.errors import Refusal
from rota_desk.queries.building import LAID
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words


def start_pattern(
    work: UnitOfWork, *, pattern: int, first: dt.date, starts: Mapping[int, int]
) -> None:
    """Say on which line each post (by number) stands in the week of `first`, a Monday.

    From then on every period that is built rolls the pattern on.
    """
    rolling = work.get(DutyPattern, pattern)
    _refuse_odd_start(rolling, first, starts)
    for number, line in starts.items():
        work.get(Post, number).pattern_line = line
    key = f"{LAID}{pattern}"
    value = {
        "from": first.isoformat(),
        "starts": {str(number): line for number, line in starts.items()},
    }
    laid = work.one(select(Setting).where(Setting.key == key))
    if laid is None:
        work.add(Setting(key=key, value=value))
    else:
        laid.value = value
        work.flush()
    work.label = f"Start {rolling.name} on {day_words(first)}"


def lay_pattern(
    work: UnitOfWork,
    *,
    pattern: int,
    first: dt.date,
    last: dt.date,
    starts: Mapping[int, int],
    uid: Callable[[], str] = new_uid,
) -> BuildAnswer:
    """Start a pattern on a Monday and build the period from it, both days included."""
    start_pattern(work, pattern=pattern, first=first, starts=starts)
    answer = build_period(work, first=first, last=last, uid=uid)
    name = work.get(DutyPattern, pattern).name
    work.label = f"Lay {name} from {day_words(first)} to {day_words(last)}"
    return answer


def _refuse_odd_start(pattern: DutyPattern, first: dt.date, starts: Mapping[int, int]) -> None:
    if first.weekday():
        raise Refusal("A pattern starts on a Monday. Choose the Monday of that week.")
    if not starts:
        raise Refusal("Give at least one post its line of the pattern.")
    for line in starts.values():
        if not 1 <= line <= pattern.weeks:
            raise Refusal(
                f"{pattern.name} has {pattern.weeks} lines; there is no line {line}. "
                f"Choose one from 1 to {pattern.weeks}."
            )
