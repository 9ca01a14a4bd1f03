"""The Bank and agency screen: what was asked for, what came of it, the papers, the cost."""

from rota_desk.errors import Refusal
from rota_desk.queries.bank import BankLine, bank_line, bank_lines
from rota_desk.queries.bank_sums import bank_pack, budget_lines, financial_year
from rota_desk.words import count_words
from ui.claims.bank_actions import BANK_ACTIONS
from ui.claims.bank_columns import COLUMNS, QUEUES
from ui.claims.bank_hands import BankHands
from ui.claims.bank_panel import BankPanel
from ui.frame import Frame, Subject
from ui.queue_screen import QueueScreen
from ui.widgets.empty import Empty
from ui.widgets.table import RecordTable
from ui.widgets.words import button

OFFERED = (
    "bank.fill",
    "bank.offer",
    "bank.refuse",
    "bank.timesheet",
    "bank.invoice",
    "bank.pass",
    "bank.order",
    "bank.change",
    "bank.cancel",
    "bank.rota",
)


WANTED = {"timesheet": "bank.timesheet", "invoice": "bank.invoice", "payment": "bank.pass"}


class BankScreen(QueueScreen[BankLine]):
    """Requests to bank and agency, from a gap to the invoice, with what they cost."""

    ACTIONS = BANK_ACTIONS

    def __init__(self, frame: Frame) -> None:
        table: RecordTable[BankLine] = RecordTable("Bank and agency", COLUMNS, frame.look)
        super().__init__(frame, "Bank and agency", table, [title for title, _in in QUEUES])
        self.hands: BankHands = BankHands(self)
        self.side = BankPanel(frame.look)
        self.mark(lambda one: (one.line.clinician_id,))
        self.lay(
            (
                button("Set the budget …", self.hands.budget, says="Ctrl+Shift+B"),
                button("Ask for a gap …", self.hands.ask, "primary", says="Ctrl+N"),
            ),
            Empty(
                "Nothing here",
                "Ask bank or agency for a gap; the answer, the papers and the cost are kept here.",
                ("Ask for a gap …", self.hands.ask),
            ),
        )
        self.table.opened.connect(lambda _line: self.hands.next_step())

    def number_of(self, line: BankLine) -> int:
        """The request's number."""
        return line.line.request_id

    def subject(self) -> Subject:
        """Who comes, and the session."""
        if self.line is None:
            return Subject()
        return Subject(self.line.line.clinician_id, self.line.line.session_id)

    def inspector(self) -> BankPanel:
        """The evidence."""
        return self.side

    def refresh(self) -> None:
        """Ask for the requests again; the cursor stays on its own."""
        found = self.frame.bridge.ask(bank_lines)
        shown = [one for one in found if QUEUES[self.queue][1](one.line)]
        counts = [sum(inside(one.line) for one in found) for _title, inside in QUEUES]
        self.show_lines(shown, counts, self._said())

    def _said(self) -> str:
        bridge = self.frame.bridge
        first, last = bridge.ask(financial_year)
        total = bridge.ask(bank_pack, start=first, end=last).total
        if not total.asked:
            return "nothing asked for this year"
        asked = count_words(total.asked, "request")
        return f"{asked} this year, {total.fill} % filled, £{total.spent:,.2f} worked"

    def inspect_now(self) -> None:
        """Show the evidence for the request under the cursor, and the budget of its day."""
        bridge, chosen = self.frame.bridge, self.line
        first, last = bridge.ask(financial_year)
        year = bridge.ask(bank_pack, start=first, end=last)
        if chosen is None:
            self.side.tell(None, year.budgets, year.total, ())
            return
        try:
            found = bridge.ask(bank_line, request=chosen.line.request_id)
        except Refusal as refusal:
            self.frame.say(str(refusal), "warning")
            return
        day = found.line.start.date()
        budgets = [one for one in bridge.ask(budget_lines) if one.first <= day <= one.last]
        wanted = WANTED.get(found.line.bought.wants, OFFERED[0])
        names = dict.fromkeys((wanted, *OFFERED))
        self.side.tell(found, budgets, year.total, self.offers(tuple(names)))

    def show_on_rota(self) -> None:
        """Turn to the Rota at the session."""
        if self.line is not None:
            line = self.line.line
            self.frame.go("rota", session=line.session_id, day=line.start.date())

    def focus_on(self, **where: object) -> None:
        """Go to a request (`request`), or to that of a session (`session`)."""
        self.show_everything()
        for one in self.table.records():
            found = (one.line.request_id, one.line.session_id)
            if where.get("request") == found[0] or where.get("session") == found[1]:
                self.table.choose(one)
                return
