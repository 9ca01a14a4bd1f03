"""Repeating cells of the Rota in the selection: downwards, and to the right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rota_desk.edits.filled_days import CellFill
from rota_desk.edits.filling import fill_cells
from rota_desk.queries.rota_sheet import By
from ui.roster.clipboard import as_table, cell_text, fills_of, fills_with
from ui.roster.spot import Spot

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

Block = tuple[tuple[Spot, ...], ...]
A_PAIR = 2  # a line and one below it, a day and one after


class Filling:
    """What stands in the first line or day of the selection, repeated in the others."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen
        self.grid = screen.grid

    def down(self) -> None:
        """Repeat the first line of the selection below it; one cell takes what stands above."""
        block = self._block_above() or self.grid.selected_spots()
        if len(block) < A_PAIR or self.screen.by is not By.PERSON:
            self.screen.frame.say("Select a cell and the ones below it, then fill down.", "notice")
            return
        line = as_table(block[:1])
        people = [below[0].row.key for below in block[1:]]
        text = "\n".join([line] * len(people))
        fills = fills_of(text, people, block[0][0].day, block[0][0].slot)
        self._fill_on(fills)

    def right(self) -> None:
        """Repeat the first day of the selection after it; one cell takes what stands before."""
        block = self._block_before() or self.grid.selected_spots()
        if not block or len(block[0]) < A_PAIR or self.screen.by is not By.PERSON:
            self.screen.frame.say(
                "Select a cell and the days after it, then fill right.", "notice"
            )
            return
        fills = [
            fill
            for line in block
            for fill in fills_with(
                cell_text(line[0].entries),
                [(spot.row.key, spot.day) for spot in line[1:] if spot.row.key],
                line[0].slot,
            )
        ]
        self._fill_on(fills)

    def _fill_on(self, fills: Sequence[CellFill]) -> None:
        known = {one.code.upper() for one in self.screen.names.activities}
        fits = tuple(one for one in fills if one.code.upper() in known)
        if fits:
            self.screen.hands.change(fill_cells, fills=fits)
        else:
            self.screen.frame.say("Nothing stands there that could be repeated.", "notice")

    def _block_above(self) -> Block:
        """The one selected cell with the same half of the person above, if it is but one."""
        spot, index = self.screen.spot, self.grid.currentIndex()
        if spot is None or len(self.grid.selected_cells()) > 1:
            return ()
        for line in range(index.row() - 1, -1, -1):
            above = self.grid.spot_at(self.screen.model.index(line, index.column()), spot.half)
            if above is not None:
                return ((above,), (spot,)) if above.row.key else ()
        return ()

    def _block_before(self) -> Block:
        """The one selected cell with the same half of the day before, if it is but one."""
        spot, index = self.screen.spot, self.grid.currentIndex()
        if spot is None or len(self.grid.selected_cells()) > 1 or not index.column():
            return ()
        day = self.screen.model.index(index.row(), index.column() - 1)
        before = self.grid.spot_at(day, spot.half)
        return ((before, spot),) if before is not None else ()
