"""Checks as they are read on the right: a shape, a word and the exact reason, gravest first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from rota_desk.domain.claim_case import Check, Mark
from ui.style.icons import picture
from ui.style.theme import Look
from ui.widgets.card import Card
from ui.widgets.layouts import clear, column, row, scrolled
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap

SHAPES = {
    Mark.TICK: ("circle-check", "good", "Tick"),
    Mark.CROSS: ("x", "danger", "Cross"),
    Mark.QUESTION: ("circle-help", "warning", "Question"),
    Mark.NOT_CHECKED: ("minus", "soft", "Not checked"),
}
ORDER = (Mark.CROSS, Mark.QUESTION, Mark.TICK, Mark.NOT_CHECKED)
Act = tuple[str, Callable[[], object]]


class Side(QWidget):
    """A right-hand side made of cards, filled anew for each record."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self.look = look
        inside = QWidget()
        inside.setObjectName("plain")
        self.cards = QVBoxLayout(inside)
        self.cards.setContentsMargins(12, 12, 12, 12)
        self.cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName(name)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def begin(self) -> None:
        """Take away what stands there."""
        clear(self.cards)

    def nothing(self, said: str) -> None:
        """Say what to do when no record is chosen."""
        self.begin()
        self.cards.addWidget(words(said, "soft", wrap=True))
        self.cards.addStretch(1)

    def doings(self, acts: Sequence[Act]) -> None:
        """Offer the steps, the first of them first."""
        line = Wrap()
        line.add(
            *(button(text, act, "" if at else "primary") for at, (text, act) in enumerate(acts))
        )
        self.cards.addLayout(line)

    def checks(self, checks: Sequence[Check], summary: str) -> None:
        """Show every check, the gravest first."""
        crossed = any(one.mark is Mark.CROSS for one in checks)
        card = Card("Evidence")
        card.line(summary, "danger" if crossed else "soft")
        for check in sorted(checks, key=lambda one: ORDER.index(one.mark)):
            card.add(check_line(check, self.look))
        self.cards.addWidget(card)

    def record(self, signed: Sequence[tuple[str, str]], notes: str = "") -> None:
        """Show who did what, and the notes."""
        card = Card("Record")
        for title, said in signed:
            if said:
                card.line(f"{title}: {said}")
        for line in notes.splitlines():
            card.line(line, "soft")
        self.cards.addWidget(card)


def check_line(check: Check, look: Look) -> QWidget:
    """One check: its shape, its title with the mark as a word, and why."""
    name, kind, said = SHAPES[check.mark]
    shape = QLabel()
    shape.setPixmap(picture(name, getattr(look.theme, kind), look.pixels(16), 2.0))
    shape.setFixedWidth(look.pixels(20))
    shape.setAlignment(Qt.AlignmentFlag.AlignTop)
    shape.setAccessibleName(said)
    title = words(f"{check.title} — {said.lower()}", "strong", wrap=True)
    why = words(check.words, "soft" if check.mark is Mark.NOT_CHECKED else "", wrap=True)
    line = QWidget()
    line.setObjectName("plain")
    line.setAccessibleName(f"{check.title}: {said}. {check.words}")
    line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    line.setLayout(row(shape, column(title, why, gap=1), gap=6))
    return line
