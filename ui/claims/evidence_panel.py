"""The right-hand side of Claims: the claim, its evidence in shapes and words, what now."""

from collections.abc import Sequence

from rota_desk.domain.said import span
from rota_desk.queries.claim_evidence import ClaimEvidence
from ui.claims.check_lines import Act, Side
from ui.claims.claim_columns import quantity_words
from ui.style.theme import Look
from ui.widgets.layouts import row
from ui.widgets.words import chip, words


class EvidencePanel(Side):
    """One claim with every check of it, the gravest first, and the steps that can be taken."""

    def __init__(self, look: Look) -> None:
        super().__init__("Evidence for the claim", look)

    def tell(self, found: ClaimEvidence | None, acts: Sequence[Act]) -> None:
        """Show a claim, or what to do when none is chosen."""
        if found is None:
            self.nothing("Choose a claim to see its evidence.")
            return
        self.begin()
        self._head(found)
        self.doings(acts)
        self.checks(found.checks, found.summary)
        self._notes(found)
        self.cards.addStretch(1)

    def _head(self, found: ClaimEvidence) -> None:
        claim = found.claim
        self.cards.addWidget(words(f"{claim.reference} · {claim.claimant}", "heading", wrap=True))
        place = f", {claim.room}" if claim.room else ""
        line = f"{claim.activity}{place}, {span(claim.start, claim.end)}"
        self.cards.addWidget(words(line, "soft", wrap=True))
        money = words(f"{quantity_words(claim)} · £{claim.amount:,.2f}", "strong")
        self.cards.addLayout(row(chip(claim.state_words), money, None))
        self.cards.addWidget(words(f"Next: {claim.next_step}.", wrap=True))

    def _notes(self, found: ClaimEvidence) -> None:
        claim = found.claim
        signed = (
            ("Requested by", claim.requested_by),
            ("Pre-authorised by", claim.pre_authorised_by),
            ("Verified by", claim.verified_by),
            ("Approved by", claim.approved_by),
            ("Payroll batch", claim.payroll_batch),
            ("Rejected because", claim.rejection_reason),
            ("Reason", claim.reason_code),
        )
        self.record(signed, claim.note)
