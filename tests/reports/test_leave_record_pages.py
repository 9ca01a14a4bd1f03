"""The leave record on paper: what was asked, given and refused, and nothing of anybody's life."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import build
import pypdf
import pytest
from build import MONDAY
from openpyxl import load_workbook

from models import Clinician
from models.types import LeaveKind
from reports.catalogue import report_named
from rota_desk.desk import Desk
from rota_desk.edits.leave import approve_leave, decline_leave, request_leave

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
CHRISTMAS = dt.date(2026, 12, 24)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Dr Patel got a week, was refused Christmas for a reason that says too much, and was away."""
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    patel = build.a_clinician(desk)
    desk.do(approve_leave, leave=asked(desk, patel, MONDAY + 4 * WEEK, LeaveKind.ANNUAL))
    refused = asked(desk, patel, CHRISTMAS, LeaveKind.ANNUAL)
    desk.do(decline_leave, leave=refused, reason="Two off sick already")
    desk.do(approve_leave, leave=asked(desk, patel, MONDAY + 8 * WEEK, LeaveKind.SPECIAL))
    yield desk
    desk.close()


def asked(desk: Desk, person: Clinician, first: dt.date, kind: LeaveKind) -> int:
    facts = {"clinician": person.id, "kind": kind, "first": first, "last": first + DAY}
    return desk.do(request_leave, **facts).value  # type: ignore[arg-type]


def test_the_page_tells_each_answer_and_the_holidays_and_no_reason(desk: Desk) -> None:
    made = report_named("leave-record").make(desk, MONDAY, MONDAY + DAY, "pdf", clinician=1)
    assert made.file_name == "leave-record-dr-a-patel-2026-11-09.pdf"
    read = pypdf.PdfReader(io.BytesIO(made.content))
    told = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert "3 asked: 2 approved, 1 declined." in told
    assert "Holidays: Christmas 2026 declined." in told
    assert "24 – 25 December 2026 Annual 1 Tue 10 Nov 2026 44 d declined" in told
    assert "Two" not in told  # the reason stays at the desk
    assert "Unavailable" in told
    assert all(word not in told.lower() for word in ("sick", "special"))


def test_the_workbook_has_a_row_for_each_request_and_each_holiday(desk: Desk) -> None:
    made = report_named("leave-record").make(desk, MONDAY, MONDAY + DAY, "xlsx")
    book = load_workbook(io.BytesIO(made.content))
    rows = list(book["Requests"].iter_rows(min_row=2, values_only=True))
    assert [(row[3], row[7]) for row in rows] == [
        ("Unavailable", "approved"),
        ("Annual", "declined"),
        ("Annual", "approved"),
    ]
    holidays = {row[1]: row[4] for row in book["Holidays"].iter_rows(min_row=2, values_only=True)}
    assert holidays["Christmas 2026"] == "declined"
    assert holidays["Christmas 2025"] == "not asked"
    words = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row).lower()
    assert [word for word in ("sick", "special", "two off") if word in words] == []


def test_where_nobody_asked_the_page_says_so(tmp_path: Path) -> None:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    made = report_named("leave-record").make(desk, MONDAY, MONDAY + DAY, "pdf")
    told = pypdf.PdfReader(io.BytesIO(made.content)).pages[0].extract_text()
    assert "Nobody asked for leave in the years remembered." in " ".join(told.split())
    desk.close()
