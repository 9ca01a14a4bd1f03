"""The right-hand side of Bank and agency: the request, its evidence, the budget, the record."""

from collections.abc import Sequence

from rota_desk.domain.claim_case import tally
from rota_desk.domain.cover_road import length_words
from rota_desk.queries.bank import BankFacts, BankLine
from rota_desk.queries.bank_sums import BankSum, BudgetLine
from rota_desk.words import day_and_year, moment_words, span_words
from ui.claims.bank_columns import pounds_words
from ui.claims.check_lines import Act, Side
from ui.style.theme import Look
from ui.widgets.card import Card
from ui.widgets.layouts import row
from ui.widgets.words import chip, words


class BankPanel(Side):
    """One request with every check of it, what is left of the budget, and what can be done."""

    def __init__(self, look: Look) -> None:
        super().__init__("Evidence for the request", look)

    def tell(
        self,
        found: BankLine | None,
        budgets: Sequence[BudgetLine],
        year: BankSum,
        acts: Sequence[Act],
    ) -> None:
        """Show a request, or what to do when none is chosen; budget and measures either way."""
        self.begin()
        if found is None:
            nothing = "Choose a request to see its evidence."
            self.cards.addWidget(words(nothing, "soft", wrap=True))
        else:
            self._head(found.line)
            self.doings(acts)
            self.checks(found.checks, tally(found.checks))
        self._budgets(budgets)
        self._year(year)
        if found is not None:
            self._record(found.line)
        self.cards.addStretch(1)

    def _head(self, line: BankFacts) -> None:
        who = line.who or line.grade or "anybody who may"
        self.cards.addWidget(words(f"{line.reference} · {who}", "heading", wrap=True))
        self.cards.addWidget(words(f"{line.what}, {line.when}", "soft", wrap=True))
        money = words(f"{line.via_words} · {pounds_words(line)}", "strong")
        self.cards.addLayout(row(chip(line.state_words), money, None))
        self.cards.addWidget(words(f"Next: {line.next_step}.", wrap=True))

    def _budgets(self, budgets: Sequence[BudgetLine]) -> None:
        card = Card("Budget")
        if not budgets:
            card.line("None is set for these days. Set one with Ctrl+Shift+B.", "soft")
        for one in budgets:
            over = one.left < 0
            share = f", {one.percent} %" if one.percent is not None else ""
            card.line(f"{one.via_words}: £{one.amount:,.2f}", "strong")
            card.line(f"{span_words(one.first, one.last)}", "soft")
            card.line(f"Worked £{one.spent:,.2f}, to come £{one.committed:,.2f}{share}")
            card.line(
                f"▲ Overspent by £{-one.left:,.2f}" if over else f"Left £{one.left:,.2f}",
                "danger" if over else "good",
            )
        self.cards.addWidget(card)

    def _year(self, year: BankSum) -> None:
        card = Card("This financial year")
        card.line(f"Asked {year.asked}, filled {year.filled}, unanswered {year.waiting}")
        card.line(f"Asked {length_words(year.lead)} ahead, filled in {length_words(year.took)}")
        card.line("The middle one of each, elapsed", "soft")
        self.cards.addWidget(card)

    def _record(self, line: BankFacts) -> None:
        asked = f"{line.requested_by}, {moment_words(line.requested_at)}"
        filled = moment_words(line.filled_at) if line.filled_at else ""
        signed = (
            ("Asked by", asked),
            ("Asked of", ", ".join(part for part in (line.supplier, line.asked_of) if part)),
            ("Why", line.cause_words),
            ("Ahead of the shift", length_words(line.lead)),
            ("Filled", f"{filled}, after {length_words(line.took)}" if filled else ""),
            ("Said", line.answer),
            ("Order", line.order_number),
            ("Authorised by", line.authorised_by),
            ("Timesheet", line.timesheet_ref),
            ("Invoice", line.invoice_number),
            ("Passed on", day_and_year(line.passed_on) if line.passed_on else ""),
        )
        self.record(signed, line.reason)
