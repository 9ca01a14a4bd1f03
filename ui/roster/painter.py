"""The painter: pick an activity or a template, then brush over cells; a stroke is one step."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from rota_desk.edits.filled_days import CellFill
from rota_desk.edits.many import brush_cells
from rota_desk.queries.rota_sheet import By, EntryKind
from ui.roster.clipboard import fills_with, movable
from ui.roster.effect import effect_words, kinds_by_cell
from ui.roster.spot import Spot

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

RUBBER = "-"  # the brush that takes people off
PAUSE = 60  # milliseconds over a cell before the effect of the stroke is asked
LOOKED_AT = 60  # cells of a stroke whose effect is shown before it ends
CODED = frozenset({EntryKind.WORK, EntryKind.GAP})


class Painter:
    """What is on the brush, and the stroke that is being drawn."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen
        self.grid = screen.grid
        self.brush = ""
        self._stroke: tuple[Spot, ...] = ()
        self._look = QTimer(screen, singleShot=True, interval=PAUSE)
        self._look.timeout.connect(self.look_ahead)

    def turn(self) -> None:
        """Pick up what stands under the cursor, or ask for a code; put the brush down again."""
        entry = self.screen.entry
        if self.brush:
            self.stop()
        elif self.screen.by is not By.PERSON:
            self.screen.frame.say("Paint where the rows are people (F11 turns the rows).")
        elif entry is not None and entry.kind in CODED:
            self.take(entry.code)
        else:
            self.screen.codes.ask(self.take)

    def rub(self) -> None:
        """Take up the rubber: brushing takes people off."""
        self.take(RUBBER)

    def take(self, brush: str) -> None:
        """Paint with this: a code, a template such as "EN/CL", or "-" to take people off."""
        self.brush = brush.strip()
        self.grid.brush_on(on=bool(self.brush))
        self.screen.head.tell_brush(self._doing if self.brush else "")
        self.grid.setFocus()
        if self.brush:
            how = "Brush over cells, or select them and press Enter; Esc ends it."
            self.screen.frame.say(f"{self._doing}. {how}")

    @property
    def _doing(self) -> str:
        return "Rubbing out" if self.brush == RUBBER else f"Painting {self.brush}"

    def stop(self) -> None:
        """Put the brush down."""
        if self.brush:
            self.take("")
            self.screen.frame.say("The brush is down.")

    def brushing(self, spots: Sequence[Spot]) -> None:
        """Tint the stroke so far, and look ahead once it rests."""
        self._stroke = tuple(one for one in spots if one.row.key)
        self.grid.tint_spots(dict.fromkeys(self._stroke, "notice"))
        self._look.start()

    def look_ahead(self) -> None:
        """Ask what the stroke so far would bring, and tint each cell by it."""
        if not self._stroke or len(self._stroke) > LOOKED_AT:
            return
        fills, cleared = self._work_of(self._stroke)
        answer = self.screen.bridge.preview(brush_cells, fills=fills, cleared=cleared)
        self.grid.tint_spots(kinds_by_cell(answer, self._stroke))
        self.screen.frame.say(*effect_words(answer))

    def paint(self, spots: Sequence[Spot]) -> None:
        """End the stroke: one step for all its cells."""
        self._stroke = ()
        self._look.stop()
        self.grid.tint(None, "")
        people = [one for one in spots if one.row.key]
        if self.brush and people:
            fills, cleared = self._work_of(people)
            self.screen.hands.change(brush_cells, fills=fills, cleared=cleared)

    def paint_selection(self) -> None:
        """Paint the selected cells, by keyboard."""
        self.paint(self.grid.selected_cells())

    def _work_of(self, spots: Sequence[Spot]) -> tuple[tuple[CellFill, ...], tuple[int, ...]]:
        """What the brush puts on these cells, and whom it takes off them."""
        if self.brush == RUBBER:
            return (), tuple(one.assignment_id or 0 for one in movable([spots]))
        cells = [(one.row.key, one.day) for one in spots]
        return tuple(fills_with(self.brush, cells, spots[0].slot)), ()
