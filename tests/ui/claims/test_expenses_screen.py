"""The Expenses screen: lines by where they stand, the evidence beside them, each step by key."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import build
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from wards import a_small_ward

from models import Clinician, ExpenseLine
from models.types import ExpenseKind, ExpenseState, Vehicle
from rota_desk.desk import Desk
from rota_desk.edits.distances import set_distance
from rota_desk.edits.expenses import Spent, add_expense, approve_expense, verify_expense
from rota_desk.edits.mileage_rates import enter_mileage_rate
from rota_desk.queries.expense_choices import expense_choices
from ui.claims.expenses_screen import ExpensesScreen
from ui.intake.intake_screen import IntakeScreen
from ui.main_window import MainWindow
from ui.widgets.form import Form

TUESDAY = dt.date(2026, 11, 3)


@pytest.fixture
def ward(desk: Desk) -> dict[str, int]:
    return {name: one.id for name, one in a_journey_and_a_fare(desk).items()}


@build.laid_out_once
def a_journey_and_a_fare(desk: Desk) -> dict[str, Clinician]:
    """The small ward, a journey to a site where nothing was on, a fare without a receipt."""
    ward = a_small_ward(desk)
    north, west = build.a_site(desk), build.a_site(desk, "W", "Westvale", outlying=True)
    desk.do(set_distance, first=north.id, second=west.id, miles=Decimal(22), minutes=40)
    desk.do(
        enter_mileage_rate,
        vehicle=Vehicle.CAR,
        valid_from=dt.date(2026, 6, 1),
        first_rate=Decimal("0.56"),
        beyond_rate=None,
        tier_miles=None,
        source="Payroll",
    )
    who = ward["Dr A Patel"].id
    desk.do(add_expense, clinician=who, spent=journey(north.id, west.id))
    fare = Spent(day=TUESDAY, kind=ExpenseKind.TRAVEL, amount=Decimal("12.40"))
    desk.do(add_expense, clinician=who, spent=fare)
    return ward


@pytest.fixture
def expenses(window: MainWindow) -> ExpensesScreen:
    window.go("expenses")
    screen = window.screen_now
    assert isinstance(screen, ExpensesScreen)
    screen.inspect_now()
    return screen


def journey(begin: int, end: int) -> Spent:
    return Spent(
        day=TUESDAY,
        kind=ExpenseKind.MILEAGE,
        from_place="North",
        to_place="Westvale",
        from_site=begin,
        site=end,
        returns=True,
        miles=Decimal(44),
    )


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def fill(form: object, name: str, text: str) -> Form:
    assert isinstance(form, Form)
    for line in form.findChildren(QLineEdit):
        box = line.parentWidget()
        if line.accessibleName() == name:
            box.setEditText(text) if isinstance(box, QComboBox) else line.setText(text)
            return form
    raise AssertionError(name)


def states(desk: Desk) -> list[ExpenseState]:
    return [one.state for one in build.every(desk, ExpenseLine)]


def test_the_queue_counts_and_the_evidence_says_why(expenses: ExpensesScreen) -> None:
    assert expenses.head.aside.text() == "2 lines, £37.04, 2 to look at"
    words = said(expenses.side)
    assert "EXP-0001 · Dr A Patel" in words
    assert "44 miles × 56p = £24.64" in words
    assert "Session there — question" in words
    assert "No session at Westvale on Tue 3 Nov" in words


def test_a_question_and_its_answer_are_logged_and_the_line_waits_meanwhile(
    expenses: ExpensesScreen, desk: Desk
) -> None:
    fill(expenses.hands.query(), "Question", "Which clinic was that?").press()
    assert states(desk)[0] is ExpenseState.QUERIED
    expenses.inspect_now()
    assert "◆ No answer yet, waiting since today" in said(expenses.side)
    QTest.keyClick(expenses.table, Qt.Key.Key_Return)
    fill(expenses.findChildren(Form)[-1], "Answer", "The outreach clinic").press()
    expenses.inspect_now()
    assert "Dr A Patel: The outreach clinic" in said(expenses.side)
    assert states(desk)[0] is ExpenseState.SUBMITTED


def test_three_people_sign_and_selected_lines_are_paid_in_one_step(
    expenses: ExpensesScreen, desk: Desk
) -> None:
    form = fill(expenses.hands.verify(), "Signed by", "A Patel")
    form.press()
    assert states(desk)[0] is ExpenseState.SUBMITTED
    form.reject()
    for line in (1, 2):
        desk.do(verify_expense, line=line)
        desk.do(approve_expense, line=line, by="J Penrose")
    QTest.keyClick(expenses, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    expenses.table.selectAll()
    fill(expenses.hands.paid(), "Payroll batch", "2026-11").press()
    assert states(desk) == [ExpenseState.PAID, ExpenseState.PAID]
    desk.undo()
    assert states(desk) == [ExpenseState.APPROVED, ExpenseState.APPROVED]


def test_a_journey_is_typed_by_names_and_takes_the_miles_of_the_matrix(
    expenses: ExpensesScreen, desk: Desk
) -> None:
    form = fill(expenses.hands.journey(), "Claimant", "Dr A Patel")
    fill(form, "From", "north")
    fill(form, "To", "westvale")
    assert "By the matrix: 44 miles." in said(form)
    fill(form, "Passengers", "1")
    fill(form, "Their names", "S Quill").press()
    line = build.every(desk, ExpenseLine)[-1]
    facts = (line.from_place, line.to_place, line.miles, line.returns, line.passenger_names)
    assert facts == ("North", "Westvale", Decimal(44), True, "S Quill")


def test_home_is_known_and_any_other_place_is_words(desk: Desk) -> None:
    build.a_site(desk)
    choices = desk.ask(expense_choices)
    assert [choices.place(typed).home for typed in ("home", "North", "Town hall")] == [
        True,
        False,
        False,
    ]
    assert choices.place(" Town hall ").words == "Town hall"


def test_a_cost_without_an_amount_is_refused_inside_its_form(
    expenses: ExpensesScreen, desk: Desk
) -> None:
    form = fill(expenses.hands.cost(), "Claimant", "Dr A Patel")
    form.press()
    assert "Write the amount that was spent." in said(form)
    fill(form, "Amount (£)", "96.00").press()
    assert build.every(desk, ExpenseLine)[-1].amount == Decimal("96.00")


@pytest.mark.usefixtures("expenses")
def test_a_table_of_expenses_shows_its_plan_and_problems_first(
    window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "travel.csv"
    file.write_text(
        "clinician,day,kind,miles,from_place,to_place,site\n"
        "Dr A Patel,2026-11-04,mileage,44,North,Westvale,W\n"
        "Dr A Patel,2026-11-05,mileage,many,North,Westvale,W\n"
    )
    window.go("import")
    screen = window.screen_now
    assert isinstance(screen, IntakeScreen)
    screen.read_table(file, "expenses")
    qtbot.waitUntil(lambda: screen.table.problems.records() != ())
    assert screen.table.chosen_kind == "expenses"
    assert len(screen.table.problems.records()) == 1
    assert len(build.every(desk, ExpenseLine)) == 2
