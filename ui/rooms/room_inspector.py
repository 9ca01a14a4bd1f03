"""The right-hand side of Rooms: the chosen block, what can be done, and what needs a room."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from rota_desk.domain.room_time import Holding, HoldingKind
from rota_desk.domain.said import day, length, moment, span
from rota_desk.queries.rooms import RoomDiary, Roomless
from ui.rooms.room_grid import RoomSpot
from ui.rooms.room_heads import detail
from ui.widgets.card import Card
from ui.widgets.doings import Act, doings
from ui.widgets.layouts import clear, row, scrolled
from ui.widgets.words import button, words

KINDS = {
    HoldingKind.SESSION: "Session of this rota",
    HoldingKind.RELEASED: "Released: the room is free to be offered",
    HoldingKind.OTHER_SERVICE: "Another service",
    HoldingKind.ONE_OFF: "Booked by us",
    HoldingKind.CLOSURE: "Room closed",
}
LETTERS = 32  # of a link
SHOWN = 8  # lines of a card before it says how many more


class RoomInspector(QWidget):
    """Who holds the room, what it clashes with, and the lists that wait for a decision."""

    def __init__(
        self, go: Callable[[Holding], object], place: Callable[[Roomless], object]
    ) -> None:
        super().__init__()
        self._go, self._place = go, place
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName("Room inspector")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def tell(self, spot: RoomSpot | None, diary: RoomDiary | None, acts: Sequence[Act]) -> None:
        """Show a spot and what the days hold."""
        clear(self._cards)
        if spot is None:
            self._cards.addWidget(words("Choose a room and a day.", "soft", wrap=True))
        else:
            self._spot(spot)
            self._cards.addWidget(doings(acts))
        if diary is not None:
            self._lists(diary)
        self._cards.addStretch(1)

    def _spot(self, spot: RoomSpot) -> None:
        one = spot.holding
        self._cards.addWidget(words(one.title if one else "Free", "heading", wrap=True))
        where = f"{spot.line.name}, {spot.line.site} · {day(spot.day)}"
        self._cards.addWidget(words(where, "soft", wrap=True))
        card = Card()
        if one is not None:
            self._holding(card, one)
        else:
            cell = next(cell for cell in spot.line.cells if cell.day == spot.day)
            card.line("Free " + (", ".join(free.hours for free in cell.free) or "at no time"))
        card.line(detail(spot.line).capitalize(), "soft")
        if spot.line.hours:
            card.line(f"Open {spot.line.hours}", "soft")
        if spot.line.equipment:
            card.line(spot.line.equipment, "soft")
        self._cards.addWidget(card)

    def _holding(self, card: Card, one: Holding) -> None:
        minutes = int((one.end - one.start).total_seconds() // 60)
        card.line(f"{one.hours}, {length(minutes)}", "strong")
        card.line(KINDS[one.kind])
        for said in (one.who, one.reason):
            if said:
                card.line(said)
        if one.repeats:
            card.line("Comes again; what is done here is done to this time of it", "soft")
        if one.points is not None and one.capacity:
            over = one.points > one.capacity
            said = f"{one.points} of {one.capacity} points"
            card.line(f"▲ {said}, over" if over else said, "danger" if over else "")
        if one.training:
            card.line("Training list")
        if one.ran:
            card.line(f"{one.ran[0].upper()}{one.ran[1:]}")
        if one.kit:
            card.line(f"With {', '.join(one.kit)}")
        if one.clash:
            card.line(f"▲ Clashes with {one.clash}", "danger")

    def _lists(self, diary: RoomDiary) -> None:
        if diary.clashes:
            card = Card(f"Clashes ({len(diary.clashes)})")
            for clash in diary.clashes[:SHOWN]:
                card.line(f"▲ {clash.words}", "danger")
            _more(card, len(diary.clashes))
            self._cards.addWidget(card)
        if diary.released:
            card = Card(f"Released, room to offer ({len(diary.released)})")
            for one in diary.released[:SHOWN]:
                card.add(row(_link(one, self._goer(one)), None))
            _more(card, len(diary.released))
            self._cards.addWidget(card)
        if diary.roomless:
            card = Card(f"Without a room ({len(diary.roomless)})")
            for waiting in diary.roomless[:SHOWN]:
                card.add(row(_link(waiting, self._placer(waiting)), None))
            _more(card, len(diary.roomless))
            self._cards.addWidget(card)

    def _goer(self, one: Holding) -> Callable[[], object]:
        return lambda: self._go(one)

    def _placer(self, one: Roomless) -> Callable[[], object]:
        return lambda: self._place(one)


def _link(one: Holding | Roomless, go: Callable[[], object]) -> QPushButton:
    """A line that fits the inspector; all of it is read aloud and stands in the tip."""
    whole = f"{span(one.start, one.end)}  {one.title}, {one.who}"
    who = one.who.removeprefix("given up by ")
    return button(f"{moment(one.start)}  {one.code}  {who}"[:LETTERS], go, "link", says=whole)


def _more(card: Card, count: int) -> None:
    if count > SHOWN:
        card.line(f"and {count - SHOWN} more", "soft")
