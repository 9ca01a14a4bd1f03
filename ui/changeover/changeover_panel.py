"""The right-hand side of the changeover desk: one person, everything owed, what now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.queries.changeover import Mover
from rota_desk.words import count_words, day_words
from ui.widgets.card import Card
from ui.widgets.doings import Act, doings
from ui.widgets.layouts import clear, scrolled
from ui.widgets.words import words


class ChangeoverPanel(QWidget):
    """A starter or a leaver, whole."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName("Starter or leaver")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def tell(self, mover: Mover | None, acts: Sequence[Act]) -> None:
        """Show a person with everything to be settled."""
        clear(self._cards)
        if mover is None:
            said = "Choose a line to see what is owed with that person."
            self._cards.addWidget(words(said, "soft", wrap=True))
        else:
            self._person(mover)
            self._cards.addWidget(doings(acts))
        self._cards.addStretch(1)

    def _person(self, mover: Mover) -> None:
        self._cards.addWidget(words(mover.name, "heading", wrap=True))
        card = Card()
        verb = "first day no longer here" if mover.leaving else "starts"
        card.line(f"{mover.grade}, {verb} {day_words(mover.day)}")
        if mover.posts:
            card.line(", ".join(mover.posts), "soft")
        still = f"▲ {count_words(mover.open, 'thing')} open" if mover.open else "✓ All settled"
        card.line(still, "danger" if mover.open else "good")
        self._cards.addWidget(card)
        owed = Card("What is owed")
        for one in mover.owed:
            mark, kind = ("✓", "") if one.done else ("▲", "danger")
            owed.line(f"{mark} {one.what}: {one.words}", kind)
        self._cards.addWidget(owed)
