"""Ways out for calendars: secret addresses, e-mail drafts, invitations, a real calendar server."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from socket import socket
from urllib.parse import unquote

import icalendar
import pytest
from build import MONDAY, a_clinician, a_contact, a_department, a_desk, a_list, a_night, at, every

from models import Assignment, ClinicalSession, Clinician
from models.types import ContactKind
from reports.calendar_drafts import covering_drafts, invitation_drafts
from reports.calendar_events import calendar_head
from reports.calendar_feeds import feeds
from reports.calendar_server import CalendarServer, calendar_server
from reports.clinician_calendar import calendars
from rota_desk.cli.roof import run
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign, remove_assignment
from rota_desk.edits.calendar_addresses import (
    give_calendar_addresses,
    renew_calendar_address,
    withdraw_calendar_address,
)
from rota_desk.edits.publishing import publish
from rota_desk.edits.sessions import retime_session
from rota_desk.edits.settings import change_setting
from rota_desk.errors import Refusal
from rota_desk.queries.calendar_addresses import calendar_addresses
from rota_desk.queries.clinician_calendar import clinician_calendars

END = MONDAY + dt.timedelta(days=14)
OFFICE = "rota.office@hospital.example"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


@pytest.fixture
def patel(desk: Desk) -> Clinician:
    """Dr Patel, who was told of a list on Monday and a night on Tuesday."""
    doctor = a_clinician(desk)
    a_contact(desk, doctor, "a.patel@hospital.example", kind=ContactKind.EMAIL)
    for session in (a_list(desk, MONDAY), a_night(desk, MONDAY + dt.timedelta(days=1))):
        desk.do(assign, session=session.id, clinician=doctor.id)
    desk.do(publish, first=MONDAY, last=MONDAY + dt.timedelta(days=6))
    return doctor


def letter(content: bytes) -> EmailMessage:
    read = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    return read


def calendar_of(part: EmailMessage) -> icalendar.Calendar:
    content = part.get_content()
    read = icalendar.Calendar.from_ical(content)
    assert isinstance(read, icalendar.Calendar)
    return read


def move_the_list(desk: Desk) -> None:
    first = every(desk, ClinicalSession)[0]
    start, end = at(MONDAY, "09:00"), at(MONDAY, "13:00")
    desk.do(retime_session, session=first.id, start=start, end=end)


def take_off_the_night(desk: Desk) -> None:
    desk.do(remove_assignment, assignment=every(desk, Assignment)[1].id)


def test_an_address_is_a_secret_of_one_person_and_can_be_withdrawn(
    desk: Desk, patel: Clinician
) -> None:
    marsh = a_clinician(desk, "Dr K Marsh")
    people = [patel.id, marsh.id]
    assert desk.do(give_calendar_addresses, clinicians=people).value == 2
    assert desk.do(give_calendar_addresses, clinicians=people).value == 0
    first = {one.name: one.file for one in desk.ask(calendar_addresses).lines}
    assert len(set(first.values())) == 2
    assert all(len(file) == len("0.ics") + 39 for file in first.values())
    desk.do(renew_calendar_address, clinician=patel.id)
    desk.do(withdraw_calendar_address, clinician=marsh.id)
    then = desk.ask(calendar_addresses)
    assert [one.name for one in then.lines] == ["Dr A Patel"]
    assert set(then.withdrawn) == set(first.values())
    with pytest.raises(Refusal, match="Dr K Marsh has no calendar address to withdraw"):
        desk.do(withdraw_calendar_address, clinician=marsh.id)


def test_the_served_folder_names_nobody(desk: Desk, patel: Clinician) -> None:
    desk.do(change_setting, key="calendars.address", value="https://rota.example/c/")
    desk.do(give_calendar_addresses, clinicians=[patel.id])
    made = feeds(desk, start=MONDAY, end=END)
    line = made.lines[0]
    assert line.address == f"https://rota.example/c/{line.file}"
    assert [one.file_name for one in made.documents] == [line.file, "index.html"]
    page = made.documents[-1].content
    assert b"Patel" not in page
    assert line.file.encode() not in page
    read = icalendar.Calendar.from_ical(made.documents[0].content)
    assert isinstance(read, icalendar.Calendar)
    assert len(read.events) == 2


def test_the_page_beside_the_calendars_has_a_line_and_a_link_for_each_person(
    tmp_path: Path,
) -> None:
    desk = a_desk(tmp_path)
    a_department(desk)
    for name in ("Dr A Patel", "Dr K <O'Hare>"):
        a_list(desk, MONDAY, on=[a_clinician(desk, name)])
    desk.close()
    words = ["--database", str(tmp_path / "rota.sqlite"), "export", "calendar"]
    words += ["--out", str(tmp_path / "made"), "--from", "2026-11-09", "--to", "2026-11-22"]
    assert run(words) == 0
    page = (tmp_path / "made" / "index.html").read_text(encoding="utf-8")
    lines = re.findall(r'<th scope="row">(.*?)</th><td class="number">(.*?)</td>', page)
    assert lines == [("Dr A Patel", "1"), ("Dr K &lt;O&#x27;Hare&gt;", "1")]
    links = re.findall(r'<a href="(.*?)">', page)
    assert [(tmp_path / "made" / unquote(link)).is_file() for link in links] == [True, True]
    assert "9 – 22 November 2026, 2 calendars" in page
    assert re.findall(r"<dt>(\w+)", page) == ["Subscribe", "Outlook", "Google", "Apple", "Android"]


def test_a_withdrawn_calendar_is_taken_out_of_the_served_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = a_desk(tmp_path)
    doctor = a_clinician(desk)
    a_list(desk, MONDAY, on=[doctor])
    desk.close()
    words = ["--database", str(tmp_path / "rota.sqlite"), "export", "calendar", "--feeds"]
    words += ["--out", str(tmp_path / "served"), "--from", "2026-11-09", "--to", "2026-11-22"]
    assert run(words) == 0
    before = {path.name for path in (tmp_path / "served").iterdir()}
    again = _opened(tmp_path)
    again.do(renew_calendar_address, clinician=doctor.id)
    again.close()
    assert run(words) == 0
    after = {path.name for path in (tmp_path / "served").iterdir()}
    assert before & after == {"index.html"}
    assert len(after) == 2
    assert "Each address is for its person alone" in capsys.readouterr().err


def _opened(folder: Path) -> Desk:
    from rota_desk.bootstrap import open_desk

    return open_desk(folder / "rota.sqlite")


@pytest.mark.usefixtures("patel")
def test_a_covering_draft_holds_the_list_and_the_files_for_one_person(desk: Desk) -> None:
    move_the_list(desk)
    take_off_the_night(desk)
    drafts = covering_drafts(desk, start=MONDAY, end=END, since=1)
    assert [one.file_name for one in drafts] == ["dr-a-patel.eml"]
    mail = letter(drafts[0].content)
    assert (mail["To"], mail["X-Unsent"], mail["From"]) == ("a.patel@hospital.example", "1", None)
    assert mail["Subject"] == ("Your rota, 9 – 22 November 2026: 0 added, 1 moved, 1 removed")
    body = mail.get_body()
    assert body is not None
    text = body.get_content()
    assert "  moved    Mon 9 Nov 09:00–13:00 Endoscopy list, was Mon 9 Nov 08:30" in text
    assert "  removed  Tue 10 Nov 20:30–09:00 Night" in text
    files = [part.get_filename() for part in mail.iter_attachments()]
    assert files == ["dr-a-patel.ics", "dr-a-patel-changes.ics"]


@pytest.mark.usefixtures("patel")
def test_nobody_without_changes_or_without_an_address_gets_a_draft(desk: Desk) -> None:
    marsh = a_clinician(desk, "Dr K Marsh")
    a_contact(desk, marsh, "k.marsh@home.example", kind=ContactKind.BLEEP)
    desk.do(assign, session=a_list(desk, MONDAY).id, clinician=marsh.id)
    assert covering_drafts(desk, start=MONDAY, end=END, since=1) == ()
    assert [one.file_name for one in covering_drafts(desk, start=MONDAY, end=END)] == [
        "dr-a-patel.eml"
    ]


def whole_of(desk: Desk, name: str) -> list[icalendar.Event]:
    made = {one.file_name: one.content for one in calendars(desk, start=MONDAY, end=END)}
    read = icalendar.Calendar.from_ical(made[name])
    assert isinstance(read, icalendar.Calendar)
    return list(read.events)


@pytest.mark.usefixtures("patel")
def test_each_change_is_an_invitation_or_its_cancellation(desk: Desk) -> None:
    with pytest.raises(Refusal, match="Invitations need the e-mail address of the rota office"):
        invitation_drafts(desk, since=1, start=MONDAY, end=END)
    desk.do(change_setting, key="calendars.organiser", value=OFFICE)
    before = {
        str(one["UID"]): int(str(one["SEQUENCE"])) for one in whole_of(desk, "dr-a-patel.ics")
    }
    move_the_list(desk)
    take_off_the_night(desk)
    drafts = invitation_drafts(desk, since=1, start=MONDAY, end=END)
    assert [one.file_name for one in drafts] == [
        "invitations/dr-a-patel-01-request.eml",
        "invitations/dr-a-patel-02-cancel.eml",
    ]
    for draft, method, status in zip(
        drafts, ("REQUEST", "CANCEL"), ("CONFIRMED", "CANCELLED"), strict=True
    ):
        mail = letter(draft.content)
        part = next(one for one in mail.walk() if one.get_content_type() == "text/calendar")
        assert part.get_param("method") == method
        file = calendar_of(part)
        event = file.events[0]
        assert (file["METHOD"], event["STATUS"]) == (method, status)
        assert str(event["ORGANIZER"]) == f"mailto:{OFFICE}"
        assert str(event["ATTENDEE"]) == "mailto:a.patel@hospital.example"
        assert len(file.events) == 1
        assert int(str(event["SEQUENCE"])) > before.pop(str(event["UID"]))
    assert before == {}


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real calendar server on this machine; answers its address."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("radicale")
    options = {
        "server-hosts": f"127.0.0.1:{port}",
        "auth-type": "none",
        "storage-filesystem_folder": str(folder),
        "logging-level": "error",
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    server = subprocess.Popen([sys.executable, "-m", "radicale", "--config", "", *words])
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(port)
        yield f"{address}/office"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("The calendar server did not start.")


def kept(address: str) -> list[tuple[str, str, int]]:
    """What anybody who subscribes to the calendar is given: when, what and which version."""
    with urllib.request.urlopen(address) as answer:
        read = icalendar.Calendar.from_ical(answer.read())
    assert isinstance(read, icalendar.Calendar)
    return sorted(
        (str(one.start), str(one["SUMMARY"]), int(str(one["SEQUENCE"]))) for one in read.events
    )


def deliver(desk: Desk, server: CalendarServer) -> tuple[int, int, int]:
    calendar = desk.ask(clinician_calendars, start=MONDAY, end=END, clinician=1)[0]
    done = server.deliver(calendar, "dr-a-patel", calendar_head(desk), (MONDAY, END))
    return done.put, done.removed, done.same


@pytest.mark.usefixtures("patel")
def test_a_calendar_server_is_brought_up_to_date_and_no_further(desk: Desk, radicale: str) -> None:
    server = calendar_server(f"{radicale}/", "office", "secret")
    home = f"{radicale}/dr-a-patel/"
    assert deliver(desk, server) == (2, 0, 0)
    first = kept(home)
    assert [when for when, _, _ in first] == [
        "2026-11-09 08:30:00+00:00",
        "2026-11-10 20:30:00+00:00",
    ]
    assert deliver(desk, server) == (0, 0, 2)
    move_the_list(desk)
    assert deliver(desk, server) == (1, 0, 1)
    assert kept(home)[0][0] == "2026-11-09 09:00:00+00:00"
    assert kept(home)[0][2] > first[0][2]
    take_off_the_night(desk)
    assert deliver(desk, server) == (0, 1, 1)
    assert len(kept(home)) == 1


def test_what_is_no_calendar_server_is_told_in_a_sentence() -> None:
    with pytest.raises(Refusal, match="no web address"):
        calendar_server("ftp://x", "", "")
    with pytest.raises(Refusal, match="the password could be read on the way"):
        calendar_server("http://server.example/c", "me", "secret")
    assert "secret" not in repr(calendar_server("https://server.example/c", "me", "secret"))


@pytest.mark.usefixtures("patel")
def test_a_server_that_is_not_there_is_told_in_a_sentence(desk: Desk) -> None:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = calendar_server(f"http://127.0.0.1:{free.getsockname()[1]}", "", "")
        with pytest.raises(Refusal) as refused:
            deliver(desk, closed)
    assert str(refused.value) == (
        "127.0.0.1 cannot be reached: nothing answers there. Check the address and the network."
    )
