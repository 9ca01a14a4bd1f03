"""Type to fill: a small field over the cell that offers activities by code."""

import re
from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPointF,
    QRect,
    QSignalBlocker,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView, QWidget

from rota_desk.queries.look_up import Named

BETWEEN = "  "  # parts code and name in a line of the list
SURE = 3  # up to this rank a line is what was begun; beyond it the letters stand amid a name


class CodeField(QLineEdit):
    """A code is typed, Enter takes it, Tab and → take it and go on, Escape leaves.

    What Enter would take is marked in the list. A click elsewhere takes what is a code.
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
        self._offered = QStringListModel(self)
        self._completer = QCompleter(self._offered, self)
        self._completer.setPopup(self._popup)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated.connect(lambda line: self._take(line, go_on=False))
        self.textEdited.connect(self._sift)
        self._popup.installEventFilter(self)
        self.hide()

    def offer(self, activities: Sequence[Named]) -> None:
        """Offer these activities: "EN  Endoscopy list"."""
        self._lines = [f"{one.code}{BETWEEN}{one.name}" for one in activities]
        self._popup.setMinimumWidth(280)
        self.setCompleter(self._completer)

    def begin(self, place: QRect, letter: str, stands: str = "") -> None:
        """Open over a cell with the first letter typed, or with what stands there, chosen."""
        self.setGeometry(place.adjusted(0, 0, max(0, 90 - place.width()), 2))
        self.setText(letter or stands)
        self.show()
        self.setFocus()
        self.raise_()
        if letter:
            self._sift(letter)
            self._completer.complete()
            self._mark()
        else:
            self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Enter, Tab, → at the end and Escape are the field's own; the list hands them over."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._did(Qt.Key(event.key()), plain=not event.modifiers())
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def _did(self, key: Qt.Key, *, plain: bool) -> bool:
        """Take what was typed, or leave; False where the key does neither."""
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.text(), go_on=False)
        elif key == Qt.Key.Key_Tab or (key == Qt.Key.Key_Right and plain and self._at_end):
            self._take(self.text(), go_on=True)
        else:
            return False
        return True

    @property
    def _at_end(self) -> bool:
        text = self.text()
        return bool(text) and not self.hasSelectedText() and self.cursorPosition() == len(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark what Enter would take, once a letter has changed what is offered."""
        before = self.text()
        super().keyPressEvent(event)
        if self.text() != before:
            self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere takes what is a code, as a spreadsheet does; else all is left."""
        super().focusOutEvent(event)
        if self._popup.isVisible() or self.isHidden():
            return
        self.hide()
        if event.reason() is Qt.FocusReason.MouseFocusReason and (code := self._sure()):
            self.taken.emit(code, False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press beside the open list ends the typing, and reaches what was pressed on."""
        if (
            watched is self._popup
            and isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonPress
            and not self._popup.rect().contains(event.position().toPoint())
        ):
            self._end_by_press(event)
            return True
        return bool(super().eventFilter(watched, event))

    def _end_by_press(self, event: QMouseEvent) -> None:
        point, code = event.globalPosition(), self._sure()
        there = QApplication.widgetAt(point.toPoint())
        if there is self:
            self._popup.hide()
            return
        local = QPointF(there.mapFromGlobal(point)) if there is not None else point
        self.leave()
        if code:  # what the window hears meanwhile may move what was pressed on
            self.taken.emit(code, False)
        if there is not None:
            held = event.button(), event.buttons(), event.modifiers()
            QApplication.sendEvent(there, QMouseEvent(event.type(), local, point, *held))

    def _sure(self) -> str:
        """What was typed, where it is a code."""
        code = self._best(self.text())
        known = {line.split(BETWEEN)[0].casefold() for line in self._lines}
        typed = self.text().strip().casefold().split(BETWEEN)[0]
        return code if code.casefold() == typed and typed.lstrip("+") in known else ""

    def leave(self) -> None:
        """Close without filling."""
        self._popup.hide()
        self.hide()
        self.left.emit()

    def _sift(self, text: str) -> None:
        """Offer what fits, the likeliest first."""
        self._offered.setStringList(self._fitting(text))

    def _mark(self) -> None:
        """Mark the line that Enter would take, where the letters begin one."""
        first = self._offered.index(0, 0)
        typed = self.text().strip().lstrip("+")
        if first.isValid() and _rank(typed, str(first.data())) <= SURE:
            with QSignalBlocker(self._popup.selectionModel()):  # what is typed stays as it is
                self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
            self._popup.scrollToTop()
            self._popup.viewport().update()

    def _fitting(self, text: str) -> list[str]:
        typed = text.strip().lstrip("+")
        if not typed:
            return []
        ranked = [(_rank(typed, line), _told(typed, line), line) for line in self._lines]
        return [line for rank, _text, line in sorted(ranked) if rank <= SURE + 1]

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
        """The code meant: the first one offered that begins so, else what was typed."""
        said = text.strip()
        plus, typed = "+" * said.startswith("+"), said.lstrip("+")
        first = next(iter(self._fitting(typed)), "")
        if first and _rank(typed, first) <= SURE:
            return plus + first.split(BETWEEN)[0]
        return said if typed else ""


def _rank(typed: str, line: str) -> int:
    """How well a line fits what was typed: 0 its code, to 4 amid its name; 5 not at all."""
    said, whole = typed.casefold(), line.casefold()
    code, _space, name = whole.partition(BETWEEN)
    ranks = (
        said in {code, whole},
        code.startswith(said),
        name.startswith(said),
        re.search(rf"\b{re.escape(said)}", name) is not None,
        said in whole,
    )
    return ranks.index(True) if True in ranks else len(ranks)


def _told(typed: str, line: str) -> str:
    """By what lines that fit alike are ordered: by code, or by name where that was typed."""
    return line if line.casefold().startswith(typed.casefold()) else line.partition(BETWEEN)[2]
