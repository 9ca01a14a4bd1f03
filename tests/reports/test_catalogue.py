import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import build
import icalendar
import pypdf
import pytest

from models.types import GapCause, LeaveKind
from reports.catalogue import REPORTS, Report, report_named
from reports.clinician_calendar import calendars, index
from reports.document import Document
from rota_desk.desk import Desk
from rota_desk.edits.publishing import publish
from rota_desk.errors import Refusal

START, END = build.MONDAY, build.MONDAY + dt.timedelta(days=14)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small department with a gap, leave, absence, an awkward name and a change."""
    desk = build.a_desk(tmp_path_factory.mktemp("desk"))
    build.a_department(desk)
    patel = build.a_clinician(desk, "Dr A Patel")
    brien = build.a_clinician(desk, "Dr F O'Brien <script>")
    rowan = build.a_resident(desk, "Dr S Łukasiewicz-Großmann")
    namesake = build.a_nurse(desk, "Dr A Patel")
    build.a_list(desk, START, on=[patel])
    build.a_clinic(desk, START + dt.timedelta(days=1), on=[brien])
    build.a_night(desk, START + dt.timedelta(days=2), on=[rowan])
    build.a_list(desk, START + dt.timedelta(days=1), on=[namesake])
    gap = build.a_list(desk, START + dt.timedelta(days=3), owner=patel)
    build.a_gap(desk, gap, GapCause.ABSENCE)
    build.approved_leave(desk, brien, START + dt.timedelta(days=7), kind=LeaveKind.SPECIAL)
    build.approved_leave(desk, patel, START + dt.timedelta(days=8), kind=LeaveKind.ANNUAL)
    build.an_absence(desk, rowan, START + dt.timedelta(days=9), START + dt.timedelta(days=10))
    desk.do(publish, first=START, last=END - dt.timedelta(days=1))
    build.a_clinic(desk, START + dt.timedelta(days=4), on=[patel])
    yield desk
    desk.close()


def _made(desk: Desk, report: Report, form: str) -> Document:
    return report.build(desk, start=START, end=END, format=form)


@pytest.mark.parametrize(
    ("name", "form"), [(report.name, form) for report in REPORTS for form in report.formats]
)
def test_every_report_is_made_in_every_format_twice_the_same(
    desk: Desk, name: str, form: str
) -> None:
    report = report_named(name)
    first, second = _made(desk, report, form), _made(desk, report, form)
    assert first == second
    begins = {"leave-balances": "2026-04-01", "hours-statement": "2026-10-01"}  # year, quarter
    day = begins.get(name, "2026-11-09")
    assert first.file_name == f"{name}-{day}.{form}"
    assert first.content
    _opens(first, form)


def _opens(document: Document, form: str) -> None:
    match form:
        case "pdf":
            assert pypdf.PdfReader(io.BytesIO(document.content)).pages
        case "xlsx":
            assert zipfile.is_zipfile(io.BytesIO(document.content))
        case "eml":
            assert message_from_bytes(document.content)["X-Unsent"] == "1"
        case "csv":
            rows = list(csv.reader(io.StringIO(document.content.decode("utf-8-sig"))))
            assert len({len(row) for row in rows}) == 1
        case _:
            assert json.loads(document.content)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_no_document_says_why_somebody_is_away(desk: Desk, report: Report) -> None:
    for form in report.formats:
        text = _words(_made(desk, report, form), form).casefold()
        for word in ("sick", "absence", "special", "compassionate"):
            assert word not in text, (form, word)


def _words(document: Document, form: str) -> str:
    match form:
        case "pdf":
            pages = pypdf.PdfReader(io.BytesIO(document.content)).pages
            return " ".join(page.extract_text() for page in pages)
        case "xlsx":
            with zipfile.ZipFile(io.BytesIO(document.content)) as parts:
                return " ".join(parts.read(name).decode("utf-8") for name in parts.namelist())
        case _:
            return document.content.decode("utf-8-sig")


def test_paper_and_numbers_carry_the_same_check_code(desk: Desk) -> None:
    report = report_named("under-provision")
    code = json.loads(_made(desk, report, "json").content)["stamp"]["check_code"]
    assert f"check code {code}" in _words(_made(desk, report, "pdf"), "pdf")


def test_a_stamp_tells_version_changes_and_who(desk: Desk) -> None:
    text = _words(_made(desk, report_named("weekly-rota"), "pdf"), "pdf")
    assert "Rota v1 plus 1 change · made Tue 10 Nov 2026 08:12 by K Lowe · check code " in text


def test_the_under_provision_report_tells_the_gap(desk: Desk) -> None:
    told = json.loads(_made(desk, report_named("under-provision"), "json").content)
    assert (told["from"], told["to"], told["short"]) == ("2026-11-09", "2026-11-22", 1)
    line = told["lines"][0]
    assert (line["when"], line["what"], line["need"], line["have"]) == (
        "Thu 12 Nov AM",
        "Endoscopy list",
        1,
        0,
    )
    assert line["cause"] == "Unavailable at short notice"


def test_an_unknown_report_or_format_is_refused_with_what_there_is(desk: Desk) -> None:
    with pytest.raises(Refusal, match=r"weekly-rota, under-provision"):
        report_named("weekly")
    with pytest.raises(Refusal, match="made as pdf, xlsx, csv, not as docx"):
        _made(desk, report_named("weekly-rota"), "docx")


def test_days_that_run_backwards_are_refused(desk: Desk) -> None:
    for report in REPORTS:
        with pytest.raises(Refusal, match="before the first"):
            report.build(desk, start=END, end=START, format=report.formats[0])
    with pytest.raises(Refusal, match="before the first"):
        calendars(desk, start=END, end=START)


def test_everybody_with_a_duty_gets_a_calendar_of_their_own(desk: Desk) -> None:
    made = calendars(desk, start=START, end=END)
    assert [document.file_name for document in made] == [
        "dr-a-patel-1.ics",
        "dr-f-obrien-script.ics",
        "dr-s-lukasiewicz-grossmann.ics",
        "dr-a-patel-4.ics",
    ]
    assert [len(_events(document)) for document in made] == [2, 1, 1, 1]


def test_leave_is_left_out_unless_asked_for_and_never_says_why(desk: Desk) -> None:
    with_leave = calendars(desk, start=START, end=END, with_leave=True)
    summaries = [str(event["SUMMARY"]) for one in with_leave for event in _events(one)]
    assert "Annual leave" in summaries
    assert "Unavailable" in summaries
    without = calendars(desk, start=START, end=END)
    assert not any(
        str(event["UID"]).startswith("leave") for one in without for event in _events(one)
    )


def test_one_clinicians_calendar_has_the_same_name_and_words(desk: Desk) -> None:
    every = calendars(desk, start=START, end=END)
    assert calendars(desk, start=START, end=END, clinician=4) == every[3:]
    with pytest.raises(Refusal, match="Choose one from People"):
        calendars(desk, start=START, end=END, clinician=999)


def test_a_night_stands_in_the_calendar_as_long_as_it_is(desk: Desk) -> None:
    night = _events(calendars(desk, start=START, end=END)[2])[0]
    assert night.duration == dt.timedelta(hours=12, minutes=30)
    assert "Rota of Gastroenterology and Endoscopy" in str(night["DESCRIPTION"])


def test_an_index_lists_the_calendars_and_says_how_to_use_them(desk: Desk, tmp_path: Path) -> None:
    made = calendars(desk, start=START, end=END)
    page, listed, how_to = index(desk, made, start=START, end=END)
    rows = list(csv.reader(io.StringIO(listed.content.decode("utf-8-sig"))))
    assert rows[0] == ["Clinician", "File", "Duties", "First day", "Last day"]
    assert [row[1] for row in rows[1:]] == [document.file_name for document in made]
    assert "Outlook" in how_to.content.decode()
    assert b'<a href="dr-f-obrien-script.ics">' in page.content
    assert b"O&#x27;Brien &lt;script&gt;" in page.content
    for document in (*made, page, listed, how_to):
        (tmp_path / document.file_name).write_bytes(document.content)
    assert len(list(tmp_path.iterdir())) == 7


def _events(document: Document) -> list[icalendar.Event]:
    read = icalendar.Calendar.from_ical(document.content)
    assert isinstance(read, icalendar.Calendar)
    return list(read.events)
