"""The compliance report: each breach with clause and figures, signatures, what is judged."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import build
import openpyxl
import pypdf
import pytest
from build import MONDAY

from reports.catalogue import report_named
from reports.compliance_words import careful, coverage_sentence, covered_lines
from rota_desk.desk import Desk
from rota_desk.edits.authorising import authorise
from rota_desk.errors import Refusal

DAY = dt.timedelta(days=1)
END = MONDAY + 14 * DAY


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A resident with too short a rest, one whose run is authorised, and a session uncovered."""
    desk = build.a_desk(tmp_path_factory.mktemp("desk"))
    build.a_department(desk)
    voss = build.a_resident(desk, "Dr E Voss")
    build.a_long_day(desk, MONDAY, on=[voss])
    build.a_session(desk, "SD", MONDAY + DAY, on=[voss], starts="07:00", ends="15:00")
    rowan = build.a_resident(desk, "Dr C Rowan")
    for place in range(8):
        build.a_session(desk, "SD", MONDAY + place * DAY, on=[rowan])
    desk.do(
        authorise,
        rule="rd-consec-7",
        clinician=rowan.id,
        since=MONDAY,
        until=None,
        by="Dr Guardian",
        reason="Two off sick; reviewed weekly",
    )
    build.a_list(desk, MONDAY)
    yield desk
    desk.close()


def pages(desk: Desk, clinician: int | None = None) -> str:
    made = report_named("compliance").make(desk, MONDAY, END, "pdf", clinician=clinician)
    read = pypdf.PdfReader(io.BytesIO(made.content))
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def test_each_breach_has_its_clause_and_its_figures(desk: Desk) -> None:
    text = pages(desk)
    assert "Compliance, 9 – 22 November 2026" in text
    assert "only 10 h 30 min between Mon 9 Nov 20:30 and Tue 10 Nov 07:00; needs 11 h" in text
    assert "10 h 30 min 11 h ▲ breach contract" in text
    assert "Begin with Dr E Voss (1 breach)." in text


def test_what_was_authorised_is_listed_with_name_and_reason_and_no_reason_of_absence(
    desk: Desk,
) -> None:
    text = pages(desk)
    assert "Authorised and accepted (1)" in text
    assert "unbroken run (rd-consec-7) from Mon 9 Nov 2026, no end set" in text
    assert "Dr Guardian: Two unavailable; reviewed weekly" in text


def test_the_foot_and_the_last_page_say_what_is_judged_and_what_not(desk: Desk) -> None:
    text = pages(desk)
    assert coverage_sentence() in text
    assert "What is judged, and what is not" in text
    assert {state for state, _why, _clauses in covered_lines()} == {
        "modelled",
        "partial",
        "not modelled",
    }


def test_it_is_made_of_one_clinician_too(desk: Desk) -> None:
    assert "Dr E Voss" not in pages(desk, clinician=2)
    with pytest.raises(Refusal, match="is made of everybody"):
        report_named("weekly-rota").make(desk, MONDAY, END, "pdf", clinician=2)


def test_the_workbook_holds_every_person_and_every_rule(desk: Desk) -> None:
    made = report_named("compliance").make(desk, MONDAY, END, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    assert book.sheetnames == [
        "Summary",
        "Findings",
        "Every rule",
        "Signed off",
        "What is judged",
    ]
    rows = list(book["Every rule"].iter_rows(values_only=True))
    kept = [row for row in rows if row[5] == "rd-shift-13" and row[1] == "Dr E Voss"]
    assert [(row[0], row[9], row[10], *row[14:]) for row in kept] == [
        ("✓ kept", "12 h 30 min", "13 h", 12.5, 13, "h")
    ]


def test_the_workbooks_days_are_dates_and_no_words(desk: Desk) -> None:
    made = report_named("compliance").make(desk, MONDAY, END, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    heads, *rows = book["Findings"].iter_rows(values_only=True)
    assert heads[2:4] == ("From", "Until")
    assert {type(value) for row in rows for value in row[2:4]} == {dt.datetime}


def test_what_another_reading_would_turn_is_told_though_it_is_kept(tmp_path: Path) -> None:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    vale = build.a_resident(desk, "Dr H Vale")
    for place in range(4):
        build.a_night(desk, MONDAY + place * DAY, on=[vale])
    build.a_session(desk, "SD", MONDAY + 6 * DAY, on=[vale], starts="08:00", ends="16:00")
    made = report_named("compliance").make(desk, MONDAY, END, "pdf")
    text = " ".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.content)).pages
    )
    desk.close()
    said = " ".join(text.split())
    assert "Kept, but not if an open point is read otherwise (1)" in said
    assert "a breach if read otherwise (O-1: 48 h after every full run)" in said


def test_a_rule_of_the_desk_is_not_told_as_a_contracts(desk: Desk) -> None:
    made = report_named("compliance").make(desk, MONDAY, END, "xlsx")
    rows = openpyxl.load_workbook(io.BytesIO(made.content))["Findings"].iter_rows(values_only=True)
    weights = {(row[5], row[8]) for row in rows}
    assert ("desk-uncovered", "the desk's own") in weights
    assert ("rd-rest-11", "contract") in weights


def test_words_that_could_be_read_as_a_reason_are_left_out() -> None:
    assert careful("Clinic during special leave") == "Clinic during unavailable time"
    assert careful("leave, sickness and rest") == "leave, unavailable and rest"
