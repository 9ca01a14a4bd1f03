"""What the coordinator does with a request to bank or agency."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from models.types import CoverRequestState, StaffGroup
from rota_desk.domain.cover_road import VIA_WORDS
from rota_desk.edits.cover_budgets import remove_budget, set_budget
from rota_desk.edits.cover_requests import (
    cancel_request,
    fill_request,
    note_offer,
    note_order,
    pass_on,
    refuse_request,
    see_invoice,
    see_timesheet,
)
from rota_desk.queries.bank import BankFacts
from rota_desk.queries.bank_sums import budget_lines, financial_year
from rota_desk.queries.look_up import look_up
from rota_desk.words import span_words
from ui.claims.claim_forms import words_form
from ui.widgets.bank_form import bank_form
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.claims.bank_screen import BankScreen

GROUPS = tuple((one, one.value.capitalize()) for one in StaffGroup)
WAYS = ((None, "Bank and agency together"), *VIA_WORDS.items())
SOMEBODY_NEW = (None, "Somebody new, named below")


class BankHands:
    """The steps of a request's road as they are taken in the window."""

    def __init__(self, screen: "BankScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    @property
    def _line(self) -> BankFacts | None:
        found = self._screen.line
        return found.line if found is not None else None

    def ask(self) -> Form:
        """Ask for a gap of the list."""
        return bank_form(self._bridge, self._screen)

    def change(self) -> Form | None:
        """Correct the chosen request."""
        line = self._line
        return bank_form(self._bridge, self._screen, request=line) if line else None

    def next_step(self) -> object:
        """Take whichever step the request waits for."""
        line = self._line
        if line is None:
            return None
        if line.state in (CoverRequestState.REQUESTED, CoverRequestState.OFFERED):
            return self.fill()
        steps = {"timesheet": self.timesheet, "invoice": self.invoice, "payment": self.pass_on}
        step = steps.get(line.bought.wants)
        return step() if step else None

    def offer(self) -> Form | None:
        """Note whom they offer, and at which rate."""
        line = self._line
        if line is None:
            return None
        form = Form(f"{line.supplier} offers", "Keep", self._bridge, self._screen)
        whom = form.line("Whom")
        rate = form.amount("Rate", line.bought.rate, "£ an hour")

        def submit() -> bool:
            done = self._bridge.do(
                note_offer, request=line.request_id, whom=whom.value(), rate=rate.value()
            )
            return done is not None

        form.open_then(submit)
        return form

    def fill(self) -> Form | None:
        """Ask who comes, and put them on the session."""
        line = self._line
        if line is None:
            return None
        form = Form(f"Who comes {line.when}", "Put on the session", self._bridge, self._screen)
        people = [SOMEBODY_NEW, *((one.id, one.name) for one in self._bridge.ask(look_up).people)]
        who = form.choice("From the directory", people)
        name = form.line("Or by name", hint="Added to People without a contract")
        group = form.choice("Staff group of somebody new", GROUPS, StaffGroup.RESIDENT)
        rate = form.amount("Rate", line.bought.rate, "£ an hour")

        def submit() -> bool:
            done = self._bridge.do(
                fill_request,
                request=line.request_id,
                clinician=who.value(),
                name=name.value(),
                group=group.value() or StaffGroup.RESIDENT,
                rate=rate.value(),
            )
            return done is not None

        form.open_then(submit)
        return form

    def refuse(self) -> Form | None:
        """Note that they cannot."""
        line = self._line
        if line is None:
            return None

        def then(said: str) -> bool:
            done = self._bridge.do(refuse_request, request=line.request_id, answer=said)
            return done is not None

        title = f"{line.supplier} cannot fill {line.reference}"
        return self._say(title, "Keep", "What they said", then)

    def order(self) -> Form | None:
        """Note the order's number."""
        line = self._line
        if line is None:
            return None

        def then(said: str) -> bool:
            done = self._bridge.do(note_order, request=line.request_id, order_number=said)
            return done is not None

        return self._say(f"Order of {line.reference}", "Keep", "Order number", then)

    def cancel(self) -> Form | None:
        """Call the request off."""
        line = self._line
        if line is None:
            return None

        def then(said: str) -> bool:
            done = self._bridge.do(cancel_request, request=line.request_id, why=said)
            return done is not None

        return self._say(f"Cancel {line.reference}", "Cancel the request", "Reason", then)

    def timesheet(self) -> Form | None:
        """Tick the timesheet."""
        line = self._line
        if line is None:
            return None
        form = Form(f"Timesheet of {line.reference}", "Seen", self._bridge, self._screen)
        form.note(f"{line.who}, {line.when}")
        hours = form.amount("Hours on it", line.bought.hours)
        number = form.line("Its number", line.timesheet_ref)

        def submit() -> bool:
            done = self._bridge.do(
                see_timesheet,
                request=line.request_id,
                hours=hours.value(),
                reference=number.value(),
            )
            return done is not None

        form.open_then(submit)
        return form

    def invoice(self) -> Form | None:
        """Tick the invoice."""
        line = self._line
        if line is None:
            return None
        form = Form(f"Invoice of {line.reference}", "Seen", self._bridge, self._screen)
        due = line.bought.by_rate
        if due is not None:
            form.note(f"By hours and rate: £{due:,.2f}")
        amount = form.amount("Amount", line.bought.invoice_amount, "£")
        number = form.line("Its number", line.invoice_number)

        def submit() -> bool:
            done = self._bridge.do(
                see_invoice,
                request=line.request_id,
                amount=amount.value(),
                number=number.value(),
            )
            return done is not None

        form.open_then(submit)
        return form

    def pass_on(self) -> object:
        """Pass every selected shift whose papers are in on for payment."""
        lines = [one.line for one in self._screen.table.selected() if "pass on" in one.line.may]
        numbers = [one.request_id for one in lines]
        return self._bridge.do(pass_on, requests=numbers)

    def budget(self) -> Form:
        """Ask what may be spent, on what, and when."""
        first, last = self._bridge.ask(financial_year)
        form = Form("Budget of bank and agency", "Set", self._bridge, self._screen)
        via = form.choice("For", WAYS)
        begins = form.day("From", first)
        ends = form.day("Until, included", last)
        amount = form.amount("Amount", None, "£")
        source = form.line("Source", hint="Who set it, and where it stands")

        def submit() -> bool:
            if amount.value() is None:
                form.trouble("The amount is a number of pounds, such as 12000.")
                return False
            done = self._bridge.do(
                set_budget,
                first=begins.value(),
                last=ends.value(),
                amount=amount.value() or Decimal(0),
                via=via.value(),
                source=source.value(),
            )
            return done is not None

        form.open_then(submit)
        return form

    def drop_budget(self) -> Form | None:
        """Take one of the budgets back."""
        lines = self._bridge.ask(budget_lines)
        if not lines:
            self._screen.frame.say("No budget is set. Set one with Ctrl+Shift+B.", "notice")
            return None
        form = Form("Take a budget back", "Take back", self._bridge, self._screen)
        options = [
            (one.budget_id, f"{one.via_words}, {span_words(one.first, one.last)}") for one in lines
        ]
        which = form.choice("Which", options, options[0][0])

        def submit() -> bool:
            number = which.value()
            if number is None:
                form.trouble("Choose a budget from the list.")
                return False
            return self._bridge.do(remove_budget, budget=number) is not None

        form.open_then(submit)
        return form

    def _say(self, title: str, done: str, label: str, then: Callable[[str], bool]) -> Form:
        return words_form(title, done, label, bridge=self._bridge, parent=self._screen, then=then)
