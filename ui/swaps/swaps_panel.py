"""The right-hand side of Swaps: both sides, what it would bring, its steps, what now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.queries.swaps import SwapLine, SwapSide
from ui.widgets.card import Card
from ui.widgets.doings import Act, doings
from ui.widgets.layouts import clear, scrolled
from ui.widgets.words import words


class SwapsPanel(QWidget):
    """One swap, whole."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName("Swap")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def tell(self, line: SwapLine | None, effect: tuple[str, str], acts: Sequence[Act]) -> None:
        """Show a swap and what it would bring."""
        clear(self._cards)
        if line is None:
            nothing = "Choose a swap to see both sides of it."
            self._cards.addWidget(words(nothing, "soft", wrap=True))
        else:
            title = f"{line.first.name} and {line.second.name}"
            self._cards.addWidget(words(title, "heading", wrap=True))
            self._side(line, line.first, line.second)
            self._side(line, line.second, line.first)
            self._effect(line, effect)
            self._steps(line)
            self._cards.addWidget(doings(acts))
        self._cards.addStretch(1)

    def _side(self, line: SwapLine, one: SwapSide, other: SwapSide) -> None:
        card = Card(one.name)
        card.line(f"Gives {one.title}" if one.title else "Gives nothing back")
        if other.title:
            card.line(f"Takes {other.title}")
        if one.agreed:
            card.line(f"✓ Agreed {one.agreed}", "good")
        elif line.is_open:
            card.line("◆ Has not agreed yet", "warning")
        self._cards.addWidget(card)

    def _effect(self, line: SwapLine, effect: tuple[str, str]) -> None:
        if line.hindered:
            card = Card("No longer possible")
            card.line(f"▲ {line.hindered}", "danger")
            self._cards.addWidget(card)
        elif line.is_open and effect[0]:
            card = Card("What it would bring, for both")
            card.line(*effect)
            self._cards.addWidget(card)

    def _steps(self, line: SwapLine) -> None:
        if line.steps:
            card = Card("What happened")
            for step in line.steps:
                card.line(step, "soft")
            self._cards.addWidget(card)
