"""The right-hand side of the list: the change, how its person is reached, what now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.publication import COULD_NOT_WAIT
from rota_desk.queries.tell_list import TellLine
from rota_desk.words import count_words, day_words, moment_words
from ui.telling.tell_columns import told_words
from ui.widgets.card import Card
from ui.widgets.doings import Act, doings
from ui.widgets.layouts import clear, scrolled
from ui.widgets.words import words


class TellPanel(QWidget):
    """One change, whole."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName("Change after publishing")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def tell(self, line: TellLine | None, others: int, acts: Sequence[Act]) -> None:
        """Show a change; `others` more of the same person wait to be told."""
        clear(self._cards)
        if line is None:
            self._cards.addWidget(
                words("Choose a change to see whom it concerns.", "soft", wrap=True)
            )
        else:
            self._change(line)
            self._person(line, others)
            self._cards.addWidget(doings(acts))
        self._cards.addStretch(1)

    def _change(self, line: TellLine) -> None:
        self._cards.addWidget(words(f"{line.who}, {day_words(line.day)}", "heading", wrap=True))
        card = Card()
        card.line(line.what, "strong")
        if line.title:
            card.line(line.title)
        card.line(f"Why: {line.reason}" if line.reason else "◆ No reason yet (Ctrl+R)")
        changed = f"Changed {moment_words(line.changed)} by {line.by}"
        card.line(f"{changed}, after v{line.version}", "soft")
        card.line(told_words(line), "warning" if line.untold else "good")
        if line.agreed_by:
            waited = line.agreed_by != COULD_NOT_WAIT
            card.line(
                f"Agreed: {line.agreed_by}" if waited else "It could not wait: nobody was asked"
            )
        self._cards.addWidget(card)

    def _person(self, line: TellLine, others: int) -> None:
        card = Card("How to reach them")
        for way in line.reach:
            card.line(way)
        if not line.reach:
            card.line("No way for work is known. Add one under People.", "warning")
        if others:
            card.line(f"{count_words(others, 'more change')} to tell this person", "notice")
        self._cards.addWidget(card)
