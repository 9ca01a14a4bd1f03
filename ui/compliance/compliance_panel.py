"""The right-hand side of Compliance: one person and one rule, with figures, why, and what now."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.queries.compliance import Cell, PersonStanding
from rota_desk.queries.mends import Mend
from rota_desk.queries.restricted_actual_hours import ActualJudged, ActualLine
from rota_desk.queries.rule_words import breach_words
from rota_desk.queries.signed_off import SignedOff
from rota_desk.queries.standings import Judged, Standing
from rota_desk.rules.book import Entry, entries
from rota_desk.rules.contract import Verdict
from rota_desk.rules.finding import Finding
from ui.compliance.marks import KINDS, SHAPES
from ui.widgets.card import Card
from ui.widgets.doings import Act, answers, doings
from ui.widgets.finding_card import FindingCard, OnFinding
from ui.widgets.layouts import clear, scrolled
from ui.widgets.words import words


class CompliancePanel(QWidget):
    """What was measured, where and against what; why the rule exists; who signed it off."""

    def __init__(self, on: OnFinding) -> None:
        super().__init__()
        self._on = on
        self._measures: list[FindingCard] = []
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        self.area = scrolled(inside)
        self.area.setAccessibleName("Why, and what now")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.area)

    def tell(
        self,
        person: PersonStanding | None,
        cell: Cell | None,
        chosen: Judged | None,
        acts: Sequence[Act],
    ) -> None:
        """Show a person and a rule, the chosen measure first."""
        clear(self._cards)
        self._measures = []
        if person is None or cell is None:
            self._cards.addWidget(
                words("Choose a person and a rule to see what was measured.", "soft", wrap=True)
            )
            self._cards.addStretch(1)
            return
        self._cards.addWidget(words(person.name, "heading", wrap=True))
        said = f"{breach_words(cell.key)} · {person.contract or 'no contract entered'}"
        self._cards.addWidget(words(said, "soft", wrap=True))
        self._offer(acts)
        others = [one for one in cell.results if one != chosen]
        for one in (*([chosen] if chosen else []), *others):
            self._measure(one)
        self._why(cell, chosen)
        self._cards.addStretch(1)

    def _offer(self, acts: Sequence[Act]) -> None:
        """The usual answer as a button, the others below it with their keys."""
        self._cards.addLayout(answers(acts[:1]))
        if acts[1:]:
            self._cards.addWidget(doings(acts[1:]))

    def tell_signature(self, one: SignedOff | None, acts: Sequence[Act]) -> None:
        """Show a signature: for whom, which rule, who, why, until when."""
        clear(self._cards)
        if one is None:
            nothing = "Nothing was authorised or accepted for these days."
            self._cards.addWidget(words(nothing, "soft", wrap=True))
            self._cards.addStretch(1)
            return
        self._cards.addWidget(words(one.name, "heading", wrap=True))
        self._cards.addWidget(words(one.what, "soft", wrap=True))
        self._cards.addWidget(doings(acts))
        card = Card(one.kind.value.capitalize())
        card.line(one.sentence)
        self._cards.addWidget(card)
        self._cards.addStretch(1)

    def tell_worked(
        self, line: ActualLine | None, judged: Sequence[ActualJudged], acts: Sequence[Act]
    ) -> None:
        """Show what a person's hours really worked break, beside what the plan breaks already."""
        clear(self._cards)
        self._measures = []
        if line is None:
            nothing = "Choose a duty to see what the hours really worked break."
            self._cards.addWidget(words(nothing, "soft", wrap=True))
            self._cards.addStretch(1)
            return
        self._cards.addWidget(words(line.name, "heading", wrap=True))
        self._cards.addWidget(words("Hours really worked · restricted", "soft", wrap=True))
        self._offer(acts)
        if not judged:
            kept = "✓ The hours recorded in these days break nothing."
            none = "Nothing is recorded for this duty yet."
            said, role = (none, "soft") if line.number is None else (kept, "good")
            self._cards.addWidget(words(said, role, wrap=True))
        for one in judged:
            self._cards.addWidget(_worked_card(one, self._on))
        self._cards.addStretch(1)

    def _measure(self, one: Judged) -> None:
        card = FindingCard(
            one.finding,
            self._on,
            standing=f"{SHAPES[one.standing]} {one.standing.value.capitalize()}",
            kind=KINDS[one.standing],
            measured=one.standing not in (Standing.ABSENT, Standing.UNKNOWN),
            signed=one.signed.sentence if one.signed else "",
        )
        if one.signable_never:
            card.line("A limit of the law: nobody can accept it here.", "strong")
        self._measures.append(card)
        self._cards.addWidget(card)

    def wait_for_mends(self, finding: Finding) -> None:
        """Say at a finding that what would clear it is being looked for."""
        for card in self._measures:
            if card.finding == finding:
                card.wait_for_mends()

    def show_mends(self, finding: Finding, mends: Sequence[Mend]) -> None:
        """Offer at its card what would clear a finding."""
        for card in self._measures:
            if card.finding == finding:
                card.show_mends(mends)

    def _why(self, cell: Cell, chosen: Judged | None) -> None:
        """The rule as the book of rules tells it, with what each contract says of it."""
        card = Card("Why?")
        ordered = (*([chosen] if chosen else []), *cell.results)
        clauses = dict.fromkeys((one.finding.rule, one.finding.contract) for one in ordered)
        told = [one for rule, contract in clauses for one in _entries(rule, contract)]
        for one in told[:1]:
            card.line(one.explained.says)
            card.line(f"Measured: {one.explained.measures}")
            card.line(f"Left out: {one.explained.leaves_out}", "soft")
        for one in told:
            said = "; ".join(one.figures)
            card.line(f"{one.rule}: {said}. {one.contract_name}, {one.clause}.", "strong")
        if not cell.binds:
            card.line("No contract of this person has the rule.", "soft")
        self._cards.addWidget(card)


def _worked_card(one: ActualJudged, on: OnFinding) -> FindingCard:
    said = "▲ Breach, hours worked" if one.finding.verdict is Verdict.BREACH else "◆ Hours worked"
    kind = "danger" if one.finding.verdict is Verdict.BREACH else "warning"
    card = FindingCard(one.finding, on, standing=said, kind=kind)
    planned = (
        "The planned rota breaks it too." if one.planned_too else "The planned rota keeps it."
    )
    card.line(planned, "strong")
    if one.fine_trigger and one.finding.verdict is Verdict.BREACH:
        card.line("On the Guardian's list of fine triggers; no money is reckoned here.", "notice")
    return card


@cache
def _entries(rule: str, contract: str) -> tuple[Entry, ...]:
    """What a contract says of a rule, once asked."""
    return tuple(one for one in entries(contract) if one.rule == rule)
