"""Where lines of a job plan meet one another, or the person's time somewhere else."""

from __future__ import annotations

from collections.abc import Iterator

from models.types import Category
from rota_desk.domain.facts import PlanLine
from rota_desk.queries.commitments import commitments, meetings
from rota_desk.queries.plan_sheet import PlanSheet
from rota_desk.unit_of_work import Reading
from rota_desk.words import DAYS, NTHS

ELSEWHERE = (Category.EXT, Category.PRIV, Category.NWD)  # lines that say the same


def clash_words(read: Reading, sheet: PlanSheet) -> tuple[str, ...]:
    """Every meeting in words: two lines of one week, or a line and a weekly commitment."""
    lines = (f"{_said(one)} meets {_said(other)}" for one, other in sheet.clashing)
    return (*lines, *_met_elsewhere(read, sheet))


def _met_elsewhere(read: Reading, sheet: PlanSheet) -> Iterator[str]:
    if sheet.plan.clinician_id is None:
        return
    known = commitments(read, clinician=sheet.plan.clinician_id)
    for line, value in zip(sheet.lines, sheet.values, strict=True):
        if line.weekday is None or line.flexible or line.category in ELSEWHERE:
            continue
        for one in meetings(known, weekday=line.weekday, starts=line.starts, ends=line.ends):
            yield f"{_said(value)} meets {one.words}"


def _said(line: PlanLine) -> str:
    week = f"week {line.week}, " if line.week else ""
    if line.nth_of_month is not None:
        week = f"{NTHS[line.nth_of_month - 1].lower()} "
    day = DAYS[line.weekday or 0]
    what = line.activity or line.category
    return f"{what} ({week}{day} {line.start:%H:%M}–{line.end:%H:%M})"
