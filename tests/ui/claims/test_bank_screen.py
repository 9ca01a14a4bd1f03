"""The Bank and agency screen: a gap is asked for, filled, worked and passed on, all by key."""

import datetime as dt
from decimal import Decimal

import build
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from models import Assignment, CoverBudget, CoverRequest
from models.types import CoverRequestState, GapCause
from rota_desk.desk import Desk
from rota_desk.edits.cover_requests import Wanted, fill_request, request_cover
from ui.claims.bank_screen import BankScreen
from ui.main_window import MainWindow
from ui.widgets.form import Form

FRIDAY, LAST_THURSDAY = dt.date(2026, 11, 13), dt.date(2026, 11, 5)
BANK = Wanted(rate=Decimal("48.00"), order_number="PO-7", asked_of="Bank office")


def a_gap(desk: Desk, day: dt.date, cause: GapCause = GapCause.UNKNOWN) -> int:
    night = build.a_night(desk, day)
    build.a_gap(desk, night, cause)
    return night.id


@pytest.fixture
def bank(window: MainWindow, desk: Desk) -> BankScreen:
    """A night to come that the bank was asked for, and one that was worked."""
    desk.do(request_cover, session=a_gap(desk, FRIDAY), wanted=BANK)
    worked = desk.do(request_cover, session=a_gap(desk, LAST_THURSDAY), wanted=BANK).value
    desk.do(fill_request, request=worked, name="Dr S Adair")
    window.go("bank")
    screen = window.screen_now
    assert isinstance(screen, BankScreen)
    screen.inspect_now()
    return screen


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def fill(form: object, **fields: str) -> Form:
    assert isinstance(form, Form)
    for name, text in fields.items():
        called = name.replace("_", " ")
        line = next(
            one for one in form.findChildren(QLineEdit) if one.accessibleName().startswith(called)
        )
        box = line.parentWidget()
        box.setEditText(text) if isinstance(box, QComboBox) else line.setText(text)
    return form


def first(desk: Desk) -> CoverRequest:
    return build.every(desk, CoverRequest)[0]


def test_the_queues_count_and_the_head_measures(bank: BankScreen) -> None:
    assert bank.head.aside.text() == "2 requests this year, 50.0 % filled, £600.00 worked"
    assert "Asked −12 h ahead, filled in 0 h" in said(bank.side)
    assert [one.line.reference for one in bank.table.records()] == ["BR-0002", "BR-0001"]
    QTest.keyClick(bank, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert [one.line.reference for one in bank.table.records()] == ["BR-0001"]


def test_the_evidence_the_budget_and_who_was_asked_stand_beside_it(bank: BankScreen) -> None:
    words = said(bank.side)
    assert "BR-0002 · Dr S Adair" in words
    assert "Asked beforehand — question" in words
    assert "Asked of: Bank, Bank office" in words
    assert "None is set for these days." in words


def test_a_gap_is_asked_for_from_the_list(bank: BankScreen, desk: Desk) -> None:
    night = a_gap(desk, FRIDAY + dt.timedelta(days=1), GapCause.VACANCY)
    form = bank.hands.ask()
    form.press()
    assert "Choose a gap from the list." in said(form)
    box = form.findChildren(QComboBox)[0]
    box.setCurrentIndex(box.count() - 1)
    fill(form, Through="Agency", Agency="Harbour Locums", Rate="71.50").press()
    asked = build.every(desk, CoverRequest)[-1]
    assert (asked.session_id, asked.supplier, asked.hourly_rate, asked.cause) == (
        night,
        "Harbour Locums",
        Decimal("71.50"),
        GapCause.VACANCY,
    )


def test_whoever_comes_is_put_on_the_session(bank: BankScreen, desk: Desk) -> None:
    before = len(build.every(desk, Assignment))
    QTest.keyClick(bank, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(bank.table, Qt.Key.Key_Return)
    fill(bank.findChildren(Form)[-1], Or_by_name="Dr N Lark").press()
    assert first(desk).state is CoverRequestState.FILLED
    assert len(build.every(desk, Assignment)) == before + 1
    desk.undo()
    assert first(desk).state is CoverRequestState.REQUESTED
    assert len(build.every(desk, Assignment)) == before


def test_the_papers_are_ticked_and_the_shift_is_passed_on(bank: BankScreen, desk: Desk) -> None:
    assert "pass on" not in bank.table.records()[0].line.may
    QTest.keyClick(bank.table, Qt.Key.Key_Return)
    fill(bank.findChildren(Form)[-1], Hours="12", Its_number="T-9").press()
    QTest.keyClick(bank.table, Qt.Key.Key_Return)
    worked = build.every(desk, CoverRequest)[-1]
    assert (worked.timesheet_hours, worked.passed_on) == (Decimal(12), build.TODAY)


def test_a_budget_is_set_and_what_is_left_stands_in_the_panel(
    bank: BankScreen, desk: Desk
) -> None:
    fill(bank.hands.budget(), Amount="500").press()
    assert build.every(desk, CoverBudget)[0].amount == Decimal(500)
    bank.inspect_now()
    assert "▲ Overspent by £100.00" in said(bank.side)
    form = bank.hands.drop_budget()
    assert form is not None
    form.press()
    assert build.every(desk, CoverBudget) == []
