"""Labels, chips, rules and buttons in the desk's few roles."""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

KEY = re.compile(r"(Ctrl|Alt|Shift|Meta)\+\S+|F\d+")


def words(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label; role is title, heading, strong, soft, danger, warning, notice, good or nothing."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def chip(text: str, kind: str = "neutral") -> QLabel:
    """A small rounded word; kind is neutral, notice, good, warning or danger."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("chip", kind)
    return label


def rule() -> QFrame:
    """A hairline across."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


class Button(QPushButton):
    """A button that Enter presses as Space does, in a window as in a dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    text: str, pressed: Callable[[], object], role: str = "", *, says: str = ""
) -> QPushButton:
    """A button; role is primary, link, quiet, part or nothing; `says` is its tooltip."""
    made = Button(text)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    made.setAccessibleName(f"{text} ({says})" if _is_a_key(says) else says or text)
    made.setToolTip(says)
    made.clicked.connect(lambda: pressed())  # noqa: PLW0108 - drops Qt's "checked"
    return made


def _is_a_key(says: str) -> bool:
    """Whether a tooltip names nothing but a key: "Ctrl+N", "F7"."""
    return bool(KEY.fullmatch(says))


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again after a role or chip has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role."""
    widget.setProperty("role", role)
    restyle(widget)
