"""Outlook and handover: gaps first, who to ring, what is open, and no sensitive reason."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from build import (
    NOW,
    TODAY,
    a_clinician,
    a_department,
    a_desk,
    a_list,
    an_absence,
    approved_leave,
    kept,
)

from models import LogEntry, Reminder
from models.types import LogCategory
from reports.catalogue import report_named
from rota_desk.desk import Desk
from rota_desk.queries.absence_hours import absence_hours
from rota_desk.queries.open_log import open_log

DAY = dt.timedelta(days=1)
STAMP = NOW.astimezone(dt.UTC).replace(tzinfo=None)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A gap on Wednesday, somebody on leave, somebody away, and a log."""
    opened = a_desk(tmp_path)
    a_department(opened)
    patel, marsh = a_clinician(opened), a_clinician(opened, "Dr K Marsh")
    a_list(opened, TODAY + DAY)
    approved_leave(opened, patel, TODAY, TODAY + DAY)
    an_absence(opened, marsh, TODAY, TODAY + DAY)
    for text, due, done in (
        ("Bank rang back", TODAY - DAY, None),
        ("Locker keys", TODAY + DAY, None),
        ("Off sick with shingles", None, STAMP),
    ):
        kept(
            opened,
            LogEntry(
                at=STAMP - 2 * DAY if due and due < TODAY else STAMP,
                by="K Lowe",
                category=LogCategory.CALL,
                text=text,
                due=due,
                done_at=done,
            ),
        )
    kept(opened, Reminder(due=TODAY + 3 * DAY, text="Job plan review"))
    yield opened
    opened.close()


def made(desk: Desk, name: str, form: str) -> bytes:
    report = report_named(name)
    return report.build(desk, start=TODAY, end=TODAY + 7 * DAY, format=form).content


def lines(desk: Desk, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made(desk, name, "csv").decode("utf-8-sig"))))


def page_words(desk: Desk, name: str) -> str:
    pages = pypdf.PdfReader(io.BytesIO(made(desk, name, "pdf"))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_open_items_stand_overdue_first_with_their_age(desk: Desk) -> None:
    log = desk.ask(open_log)
    assert [(one.text, one.age, one.overdue) for one in log.open] == [
        ("Bank rang back", 2, True),
        ("Locker keys", 0, False),
    ]
    assert [one.text for one in log.lately] == ["Off sick with shingles", "Locker keys"]
    assert [one.text for one in log.reminders] == ["Job plan review"]


def test_absence_is_counted_in_contracted_hours_and_never_says_why(desk: Desk) -> None:
    found = desk.ask(absence_hours, start=TODAY, end=TODAY + 10 * DAY)
    assert {one.category for one in found} == {"Annual leave", "Unavailable"}
    assert {(float(one.total), one.people) for one in found} == {(16.0, 1)}


def test_the_outlook_names_the_gap_first_and_the_same_in_every_format(desk: Desk) -> None:
    told = page_words(desk, "outlook")
    assert "First: Endoscopy list" in told
    assert told.index("Gaps, soonest first") < told.index("Open items of the log")
    rows = lines(desk, "outlook")
    assert [row[0] for row in rows[1:]].count("gap") == 1
    assert [row[0] for row in rows[1:]].count("open item") == 2
    assert len(made(desk, "outlook", "xlsx")) > 1000
    assert b'"section": "gap"' in made(desk, "outlook", "json")


def test_the_handover_says_what_is_open_and_whom_to_ring(desk: Desk) -> None:
    told = page_words(desk, "handover")
    assert "2 items open, 1 of them overdue" in told
    assert "Whom to ring" in told
    assert [row[0] for row in lines(desk, "handover")[1:]].count("open") == 2


@pytest.mark.parametrize("name", ["outlook", "handover"])
def test_neither_says_why_somebody_is_away(desk: Desk, name: str) -> None:
    for form in ("pdf", "csv", "json"):
        told = page_words(desk, name) if form == "pdf" else made(desk, name, form).decode()
        assert "sick" not in told.lower()
