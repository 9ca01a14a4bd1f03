"""Claims and expenses from other programs: named, priced, told of where they cannot be read."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import build
import openpyxl
import pytest

from models import Clinician, ExpenseLine, WliClaim
from models.types import ExpenseKind, ExpenseState
from rota_desk.bootstrap import open_desk
from rota_desk.cli.roof import run
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.queries.payroll import payroll

FARES = """clinician,day,kind,from_place,to_place,miles,amount,there_and_back
Dr A Patel,2026-11-03,mileage,n,OUTREACH,44,,yes
Dr A Patel,2026-11-04,mileage,Home,Town hall,lots,,no
Dr A Patel,2026-11-05,travel,,,,12.40,
Dr Nobody,2026-11-05,travel,,,,9.99,
"""


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    desk = build.a_desk(tmp_path)
    build.a_clinician(desk)
    build.a_rate_card(desk)
    build.an_activity(desk)
    build.a_site(desk)
    build.a_site(desk, "O", "Outreach", outlying=True)
    desk.close()
    return tmp_path / "rota.sqlite"


def again(ward: Path) -> Desk:
    return open_desk(ward, clock=FixedClock(build.NOW), who="K Lowe")


def _import(ward: Path, kind: str, file: Path, *more: str) -> int:
    return run(["--database", str(ward), "import", kind, str(file), *more, "--json"])


def test_a_travel_systems_lines_get_references_and_sites_and_the_rest_is_told(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = ward.parent / "travel.csv"
    file.write_text(FARES, encoding="utf-8")
    assert _import(ward, "expenses", file, "--dry-run") == 1
    told = json.loads(capsys.readouterr().out)["tables"][0]
    assert [(one["row"], one["column"]) for one in told["problems"]] == [
        (3, "F"),
        (5, "clinician"),
    ]
    assert _import(ward, "expenses", file) == 1
    desk = again(ward)
    lines = build.every(desk, ExpenseLine)
    assert [
        (one.reference, one.from_place, one.to_place, one.from_site_id, one.site_id)
        for one in lines
    ] == [("EXP-0001", "North", "Outreach", 1, 2), ("EXP-0002", "", "", None, None)]
    assert lines[0].returns
    desk.close()


def test_a_workbook_of_claims_is_priced_by_the_card_of_its_day(ward: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["reference", "clinician", "start", "end", "activity", "reason_code"])
    sheet.append(["X-1", "Dr A Patel", "2026-11-06T17:00", "2026-11-06T21:00", "EN", "WLI"])
    sheet.append(["X-2", "Dr A Patel", "2026-11-07T12:00", "2026-11-07T08:00", "EN", "WLI"])
    file = ward.parent / "claims.xlsx"
    book.save(file)
    assert _import(ward, "claims", file) == 1
    desk = again(ward)
    (claim,) = build.every(desk, WliClaim)
    assert (claim.reference, str(claim.amount), claim.rate_card_id) == ("X-1", "700.00", 1)
    assert claim.priced_as.startswith("2 hours × £150 + 2 hours × £200 = £700")
    desk.close()


def test_the_same_lines_brought_in_again_are_not_doubled(ward: Path) -> None:
    file = ward.parent / "travel.csv"
    file.write_text(FARES.splitlines()[0] + "\n" + FARES.splitlines()[1] + "\n", encoding="utf-8")
    assert _import(ward, "expenses", file) == 0
    out = ward.parent / "expenses.csv"
    assert run(["--database", str(ward), "export", "expenses", "--out", str(out)]) == 0
    assert _import(ward, "expenses", out) == 0
    desk = again(ward)
    assert len(build.every(desk, ExpenseLine)) == 1
    desk.close()


SIGNED = """clinician,day,kind,state,amount,miles
Dr A Patel,2026-11-03,course_fee,approved,,
Dr A Patel,2026-11-04,mileage,paid,,20
Dr A Patel,2026-11-05,travel,submitted,,
Dr A Patel,2026-11-06,travel,approved,0,
"""


def test_a_signed_expense_without_an_amount_is_told_and_not_taken_for_nothing(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = ward.parent / "signed.csv"
    file.write_text(SIGNED, encoding="utf-8")
    assert _import(ward, "expenses", file) == 1
    told = json.loads(capsys.readouterr().out)["tables"][0]["problems"]
    assert [(one["row"], one["column"], one["message"]) for one in told] == [
        (
            row,
            "amount",
            (
                f"it is {state} and has no amount: write the pounds, or bring it in as submitted"
                " and have it verified here. Not recorded."
            ),
        )
        for row, state in ((2, "approved"), (3, "paid"))
    ]
    desk = again(ward)
    assert [(one.day.day, one.amount) for one in build.every(desk, ExpenseLine)] == [
        (5, None),
        (6, 0),
    ]
    desk.close()


def test_payroll_is_told_that_an_amount_is_missing_instead_of_nothing_to_pay(ward: Path) -> None:
    desk = again(ward)
    patel = build.every(desk, Clinician)[0]
    day = dt.date(2026, 11, 3)
    build.kept(
        desk,
        ExpenseLine(
            clinician_id=patel.id, day=day, kind=ExpenseKind.OTHER, state=ExpenseState.APPROVED
        ),
    )
    pay = desk.ask(payroll, start=day, end=day + dt.timedelta(days=1))
    assert [one.reckoned for one in pay.lines] == [
        "No amount was kept: reject the line, or bring it in again with its pounds"
    ]
    desk.close()
