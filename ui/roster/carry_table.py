"""A table whose entries are carried by mouse: where a drag begins, passes and ends."""

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from rota_desk.queries.rota_sheet import Entry
from ui.roster.spot import Spot

CARRIED = "application/x-rota-entry"
SHAKE = 8  # pixels of a shaky hand
PERSON = "application/x-rota-person"


class CarryTable(QTableView):
    """The part of the grid that carries entries.

    `hovered` and `dropped` bring entry, spot and mode ("move", "copy", "swap"); `left` tells
    that the entry was carried off the grid. `person_hovered` and `person_dropped` bring a person,
    carried by the name, and the spot.
    """

    hovered = Signal(object, object, str)
    dropped = Signal(object, object, str)
    person_hovered = Signal(int, object)
    person_dropped = Signal(int, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pressed = QPoint()
        self._carrying: Entry | None = None

    def spot_under(self, point: QPoint) -> Spot | None:
        """The spot under a point of the viewport."""
        raise NotImplementedError

    def tint(self, spot: Spot | None, kind: str) -> None:
        """Tint a cell by what a drop would bring."""
        raise NotImplementedError

    def take_hold(self, point: QPoint, entry: Entry | None) -> None:
        """Be ready to carry the entry that was pressed on."""
        self._pressed, self._carrying = point, entry

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to carry an entry once the pointer has moved a little."""
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        held = event.buttons() & Qt.MouseButton.LeftButton
        if held and self._carrying is not None and far > SHAKE:
            if self._carrying.session_id is not None:
                self._carry(self._carrying)
            return
        super().mouseMoveEvent(event)

    def _carry(self, entry: Entry) -> None:
        drag = QDrag(self)
        drag.setMimeData(carried(entry))
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction)
        self._carrying = None
        self.setState(QAbstractItemView.State.NoState)  # else the next click would select on
        self.tint(None, "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what was picked up on the rota."""
        if event.mimeData().hasFormat(CARRIED) or event.mimeData().hasFormat(PERSON):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Tell which spot the entry is over."""
        spot = self.spot_under(event.position().toPoint())
        person = person_in(event.mimeData())
        if spot is None or (self._carrying is None and not person):
            event.ignore()
            return
        event.acceptProposedAction()
        if person or self._carrying is None:
            self.person_hovered.emit(person, spot)
            return
        self.hovered.emit(self._carrying, spot, mode_of(event.modifiers()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the tint."""
        self.tint(None, "")
        self.left.emit()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the entry was let go, and with which key held."""
        spot, entry = self.spot_under(event.position().toPoint()), self._carrying
        self.tint(None, "")
        if spot is not None and (person := person_in(event.mimeData())):
            event.acceptProposedAction()
            self.person_dropped.emit(person, spot)
        elif spot is not None and entry is not None:
            event.acceptProposedAction()
            self.dropped.emit(entry, spot, mode_of(event.modifiers()))

    def pick_up(self, entry: Entry) -> None:
        """Carry an entry that was not picked up with the mouse."""
        self._carrying = entry


def carried(entry: Entry) -> QMimeData:
    """An entry as it is carried by a drag; as text its title."""
    packed = QMimeData()
    packed.setData(CARRIED, str(entry.assignment_id or entry.session_id or 0).encode())
    packed.setText(entry.title)
    return packed


def carried_person(number: int, name: str) -> QMimeData:
    """A person as they are carried by the name; as text the name."""
    packed = QMimeData()
    packed.setData(PERSON, str(number).encode())
    packed.setText(name)
    return packed


def person_in(data: QMimeData) -> int:
    """The number of the person that is carried, 0 when none is."""
    number = bytes(data.data(PERSON).data()).decode() if data.hasFormat(PERSON) else ""
    return int(number) if number.isdigit() else 0


def mode_of(modifiers: Qt.KeyboardModifier) -> str:
    """What a drop does: Ctrl copies, Alt swaps, otherwise it moves."""
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return "copy"
    return "swap" if modifiers & Qt.KeyboardModifier.AltModifier else "move"
