"""Carrying entries over the Rota: by mouse, and by the clipboard."""

import datetime as dt
from typing import TYPE_CHECKING, TypedDict, TypeGuard, TypeVar

from PySide6.QtCore import QTimer

from rota_desk.desk import Done
from rota_desk.edits.carrying import put_down, put_person
from rota_desk.edits.cells import Carry, carry
from rota_desk.errors import Refusal
from rota_desk.queries.rota_sheet import By, Entry
from ui.roster.effect import effect_words, kind_of
from ui.roster.spot import Spot

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

HOVER = 60  # milliseconds over a cell before its effect is asked
T = TypeVar("T")


class Where(TypedDict):
    """Where an entry is put down: the facts of `put_down` save how."""

    entry: Entry
    by: By
    row: int
    day: dt.date
    onto: Entry | None


class Carrying:
    """What is picked up and where it is put down; each is one edit, asked for by the hands."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen
        self.grid = screen.grid
        self.bridge = screen.bridge
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
        answer = self.bridge.preview(put_down, mode=Carry(mode), **self.where(entry, spot))
        self.tell(spot, answer)

    def where(self, entry: Entry, spot: Spot) -> Where:
        """Where an entry would go, as the edit is told."""
        return {
            "entry": entry,
            "by": self.screen.by,
            "row": spot.row.key,
            "day": spot.day,
            "onto": spot.entry,
        }

    def tell(self, spot: Spot, answer: Done[T] | Refusal) -> None:
        """Tint a cell by what letting go there would bring, and say it; beside it when bad."""
        kind = kind_of(answer)
        self.grid.tint(spot, kind)
        words, _kind = effect_words(answer)
        self.screen.frame.say(words, kind)
        if kind in {"danger", "warning"}:
            self.screen.callout.tell(self.grid.rect_of(spot), words, kind)
        else:
            self.screen.callout.hide()

    def drop(self, entry: Entry, spot: Spot, mode: str) -> None:
        """Carry an entry to the spot where it was let go; a swap asks first who agreed."""
        self._over = None
        self._hover.stop()
        self.screen.refused_at = spot
        onto = spot.entry
        if Carry(mode) is Carry.SWAP and _stands(entry) and _stands(onto):
            self.grid.tint(None, "")
            self.screen.swaps.ask_of(entry, onto)
            return
        where = self.where(entry, spot)
        if self.screen.hands.change(put_down, mode=Carry(mode), **where):
            self.screen.going.to_place(spot)

    def person_over(self, person: int, spot: Spot) -> None:
        """Tint the cell under a carried name."""
        answer = self.bridge.preview(put_person, clinician=person, onto=spot.entry)
        self.tell(spot, answer)

    def drop_person(self, person: int, spot: Spot) -> None:
        """Put a person, carried by the name, on what stands at the spot."""
        self.grid.tint(None, "")
        self.screen.refused_at = spot
        if self.screen.hands.change(put_person, clinician=person, onto=spot.entry):
            self.screen.callout.hide()
            self.screen.going.to_place(spot)

    def carry(
        self, entry: Entry, person: int, day: dt.date, mode: Carry, onto: Entry | None
    ) -> bool:
        """Carry an entry to a person's day, onto what stands there or into an empty place."""
        return self.screen.hands.change(
            carry,
            session=entry.session_id or 0,
            assignment=entry.assignment_id,
            mode=mode,
            clinician=person,
            day=day,
            onto_session=onto.session_id if onto else None,
            onto_assignment=onto.assignment_id if onto else None,
        )


def _stands(entry: Entry | None) -> TypeGuard[Entry]:
    """Whether somebody stands there, who has to agree to a swap."""
    return entry is not None and entry.assignment_id is not None
