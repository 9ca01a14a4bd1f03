"""Type to fill: what is typed on a cell, where it goes, and the same once more."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rota_desk.edits.filling import fill_cells
from rota_desk.queries.rota_sheet import By, EntryKind
from ui.roster.clipboard import fills_with
from ui.roster.spot import Spot

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen


class TypedCodes:
    """The code field over the grid, and what its codes fill."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen
        self.grid = screen.grid
        self.last = ""  # what was typed last, to be repeated
        self._code_for: Callable[[str], object] | None = None

    def begin(self, spot: Spot | None, letter: str, stands: str = "") -> None:
        """Open the code field on a person's cell, with the first letter typed or what stands."""
        by_person = self.screen.by is By.PERSON
        if spot is None or not by_person or not spot.row.key:
            turn = "Type codes where the rows are people (F11 turns the rows)."
            row = "Type codes in somebody's row; Ctrl+N adds a session that nobody has yet."
            self.screen.frame.say(row if by_person else turn, "notice")
            return
        self._code_for = None
        self.screen.code.offer(self.screen.names.activities)
        place = self.grid.visualRect(self.grid.currentIndex())
        self.screen.code.begin(place, letter, stands)

    def ask(self, then: Callable[[str], object]) -> None:
        """Open the code field for something else than filling the cell."""
        self.begin(self.screen.spot, "")
        self._code_for = then

    def open(self, spot: Spot | None) -> None:
        """Enter: paint the selection, find cover for a gap, or type over what stands there."""
        if spot is None:
            return
        if self.screen.painter.brush:
            self.screen.painter.paint_selection()
        elif spot.entry is not None and spot.entry.kind is EntryKind.GAP:
            several = len(self.grid.selected_cells()) > 1
            if several or not self.screen.inspecting.find_cover():
                self.screen.hands.choose_person()
        elif spot.entry is not None and self.screen.by is not By.PERSON:
            self.screen.inspect_now()
        else:
            entry = spot.entry
            works = entry is not None and entry.kind is EntryKind.WORK
            self.begin(spot, "", entry.code if entry is not None and works else "")

    def fill(self, code: str, go_on: bool) -> None:
        """Fill the selected cells with an activity by its code, in place of what is there.

        "+EN" adds it beside what is there, "EN/CL" is a morning and an afternoon.
        """
        then, self._code_for = self._code_for, None
        if then is not None:
            then(code)
            return
        self._fill(code)
        if go_on:
            self.grid.step(1)
        self.grid.setFocus()

    def repeat(self) -> None:
        """Fill the selected cells with what was typed last."""
        if self.last:
            self._fill(self.last)
        else:
            self.screen.frame.say("Type a code first; this key repeats it.", "notice")

    def _fill(self, typed: str) -> None:
        over, code = not typed.startswith("+"), typed.lstrip("+")
        spots = [one for one in self.grid.selected_cells() if one.row.key]
        fills = [
            fill
            for one in spots
            for fill in fills_with(code, [(one.row.key, one.day)], one.slot, over=over)
        ]
        if fills and self._known(code):
            self.last = typed
            self.screen.hands.change(fill_cells, fills=tuple(fills))

    def _known(self, code: str) -> bool:
        """Say where leave is recorded, when its letters are typed like a code."""
        if code.upper() not in self.screen.pasting.away:
            return True
        if code.upper() in {one.code.upper() for one in self.screen.names.activities}:
            return True
        self.screen.bridge.refused.emit(
            f"{code.upper()} is leave or absence: record it on Leave (Ctrl+3)."
        )
        return False
