"""The meeting's pages: print and table say the same, and nothing is told of illness."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import build
import pypdf
import pytest

from models import Activity, ClinicalSession
from models.types import ActivityKind, Category, Milestone, RoomKind, Slot
from reports.catalogue import report_named
from reports.room_documents import change_notice_draft
from rota_desk.desk import Desk
from rota_desk.domain.six_four_two import Sitting
from rota_desk.edits.notices import send_notice
from rota_desk.edits.six_four_two import close_in_meeting, close_meeting, hold_meeting

MEETING, WEEK = dt.date(2026, 12, 7), dt.date(2027, 1, 18)
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    build.kept(
        desk,
        Activity(
            code="EN",
            name="Endoscopy list",
            kind=ActivityKind.LIST,
            category=Category.DCC,
            slot=Slot.AM,
            starts=dt.time(8, 30),
            ends=dt.time(12, 30),
            tint="blue",
            room_kind=RoomKind.ENDOSCOPY,
            clinic_code="END-1",
        ),
    )
    okafor = build.a_clinician(desk, "Dr M Okafor", contract=None)
    build.a_list(desk, WEEK, room=build.a_room(desk), on=[okafor])
    build.a_list(desk, WEEK + DAY, room=build.a_room(desk, "E2"))
    yield desk
    desk.close()


def made(desk: Desk, form: str, name: str = "six-four-two", day: dt.date = MEETING) -> bytes:
    return report_named(name).make(desk, day, day + DAY, form).content


def page(content: bytes) -> str:
    text = "\n".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.split())


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_agenda_lists_what_is_to_decide_as_the_table_does(desk: Desk) -> None:
    told = page(made(desk, "pdf"))
    assert "6-4-2 agenda, Mon 7 Dec 2026" in told
    assert "6 weeks: week of Mon 18 Jan 2027, to decide by Mon 7 Dec" in told
    open_ones = [one for one in lines(made(desk, "csv")) if one["asks"] == "nobody on it"]
    assert [(one["date"], one["room"], one["decision"]) for one in open_ones] == [
        ("2027-01-19", "E2", "")
    ]
    assert "Tue 19 Jan AM Room E2 Endoscopy list" in told
    assert "1 session used as planned" in told


def test_after_the_meeting_the_page_has_its_decisions_and_no_word_of_illness(desk: Desk) -> None:
    number = next(one.id for one in build.every(desk, ClinicalSession) if one.start.date() != WEEK)
    at = Sitting(MEETING, Milestone.SIX)
    desk.do(hold_meeting, day=MEETING, chair="J Penrose", present="T Ferris")
    desk.do(close_in_meeting, session=number, at=at, reason="Dr X off sick")
    desk.do(close_meeting, day=MEETING)
    told = page(made(desk, "pdf"))
    assert "6-4-2 decisions, Mon 7 Dec 2026" in told
    assert "✓ closed: Dr X unavailable (K Lowe)" in told
    assert "Chair: J Penrose" in told
    assert "sick" not in told
    (row,) = [one for one in lines(made(desk, "csv")) if one["decision"]]
    assert (row["decision"], row["note"], row["decided_by"]) == (
        "closed",
        "Dr X unavailable",
        "K Lowe",
    )
    kept = json.loads(made(desk, "json"))
    assert (kept["kind"], kept["chair"]) == ("decisions", "J Penrose")
    assert [one["decision"] for one in kept["sessions"] if one["decision"]] == ["closed"]


def test_the_notice_says_in_print_in_the_table_and_in_the_draft_the_same(desk: Desk) -> None:
    days = {"start": WEEK, "end": WEEK + 7 * DAY}
    report = report_named("change-notice")
    told = page(report.make(desk, WEEK, WEEK + 7 * DAY, "pdf").content)
    rows = lines(report.make(desk, WEEK, WEEK + 7 * DAY, "csv").content)
    assert [(one["clinic_code"], one["change"], one["date"]) for one in rows] == [
        ("END-1", "added", "2027-01-18"),
        ("END-1", "added", "2027-01-19"),
    ]
    assert "Not sent yet, the first one" in told
    assert "Mon 18 Jan 08:30–12:30" in told
    desk.do(send_notice, first=WEEK, last=WEEK + 6 * DAY)
    assert "Notice 1, the first one" in page(
        report.make(desk, WEEK, WEEK + 7 * DAY, "pdf").content
    )
    mail = message_from_bytes(change_notice_draft(desk, **days).content, policy=policy.default)
    assert (mail["X-Unsent"], mail["Subject"]) == ("1", "Clinic changes, 18 – 24 January 2027")
    body = mail.get_body()
    assert body is not None
    assert "END-1, + added, Endoscopy list" in body.get_content()
    assert [one.get_content_type() for one in mail.iter_attachments()] == ["application/pdf"]
