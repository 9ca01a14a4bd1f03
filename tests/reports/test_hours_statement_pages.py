"""The hours statement: its figures read back from the page, and the workbook beside it."""

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pypdf
import pytest
from build import TODAY
from openpyxl import load_workbook

from models.types import AbsenceKind, HoursKind
from reports.catalogue import report_named
from rota_desk.desk import Desk
from rota_desk.edits.hours import post_hours
from rota_desk.errors import Refusal
from rota_desk.queries.hours_account import HoursAccount, hours_account
from rota_desk.queries.hours_words import hours, signed

OCTOBER = dt.date(2026, 10, 1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """S Quill: a day worked, two away, time in lieu earned for a reason that says too much."""
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    quill = build.a_nurse(desk)
    build.a_session(desk, "SD", OCTOBER, "08:00", "15:30", on=[quill])
    build.an_absence(desk, quill, OCTOBER + DAY, OCTOBER + 4 * DAY, kind=AbsenceKind.BEREAVEMENT)
    desk.do(
        post_hours,
        clinician=quill.id,
        kind=HoursKind.TOIL_EARNED,
        day=OCTOBER + 5 * DAY,
        hours=Decimal(2),
        reason="Covered sickness of a colleague",
    )
    yield desk
    desk.close()


def page_words(content: bytes) -> str:
    read = pypdf.PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def account(desk: Desk) -> HoursAccount:
    return desk.ask(hours_account, clinician=1, on=TODAY)


def test_the_page_tells_the_figures_line_by_line_and_no_reason(desk: Desk) -> None:
    made = report_named("hours-statement").make(desk, TODAY, TODAY + DAY, "pdf", clinician=1)
    assert made.file_name == "hours-statement-s-quill-2026-10-01.pdf"
    told, one = page_words(made.content), account(desk)
    for figure in (signed(one.balance), signed(one.closing), hours(one.target)):
        assert figure in told
    assert "Thu 1 Oct Standard day 08:00–15:30 worked 7.5 7.5" in told
    assert "Fri 2 Oct Unavailable a working day credited 7.5 15" in told
    assert "Earned: Covered unavailable of a colleague +2 2" in told
    assert "2 h earned Tue 6 Oct: take by Wed 6 Jan 2027" in told
    assert "sick" not in told.lower()
    assert "bereave" not in told.lower()


def test_the_workbook_adds_up_to_the_same(desk: Desk) -> None:
    made = report_named("hours-statement").make(desk, TODAY, TODAY + DAY, "xlsx")
    book = load_workbook(io.BytesIO(made.content))
    assert book.sheetnames == ["Balances", "Lines", "In lieu", "Net hours"]
    lines = list(book["Lines"].iter_rows(min_row=2, values_only=True))
    assert [row[5] for row in lines] == [7.5, 7.5, 7.5]
    heads, sums = list(book["Balances"].iter_rows(min_row=3, max_row=4, values_only=True))
    told = dict(zip(heads, sums, strict=True))
    assert (told["Worked"], told["Credited"], told["In lieu"]) == (7.5, 15, 2)
    assert told["Balance of the quarter"] == round(22.5 - float(account(desk).asked), 2)
    words = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row).lower()
    assert "covered unavailable of a colleague" in words
    assert [word for word in ("sick", "bereave") if word in words] == []


def test_whoever_counts_no_hours_by_the_year_is_refused_and_nobody_is_said(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    report = report_named("hours-statement")
    with pytest.raises(Refusal, match="counts no hours by the year"):
        report.make(desk, TODAY, TODAY + DAY, "pdf", clinician=patel.id)
    early = dt.date(2019, 5, 1)  # before anybody was here
    told = page_words(report.make(desk, early, early + DAY, "pdf").content)
    assert "Nobody's contract counts hours by the year in this quarter." in told
