"""Type to fill: a small field over the cell that offers activities by code."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from rota_desk.queries.look_up import Named


class CodeField(QLineEdit):
    """A code is typed, Enter takes it, Tab takes it and goes on, Escape leaves.

    `taken` brings the code and whether to go on to the next cell.
    """

    taken = Signal(str, bool)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Activity code")
        self.setPlaceholderText("Code")
        self._lines: list[str] = []
        self._popup = QListView()
        self._completer = QCompleter(self)
        self._completer.setPopup(self._popup)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.activated.connect(lambda line: self._take(line, go_on=False))
        self.returnPressed.connect(lambda: self._take(self.text(), go_on=False))
        self.hide()

    def offer(self, activities: Sequence[Named]) -> None:
        """Offer these activities: "EN  Endoscopy list"."""
        self._lines = [f"{one.code}  {one.name}" for one in activities]
        self._completer.setModel(QStringListModel(self._lines, self._completer))
        self._popup.setMinimumWidth(280)
        self.setCompleter(self._completer)

    def begin(self, place: QRect, letter: str) -> None:
        """Open over a cell with the first letter typed."""
        self.setGeometry(place.adjusted(0, 0, max(0, 90 - place.width()), 2))
        self.setText(letter.upper())
        self.show()
        self.setFocus()
        self.raise_()
        if letter:
            self._completer.setCompletionPrefix(letter)
            self._completer.complete()

    def event(self, event: QEvent) -> bool:
        """Tab and Escape are the field's own, also while the list is open and hands keys on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                event.accept()
                return True
            if event.key() == Qt.Key.Key_Tab:
                self._take(self.text(), go_on=True)
                event.accept()
                return True
        if event.type() == QEvent.Type.FocusOut and not self._popup.isVisible():
            self.hide()
        return bool(super().event(event))

    def leave(self) -> None:
        """Close without filling."""
        self._popup.hide()
        self.hide()
        self.left.emit()

    def _take(self, text: str, *, go_on: bool) -> None:
        if self.isHidden():
            return
        code = self._best(text)
        self._popup.hide()
        self.hide()
        self.left.emit()
        if code:
            self.taken.emit(code, go_on)

    def _best(self, text: str) -> str:
        """The code meant: typed exactly, else the first one offered, else what was typed."""
        typed = text.strip().casefold()
        if not typed:
            return ""
        codes = [line.split("  ")[0] for line in self._lines]
        exact = [code for code in codes if code.casefold() in {typed, typed.split("  ")[0]}]
        starting = [code for code in codes if code.casefold().startswith(typed)]
        return (exact or starting or [text.strip()])[0]
