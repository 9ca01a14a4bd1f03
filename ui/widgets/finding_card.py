"""A finding as a card: where, measured, limit, clause, figures, what would turn or clear it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from rota_desk.queries.rule_words import breach_words, figure_words, weight_words
from rota_desk.queries.turning import Turning, turnings
from rota_desk.rules.finding import Finding
from ui.widgets.card import Card
from ui.widgets.layouts import clear, row
from ui.widgets.words import button, words

if TYPE_CHECKING:
    from rota_desk.queries.mends import Mend


@dataclass(frozen=True, slots=True)
class OnFinding:
    """What can be done from a finding: do a mend, go to the setting that would turn it."""

    mend: "Callable[[Mend], object]"
    setting: Callable[[str], object]


class FindingCard(Card):
    """One finding, told whole; its mends come when they are found."""

    def __init__(
        self,
        finding: Finding,
        on: OnFinding,
        *,
        standing: str,
        kind: str,
        measured: bool = True,
        signed: str = "",
    ) -> None:
        super().__init__()
        self.finding = finding
        self._on = on
        self.line(f"{standing} · {breach_words(finding.key)} · {finding.rule}", kind)
        self.line(finding.message[:1].upper() + finding.message[1:])
        if measured:
            self._figures(finding)
        for part in (" · ".join(_source(finding)), f"Figures: {finding.pack}"):
            if part.removeprefix("Figures: "):
                self.line(part, "soft")
        for turning in turnings(finding):
            self._turning(turning)
        if signed:
            self.line(signed, "notice")
        self._mends = QVBoxLayout()
        self._mends.setSpacing(4)
        self.add(self._mends)

    def _figures(self, finding: Finding) -> None:
        if finding.measured is None and finding.limit is None:
            self.line(_capital(weight_words(finding)), "soft")
            return
        measured = figure_words(finding.measured, finding.unit)
        limit = figure_words(finding.limit, finding.unit)
        self.line(f"Measured {measured}, limit {limit} · {weight_words(finding)}", "soft")

    def _turning(self, one: Turning) -> None:
        self.line(f"⇄ {one.words}", "notice")
        says = f"Go to the setting {one.title}"
        link = button(
            "Go to this setting", lambda: self._on.setting(one.setting), "link", says=says
        )
        self.add(row(link, None))

    def wait_for_mends(self) -> None:
        """Say that mends are being looked for."""
        clear(self._mends)
        self._mends.addWidget(words("Looking for what would clear it …", "soft", wrap=True))

    def show_mends(self, mends: "Sequence[Mend]") -> None:
        """Offer what would clear it, nearest first; each was tried."""
        clear(self._mends)
        if not mends:
            nothing = "No single change of this person's duties clears it."
            self._mends.addWidget(words(nothing, "soft", wrap=True))
            return
        self._mends.addWidget(words("Would clear it, tried out (F9)", "strong", wrap=True))
        for mend in mends:
            self._mends.addLayout(self._doing(mend))

    def _doing(self, mend: "Mend") -> QHBoxLayout:
        do = button("Do it", lambda: self._on.mend(mend), "link", says=f"Do it: {mend.words}")
        line = row(words(mend.words, wrap=True), do)
        line.setStretch(0, 1)
        return line


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _source(finding: Finding) -> list[str]:
    return [part for part in (finding.contract, finding.clause) if part]
