"""Why published days change: asked once for a batch, in a line that stops nobody."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from rota_desk.desk import Done
from rota_desk.edits.told import give_reason
from rota_desk.queries.tell_list import cells_changed, unexplained
from rota_desk.words import count_words
from ui.bridge import Bridge
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap

AHEAD = "Reason for the changes that follow:"


class ReasonBar(QWidget):
    """Gathers changes that were made after publishing, until somebody says why.

    The reason goes to all of them and holds for what follows, until the next version, or until it
    is undone: `taken_back` says which. The line never takes the focus by itself.
    """

    taken_back = Signal(str)

    def __init__(self, bridge: Bridge, kept: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("reason_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bridge, self._kept = bridge, kept
        self._gathered: frozenset[int] = frozenset()
        self.waiting: tuple[int, ...] = ()
        self.text = words("", "warning")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Sickness cover")
        self.field.setAccessibleName("Reason for changes after publishing")
        self.field.setMinimumWidth(220)
        self.field.returnPressed.connect(self.keep)
        line = Wrap()
        line.setContentsMargins(12, 4, 12, 6)
        line.add(
            self.text,
            self.field,
            button("Keep", self.keep, says="Keep the reason (Enter)"),
            button("Not now", self.leave, "link", says="Leave it for later (Esc)"),
        )
        self.setLayout(line)
        self.hide()
        bridge.done.connect(self.hear)

    def hear(self, done: Done[object]) -> None:
        """Gather the changes of an edit that told no reason."""
        changes = done.changes.of("published_change")
        found = {one.id for one in changes if one.after is not None and not one.after["reason"]}
        undone = {one.before["reason"] for one in changes if one.before and one.id in found}
        self._gathered |= found
        self._look(show=bool(found))
        for reason in undone - {""}:
            self.taken_back.emit(reason)

    def _look(self, *, show: bool) -> None:
        """Say how many still want a reason; undo may have taken some of them away."""
        self.waiting = (
            self._bridge.ask(unexplained, among=self._gathered) if self._gathered else ()
        )
        if not self.waiting:
            self.hide()
        elif show or self.isVisible():
            cells = self._bridge.ask(cells_changed, among=self.waiting)
            count = count_words(cells, "change")
            self.text.setText(f"◆ {count} after publishing without a reason. Why?")
            self.show()

    def begin(self) -> None:
        """Let the reason be typed, for what waits or for what follows."""
        self._look(show=True)
        if not self.waiting:
            self.text.setText(AHEAD)
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def keep(self) -> None:
        """Give the reason to what waits, and remember it for what follows."""
        reason = self.field.text().strip()
        if not reason:
            self._bridge.refused.emit("Give a reason in a few words; it is kept with the changes.")
            return
        if (
            self.waiting
            and self._bridge.do(give_reason, changes=self.waiting, reason=reason) is None
        ):
            return
        self._end()
        self._kept(reason)

    def leave(self) -> None:
        """Fold the line; what waits is asked for again with the next change."""
        self.hide()
        self._kept("")

    def forget(self) -> None:
        """A new version was told: the batch is over."""
        self._end()

    def _end(self) -> None:
        self._gathered, self.waiting = frozenset(), ()
        self.field.clear()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves it for later."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
