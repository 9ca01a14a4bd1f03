"""What was cut from the Rota: entries that move together, each as far from the first as it was."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from rota_desk.edits.many import Moved
from rota_desk.errors import Refusal
from rota_desk.queries.rota_sheet import Entry
from ui.roster.clipboard import movable
from ui.roster.spot import Spot


@dataclass(frozen=True, slots=True)
class CutBlock:
    """Entries, each with how many rows below and days after the block's first cell it stands."""

    entries: tuple[tuple[Entry, int, int], ...] = ()

    @property
    def single(self) -> Entry | None:
        """The one entry, where it is but one."""
        return self.entries[0][0] if len(self.entries) == 1 else None

    def moves(self, people: Sequence[int], days: Sequence[dt.date]) -> tuple[Moved, ...]:
        """Where each goes, with these people from the cursor down and days from it on."""
        if any(not down < len(people) or not on < len(days) for _one, down, on in self.entries):
            raise Refusal("The block does not fit there: it would run off the rows or days shown.")
        return tuple(
            Moved(one.session_id or 0, one.assignment_id or 0, people[down], days[on])
            for one, down, on in self.entries
        )


def cut_block(block: Sequence[Sequence[Spot]]) -> CutBlock:
    """The people at work in a block of cells."""
    return CutBlock(
        tuple(
            (entry, down, (spot.day - block[0][0].day).days)
            for down, line in enumerate(block)
            for spot in line
            for entry in movable([[spot]])
        )
    )
