"""A spot on the grid: a row, a day, a half; and what stands there."""

import datetime as dt
from dataclasses import dataclass

from models.types import Slot
from rota_desk.queries.rota_sheet import Entry, Row
from ui.roster.face import HALVES, Box, boxes

HALF_SLOTS = {"am": Slot.AM, "pm": Slot.PM}
NOON = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor is: row, day, half ("am", "pm", or "" for the whole), and entries there."""

    row: Row
    day: dt.date
    half: str
    entries: tuple[Entry, ...]
    place: int = 0  # which of them, where several lie below one another

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor, if any."""
        return self.entries[min(self.place, len(self.entries) - 1)] if self.entries else None

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


def place_of(entries: tuple[Entry, ...], entry: Entry) -> tuple[str, int]:
    """The half of a cell that an entry lies in, and its place among those there."""
    stops = halves_of(entries)
    half = next((one for one in stops if entry in in_half(entries, one)), stops[0])
    there = in_half(entries, half)
    return half, there.index(entry) if entry in there else 0


def place_at(entries: tuple[Entry, ...], half: str, lane: int) -> int:
    """The place, in its half, of the entry that lies in a lane of a cell; 0 where none does."""
    lanes = {id(entry): box.lane for entry, box in zip(entries, boxes(entries), strict=True)}
    there = in_half(entries, half)
    return next((at for at, entry in enumerate(there) if lanes[id(entry)] == lane), 0)


def box_of(entries: tuple[Entry, ...], entry: Entry) -> Box:
    """Where an entry of a cell is drawn."""
    return boxes(entries)[entries.index(entry)]


def half_at(entries: tuple[Entry, ...], share: float) -> str:
    """The half under a point, `share` of the way across a cell."""
    if halves_of(entries) == ("",):
        return ""
    return "am" if share < 1 / 2 else "pm"
