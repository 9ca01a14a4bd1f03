"""What the coordinator does with an expense line: each step, with its form where words are due."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.types import ExpenseKind, ExpenseState
from rota_desk.edits.expenses import (
    answer_expense,
    approve_expense,
    pay_expenses,
    query_expense,
    reject_expense,
    verify_expense,
)
from rota_desk.queries.expense_choices import expense_choices
from rota_desk.queries.expenses import ExpenseFacts
from rota_desk.words import count_words
from ui.claims.claim_forms import signature_form, words_form
from ui.claims.expense_forms import JourneyForm, cost_form
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.claims.expenses_screen import ExpensesScreen

JOURNEYS = (ExpenseKind.MILEAGE, ExpenseKind.PASSENGER)


class ExpenseHands:
    """The steps of an expense line's road as they are taken in the window."""

    def __init__(self, screen: "ExpensesScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    @property
    def _line(self) -> ExpenseFacts | None:
        found = self._screen.line
        return found.line if found is not None else None

    def journey(self) -> Form:
        """Write a new journey."""
        return JourneyForm(self._bridge, self._screen, self._bridge.ask(expense_choices)).form

    def cost(self) -> Form:
        """Write a new cost."""
        return cost_form(self._bridge, self._screen, self._bridge.ask(expense_choices))

    def change(self) -> Form | None:
        """Correct the chosen line."""
        line = self._line
        if line is None:
            return None
        choices = self._bridge.ask(expense_choices)
        if line.kind in JOURNEYS:
            return JourneyForm(self._bridge, self._screen, choices, line).form
        return cost_form(self._bridge, self._screen, choices, line)

    def next_step(self) -> object:
        """Take whichever step the line waits for."""
        line = self._line
        steps: dict[ExpenseState, Callable[[], object]] = {
            ExpenseState.SUBMITTED: self.verify,
            ExpenseState.QUERIED: self.answer,
            ExpenseState.VERIFIED: self.approve,
            ExpenseState.APPROVED: self.paid,
        }
        return steps[line.state]() if line is not None and line.state in steps else None

    def verify(self) -> Form | None:
        """Sign that the line agrees with rota, leave and distances."""
        return self._sign("Verify", lambda number, by: self._did(verify_expense, number, by=by))

    def approve(self) -> Form | None:
        """Sign that the line may be paid."""
        return self._sign("Approve", lambda number, by: self._did(approve_expense, number, by=by))

    def query(self) -> Form | None:
        """Ask the claimant, in the words of what the evidence asks."""
        return self._say(
            "Query",
            "Question",
            lambda number, said: self._did(query_expense, number, question=said),
        )

    def answer(self) -> Form | None:
        """Note what the claimant answered."""
        return self._say(
            "Note the answer",
            "Answer",
            lambda number, said: self._did(answer_expense, number, answer=said),
        )

    def reject(self) -> Form | None:
        """Turn the line down with a reason."""
        return self._say(
            "Reject",
            "Reason",
            lambda number, said: self._did(reject_expense, number, reason=said),
        )

    def paid(self) -> Form | None:
        """Note that payroll has paid every selected line that is approved."""
        lines = [
            one.line for one in self._screen.table.selected() if "mark paid" in one.line.may
        ] or [one for one in (self._line,) if one is not None]
        if not lines:
            return None
        numbers = [one.line_id for one in lines]

        def then(batch: str) -> bool:
            return self._bridge.do(pay_expenses, lines=numbers, batch=batch) is not None

        what = lines[0].reference if len(lines) == 1 else count_words(len(lines), "line")
        return words_form(
            f"Mark {what} paid",
            "Mark paid",
            "Payroll batch",
            bridge=self._bridge,
            parent=self._screen,
            then=then,
        )

    def _did(self, edit: Callable[..., None], line: int, **facts: object) -> bool:
        return self._bridge.do(edit, line=line, **facts) is not None

    def _sign(self, step: str, then: Callable[[int, str], bool]) -> Form | None:
        line = self._line
        if line is None:
            return None
        number, pounds = line.line_id, line.pounds
        money = "" if pounds is None else f", £{pounds:,.2f}"
        title = f"{step} {line.reference}, {line.claimant}{money}"
        return signature_form(title, step, self._bridge, self._screen, lambda by: then(number, by))

    def _say(self, step: str, label: str, then: Callable[[int, str], bool]) -> Form | None:
        line = self._line
        if line is None:
            return None
        number = line.line_id
        return words_form(
            f"{step}: {line.reference}",
            step,
            label,
            bridge=self._bridge,
            parent=self._screen,
            then=lambda said: then(number, said),
        )
