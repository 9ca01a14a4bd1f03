"""Cells as text: a table that pastes into a spreadsheet, and from one."""

import datetime as dt
from collections.abc import Sequence

from models.types import Slot
from rota_desk.edits.cells import CellFill
from rota_desk.queries.rota_sheet import Entry, EntryKind
from ui.roster.spot import Spot

HALVES = (Slot.AM, Slot.PM)


def as_table(block: Sequence[Sequence[Spot]]) -> str:
    """The selected cells as tab-separated lines; halves are parted by a slash: "EN/CL"."""
    return "\n".join("\t".join(cell_text(spot.entries) for spot in line) for line in block)


def cell_text(entries: Sequence[Entry]) -> str:
    """What a cell says in a spreadsheet: "EN/CL", "LD", "AL"."""
    halves = [_of(entries, slot) for slot in HALVES]
    whole = [one.code for one in entries if one.slot not in HALVES]
    if not any(halves):
        return "+".join(whole)
    parted = "/".join(halves) if halves[1] else halves[0]
    return "+".join([*whole, parted])


def _of(entries: Sequence[Entry], slot: Slot) -> str:
    return "+".join(one.code for one in entries if one.slot is slot)


def fills_of(text: str, people: Sequence[int], first: dt.date, slot: Slot) -> tuple[CellFill, ...]:
    """Read a pasted table for the people from the cursor down and the days from `first` on.

    A single code takes the slot of the cursor; "EN/CL" is morning and afternoon.
    """
    fills: list[CellFill] = []
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    for clinician, line in zip(people, lines, strict=False):
        for place, cell in enumerate(line.split("\t")):
            day = first + dt.timedelta(days=place)
            fills += [CellFill(clinician, day, half, code) for half, code in _codes(cell, slot)]
    return tuple(fills)


def _codes(cell: str, slot: Slot) -> list[tuple[Slot | None, str]]:
    if "/" in cell:
        halves = zip(HALVES, cell.split("/"), strict=False)
        return [(half, code.strip()) for half, code in halves if code.strip()]
    half = slot if slot in HALVES else None
    return [(half, code.strip()) for code in cell.split("+") if code.strip()]


def movable(spots: Sequence[Sequence[Spot]]) -> tuple[Entry, ...]:
    """The entries of a block that are people at work, so that they can be moved or removed."""
    return tuple(
        entry
        for line in spots
        for spot in line
        for entry in spot.entries
        if entry.kind is EntryKind.WORK and entry.assignment_id is not None
    )
