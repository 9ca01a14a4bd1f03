"""Carrying entries over the Rota: by mouse, and by the clipboard."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from rota_desk.edits.cells import Carry, carry, fill_cells
from rota_desk.queries.rota_sheet import By, Entry
from rota_desk.unit_of_work import UnitOfWork
from ui.roster.clipboard import as_table, fills_of, movable
from ui.roster.effect import effect_words, kind_of
from ui.roster.spot import Spot

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

HOVER = 60  # milliseconds over a cell before its effect is asked


class Carrying:
    """What is picked up and where it is put down; each is one edit, asked for by the hands."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen
        self.grid = screen.grid
        self.bridge = screen.bridge
        self._cut: tuple[Entry, ...] = ()
        self._over: tuple[Entry, Spot, str] | None = None
        self._hover = QTimer(screen)
        self._hover.setSingleShot(True)
        self._hover.setInterval(HOVER)
        self._hover.timeout.connect(self.look_ahead)

    def hovering(self, entry: Entry, spot: Spot, mode: str) -> None:
        """Tint the cell under a carried entry, and look ahead once it rests there."""
        over = (entry, spot, mode)
        if over != self._over:
            self._over = over
            self.grid.tint(spot, "notice")
            self._hover.start()

    def look_ahead(self) -> None:
        """Ask once for each cell hovered what the drop would bring, and tint it."""
        if self._over is None:
            return
        entry, spot, mode = self._over
        answer = self.bridge.preview(carried_to, entry=entry, spot=spot, mode=Carry(mode))
        self.grid.tint(spot, kind_of(answer))
        words, kind = effect_words(answer)
        self.screen.frame.say(words, kind)

    def drop(self, entry: Entry, spot: Spot, mode: str) -> None:
        """Carry an entry to the spot where it was let go."""
        self._over = None
        self._hover.stop()
        days = [entry.start.date(), spot.day]
        self.screen.hands.change(days, carried_to, entry=entry, spot=spot, mode=Carry(mode))

    def carry(
        self, entry: Entry, person: int, day: dt.date, mode: Carry, onto: Entry | None
    ) -> bool:
        """Carry an entry to a person's day, onto what stands there or into an empty place."""
        return self.screen.hands.change(
            [entry.start.date(), day],
            carry,
            session=entry.session_id or 0,
            assignment=entry.assignment_id,
            mode=mode,
            clinician=person,
            day=day,
            onto_session=onto.session_id if onto else None,
            onto_assignment=onto.assignment_id if onto else None,
        )

    def copy(self) -> None:
        """Put the selection on the clipboard as a table."""
        block = self.grid.selected_spots()
        self._cut = ()
        QApplication.clipboard().setText(as_table(block))
        self.screen.frame.say("Copied. Ctrl+V puts it where the cursor is.")

    def cut(self) -> None:
        """Copy, and move on pasting."""
        self.copy()
        self._cut = movable(self.grid.selected_spots())
        self.screen.frame.say("Cut. Ctrl+V moves it to where the cursor is.")

    def paste(self) -> None:
        """Put what was cut or copied at the cursor, as one step."""
        spot = self.screen.spot
        if spot is None:
            return
        if len(self._cut) == 1:
            entry, self._cut = self._cut[0], ()
            self.carry(entry, spot.row.key, spot.day, Carry.MOVE, spot.entry)
            return
        people = [
            line.row.key
            for line in self.screen.model.lines[self.grid.currentIndex().row() :]
            if line.row is not None
        ]
        fills = fills_of(QApplication.clipboard().text(), people, spot.day, spot.slot)
        if not fills or self.screen.by is not By.PERSON:
            self.screen.frame.say(
                "There is nothing to paste here. Copy cells with codes first.", "warning"
            )
            return
        self.screen.hands.change([fill.day for fill in fills], fill_cells, fills=fills)

    def fill_down(self) -> None:
        """Repeat the first line of the selection in the lines below."""
        block = self.grid.selected_spots()
        if len(block) < 2 or self.screen.by is not By.PERSON:  # noqa: PLR2004 - a line and one below it
            self.screen.frame.say("Select a cell and the ones below it, then fill down.", "notice")
            return
        line = as_table(block[:1])
        people = [below[0].row.key for below in block[1:]]
        text = "\n".join([line] * len(people))
        fills = fills_of(text, people, block[0][0].day, block[0][0].slot)
        self.screen.hands.change([fill.day for fill in fills], fill_cells, fills=fills)


def carried_to(work: UnitOfWork, *, entry: Entry, spot: Spot, mode: Carry) -> None:
    """Carry an entry to a spot of the grid: the facts of `carry`, read off both."""
    person = entry.clinician_id if spot.row.key == 0 else spot.row.key
    onto = spot.entry
    carry(
        work,
        session=entry.session_id or 0,
        assignment=entry.assignment_id,
        mode=mode,
        clinician=person,
        day=spot.day,
        onto_session=onto.session_id if onto else None,
        onto_assignment=onto.assignment_id if onto else None,
    )
