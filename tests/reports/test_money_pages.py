"""Expenses, bank and agency, and payroll: files that say the same to the penny, formulas dead."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import build
import openpyxl
import pypdf
import pytest
from build import at

from models.types import CoverVia, ExpenseKind, Vehicle
from reports.catalogue import report_named
from rota_desk.desk import Desk
from rota_desk.edits.claim_steps import (
    approve_claim,
    mark_worked,
    pre_authorise,
    send_to_payroll,
    submit_claim,
    verify_claim,
)
from rota_desk.edits.claims import add_claim
from rota_desk.edits.cover_budgets import set_budget
from rota_desk.edits.cover_requests import (
    Wanted,
    fill_request,
    refuse_request,
    request_cover,
    see_invoice,
    see_timesheet,
)
from rota_desk.edits.expenses import (
    Spent,
    add_expense,
    answer_expense,
    approve_expense,
    query_expense,
    reject_expense,
    verify_expense,
)
from rota_desk.edits.mileage_rates import enter_mileage_rate
from rota_desk.queries.bank_sums import bank_pack
from rota_desk.queries.expenses_pack import expenses_pack

START, END = dt.date(2026, 11, 1), dt.date(2026, 12, 1)
TUESDAY, SATURDAY = dt.date(2026, 11, 3), dt.date(2026, 11, 7)
FORMULA = "=cmd|'/c calc'!A1"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A claim sent to payroll, expenses in every state, and shifts of bank and agency."""
    desk = build.a_desk(tmp_path_factory.mktemp("money"))
    build.a_department(desk)
    build.a_rate_card(desk)
    patel, quill = build.a_clinician(desk), build.a_clinician(desk, "Dr B Quill")
    _claim(desk, patel.id)
    _expenses(desk, patel.id, quill.id)
    _bank(desk, quill.id)
    yield desk
    desk.close()


def _claim(desk: Desk, person: int) -> None:
    claim = desk.do(
        add_claim,
        clinician=person,
        activity=build.an_activity(desk).id,
        start=at(SATURDAY, "08:00"),
        end=at(SATURDAY, "08:50"),
    ).value
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor", at=at(TUESDAY, "10:00"))
    desk.do(mark_worked, claim=claim, patients=2)
    desk.do(submit_claim, claim=claim)
    desk.do(verify_claim, claim=claim)
    desk.do(approve_claim, claim=claim, by="J Penrose")
    desk.do(send_to_payroll, claim=claim, batch=FORMULA[:20])


def _expenses(desk: Desk, patel: int, quill: int) -> None:
    desk.do(
        enter_mileage_rate,
        vehicle=Vehicle.CAR,
        valid_from=dt.date(2026, 6, 1),
        first_rate=Decimal("0.455"),
        beyond_rate=None,
        tier_miles=None,
        source="Payroll",
    )
    drive = Spent(
        day=TUESDAY,
        kind=ExpenseKind.MILEAGE,
        from_place=FORMULA,
        to_place="Outreach",
        miles=Decimal("33.3"),
    )
    fare = Spent(day=TUESDAY, kind=ExpenseKind.TRAVEL, amount=Decimal("12.41"), receipt="R-1")
    lines = [
        desk.do(add_expense, clinician=person, spent=spent).value
        for person, spent in (
            (patel, drive),
            (patel, fare),
            (quill, replace(fare, amount=Decimal("7.07"))),
            (quill, replace(drive, vehicle=Vehicle.CYCLE)),
            (quill, replace(fare, amount=Decimal(99))),
        )
    ]
    for line in lines[:2]:
        desk.do(verify_expense, line=line)
        desk.do(approve_expense, line=line, by="J Penrose")
    desk.do(query_expense, line=lines[2], question="One way or both?")
    desk.do(answer_expense, line=lines[2], answer="Both ways")
    desk.do(query_expense, line=lines[3], question="Off sick that week?")
    desk.do(reject_expense, line=lines[4], reason="Paid before")


def _bank(desk: Desk, person: int) -> None:
    for number, (day, via) in enumerate(
        ((TUESDAY, CoverVia.AGENCY), (dt.date(2026, 11, 20), CoverVia.BANK), (END, CoverVia.BANK))
    ):
        night = build.a_night(desk, day)
        build.a_gap(desk, night)
        wanted = Wanted(via=via, supplier="Harbour Locums" if via is CoverVia.AGENCY else "")
        wanted = replace(wanted, rate=Decimal("71.53"), order_number=FORMULA[:20], hours=None)
        request = desk.do(request_cover, session=night.id, wanted=wanted).value
        if number == 1:
            desk.do(refuse_request, request=request, answer="Nobody free")
            continue
        desk.do(fill_request, request=request, clinician=person)
        if number == 0:
            desk.do(see_timesheet, request=request, hours=Decimal("11.75"))
            desk.do(see_invoice, request=request, amount=Decimal("840.48"), number="I-1")
    desk.do(set_budget, first=START, last=dt.date(2026, 11, 30), amount=Decimal(800))


def made(desk: Desk, name: str, form: str) -> bytes:
    return report_named(name).build(desk, start=START, end=END, format=form).content


def rows(desk: Desk, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made(desk, name, "csv").decode("utf-8-sig"))))


def pages(desk: Desk, name: str) -> str:
    reader = pypdf.PdfReader(io.BytesIO(made(desk, name, "pdf")))
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.split())


def test_the_page_of_expenses_says_what_the_table_says(desk: Desk) -> None:
    text, lines = pages(desk, "expenses"), rows(desk, "expenses")
    assert [one["line"] for one in lines] == [f"EXP-{number:04}" for number in range(1, 6)]
    assert all(one["line"] in text and one["claimant"] in text for one in lines)
    standing = [one for one in lines if one["state"] != "rejected"]
    total = sum(Decimal(one["amount"]) for one in standing if one["amount"])
    assert total == desk.ask(expenses_pack, start=START, end=END).total.amount
    assert f"£{total:,.2f} in all" in text
    assert "1 line cannot be reckoned before a rate is entered." in text
    assert "Dr B Quill: Both ways" in text


def test_sums_of_expenses_by_person_kind_and_state_are_the_total(desk: Desk) -> None:
    pack = desk.ask(expenses_pack, start=START, end=END)
    assert pack.total.amount == Decimal("34.63")  # 15.15 + 12.41 + 7.07; the bicycle has no rate
    for sums in (pack.by_person, pack.by_kind, pack.by_state):
        assert sum(one.amount for one in sums) == pack.total.amount
        assert sum(one.lines for one in sums) == pack.total.lines == 4


def test_payroll_gets_what_is_approved_and_nothing_that_waits_to_the_penny(desk: Desk) -> None:
    lines = rows(desk, "payroll")
    assert [(one["reference"], one["amount"], one["state"]) for one in lines] == [
        ("EXP-0001", "15.15", "Approved"),
        ("EXP-0002", "12.41", "Approved"),
        ("WLI-0001", "166.67", "Sent to payroll"),
    ]
    found = json.loads(made(desk, "payroll", "json"))
    assert found["total"] == str(sum(Decimal(one["amount"]) for one in lines)) == "194.23"
    assert sum(Decimal(one) for one in found["by_batch"].values()) == Decimal("194.23")


@pytest.mark.parametrize("name", ["payroll", "expenses", "bank"])
def test_a_formula_is_only_ever_text(desk: Desk, name: str) -> None:
    cells = [cell for line in rows(desk, name) for cell in line.values()]
    assert any("cmd" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith("=")]
    book = openpyxl.load_workbook(io.BytesIO(made(desk, name, "xlsx")))
    live = [cell for sheet in book for line in sheet for cell in line if cell.data_type == "f"]
    assert live == []


def test_the_workbook_of_payroll_adds_up_to_its_lines(desk: Desk) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(desk, "payroll", "xlsx")))
    lines = [Decimal(str(line[9].value)) for line in book["Lines"].iter_rows(min_row=2)]
    totals = [line[2].value for line in book["Summary"].iter_rows() if line[0].value == "All"]
    assert [Decimal(str(one)) for one in totals] == [sum(lines)] * 3


def test_the_page_of_bank_and_agency_says_what_the_table_says(desk: Desk) -> None:
    text, lines = pages(desk, "bank"), rows(desk, "bank")
    pack = desk.ask(bank_pack, start=START, end=END)
    assert [(one["request"], one["cost"], one["crosses"]) for one in lines] == [
        ("BR-0001", "840.48", "0"),
        ("BR-0002", "894.13", "0"),
    ]
    assert all(one["request"] in text for one in lines)
    spent = sum(Decimal(one["cost"]) for one in lines if one["worked"] == "yes")
    assert spent == pack.total.spent == Decimal("840.48")
    assert f"£{spent:,.2f} worked" in text
    assert "50.0 % filled" in text
    assert "Overspent: Bank and agency." in text
    for sums in (pack.by_supplier, pack.by_cause, pack.by_activity):
        assert sum(one.money for one in sums) == pack.total.money


def test_an_absence_never_says_why_on_any_of_them(desk: Desk) -> None:
    assert "Unavailable that week?" in pages(desk, "expenses")
    for name in ("expenses", "bank"):
        assert "sick" not in pages(desk, name).casefold()
        for form in ("csv", "json"):
            assert b"sick" not in made(desk, name, form).lower()
