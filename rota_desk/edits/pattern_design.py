"""Designing a rolling rota: its lines, its cells, and the terms it is judged by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Activity, DutyPattern, PatternLaying, PatternLine
from models.types import ContractCode
from rota_desk.errors import Refusal
from rota_desk.planning.typed import parts_of
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import DAYS, count_words, day_words

MOST_WEEKS = 52
SAID = 3  # cells named in a refusal
_Row = tuple[int, int, int, dt.time | None, dt.time | None]  # week, weekday, activity, times


@dataclass(frozen=True, slots=True)
class PatternFill:
    """What to put into a cell, as it is typed: "LD", "RW+RO", "LD 08:00-20:00"; empty clears."""

    week: int
    weekday: int
    text: str


def new_pattern(
    work: UnitOfWork,
    *,
    name: str,
    weeks: int,
    contract: ContractCode = ContractCode.ENG_RD_2016,
) -> int:
    """Begin a rolling rota with so many empty lines; answers its number."""
    _refuse_odd_length(weeks)
    made = DutyPattern(name=_free_name(work, name), weeks=weeks, contract_code=contract)
    work.label = f"New pattern {made.name}"
    return work.add(made).id


def copy_pattern(work: UnitOfWork, *, pattern: int, name: str) -> int:
    """Make a second pattern with the same lines and terms, laid nowhere; answers its number."""
    one = work.get(DutyPattern, pattern)
    made = work.add(
        DutyPattern(
            name=_free_name(work, name),
            weeks=one.weeks,
            contract_code=one.contract_code,
            opt_out=one.opt_out,
            leave_days=one.leave_days,
            standard_hours=one.standard_hours,
        )
    )
    _write(work, made.id, _rows(work, pattern))
    work.label = f"Copy {one.name} to {made.name}"
    return made.id


def save_pattern_terms(
    work: UnitOfWork,
    *,
    pattern: int,
    name: str,
    contract: ContractCode,
    opt_out: bool,
    leave_days: Decimal,
    standard_hours: Decimal,
) -> None:
    """Say by which contract a pattern is judged, and how much leave a year colleagues cover.

    `leave_days` is A and `standard_hours` C of the prospective-cover formula; B is the weeks.
    """
    one = work.get(DutyPattern, pattern)
    if not 0 <= leave_days <= 365:  # noqa: PLR2004 - the days of a year
        raise Refusal("Give the days of leave a year that colleagues cover, from 0 to 365.")
    if not 0 < standard_hours <= 24:  # noqa: PLR2004 - the hours of a day
        raise Refusal("Give the hours of a normal working day, more than 0 and at most 24.")
    one.name = _free_name(work, name, but=pattern)
    one.contract_code = contract
    one.opt_out = opt_out
    one.leave_days = leave_days
    one.standard_hours = standard_hours
    work.label = f"Terms of {one.name}"


def remove_pattern(work: UnitOfWork, *, pattern: int) -> None:
    """Take a pattern away that is laid nowhere."""
    one = work.get(DutyPattern, pattern)
    laid = work.one(select(PatternLaying).where(PatternLaying.pattern_id == pattern))
    if laid is not None:
        raise Refusal(
            f"{one.name} is laid from {day_words(laid.start)}. Take that laying away first."
        )
    work.label = f"Remove pattern {one.name}"
    work.remove(one)


def fill_pattern(work: UnitOfWork, *, pattern: int, fills: Sequence[PatternFill]) -> None:
    """Put codes into cells; nothing is put anywhere when a code is not known.

    Lines beyond the last are added, so that a block can be pasted below.
    """
    one = work.get(DutyPattern, pattern)
    if not fills:
        raise Refusal("There is nothing to put in. Copy a line first.")
    wanted = _understood(fills, {each.code.upper(): each for each in work.all(select(Activity))})
    weeks = max(one.weeks, *(fill.week for fill in fills))
    _refuse_odd_length(weeks)
    touched = {(fill.week, fill.weekday) for fill in fills}
    kept = work.all(select(PatternLine).where(PatternLine.pattern_id == pattern))
    for line in kept:
        if (line.week, line.weekday) in touched:
            work.remove(line)
    one.weeks = weeks
    _write(work, pattern, wanted)
    work.label = _fill_label(one.name, fills)


def _fill_label(name: str, fills: Sequence[PatternFill]) -> str:
    first = fills[0]
    if len(fills) > 1:
        return f"Fill {count_words(len(fills), 'cell')} of {name}"
    where = f"{DAYS[first.weekday]} of week {first.week}"
    return f"{first.text.strip() or 'Day off'} on {where}, {name}"


def add_pattern_line(
    work: UnitOfWork, *, pattern: int, after: int, copy_of: int | None = None
) -> None:
    """Put a line in after another (0: first), empty or a copy; those below move down by one."""
    one = work.get(DutyPattern, pattern)
    _refuse_odd_length(one.weeks + 1)
    order = list(range(1, one.weeks + 1))
    new = [*order[:after], copy_of or 0, *order[after:]]
    _reorder(work, one, new)
    said = f"Copy line {copy_of}" if copy_of else "New line"
    work.label = f"{said} in {one.name}"


def remove_pattern_line(work: UnitOfWork, *, pattern: int, week: int) -> None:
    """Take a line out; those below move up by one."""
    one = work.get(DutyPattern, pattern)
    _refuse_no_line(one, week)
    if one.weeks == 1:
        raise Refusal("A pattern has at least one line. Clear the line instead.")
    _reorder(work, one, [each for each in range(1, one.weeks + 1) if each != week])
    work.label = f"Remove line {week} of {one.name}"


def move_pattern_line(work: UnitOfWork, *, pattern: int, week: int, to: int) -> None:
    """Put a line at another place; those between move by one."""
    one = work.get(DutyPattern, pattern)
    _refuse_no_line(one, week)
    _refuse_no_line(one, to)
    order = [each for each in range(1, one.weeks + 1) if each != week]
    order.insert(to - 1, week)
    _reorder(work, one, order)
    work.label = f"Move line {week} to {to} in {one.name}"


def _reorder(work: UnitOfWork, pattern: DutyPattern, order: Sequence[int]) -> None:
    """Write the lines again in this order; 0 is an empty one."""
    rows = _rows(work, pattern.id)
    for line in work.all(select(PatternLine).where(PatternLine.pattern_id == pattern.id)):
        work.remove(line)
    pattern.weeks = len(order)
    _write(
        work,
        pattern.id,
        [
            (week, *row[1:])
            for week, came_from in enumerate(order, start=1)
            for row in rows
            if row[0] == came_from
        ],
    )


def _rows(work: UnitOfWork, pattern: int) -> list[_Row]:
    asked = select(PatternLine).where(PatternLine.pattern_id == pattern).order_by(PatternLine.id)
    return [
        (one.week, one.weekday, one.activity_id, one.starts, one.ends) for one in work.all(asked)
    ]


def _write(work: UnitOfWork, pattern: int, rows: Iterable[_Row]) -> None:
    work.add_all(
        [
            PatternLine(
                pattern_id=pattern,
                week=week,
                weekday=weekday,
                activity_id=activity,
                starts=starts,
                ends=ends,
            )
            for week, weekday, activity, starts, ends in rows
        ]
    )


def _understood(fills: Sequence[PatternFill], codes: Mapping[str, Activity]) -> list[_Row]:
    rows: dict[tuple[int, int, int], _Row] = {}
    wrong: list[str] = []
    for fill in fills:
        for part in parts_of(fill.text):
            if isinstance(part, str) or part.code not in codes:
                said = part if isinstance(part, str) else part.code
                wrong.append(f'"{said}" on {DAYS[fill.weekday]} of week {fill.week}')
            else:
                place = (fill.week, fill.weekday, codes[part.code].id)
                rows.setdefault(place, (*place, part.starts, part.ends))
    if wrong:
        raise Refusal(_unknown_words(wrong, codes))
    return list(rows.values())


def _unknown_words(wrong: Sequence[str], codes: Mapping[str, Activity]) -> str:
    more = f" and {len(wrong) - SAID} more" if len(wrong) > SAID else ""
    return (
        f"No activity has the code {', '.join(wrong[:SAID])}{more}. Use codes such as "
        f"{', '.join(sorted(codes)[:4])}, two as RW+RO, other times as LD 08:00-20:00."
    )


def _free_name(work: UnitOfWork, name: str, *, but: int | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refusal("Give the pattern a name, such as SHO 1 in 8.")
    there = work.one(select(DutyPattern).where(DutyPattern.name == name))
    if there is not None and there.id != but:
        raise Refusal(f"There is a pattern called {name} already. Choose another name.")
    return name


def _refuse_odd_length(weeks: int) -> None:
    if not 1 <= weeks <= MOST_WEEKS:
        raise Refusal(f"A pattern has from 1 to {MOST_WEEKS} lines, a week each.")


def _refuse_no_line(pattern: DutyPattern, week: int) -> None:
    if not 1 <= week <= pattern.weeks:
        raise Refusal(f"{pattern.name} has {pattern.weeks} lines; there is no line {week}.")
