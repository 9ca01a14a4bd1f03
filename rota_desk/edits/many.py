"""One act on many cells of the rota: painting, pasting, handing over; each is one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models import Clinician
from rota_desk.edits.assignments import assign, hand_over
from rota_desk.edits.cells import CellFill, clear_cells, fill_cell, fill_cells
from rota_desk.edits.sessions import cancel_session
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


def fill_what_fits(work: UnitOfWork, *, fills: Sequence[CellFill]) -> Filled:
    """Fill the cells that make sense and answer the others with their reasons."""
    unfit: list[Unfit] = []
    for fill in fills:
        try:
            fill_cell(
                work,
                clinician=fill.clinician,
                day=fill.day,
                slot=fill.slot,
                code=fill.code,
                over=fill.over,
            )
        except Refusal as refusal:
            unfit.append(Unfit(fill, str(refusal)))
    done = len(fills) - len(unfit)
    work.label = f"Fill {count_words(done, 'cell')}"
    return Filled(done, tuple(unfit))


def brush_cells(
    work: UnitOfWork, *, fills: Sequence[CellFill] = (), cleared: Sequence[int] = ()
) -> int:
    """Brush over cells in one stroke: take people off, or fill; answers how many were touched."""
    if cleared:
        clear_cells(work, assignments=cleared)
        work.label = f"Rub out {count_words(len(cleared), 'cell')}"
    if fills:
        fill_cells(work, fills=fills)
        work.label = f"Paint {count_words(len(fills), 'cell')}"
    if not fills and not cleared:
        raise Refusal("Nothing was brushed over. Draw over cells in the rows of people.")
    return len(fills) + len(cleared)


def hand_over_many(work: UnitOfWork, *, assignments: Sequence[int], clinician: int) -> int:
    """Put one person in the place of others on many sessions; answers on how many."""
    if not assignments:
        raise Refusal("Nobody is planned there. Choose cells with somebody in them.")
    for number in assignments:
        hand_over(work, assignment=number, clinician=clinician)
    name = work.get(Clinician, clinician).name
    if len(assignments) > 1:
        work.label = f"Give {count_words(len(assignments), 'session')} to {name}"
    return len(assignments)


def assign_many(work: UnitOfWork, *, sessions: Sequence[int], clinician: int) -> int:
    """Put one person on many sessions; answers on how many."""
    if not sessions:
        raise Refusal("No session is chosen. Choose gaps, or sessions that want somebody.")
    for number in sessions:
        assign(work, session=number, clinician=clinician)
    if len(sessions) > 1:
        name = work.get(Clinician, clinician).name
        work.label = f"Put {name} on {count_words(len(sessions), 'session')}"
    return len(sessions)


def cancel_many(work: UnitOfWork, *, sessions: Sequence[int], reason: str) -> int:
    """Cancel many sessions for one reason; answers how many."""
    if not sessions:
        raise Refusal("No session is chosen. Choose the sessions to cancel.")
    for number in sessions:
        cancel_session(work, session=number, reason=reason)
    if len(sessions) > 1:
        work.label = f"Cancel {count_words(len(sessions), 'session')}"
    return len(sessions)
