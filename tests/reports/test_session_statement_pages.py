"""The session statement on paper: balances, why, and two lines to sign on."""

import datetime as dt
import io
from collections.abc import Iterator
from fractions import Fraction

import build
import pypdf
import pytest

from models.types import LeaveKind
from reports.catalogue import report_named
from reports.statement_words import count, share, signed
from rota_desk.desk import Desk
from rota_desk.errors import Refusal

MONDAY = dt.date(2026, 10, 5)
END = MONDAY + dt.timedelta(weeks=4)
WEEK = dt.timedelta(weeks=1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Two consultants with a weekly list each; one was away for a week."""
    desk = build.a_desk(tmp_path_factory.mktemp("desk"))
    build.a_department(desk)
    for name in ("Dr A Patel", "Dr B Okafor"):
        person = build.a_clinician(desk, name)
        plan = build.a_job_plan(desk, person, start=MONDAY)
        build.a_plan_line(desk, plan, "EN", 0)
        for number in range(3):
            build.a_list(desk, MONDAY + number * WEEK, on=[person], owner=person)
        build.approved_leave(desk, person, MONDAY + 3 * WEEK, kind=LeaveKind.SPECIAL)
    yield desk
    desk.close()


def pages(desk: Desk, clinician: int | None = None) -> str:
    made = report_named("session-statement").make(desk, MONDAY, END, "pdf", clinician=clinician)
    read = pypdf.PdfReader(io.BytesIO(made.content))
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def test_a_statement_opens_and_closes_with_a_balance_and_is_signed_twice(desk: Desk) -> None:
    text = pages(desk, clinician=1)
    assert "Session statement, Dr A Patel, 5 October – 1 November 2026" in text
    assert "Opening balance" in text
    assert "Closing balance" in text
    assert "Delivered and expected agree" in text
    assert "Mon 26 Oct 08:30–12:30 Endoscopy list – Unavailable" in text
    assert text.count("Day ") >= 3
    assert "Clinical lead" in text
    assert "special" not in text.casefold()


def test_what_is_signed_stands_above_the_lines_to_sign_on(desk: Desk) -> None:
    said = "Dr A Patel, 5 October – 1 November 2026: closing balance 0."
    text = pages(desk, clinician=1)
    assert text.index(said) < text.index("Clinical lead")


def test_everybodys_statements_follow_one_another(desk: Desk) -> None:
    text = pages(desk)
    assert "Session statement, Dr A Patel" in text
    assert "Session statement, Dr B Okafor" in text


def test_a_file_is_named_for_its_clinician(desk: Desk) -> None:
    report = report_named("session-statement")
    made = report.make(desk, MONDAY, END, "pdf", clinician=2)
    assert made.file_name == "session-statement-dr-b-okafor-2026-10-05.pdf"
    with pytest.raises(Refusal, match="no longer there"):
        report.make(desk, MONDAY, END, "pdf", clinician=99)


def test_counts_and_balances_are_said_with_their_signs() -> None:
    assert [count(Fraction(n)) for n in ("0", "1", "5/2", "-3")] == ["–", "1", "2.5", "−3"]
    assert [signed(Fraction(n)) for n in ("0", "1", "-5/2")] == ["0", "+1", "−2.5"]
    assert [share(n) for n in (None, Fraction(0), Fraction(-1, 20))] == ["–", "0.0 %", "−5.0 %"]
