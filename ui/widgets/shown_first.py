"""A form that shows what would happen before it is done."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rota_desk.desk import Done
from rota_desk.errors import Refusal
from ui.frame import Frame
from ui.widgets.form import Form
from ui.widgets.layouts import column
from ui.widgets.words import button

Tried = Done[Any] | Refusal
LETTERS = 34  # of a line in a pane beside the fields


class ShownFirst(Form):
    """A form with a pane of words: the edit is tried, and told there, off the window's thread.

    A form itself, not a holder of one: only a widget's method hears of a long question on the
    window's own thread.
    """

    def __init__(self, frame: Frame, parent: QWidget, title: str, done: str) -> None:
        super().__init__(title, done, frame.bridge, parent)
        self._frame = frame
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
        """Work out what would happen."""
        work = self.trying()
        self.shown.setPlainText("Looking …")
        self._frame.tasks.start("Looking ahead", lambda _progress: work(), self.tell)

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
