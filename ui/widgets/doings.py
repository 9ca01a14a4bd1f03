"""What can be done with what is under the cursor, as the panels on the right offer it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.card import Card
from ui.widgets.layouts import column, row
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap

Act = tuple[str, str, Callable[[], object]]  # words, key, what it does
INSET = 7  # pixels that a link keeps about its words: they stand under the heading
GAP = 8  # pixels between an act and its key


def key_words(key: str) -> str:
    """A shortcut as it is printed on keys, the first of several; nothing when there is none."""
    first = key.split(maxsplit=1)[0] if key else ""
    return QKeySequence(first).toString(QKeySequence.SequenceFormat.NativeText)


def doings(acts: Sequence[Act]) -> Card:
    """A line for each act, its key at the end."""
    card = Card()
    heading = words("What now", "strong")
    heading.setIndent(INSET)
    card.add(heading)
    card.add(column(*(_Doing(*act) for act in acts), gap=2))
    card.inset(INSET)
    return card


class _Doing(QWidget):
    """One act; its key is left to the tip where the line has no room for both."""

    def __init__(self, text: str, key: str, run: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._act = button(text, run, "link", says=_says(text, key))
        self._key = words(key_words(key), "soft")
        self.setLayout(row(self._act, None, self._key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the key where it fits."""
        super().resizeEvent(event)
        wanted = self._act.sizeHint().width() + GAP + self._key.sizeHint().width()
        self._key.setVisible(wanted <= self.width())

    def minimumSizeHint(self) -> QSize:
        """As narrow as the act alone."""
        return self._act.minimumSizeHint()


def answers(acts: Sequence[Act]) -> Wrap:
    """The acts that settle what is shown, as buttons beside each other; the first is the usual."""
    beside = Wrap()
    for place, (text, key, run) in enumerate(acts):
        beside.add(button(text, run, "" if place else "primary", says=_says(text, key)))
    return beside


def _says(text: str, key: str) -> str:
    return f"{text} ({key_words(key)})" if key else text
