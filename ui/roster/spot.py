"""A spot on the grid: a row, a day, a half; and what stands there."""

import datetime as dt
from dataclasses import dataclass

from models.types import Slot
from rota_desk.queries.rota_sheet import Entry, Row
from ui.roster.face import HALVES, boxes

HALF_SLOTS = {"am": Slot.AM, "pm": Slot.PM}
NOON = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor is: row, day, half ("am", "pm", or "" for the whole), and entries there."""

    row: Row
    day: dt.date
    half: str
    entries: tuple[Entry, ...]

    @property
    def entry(self) -> Entry | None:
        """The first entry of the spot, if any."""
        return self.entries[0] if self.entries else None

    @property
    def slot(self) -> Slot:
        """The slot a new session here would take."""
        return HALF_SLOTS.get(self.half, Slot.DAY)


def halves_of(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """The stops of the keyboard in a cell: two halves, or the whole where it is one piece."""
    whole = bool(entries) and all(box.columns == 1 for box in boxes(entries))
    return ("",) if whole else ("am", "pm")


def in_half(entries: tuple[Entry, ...], half: str) -> tuple[Entry, ...]:
    """The entries of a cell that lie in a half; whole-day entries lie in both."""
    if not half:
        return entries
    place = 0 if half == "am" else 1
    return tuple(
        entry
        for entry in entries
        if entry.slot not in HALVES or HALVES[entry.slot] == place or (place and _late(entry))
    )


def _late(entry: Entry) -> bool:
    return HALVES.get(entry.slot, 0) > 1


def half_at(entries: tuple[Entry, ...], share: float) -> str:
    """The half under a point, `share` of the way across a cell."""
    if halves_of(entries) == ("",):
        return ""
    return "am" if share < 1 / 2 else "pm"
