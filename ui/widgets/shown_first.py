"""A form that shows what would happen before it is done."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from rota_desk.desk import Done
from rota_desk.errors import Refusal
from ui.frame import Frame
from ui.widgets.form import Form
from ui.widgets.layouts import column
from ui.widgets.words import button

Tried = Done[Any] | Refusal
SOON = 500  # milliseconds after a change before one looks again
LETTERS = 34  # of a line in a pane beside the fields


class ShownFirst(Form):
    """A form with a pane of words: the edit is tried, and told there, off the window's thread.

    A form itself, not a holder of one: only a widget's method hears of a long question on the
    window's own thread.
    """

    def __init__(self, frame: Frame, parent: QWidget, title: str, done: str) -> None:
        super().__init__(title, done, frame.bridge, parent)
        self._frame = frame
        self._asked, self._watched = 0, False
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.look)
        self.setMinimumWidth(640)
        self.shown = QPlainTextEdit()
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.shown.setMinimumHeight(200)

    def add_pane(self, label: str, ask: str, *, beside: bool = False) -> None:
        """Add the button that asks, and the pane under its label or beside the fields."""
        self.shown.setPlaceholderText(f"Press “{ask}” to see it here first.")
        asks = button(ask, self.look)
        if not beside:
            self._rows.addRow("", asks)
            self.add(label, self.shown)
            return
        self.shown.setAccessibleName(label)
        self.shown.setMinimumWidth(self.fontMetrics().averageCharWidth() * LETTERS)
        self.setMinimumWidth(0)  # the two columns say how wide
        self._middle.addLayout(column(asks, self.shown), 1)

    def look(self) -> None:
        """Work out what would happen; from then on again whenever a field has changed."""
        self._soon.stop()
        self._asked += 1
        self._watch()
        work, number = self.trying(), self._asked
        self.shown.setPlainText("Looking …")
        self._frame.tasks.start("Looking ahead", lambda _progress: (number, work()), self._hear)

    def _hear(self, answer: object) -> None:
        """Show what was asked last; what was asked before it is out of date."""
        assert isinstance(answer, tuple)  # noqa: S101 - as `look` asks
        number, found = answer
        if number == self._asked:
            self.tell(found)

    def _watch(self) -> None:
        """Look again a moment after a field of the form has changed."""
        if self._watched:
            return
        self._watched = True
        for box in self.findChildren(QComboBox):
            box.currentTextChanged.connect(lambda _now: self._soon.start())
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(lambda _now: self._soon.start())
        for moment in self.findChildren(QDateTimeEdit):  # their line of text does not tell
            moment.dateTimeChanged.connect(lambda _now: self._soon.start())
        for tick in self.findChildren(QCheckBox):
            tick.toggled.connect(lambda _now: self._soon.start())

    def trying(self) -> Callable[[], Tried]:
        """What to try, with the facts as they stand in the fields now."""
        raise NotImplementedError

    def said(self, done: Done[Any]) -> str:
        """What would happen, in words."""
        raise NotImplementedError

    def tell(self, answer: object) -> None:
        """Show what would happen, or why it is refused."""
        if isinstance(answer, Refusal):
            self.shown.setPlainText(str(answer))
        elif isinstance(answer, Done):
            self.shown.setPlainText(self.said(answer))
