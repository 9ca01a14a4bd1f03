"""The forms of Expenses: a journey, a cost."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QWidget

from models.types import ExpenseKind, Vehicle
from rota_desk.domain.expense_road import KIND_WORDS
from rota_desk.domain.mileage import VEHICLE_WORDS
from rota_desk.edits.expenses import Spent, add_expense, change_expense
from rota_desk.queries.expense_choices import ExpenseChoices
from rota_desk.queries.expenses import ExpenseFacts
from ui.bridge import Bridge
from ui.widgets.form import Field, Form

COSTS = tuple(
    (kind, words)
    for kind, words in KIND_WORDS.items()
    if kind not in (ExpenseKind.MILEAGE, ExpenseKind.PASSENGER)
)
VEHICLES = tuple(
    (one, VEHICLE_WORDS[one].capitalize()) for one in Vehicle if one is not Vehicle.PASSENGER
)
NO_LEAVE = (None, "No study leave: for work")


def place_field(form: Form, label: str, places: Sequence[str], value: str) -> Field[str]:
    """A place: one of the known names, or whatever is typed."""
    field = QComboBox()
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.addItems(list(places))
    completer = QCompleter(list(places), field)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    field.setCompleter(completer)
    field.setCurrentIndex(-1)
    field.setEditText(value)
    if (typed := field.lineEdit()) is not None:
        typed.setAccessibleName(label)
    form.add(label, field)
    return Field(field, lambda: field.currentText().strip(), field.setEditText)


class JourneyForm:
    """Miles from one place to another; the matrix says beside it what it knows."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget,
        choices: ExpenseChoices,
        line: ExpenseFacts | None = None,
    ) -> None:
        self._bridge, self._choices, self._line = bridge, choices, line
        title = f"Correct {line.reference}" if line else "Add a journey"
        form = self.form = Form(title, "Save" if line else "Add journey", bridge, parent)
        self.person = _person(form, choices, line)
        self.day = form.day("Day", line.day if line else choices.today)
        self.begin = place_field(form, "From", choices.places, line.from_place if line else "")
        self.end = place_field(form, "To", choices.places, line.to_place if line else "")
        self.returns = form.check("There and back", value=line.returns if line else True)
        self.miles = form.amount("Miles in all", line.miles if line else None)
        self.home = form.amount("Miles from home", line.home_miles if line else None, "one way")
        self.vehicle = form.choice("By", VEHICLES, line.vehicle if line else Vehicle.CAR)
        self.count = form.amount("Passengers", Decimal(line.passengers) if line else None)
        self.names = form.line("Their names", line.passenger_names if line else "")
        self.leave = _leave(form, choices, line)
        self.submitted = form.day("Handed in", _submitted(line, choices))
        self.note = form.text("Note", line.note if line else "", "What for")
        for field in (self.begin.widget, self.end.widget):
            if isinstance(field, QComboBox):
                field.currentTextChanged.connect(self.tell)
        if isinstance(self.returns.widget, QCheckBox):
            self.returns.widget.toggled.connect(self.tell)
        self.tell()
        form.open_then(self.submit)

    def tell(self) -> None:
        """Say what the matrix knows of the way; fill the miles in where none are typed."""
        begin = self._choices.place(self.begin.value())
        end = self._choices.place(self.end.value())
        returns = self.returns.value()
        self.form.effect(self._choices.known_words(begin, end, returns=returns))

    def submit(self) -> bool:
        """Write the line; the edit refuses what makes no sense."""
        who = self.person.value()
        if who is None:
            self.form.trouble("Choose a claimant from the list.")
            return False
        begin = self._choices.place(self.begin.value())
        end = self._choices.place(self.end.value())
        known = self._choices.known_miles(begin, end, returns=self.returns.value())
        line = self._line
        spent = Spent(
            day=self.day.value(),
            kind=line.kind if line else ExpenseKind.MILEAGE,
            from_place=begin.words,
            to_place=end.words,
            from_site=begin.site,
            site=end.site,
            from_home=begin.home,
            returns=self.returns.value(),
            home_miles=self.home.value(),
            vehicle=self.vehicle.value() or Vehicle.CAR,
            miles=known if self.miles.value() is None else self.miles.value(),
            passengers=int(self.count.value() or 0),
            passenger_names=self.names.value(),
            leave=self.leave.value(),
            submitted_on=self.submitted.value(),
            source=line.source if line else "",
            brought_forward=line.brought_forward if line else False,
            note=self.note.value(),
        )
        return _written(self._bridge, line, who, spent)


def cost_form(
    bridge: Bridge, parent: QWidget, choices: ExpenseChoices, line: ExpenseFacts | None = None
) -> Form:
    """Ask for what was paid, for what, and the leave it belongs to."""
    title = f"Correct {line.reference}" if line else "Add a cost"
    form = Form(title, "Save" if line else "Add cost", bridge, parent)
    person = _person(form, choices, line)
    day = form.day("Day", line.day if line else choices.today)
    kind = form.choice("For", COSTS, line.kind if line else ExpenseKind.TRAVEL)
    amount = form.amount("Amount", line.amount if line else None, "£")
    receipt = form.line("Receipt", line.receipt if line else "", "Its number or where it lies")
    leave = _leave(form, choices, line)
    source = form.line("Through", line.source if line else "", "Study budget, travel system")
    submitted = form.day("Handed in", _submitted(line, choices))
    note = form.text("Note", line.note if line else "")

    def submit() -> bool:
        who, what = person.value(), kind.value()
        if who is None or what is None:
            form.trouble("Choose a claimant and what it is for from the lists.")
            return False
        spent = Spent(
            day=day.value(),
            kind=what,
            amount=amount.value(),
            receipt=receipt.value(),
            leave=leave.value(),
            submitted_on=submitted.value(),
            source=source.value(),
            note=note.value(),
        )
        return _written(bridge, line, who, spent)

    form.open_then(submit)
    return form


def _person(form: Form, choices: ExpenseChoices, line: ExpenseFacts | None) -> Field[int | None]:
    person = form.choice("Claimant", choices.people, line.clinician_id if line else None)
    person.widget.setEnabled(line is None)
    return person


def _leave(form: Form, choices: ExpenseChoices, line: ExpenseFacts | None) -> Field[int | None]:
    options: list[tuple[int | None, str]] = [NO_LEAVE, *choices.leave]
    return form.choice("Study leave", options, line.leave_request_id if line else None)


def _submitted(line: ExpenseFacts | None, choices: ExpenseChoices) -> dt.date:
    return (line.submitted_on if line else None) or choices.today


def _written(bridge: Bridge, line: ExpenseFacts | None, who: int, spent: Spent) -> bool:
    if line is None:
        return bridge.do(add_expense, clinician=who, spent=spent) is not None
    return bridge.do(change_expense, line=line.line_id, spent=spent) is not None
