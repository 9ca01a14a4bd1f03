"""The right-hand side of Expenses: the line, how it is reckoned, its evidence, its questions."""

from collections.abc import Sequence

from rota_desk.domain.claim_case import tally
from rota_desk.queries.expenses import ExpenseEvidence, QueryLine
from rota_desk.words import day_and_year, day_words, moment_words
from ui.claims.check_lines import Act, Side
from ui.claims.expense_columns import miles_words, pounds_words
from ui.style.theme import Look
from ui.widgets.card import Card
from ui.widgets.layouts import row
from ui.widgets.words import chip, words


class ExpensePanel(Side):
    """One line with every check of it, the log of questions, and the steps that can be taken."""

    def __init__(self, look: Look) -> None:
        super().__init__("Evidence for the line", look)

    def tell(
        self, found: ExpenseEvidence | None, asked: Sequence[QueryLine], acts: Sequence[Act]
    ) -> None:
        """Show a line with its questions, or what to do when none is chosen."""
        if found is None:
            self.nothing("Choose a line to see its evidence.")
            return
        self.begin()
        self._head(found)
        self.doings(acts)
        self.checks(found.checks, tally(found.checks))
        self._reckoned(found)
        self._questions(asked)
        self._record(found)
        self.cards.addStretch(1)

    def _head(self, found: ExpenseEvidence) -> None:
        line = found.line
        self.cards.addWidget(words(f"{line.reference} · {line.claimant}", "heading", wrap=True))
        self.cards.addWidget(words(f"{line.what}, {day_and_year(line.day)}", "soft", wrap=True))
        miles = f"{miles_words(found)} miles · " if line.miles is not None else ""
        money = words(f"{miles}{pounds_words(found)}", "strong")
        self.cards.addLayout(row(chip(line.state_words), money, None))
        self.cards.addWidget(words(f"Next: {line.next_step}.", wrap=True))

    def _reckoned(self, found: ExpenseEvidence) -> None:
        line = found.line
        if not line.reckoned:
            return
        card = Card("Reckoned")
        card.line(line.reckoned)
        if line.passenger_names:
            card.line(f"With {line.passenger_names}", "soft")
        self.cards.addWidget(card)

    def _questions(self, asked: Sequence[QueryLine]) -> None:
        if not asked:
            return
        card = Card("Questions and answers")
        for one in asked:
            card.line(f"{moment_words(one.asked_at)}, {one.asked_by}: {one.question}")
            if one.answered_at is None:
                days = "since today" if one.days_waiting == 0 else f"for {one.days_waiting} days"
                card.line(f"◆ No answer yet, waiting {days}", "warning")
            else:
                card.line(f"{moment_words(one.answered_at)}, {one.answered_by}: {one.answer}")
        self.cards.addWidget(card)

    def _record(self, found: ExpenseEvidence) -> None:
        line = found.line
        submitted = day_words(line.submitted_on) if line.submitted_on else ""
        signed = (
            ("Submitted", submitted),
            ("Through", line.source),
            ("Receipt", line.receipt),
            ("Verified by", line.verified_by),
            ("Approved by", line.approved_by),
            ("Payroll batch", line.payroll_batch),
            ("Paid", day_and_year(line.paid_on) if line.paid_on else ""),
            ("Rejected because", line.rejection_reason),
        )
        self.record(signed, line.note)
