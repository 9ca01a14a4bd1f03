"""The right-hand side of Claims: the claim, its evidence in shapes and words, what now."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from rota_desk.domain.claim_case import Check, Mark
from rota_desk.domain.said import span
from rota_desk.queries.claim_evidence import ClaimEvidence
from ui.claims.claim_columns import quantity_words
from ui.style.icons import picture
from ui.style.theme import Look
from ui.widgets.card import Card
from ui.widgets.layouts import clear, column, row, scrolled
from ui.widgets.words import button, chip, words
from ui.widgets.wrap import Wrap

SHAPES = {
    Mark.TICK: ("circle-check", "good", "Tick"),
    Mark.CROSS: ("x", "danger", "Cross"),
    Mark.QUESTION: ("circle-help", "warning", "Question"),
    Mark.NOT_CHECKED: ("minus", "soft", "Not checked"),
}
ORDER = (Mark.CROSS, Mark.QUESTION, Mark.TICK, Mark.NOT_CHECKED)
Act = tuple[str, Callable[[], object]]


class EvidencePanel(QWidget):
    """One claim with every check of it, the gravest first, and the steps that can be taken."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName("Evidence for the claim")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def tell(self, found: ClaimEvidence | None, acts: Sequence[Act]) -> None:
        """Show a claim, or what to do when none is chosen."""
        clear(self._cards)
        if found is None:
            self._cards.addWidget(words("Choose a claim to see its evidence.", "soft", wrap=True))
            self._cards.addStretch(1)
            return
        self._head(found)
        self._doings(acts)
        self._checks(found)
        self._notes(found)
        self._cards.addStretch(1)

    def _head(self, found: ClaimEvidence) -> None:
        claim = found.claim
        self._cards.addWidget(words(f"{claim.reference} · {claim.claimant}", "heading", wrap=True))
        place = f", {claim.room}" if claim.room else ""
        line = f"{claim.activity}{place}, {span(claim.start, claim.end)}"
        self._cards.addWidget(words(line, "soft", wrap=True))
        money = words(f"{quantity_words(claim)} · £{claim.amount:,.2f}", "strong")
        self._cards.addLayout(row(chip(claim.state_words), money, None))
        self._cards.addWidget(words(f"Next: {claim.next_step}.", wrap=True))

    def _doings(self, acts: Sequence[Act]) -> None:
        line = Wrap()
        line.add(
            *(button(text, act, "" if at else "primary") for at, (text, act) in enumerate(acts))
        )
        self._cards.addLayout(line)

    def _checks(self, found: ClaimEvidence) -> None:
        card = Card("Evidence")
        card.line(found.summary, "danger" if found.count(Mark.CROSS) else "soft")
        for check in sorted(found.checks, key=lambda one: ORDER.index(one.mark)):
            card.add(self._check(check))
        self._cards.addWidget(card)

    def _check(self, check: Check) -> QWidget:
        name, kind, said = SHAPES[check.mark]
        shape = QLabel()
        shape.setPixmap(picture(name, getattr(self._look.theme, kind), self._look.pixels(16), 2.0))
        shape.setFixedWidth(self._look.pixels(20))
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

    def _notes(self, found: ClaimEvidence) -> None:
        claim = found.claim
        signed = (
            ("Requested by", claim.requested_by),
            ("Pre-authorised by", claim.pre_authorised_by),
            ("Verified by", claim.verified_by),
            ("Approved by", claim.approved_by),
            ("Payroll batch", claim.payroll_batch),
            ("Reason", claim.reason_code),
        )
        card = Card("Record")
        for title, said in signed:
            if said:
                card.line(f"{title}: {said}")
        for line in claim.note.splitlines():
            card.line(line, "soft")
        self._cards.addWidget(card)
