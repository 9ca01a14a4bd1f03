"""Filling cells by code: one, a block, or what fits of it, each in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from models import ClinicalSession
from models.types import Slot
from rota_desk.edits.assignments import session_words
from rota_desk.edits.filled_days import CellFill, FilledDays
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words


@dataclass(frozen=True, slots=True)
class Unfit:
    """A cell that cannot be filled, and why."""

    fill: CellFill
    why: str


@dataclass(frozen=True, slots=True)
class Filled:
    """How many cells were filled, and which could not be."""

    cells: int
    unfit: tuple[Unfit, ...]


def fill_cell(
    work: UnitOfWork,
    *,
    clinician: int,
    day: dt.date,
    slot: Slot | None,
    code: str,
    over: bool = False,
) -> int:
    """Put a person on an activity by its code; answers the assignment's number.

    An uncovered session of that activity, day and slot is filled first; otherwise one is added.
    With `over` their other work in that part of the day gives way: its need stays as a gap.
    """
    fill = CellFill(clinician, day, slot, code, over=over)
    days = FilledDays(work, [fill])
    duty = days.fill(fill)
    days.keep()
    if duty.fresh is not None:
        there = work.get(ClinicalSession, duty.fresh.session_id)
        work.label = f"Assign {days.names[clinician]} to {session_words(work, there)}"
    return duty.number


def fill_cells(work: UnitOfWork, *, fills: Sequence[CellFill]) -> int:
    """Fill many cells in one step; answers how many were filled. All or none."""
    days = FilledDays(work, fills)
    for fill in fills:
        days.fill(fill)
    days.keep()
    work.label = f"Fill {count_words(len(fills), 'cell')}"
    return len(fills)


def fill_what_fits(work: UnitOfWork, *, fills: Sequence[CellFill]) -> Filled:
    """Fill the cells that make sense and answer the others with their reasons."""
    days = FilledDays(work, fills)
    unfit: list[Unfit] = []
    for fill in fills:
        try:
            days.fill(fill)
        except Refusal as refusal:
            unfit.append(Unfit(fill, str(refusal)))
    days.keep()
    done = len(fills) - len(unfit)
    work.label = f"Fill {count_words(done, 'cell')}"
    return Filled(done, tuple(unfit))
