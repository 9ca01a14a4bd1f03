"""The Expenses screen: mileage and study lines by state, and the evidence for the chosen one."""

from decimal import Decimal

from models.types import ExpenseState
from rota_desk.errors import Refusal
from rota_desk.queries.expenses import (
    ExpenseEvidence,
    expense_counts,
    expense_line,
    expense_queries,
    expenses_list,
)
from rota_desk.words import count_words
from ui.claims.expense_actions import EXPENSE_ACTIONS
from ui.claims.expense_columns import COLUMNS, QUEUES
from ui.claims.expense_hands import ExpenseHands
from ui.claims.expense_panel import ExpensePanel
from ui.frame import Frame, Subject
from ui.queue_screen import QueueScreen
from ui.widgets.empty import Empty
from ui.widgets.table import RecordTable
from ui.widgets.words import button

OFFERED = (
    "expenses.verify",
    "expenses.answer",
    "expenses.approve",
    "expenses.paid",
    "expenses.query",
    "expenses.reject",
    "expenses.change",
    "expenses.rota",
)


class ExpensesScreen(QueueScreen[ExpenseEvidence]):
    """Journeys and costs, each compared with leave, rota, distances, rates and other lines."""

    ACTIONS = EXPENSE_ACTIONS

    def __init__(self, frame: Frame) -> None:
        table: RecordTable[ExpenseEvidence] = RecordTable("Expenses", COLUMNS, frame.look)
        super().__init__(frame, "Expenses", table, [title for title, _states in QUEUES])
        self.hands: ExpenseHands = ExpenseHands(self)
        self.side = ExpensePanel(frame.look)
        journey = button("Add a journey …", self.hands.journey, "primary", says="Ctrl+N")
        self.mark(lambda one: (one.line.clinician_id,))
        self.lay(
            (
                button("Import lines …", self.bring_in, says="Ctrl+Shift+I"),
                button("Add a cost …", self.hands.cost, says="Ctrl+E"),
                journey,
            ),
            Empty(
                "No expenses here",
                "Mileage and study expenses are compared with leave, rota and distances here, "
                "then verified, approved and paid.",
                ("Add a journey …", self.hands.journey),
                ("Import lines …", self.bring_in),
            ),
        )
        self.table.opened.connect(lambda _line: self.hands.next_step())

    def number_of(self, line: ExpenseEvidence) -> int:
        """The line's number."""
        return line.line.line_id

    def subject(self) -> Subject:
        """The claimant."""
        return Subject(self.line.line.clinician_id if self.line else None)

    def inspector(self) -> ExpensePanel:
        """The evidence."""
        return self.side

    def refresh(self) -> None:
        """Ask for the queue again; the cursor stays on its line."""
        bridge = self.frame.bridge
        found = bridge.ask(expenses_list, states=QUEUES[self.queue][1])
        held = bridge.ask(expense_counts)
        counts = [
            sum(held.get(state, 0) for state in states or ExpenseState)
            for _title, states in QUEUES
        ]
        total = sum((one.line.pounds or Decimal(0) for one in found), Decimal(0))
        asked = sum(one.asks for one in found)
        said = f"{count_words(len(found), 'line')}, £{total:,.2f}, {asked} to look at"
        self.show_lines(found, counts, said)

    def inspect_now(self) -> None:
        """Show the evidence for the line under the cursor."""
        chosen = self.line
        if chosen is None:
            self.side.tell(None, (), ())
            return
        bridge, number = self.frame.bridge, chosen.line.line_id
        try:
            found = bridge.ask(expense_line, line=number)
        except Refusal as refusal:
            self.frame.say(str(refusal), "warning")
            return
        self.side.tell(found, bridge.ask(expense_queries, line=number), self.offers(OFFERED))

    def bring_in(self) -> None:
        """Turn to Import, which shows a table before anything is recorded."""
        self.frame.go("import", table="expenses")

    def show_on_rota(self) -> None:
        """Turn to the Rota at the claimant's day."""
        if self.line is not None:
            line = self.line.line
            self.frame.go("rota", clinician=line.clinician_id, day=line.day)

    def focus_on(self, **where: object) -> None:
        """Go to a line (`expense`), or to a person's lines (`clinician`)."""
        self.show_everything()
        for one in self.table.records():
            found = (one.line.line_id, one.line.clinician_id)
            if where.get("expense") == found[0] or where.get("clinician") == found[1]:
                self.table.choose(one)
                return
