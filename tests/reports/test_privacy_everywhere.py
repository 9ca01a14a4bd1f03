"""Why somebody is away is written in no file that leaves the desk, whatever the document."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from build import MONDAY, NOW, a_desk, changed, every, found
from wards import a_small_ward

from models import Assignment, ClinicalSession, LeaveRequest
from models.types import AbsenceKind, ContactKind, LeaveKind
from reports.catalogue import REPORTS
from rota_desk.cli.roof import run
from rota_desk.desk import Desk
from rota_desk.edits.absences import close_absence, describe_absence, record_absence
from rota_desk.edits.actual_hours import record_actual_hours
from rota_desk.edits.contacts import add_contact
from rota_desk.edits.leave import approve_leave, decline_leave, request_leave
from rota_desk.edits.publishing import publish
from rota_desk.edits.settings import change_setting
from rota_desk.exchange.tables import TABLES
from rota_desk.queries.restricted_actual_hours import KEPT_HERE

MARK = "SHINGLESMARK"
WORKED = ("07:13", "21:47", "T0713", "T2147", "14h34min")  # a duty as it was really worked
EVENT = ("life-chang", "lifechang", "life_event")  # what leave is for
PRIVATE = "07700900777"  # a mobile, beside a bleep that anybody may know
BLEEP = "4711"
PERIOD = ("--from", "2026-11-09", "--to", "2026-11-29")


@pytest.fixture(scope="module")
def rota(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward where every restricted fact says the mark; its desk is closed again."""
    folder = tmp_path_factory.mktemp("ward")
    desk = a_desk(folder)
    people = [one.id for one in a_small_ward(desk, published=True).values()]
    _numbers(desk, people)
    _absences(desk, people)
    _leave(desk, people)
    _hours_really_worked(desk)
    desk.do(publish, first=MONDAY, last=MONDAY + dt.timedelta(days=13))
    desk.close()
    return folder / "rota.sqlite"


def _numbers(desk: Desk, people: list[int]) -> None:
    """Everybody's mobile is private and their bleep is not; the pack asks for mobiles too."""
    desk.do(change_setting, key="pack.numbers", value="all")
    for place, number in enumerate(people):
        for kind, value in ((ContactKind.MOBILE, PRIVATE), (ContactKind.BLEEP, f"{BLEEP}{place}")):
            desk.do(
                add_contact,
                clinician=number,
                kind=kind,
                value=value,
                private=kind is ContactKind.MOBILE,
            )


def _absences(desk: Desk, people: list[int]) -> None:
    number = desk.do(
        record_absence,
        clinician=people[0],
        first=MONDAY,
        last=MONDAY + dt.timedelta(days=3),
        reason_code=MARK,
        note=f"{MARK} on the left side",
    ).value
    desk.do(close_absence, absence=number, last=MONDAY + dt.timedelta(days=1))
    desk.do(
        describe_absence,
        absence=number,
        kind=AbsenceKind.SICKNESS,
        reason_code=MARK,
        note=f"{MARK} again",
    )
    desk.do(
        record_absence,
        clinician=people[3],
        first=MONDAY + dt.timedelta(days=1),
        kind=AbsenceKind.SICKNESS,
        note=MARK,
    )


def _hours_really_worked(desk: Desk) -> None:
    """Record every duty from 07:13 to 21:47: times that stand nowhere else."""
    desk.do(change_setting, key=KEPT_HERE, value=True)
    for one in every(desk, Assignment):
        session = found(desk, ClinicalSession, one.session_id)
        assert session is not None
        desk.do(
            record_actual_hours,
            clinician=one.clinician_id,
            session=session.id,
            start=dt.datetime.combine(session.start.date(), dt.time(7, 13)),
            end=dt.datetime.combine(session.start.date(), dt.time(21, 47)),
            breaks_missed=2,
        )


def _leave(desk: Desk, people: list[int]) -> None:
    for place, kind in enumerate((LeaveKind.SPECIAL, LeaveKind.ANNUAL)):
        asked = desk.do(
            request_leave,
            clinician=people[1 + place],
            kind=kind,
            first=MONDAY + dt.timedelta(days=7),
            last=MONDAY + dt.timedelta(days=9),
            note=f"{MARK} at home",
        ).value
        if kind is LeaveKind.ANNUAL:
            desk.do(decline_leave, leave=asked, reason=f"{MARK} is no reason")
        else:
            desk.do(approve_leave, leave=asked, note=MARK)
    for place, answer in enumerate(("approve", "decline", "wait")):
        first = MONDAY + dt.timedelta(days=14 + 2 * place)
        days = {"first": first, "last": first, "life_event": True}
        kind = LeaveKind.ANNUAL
        asked = desk.do(request_leave, clinician=people[4], kind=kind, **days).value  # type: ignore[arg-type]
        request = found(desk, LeaveRequest, asked)
        assert request is not None
        changed(desk, request, requested_at=NOW - dt.timedelta(days=60))
        if answer == "approve":
            desk.do(approve_leave, leave=asked)
        elif answer == "decline":
            desk.do(decline_leave, leave=asked, reason=f"{MARK} is no reason")


def texts_of(content: bytes) -> Iterator[str]:
    """Everything that can be read in a file: its bytes, its pages, its packed parts."""
    yield content.decode("utf-8", "replace")
    yield content.decode("utf-16-le", "replace")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name
                yield packed.read(name).decode("utf-8", "replace")
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as document:
            yield json.dumps(document.get_metadata_dict())
            for page in document:
                yield page.get_textpage().get_text_range()


def reveals(content: bytes) -> bool:
    """Whether the mark can be read, also where a line was broken or folded.

    Or one of the moments at which somebody really began or ended, what leave is for, or a private
    number.
    """
    bare = ["".join(text.split()) for text in texts_of(content)]
    return any(mark in text for text in bare for mark in (MARK, PRIVATE, *WORKED, *EVENT))


def test_the_mark_is_found_where_it_stands(rota: Path) -> None:
    assert reveals(rota.read_bytes())
    assert all(mark.encode() in rota.read_bytes() for mark in (MARK, PRIVATE, *WORKED[:2]))
    assert reveals(b"from 07:13")
    assert not reveals(b"nothing")


@pytest.mark.parametrize(
    ("name", "form"), [(report.name, form) for report in REPORTS for form in report.formats]
)
def test_no_document_says_why_somebody_is_away(
    rota: Path, tmp_path: Path, name: str, form: str
) -> None:
    out = tmp_path / f"file.{form}"
    words = ["report", name, "--out", str(out), "--format", form, *PERIOD]
    assert run(["--database", str(rota), *words]) in (0, 1)
    assert not reveals(out.read_bytes())


@pytest.mark.parametrize("name", ["on-call-sheet", "system-down"])
def test_a_bleep_is_printed_where_the_same_persons_mobile_is_private(
    rota: Path, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "file.pdf"
    words = ["report", name, "--out", str(out), "--format", "pdf", *PERIOD]
    assert run(["--database", str(rota), *words]) in (0, 1)
    read = "".join("".join(text.split()) for text in texts_of(out.read_bytes()))
    assert BLEEP in read


@pytest.mark.parametrize(
    "words",
    [
        ["check", "rota", "--json", *PERIOD],
        ["check", "rota", *PERIOD],
        ["check", "leave", "--json", *PERIOD],
        ["database", "info", "--json"],
        ["database", "check"],
    ],
    ids=" ".join,
)
def test_no_answer_says_why_somebody_is_away(
    rota: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    run(["--database", str(rota), *words])
    said = capsys.readouterr()
    assert not reveals(f"{said.out}{said.err}".encode())


@pytest.mark.parametrize("kind", [one.kind for one in TABLES])
def test_no_exchange_file_says_why_somebody_is_away(rota: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"{kind}.csv"
    assert run(["--database", str(rota), "export", kind, "--out", str(out)]) == 0
    assert not reveals(out.read_bytes())


def test_the_workbook_of_all_tables_says_it_neither(rota: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.xlsx"
    assert run(["--database", str(rota), "export", "all", "--out", str(out)]) == 0
    assert not reveals(out.read_bytes())


@pytest.mark.parametrize("more", [[], ["--with-leave"]], ids=["duties", "leave-as-well"])
def test_no_calendar_says_why_somebody_is_away(
    rota: Path, tmp_path: Path, more: list[str]
) -> None:
    words = ["export", "calendar", "--out", str(tmp_path), *PERIOD, *more]
    assert run(["--database", str(rota), *words]) == 0
    written = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert len(written) > 3
    assert [one.name for one in written if reveals(one.read_bytes())] == []
