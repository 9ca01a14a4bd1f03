"""Copying, cutting and pasting cells of the Rota, by the clipboard."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from models.types import Slot
from rota_desk.desk import Done
from rota_desk.edits.carrying import put_down
from rota_desk.edits.cells import Carry
from rota_desk.edits.filled_days import CellFill
from rota_desk.edits.filling import Unfit, fill_cells, fill_what_fits
from rota_desk.edits.many import Moved, move_many
from rota_desk.errors import Refusal
from rota_desk.queries.rota_sheet import By
from rota_desk.queries.sheet_away import LEAVE_CODES
from rota_desk.words import day_words
from ui.roster.clipboard import (
    Target,
    Unread,
    as_table,
    packed,
    read_table,
    table_of,
)
from ui.roster.cut_block import CutBlock, cut_block
from ui.roster.effect import effect_words, kinds_by_cell
from ui.roster.paste_form import paste_form
from ui.roster.spot import Spot

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

GHOST = 160  # milliseconds the cursor rests before the effect of pasting there is shown
LOOKED_AT = 60  # cells whose effect is shown before they are pasted


class Pasting:
    """What was copied or cut, and where it goes: each paste is one step."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen
        self.grid = screen.grid
        self.bridge = screen.bridge
        self._cut = CutBlock()
        self._copied = ""  # the one half day that was copied here, as text
        self._armed = False  # something was copied or cut, and shows where it would go
        self._ghost = QTimer(screen, singleShot=True, interval=GHOST)
        self._ghost.timeout.connect(self._show_ghost)
        self.grid.moved.connect(self.moved)

    def copy(self) -> None:
        """Put the selection on the clipboard as a table."""
        if self.grid.scattered:
            self.screen.frame.say("Copy takes one block of cells. Select it again.", "warning")
            return
        self._cut, block = CutBlock(), self.grid.selected_spots()
        QApplication.clipboard().setMimeData(packed(block))
        half = len(block) == len(block[0]) == 1 and block[0][0].half if block else ""
        self._copied = as_table(block) if half else ""
        self._armed = True
        self.screen.frame.say("Copied. Ctrl+V puts it where the cursor is.")

    def cut(self) -> None:
        """Copy, and move on pasting."""
        if self.grid.scattered:
            self.screen.frame.say("Cut takes one block of cells. Select it again.", "warning")
            return
        self.copy()
        self._cut = cut_block(self.grid.selected_spots())
        if self._cut.entries:
            self.screen.frame.say("Cut. Ctrl+V moves it to where the cursor is; Esc forgets it.")
        else:
            self.put_away()
            self.screen.frame.say("Nobody works there: there is nothing to cut.", "notice")

    def put_away(self) -> None:
        """Forget what was cut, and show no more where a paste would go."""
        self._armed, self._cut = False, CutBlock()
        self._ghost.stop()
        self.grid.tint(None, "")

    def moved(self, _spot: object) -> None:
        """Show, once the cursor rests, what pasting there would bring."""
        if self._armed:
            self.grid.tint(None, "")
            self._ghost.start()

    def _show_ghost(self) -> None:
        """Tint the cells that a paste would fill, each by what it would bring."""
        spot = self.screen.spot
        if not self._armed or spot is None or not self.screen.isVisible():
            return
        if (single := self._cut.single) is not None:
            where = self.screen.carrying.where(single, spot)
            self.screen.carrying.tell(
                spot, self.bridge.preview(put_down, mode=Carry.MOVE, **where)
            )
            return
        if self._cut.entries:
            self._show_moves(spot)
            return
        fills, _unread = self._clipboard()
        if fills and len(fills) <= LOOKED_AT:
            answer = self.bridge.preview(fill_cells, fills=fills)
            self.grid.tint_spots(kinds_by_cell(answer, self._spots_of(fills)))
            self.screen.frame.say(*effect_words(answer))

    def _show_moves(self, spot: Spot) -> None:
        """Tint where a cut block would go."""
        if self.screen.by is not By.PERSON:
            return
        try:
            moves = self._moves()
        except Refusal as refusal:
            self.screen.carrying.tell(spot, refusal)
            return
        if len(moves) <= LOOKED_AT:
            answer = self.bridge.preview(move_many, moves=moves)
            places = ((one.clinician, one.day) for one in moves)
            self.grid.tint_spots(kinds_by_cell(answer, self._spots_at(places)))
            self.screen.frame.say(*effect_words(answer))

    def _moves(self) -> tuple[Moved, ...]:
        """Where what was cut would go from the cursor on."""
        index, slot = self.grid.currentIndex(), Slot.DAY
        target = self._target(index.row(), index.column(), slot)
        return self._cut.moves([number for number, _name in target.people], target.days)

    def _move(self) -> None:
        try:
            moves = self._moves()
        except Refusal as refusal:
            self.bridge.refused.emit(str(refusal))
            return
        self.screen.hands.change(move_many, moves=moves)

    def _spots_of(self, fills: Sequence[CellFill]) -> tuple[Spot, ...]:
        return self._spots_at((one.clinician, one.day) for one in fills)

    def _spots_at(self, wanted: Iterable[tuple[int, dt.date]]) -> tuple[Spot, ...]:
        model, places = self.screen.model, dict.fromkeys(wanted)
        found = (
            self.grid.spot_at(model.index(model.line_of(person), model.column_of(day)), "")
            for person, day in places
        )
        return tuple(one for one in found if one is not None)

    def paste(self) -> None:
        """Put what was cut or copied at the cursor, as one step."""
        spot, cut = self.screen.spot, self._cut
        if spot is None:
            return
        if cut.single is not None:
            self.put_away()
            self.screen.carrying.drop(cut.single, spot, Carry.MOVE.value)
            return
        if self.screen.by is not By.PERSON:
            self.screen.frame.say("Paste where the rows are people (F11 turns them).", "warning")
            return
        if cut.entries:
            self._move()
            self.put_away()
            return
        self.put_away()
        fills, unread = self._clipboard()
        if not fills and not unread:
            self.screen.frame.say(
                "There is nothing to paste here. Copy cells with codes first.", "warning"
            )
        elif unread:
            self._ask(fills, unread)
        else:
            self._paste(fills)

    def _paste(self, fills: Sequence[CellFill]) -> None:
        """Paste what is readable; where a cell refuses, ask first and paste nothing yet."""
        answer = self.bridge.preview(fill_cells, fills=fills[:1])
        tried = None
        if isinstance(answer, Refusal) or len(fills) <= LOOKED_AT:
            tried = self.bridge.preview(fill_what_fits, fills=fills)
        unfit = tried.value.unfit if isinstance(tried, Done) else ()
        if unfit:
            left = tuple(one for one in fills if one not in {each.fill for each in unfit})
            self._ask(left, [self._unfit(one) for one in unfit])
        else:
            self.screen.hands.change(fill_cells, fills=fills)

    def _ask(self, fills: Sequence[CellFill], unread: Sequence[Unread]) -> None:
        """Tell which cells cannot be pasted and why; she chooses the rest or nothing."""

        def rest() -> bool:
            return self.screen.hands.change(fill_cells, fills=fills)

        paste_form(self.bridge, self.screen, unread, len(fills), rest)

    def _unfit(self, one: Unfit) -> Unread:
        names = {person.id: person.name for person in self.screen.names.people}
        where = f"{names.get(one.fill.clinician, 'Nobody')}, {day_words(one.fill.day)}"
        return Unread(where, one.fill.code, one.why)

    def _clipboard(self) -> tuple[tuple[CellFill, ...], tuple[Unread, ...]]:
        """What the clipboard's table asks for at the cursor; one cell fills all selected ones."""
        spot = self.screen.spot
        table = table_of(QApplication.clipboard().mimeData())
        if spot is None or not table:
            return (), ()
        cells = self.grid.selected_cells()
        if len(table) == len(table[0]) == 1 and len(cells) > 1:
            return self._repeated(table[0][0], cells)
        if self._copied and [[self._copied]] == table and spot.half:
            table = [[self._copied.removeprefix("/")]]  # a half day goes where the cursor is
        index = self.grid.currentIndex()
        first = self.grid.selected_spots()[0][0] if len(cells) > 1 else spot
        line, column = (
            self.grid.place_of(first) if len(cells) > 1 else (index.row(), index.column())
        )
        return read_table(table, self._target(line, column, first.slot))

    def _repeated(
        self, text: str, cells: Sequence[Spot]
    ) -> tuple[tuple[CellFill, ...], tuple[Unread, ...]]:
        read = [
            read_table([[text]], self._target(*self.grid.place_of(one), one.slot)) for one in cells
        ]
        fills = tuple(fill for good, _bad in read for fill in good)
        return fills, tuple(one for _good, bad in read for one in bad)

    def _target(self, line: int, column: int, slot: Slot) -> Target:
        below = (one.row for one in self.screen.model.lines[line:])
        people = tuple((row.key, row.name) for row in below if row is not None)
        return Target(
            people=people,
            days=tuple(head.day for head in self.screen.model.days[column:]),
            slot=slot,
            known=frozenset(one.code.upper() for one in self.screen.names.activities),
            away=self.away,
        )

    @property
    def away(self) -> frozenset[str]:
        """What stands for leave and absence on the sheet, in capitals."""
        entries = (
            entry
            for each in self.screen.model.lines
            for cell in (each.row.cells if each.row else ())
            for entry in cell
        )
        there = {one.code.upper() for one in entries if one.session_id is None}
        return frozenset(there | {code for code, _name in LEAVE_CODES.values()})
