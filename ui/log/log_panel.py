"""The right-hand side of the Log: the whole entry, what became of it, what now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.queries.log_book import CATEGORIES, HistoryStep
from rota_desk.queries.open_log import LogLine, ReminderLine
from rota_desk.words import day_and_year, moment_words
from ui.log.log_columns import about_words, due_words
from ui.widgets.card import Card
from ui.widgets.doings import Act, doings
from ui.widgets.layouts import clear, scrolled
from ui.widgets.words import words


class LogPanel(QWidget):
    """An entry with its history, oldest first: what was said is never written over."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName("The entry")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def tell_nothing(self) -> None:
        """Say what to choose."""
        clear(self._cards)
        sentence = "Choose an entry to read all of it and what became of it."
        self._cards.addWidget(words(sentence, "soft", wrap=True))
        self._cards.addStretch(1)

    def tell(self, line: LogLine, history: Sequence[HistoryStep], acts: Sequence[Act]) -> None:
        """Show an entry."""
        clear(self._cards)
        self._cards.addWidget(words(CATEGORIES[line.category], "heading", wrap=True))
        self._cards.addWidget(words(line.text, wrap=True))
        due = due_words(line)
        for said in (
            about_words(line),
            f"Owner: {line.owner or 'nobody'}",
            f"Due: {due}" if line.due and line.done is None else due,
        ):
            if said:
                kind = "danger" if line.overdue and said.startswith("Due") else "soft"
                self._cards.addWidget(words(said, kind, wrap=True))
        self._cards.addWidget(doings(acts))
        card = Card("What was said and done")
        for step in history:
            card.line(f"{moment_words(step.at)} {step.by}", "strong")
            card.line(step.words)
        self._cards.addWidget(card)
        self._cards.addStretch(1)

    def tell_reminder(self, line: ReminderLine, acts: Sequence[Act]) -> None:
        """Show a bring-forward date."""
        clear(self._cards)
        self._cards.addWidget(words("Bring forward", "heading", wrap=True))
        self._cards.addWidget(words(line.text, wrap=True))
        kind = "danger" if line.overdue else "soft"
        due = f"{'▲ overdue since ' if line.overdue else 'On '}{day_and_year(line.due)}"
        for said, role in ((line.who, "soft"), (f"Owner: {line.owner}", "soft"), (due, kind)):
            if said:
                self._cards.addWidget(words(said, role, wrap=True))
        self._cards.addWidget(doings(acts))
        self._cards.addStretch(1)
