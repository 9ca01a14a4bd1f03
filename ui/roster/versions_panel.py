"""The right-hand side of Versions: the version, what differs in counts, what now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.queries.version_changes import Comparison, Difference, Differs, title_of
from rota_desk.queries.versions import VersionLine
from rota_desk.words import count_words, day_words, moment_words, span_words
from ui.roster.inspector import Doing
from ui.roster.versions_columns import KINDS, SIGNS
from ui.widgets.card import Card
from ui.widgets.doings import doings
from ui.widgets.layouts import clear, scrolled
from ui.widgets.words import words

OLDER = (
    "An older program made it: it kept times, rooms, people and roles, but not slots, states, "
    "notes, cover wanted or who was away."
)


class VersionsPanel(QWidget):
    """What a version is, in a few lines."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName("Version")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def tell(
        self,
        line: VersionLine | None,
        found: Comparison | None,
        acts: Sequence[Doing],
        one: tuple[Difference, Sequence[str]] | None = None,
    ) -> None:
        """Show a version, what differs from it, and the difference under the cursor with why."""
        clear(self._cards)
        if line is None:
            self._cards.addWidget(words("Choose a version to see it.", "soft", wrap=True))
        else:
            self._version(line)
            if found is not None:
                self._differences(found)
            if one is not None:
                self._difference(*one)
            self._doings(acts)
        self._cards.addStretch(1)

    def _version(self, line: VersionLine) -> None:
        of_it = f" of {line.rota}" if line.rota else ""
        self._cards.addWidget(words(f"Version {line.number}{of_it}", "heading", wrap=True))
        card = Card()
        card.line(span_words(line.first, line.last), "strong")
        card.line(f"Told {moment_words(line.made)} by {line.by}")
        if line.note:
            card.line(f"“{line.note}”")
        people = count_words(line.people, "person", "people")
        card.line(
            f"{count_words(line.sessions, 'session')}, {people}, {line.placed} places filled"
        )
        card.line(f"{count_words(line.gaps, 'gap')}" if line.gaps else "No gaps", "soft")
        if line.untold:
            card.line(f"◆ {count_words(line.untold, 'change')} since not told yet", "warning")
        if not line.whole:
            card.line(OLDER, "warning")
        self._cards.addWidget(card)

    def _differences(self, found: Comparison) -> None:
        card = Card()
        card.line(title_of(found), "strong")
        for how in Differs:
            count = found.of(how)
            if count:
                card.line(f"{SIGNS[how]} {count} {how.value}", KINDS[how])
        if not found.lines:
            card.line("✓ Nothing differs", "good")
        if found.not_kept:
            card.line(found.not_kept, "soft")
        self._cards.addWidget(card)

    def _difference(self, one: Difference, reasons: Sequence[str]) -> None:
        card = Card(f"{one.who}, {day_words(one.day)}")
        card.line(f"{SIGNS[one.how]} {one.how.value}", KINDS[one.how])
        card.line(f"Was {one.was or 'not there'}")
        card.line(f"Is {one.now or 'not there'}")
        for reason in reasons:
            card.line(f"Why: {reason}", "soft")
        self._cards.addWidget(card)

    def _doings(self, acts: Sequence[Doing]) -> None:
        self._cards.addWidget(doings([(one.text, one.key, one.act) for one in acts]))
