"""Leave on paper: balances with their working, and the calendar against the limits."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator

import build
import pypdf
import pytest

from models.types import AbsenceKind, LeaveKind, LeavePart, LeaveState
from reports.catalogue import report_named
from reports.document import Document
from rota_desk.desk import Desk

MONDAY = dt.date(2026, 12, 7)
END = dt.date(2026, 12, 14)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Two on annual leave, one off sick, one on special leave, one who still asks."""
    desk = build.a_desk(tmp_path_factory.mktemp("desk"))
    build.a_department(desk)
    patel = build.a_clinician(desk, "Dr A Patel")
    khan = build.a_clinician(desk, "Dr S Khan", wte="0.8", pas="8")
    obi = build.a_clinician(desk, "Dr T Obi")
    rowan = build.a_resident(desk)
    build.an_allowance(desk, patel, "3")
    build.approved_leave(desk, patel, MONDAY, MONDAY + dt.timedelta(days=4))
    build.leave(desk, khan, MONDAY, first_part=LeavePart.PM, state=LeaveState.APPROVED)
    build.approved_leave(desk, obi, MONDAY, kind=LeaveKind.SPECIAL)
    build.leave(desk, obi, MONDAY + dt.timedelta(days=1))
    build.an_absence(desk, rowan, MONDAY, kind=AbsenceKind.BEREAVEMENT)
    yield desk
    desk.close()


def made(desk: Desk, name: str, form: str, clinician: int | None = None) -> Document:
    return report_named(name).make(desk, MONDAY, END, form, clinician=clinician)


def words_of(document: Document) -> str:
    read = pypdf.PdfReader(io.BytesIO(document.content))
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def rows_of(document: Document) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(document.content.decode("utf-8-sig"))))


def test_balances_name_whom_to_speak_to_and_show_every_line(desk: Desk) -> None:
    text = words_of(made(desk, "leave-balances", "pdf"))
    assert "Leave balances, 1 April 2026 – 31 March 2027" in text
    assert "Booked more than they have: Dr A Patel (2 days)." in text
    assert "Booked: 7 – 11 December 2026 5 days −5" in text
    assert "10 observed, by share: 8" in text
    assert "by contract, not settled yet" in text


def test_the_csv_of_balances_adds_up(desk: Desk) -> None:
    rows = rows_of(made(desk, "leave-balances", "csv"))
    patel = next(row for row in rows if row["clinician"] == "Dr A Patel")
    shown = [patel[name] for name in ("unit", "allowed", "taken", "booked", "left", "settled")]
    assert shown == ["days", "3.000", "0", "5", "-2.000", "yes"]
    for row in rows:
        given = float(row["allowed"]) - float(row["taken"]) - float(row["booked"])
        assert abs(given - float(row["left"])) < 0.001


def test_the_json_of_one_person_has_the_working(desk: Desk) -> None:
    found = json.loads(made(desk, "leave-balances", "json", clinician=1).content)
    assert (found["from"], found["to"]) == ("2026-04-01", "2027-03-31")
    annual = found["balances"][0]
    total = sum(line["amount"] for line in annual["working"])
    assert (annual["clinician"], total) == ("Dr A Patel", annual["left"])


def test_the_calendar_counts_and_hides_why(desk: Desk) -> None:
    document = made(desk, "leave-calendar", "csv")
    away = {(row["clinician"], row["date"]): row for row in rows_of(document)}
    khan, obi = away["Dr S Khan", "2026-12-07"], away["Dr T Obi", "2026-12-07"]
    assert (khan["part"], khan["code"], khan["leave"]) == ("pm", "A", "Annual leave")
    assert (obi["code"], obi["leave"]) == ("U", "Unavailable")
    assert ("Dr T Obi", "2026-12-08") not in away  # nobody has answered it
    rowan = [row["leave"] for row in away.values() if row["clinician"] == "Dr C Rowan"]
    assert set(rowan) == {"Unavailable"}
    counts = json.loads(made(desk, "leave-calendar", "json").content)["counts"]
    monday = next(one for one in counts if one["date"] == "2026-12-07")
    assert monday == {"group": "consultant", "limit": 4, "date": "2026-12-07", "away": 3}


def test_the_calendar_is_a_page_a_month_and_no_request_is_told(desk: Desk) -> None:
    report = report_named("leave-calendar")
    year = report.make(desk, dt.date(2026, 12, 1), dt.date(2027, 3, 1), "pdf")
    assert len(pypdf.PdfReader(io.BytesIO(year.content)).pages) == 3
    text = words_of(year)
    assert "Leave calendar, December 2026" in text
    assert "Away of at most 4" in text
