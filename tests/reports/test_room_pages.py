"""Room use, endoscopy points and rooms on offer: print says what the table says."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path

import build
import openpyxl
import pypdf
import pytest
from build import MONDAY, TODAY, at

from reports.catalogue import report_named
from rota_desk.desk import Desk
from rota_desk.edits.demand import keep_demand
from rota_desk.edits.list_points import fill_list, mark_training
from rota_desk.edits.list_run import record_run
from rota_desk.edits.settings import change_setting

LAST = MONDAY - dt.timedelta(weeks=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three lists of last week, one of them with nobody, and one of this week that is over."""
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    khan = build.a_clinician(desk, "Dr B Khan", contract=None)
    room, other = build.a_room(desk), build.a_room(desk, "E2")
    for day, where, cases in (
        (LAST, room, "4 COL + 3 OGD"),
        (LAST + DAY, room, "5 COL + 2 OGD"),
        (LAST + 2 * DAY, other, "3 COL + 1 OGD"),
    ):
        there = build.a_list(desk, day, room=where, on=[khan], owner=khan)
        desk.do(fill_list, session=there.id, cases=cases, done=6)
    desk.do(mark_training, session=there.id, training=True)
    build.a_list(desk, LAST + 3 * DAY, room=other)
    over = build.a_list(desk, MONDAY + 7 * DAY, room=room, on=[khan])
    desk.do(fill_list, session=over.id, cases="6 COL + 1 OGD")
    yield desk
    desk.close()


def made(desk: Desk, name: str, form: str, start: dt.date = LAST, days: int = 7) -> bytes:
    return report_named(name).make(desk, start, start + days * DAY, form).content


def page(content: bytes) -> str:
    text = " ".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.split())


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_use_of_each_room_stands_in_print_as_in_the_table(desk: Desk) -> None:
    told, rows = page(made(desk, "room-use", "pdf")), lines(made(desk, "room-use", "csv"))
    whole = rows[0]
    assert (whole["planned"], whole["run"], whole["use_percent"]) == ("4", "3", "75.0")
    assert (whole["points"], whole["capacity"], whole["points_done"]) == ("30", "31", "18")
    assert whole["training_lists"] == "1"
    assert "75.0 % of past sessions ran (3 of 4)" in told
    names = [row["name"] for row in rows[1:]]
    assert [name for name in names if name.startswith("Room ")] == [
        "Room E1, North",
        "Room E2, North",
    ]
    for row in rows[1:]:
        assert f"{row['name']} {row['planned']} {row['run']}/{row['past']}" in told
    assert "▼ 0" in told  # the map: Thursday's list did not run
    assert "target of 90 %" in told


def test_how_lists_ran_stands_in_print_as_in_the_table(desk: Desk) -> None:
    assert "How lists ran" not in page(made(desk, "room-use", "pdf"))
    for session, ended, cases in ((1, "11:50", 6), (2, "12:30", 9)):
        desk.do(
            record_run,
            session=session,
            began=at(LAST + (session - 1) * DAY, "08:52"),
            ended=at(LAST + (session - 1) * DAY, ended),
            cases=cases,
            touch=180,
        )
    told, rows = page(made(desk, "room-use", "pdf")), lines(made(desk, "room-use", "csv"))
    whole = rows[0]
    assert [whole[name] for name in ("began_known", "late_starts", "minutes_late")] == [
        *("2", "2", "14"),
    ]
    assert [whole[name] for name in ("ended_known", "early_finishes", "minutes_early")] == [
        *("2", "1", "10"),
    ]
    assert [whole[name] for name in ("cases", "cases_a_list", "touch_percent")] == [
        *("15", "7.5", "75.0"),
    ]
    assert "Room E1, North 2/2 14 1/2 10 7.5 75 %" in told
    assert "more than 15 min after its time" in told


def test_the_target_on_the_page_is_the_departments(desk: Desk) -> None:
    desk.do(change_setting, key="rooms.use_target", value="75")
    assert "target of 75 %" in page(made(desk, "room-use", "pdf"))
    kept = json.loads(made(desk, "room-use", "json"))
    assert kept["target_percent"] == 75.0
    assert {"room": "Room E2, North", "part": "Thu AM", "use_percent": 0.0} in kept["map"]


def test_the_workbook_has_the_measures_the_map_and_the_formulas(desk: Desk) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(desk, "room-use", "xlsx")))
    assert book.sheetnames == ["Use", "Map", "Formulas"]
    assert [cell.value for cell in book["Map"][2]] == ["Room E1, North", 100, 100, None, None]


def test_each_list_stands_in_print_with_its_points_as_in_the_table(desk: Desk) -> None:
    desk.do(keep_demand, day=TODAY, text="Procedure\tWaiting\nColonoscopy\t62")
    told = page(made(desk, "endoscopy-points", "pdf"))
    rows = lines(made(desk, "endoscopy-points", "csv"))
    assert [(one["case_mix"], one["capacity"], one["booked"], one["done"]) for one in rows] == [
        ("4 COL + 3 OGD", "12", "11", "6"),
        ("5 COL + 2 OGD", "12", "12", "6"),
        ("3 COL + 1 OGD", "7", "7", "6"),
        ("", "12", "", ""),
    ]
    for row in rows[:3]:
        said = " ".join(row[name] for name in ("case_mix", "capacity", "booked", "done", "left"))
        assert said in told
    assert "124 points wait" in told
    assert "43 a week: 2.9 weeks to clear" in told
    over = page(made(desk, "endoscopy-points", "pdf", MONDAY, 14))
    assert "▲ 1 over" in over
