"""Claims on paper: a page each, sums that equal the lines, and files that say the same."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import openpyxl
import pypdf
import pytest
from build import at

from models import Absence, WliClaim
from models.types import AbsenceKind
from reports.catalogue import report_named
from rota_desk.desk import Desk
from rota_desk.edits.claim_steps import (
    mark_worked,
    pre_authorise,
    reject_claim,
    submit_claim,
    verify_claim,
)
from rota_desk.edits.claims import add_claim
from rota_desk.queries.claims_pack import claims_pack
from rota_desk.unit_of_work import UnitOfWork

START, END = dt.date(2026, 11, 1), dt.date(2026, 12, 1)
SATURDAY, FRIDAY = dt.date(2026, 11, 7), dt.date(2026, 11, 6)


def _odd_pence(work: UnitOfWork, *, claim: int, amount: Decimal) -> None:
    work.get(WliClaim, claim).amount = amount


def drafted(desk: Desk, person: int, day: dt.date, times: str, reason: str) -> int:
    starts, ends = times.split("-")
    return desk.do(
        add_claim,
        clinician=person,
        activity=build.an_activity(desk).id,
        start=at(day, starts),
        end=at(day, ends),
        reason_code=reason,
    ).value


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Five claims of two people: one rejected, one with a formula for a reason, odd pence."""
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    build.a_rate_card(desk)
    patel, quill = build.a_clinician(desk), build.a_clinician(desk, "Dr B Quill")
    first = drafted(desk, patel.id, SATURDAY, "08:00-12:00", "WLI")
    desk.do(pre_authorise, claim=first, by="Dr M Okafor", at=at(dt.date(2026, 11, 4), "10:00"))
    desk.do(mark_worked, claim=first, patients=8)
    desk.do(submit_claim, claim=first)
    desk.do(verify_claim, claim=first)
    drafted(desk, patel.id, SATURDAY, "11:30-15:30", "SICKNESS")
    drafted(desk, quill.id, FRIDAY, "17:00-21:00", "WLI")
    fallen = drafted(desk, quill.id, SATURDAY, "08:00-09:00", "VACANCY")
    desk.do(reject_claim, claim=fallen, reason="Paid as a session of the job plan")
    odd = drafted(desk, quill.id, SATURDAY, "14:00-14:50", "=cmd|'/c calc'!A1")
    desk.do(_odd_pence, claim=odd, amount=Decimal("166.67"))
    yield desk
    desk.close()


def made(desk: Desk, form: str) -> bytes:
    report = report_named("claims")
    return report.build(desk, start=START, end=END, format=form).content


def rows(desk: Desk) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made(desk, "csv").decode("utf-8-sig"))))


def pages(desk: Desk) -> list[str]:
    return [
        " ".join(page.extract_text().split())
        for page in pypdf.PdfReader(io.BytesIO(made(desk, "pdf"))).pages
    ]


def test_every_claim_has_one_page_that_says_what_the_csv_says(desk: Desk) -> None:
    told, lines = pages(desk), rows(desk)
    own = told[-len(lines) :]
    assert len(lines) == 5
    for page, line in zip(own, lines, strict=True):
        assert page.startswith(f"{line['claim']}, {line['claimant']}")
        assert f"£{Decimal(line['amount']):,.2f}" in page
        assert line["reckoned"] in page
        assert line["clashes"] == "" or line["clashes"].split("; ")[0].split(": ", 1)[1] in page


def test_sums_equal_the_sums_of_the_lines_to_the_penny(desk: Desk) -> None:
    lines = [one for one in rows(desk) if one["state"] not in {"rejected", "cancelled"}]
    total = sum(Decimal(one["amount"]) for one in lines)
    pack = desk.ask(claims_pack, start=START, end=END)
    assert (pack.total.sessions, pack.total.hours, pack.total.amount) == (
        4,
        Decimal("12.83"),
        Decimal("2466.67"),
    )
    assert total == pack.total.amount
    for sums in (pack.by_work, pack.by_state, pack.by_person):
        assert sum(one.amount for one in sums) == total
        assert sum(one.sessions for one in sums) == 4
        assert sum(one.minutes for one in sums) == pack.total.minutes
    assert f"All 4 12.83 £{total:,.2f}" in pages(desk)[0]


def test_what_is_counted_is_told_by_activity_and_reason(desk: Desk) -> None:
    pack = desk.ask(claims_pack, start=START, end=END)
    assert [(one.heading, one.sessions, one.hours, one.amount) for one in pack.by_work][:2] == [
        (("Endoscopy list", "=cmd|'/c calc'!A1"), 1, Decimal("0.83"), Decimal("166.67")),
        (("Endoscopy list", "Absence cover"), 1, Decimal("4.00"), Decimal("800.00")),
    ]
    assert (pack.overlaps, pack.crossed, pack.fallen.sessions) == (2, 4, 1)


def test_a_rejected_claim_keeps_its_page_and_its_reason(desk: Desk) -> None:
    assert any("Rejected because Paid as a session of the job plan" in one for one in pages(desk))


def test_a_formula_is_no_formula_in_any_file(desk: Desk) -> None:
    (line,) = [one for one in rows(desk) if "cmd" in one["reason"]]
    assert line["reason"] == "'=cmd|'/c calc'!A1"
    book = openpyxl.load_workbook(io.BytesIO(made(desk, "xlsx")))
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert "f" not in kinds


def test_the_workbook_and_json_hold_the_same_lines(desk: Desk) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(desk, "xlsx")))
    head, *lines = book["Claims"].iter_rows(values_only=True)
    amount = head.index("amount")
    answer = json.loads(made(desk, "json"))
    from_csv = [one["amount"] for one in rows(desk)]
    assert [f"{line[amount]:.2f}" for line in lines] == from_csv
    assert [one["amount"] for one in answer["claims"]] == from_csv
    assert answer["total"] == {
        "heading": ["All"],
        "sessions": 4,
        "hours": "12.83",
        "amount": "2466.67",
    }


def test_a_sickness_is_never_named(desk: Desk) -> None:
    person = build.every(desk, WliClaim)[0].clinician_id
    build.kept(
        desk,
        Absence(
            clinician_id=person, kind=AbsenceKind.SICKNESS, first_day=SATURDAY, last_day=SATURDAY
        ),
    )
    told = (" ".join(pages(desk)) + made(desk, "csv").decode()).casefold()
    assert "absence" in told
    assert "sick" not in told


def test_no_claims_make_a_page_that_says_so(tmp_path: Path) -> None:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    (page,) = pages(desk)
    assert "No claim lies in these days." in page
    desk.close()
