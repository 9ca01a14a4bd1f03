"""Importing a table: what is new is added, what differs is changed, the rest stays as it is."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from build import MONDAY, a_desk, an_absence, approved_leave, every
from wards import a_small_ward

from models import Absence, Assignment, ClinicalSession, Clinician, LeaveRequest
from rota_desk.cli.roof import run
from rota_desk.edits.exchange import apply_exchange
from rota_desk.exchange.tables import TABLES, table_of
from rota_desk.intake.raw_table import raw_tables
from rota_desk.intake.table_file import TablePlan, read_table

KINDS = tuple(one.kind for one in TABLES if one.put is not None)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    desk = a_desk(tmp_path)
    people = list(a_small_ward(desk, published=True).values())
    approved_leave(desk, people[0])
    desk.close()
    return tmp_path / "rota.sqlite"


def _rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))


def _write(file: Path, rows: list[dict[str, str]]) -> Path:
    page = io.StringIO(newline="")
    writer = csv.DictWriter(page, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(page.getvalue(), encoding="utf-8")
    return file


def _export(ward: Path, kind: str) -> Path:
    out = ward.parent / f"{kind}.csv"
    assert run(["--database", str(ward), "export", kind, "--out", str(out)]) == 0
    return out


def _told(
    capsys: pytest.CaptureFixture[str], ward: Path, *words: str
) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    status = run(["--database", str(ward), "import", *words, "--json"])
    return status, json.loads(capsys.readouterr().out)["tables"][0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_again_changes_nothing(
    ward: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _export(ward, kind)
    status, told = _told(capsys, ward, kind, str(file))
    assert (status, told["added"], told["changed"], told["problems"]) == (0, 0, 0, [])


def test_a_changed_cell_is_the_only_thing_that_changes(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _export(ward, "activities")
    rows = _rows(file)
    rows[1]["name"] = "List of endoscopies"
    _write(file, rows)
    before = rows[1]["code"]
    status, told = _told(capsys, ward, "activities", str(file), "--dry-run")
    assert (status, told["changed"], told["same"]) == (0, 1, len(rows) - 1)
    assert [(one["record"], one["column"], one["after"]) for one in told["differences"]] == [
        (before, "name", "List of endoscopies")
    ]
    assert "List of endoscopies" not in _export(ward, "activities").read_text(encoding="utf-8")
    _write(file, rows)
    assert _told(capsys, ward, "activities", str(file))[1]["changed"] == 1
    assert _rows(_export(ward, "activities"))[1]["name"] == "List of endoscopies"


def test_a_row_that_makes_no_sense_is_told_with_its_place_and_left_out(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _export(ward, "sessions")
    rows = _rows(file)
    fresh = dict.fromkeys(rows[0], "") | {"activity": "EN"}
    rows = [
        {**fresh, "start": "2026-12-07T08:30", "end": "2026-12-07T12:30"},
        {**fresh, "start": "7 December", "end": "2026-12-07T12:30"},
        {**fresh, "start": "2026-12-08T08:30", "end": "2026-12-08T07:30"},
        {**fresh, "start": "2026-12-09T08:30", "end": "2026-12-09T12:30", "room": "ZZ"},
    ]
    status, told = _told(capsys, ward, "sessions", str(_write(file, rows)))
    assert (status, told["added"]) == (1, 1)
    places = [(one["row"], one["column"], one["text"]) for one in told["problems"]]
    assert places == [(3, "E", "7 December"), (4, "end", "2026-12-08T07:30"), (5, "room", "ZZ")]
    assert all(one["message"].endswith("Not recorded.") for one in told["problems"])


def test_a_plan_line_on_any_days_of_the_year_says_how_many_times(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _export(ward, "job-plans")
    columns = file.read_text(encoding="utf-8-sig").strip().split(",")
    line = dict.fromkeys(columns, "") | {
        "post": "SHO 1",
        "post_group": "resident",
        "plan_from": "2026-11-09",
        "category": "SPA",
        "slot": "pm",
        "start": "13:30",
        "end": "17:30",
        "title": "Audit",
        "flexible": "year",
    }
    rows = [{**line, "line": "1"}, {**line, "line": "2", "per_year": "12"}]
    _status, told = _told(capsys, ward, "job-plans", str(_write(file, rows)))
    places = [(one["row"], one["column"], one["message"]) for one in told["problems"]]
    assert (told["added"], places) == (
        1,
        [(2, "per_year", "a line on any days of the year needs how many times. Not recorded.")],
    )


def test_a_name_that_two_people_share_needs_the_assignment_number(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = "name,group,assignment_number\r\nDr J Reed,resident,111\r\nDr J Reed,resident,222\r\n"
    file = ward.parent / "people.csv"
    file.write_text(people, encoding="utf-8")
    assert _told(capsys, ward, "clinicians", str(file))[1]["added"] == 2
    leave = ward.parent / "leave.csv"
    leave.write_text(
        "assignment_number,clinician,kind,first_day,last_day\r\n"
        ",Dr J Reed,annual,2026-12-01,2026-12-02\r\n"
        "222,Dr J Reed,annual,2026-12-01,2026-12-02\r\n",
        encoding="utf-8",
    )
    status, told = _told(capsys, ward, "leave", str(leave))
    assert (status, told["added"]) == (1, 1)
    assert "write the assignment number" in told["problems"][0]["message"]


def test_a_file_with_other_columns_is_refused_and_nothing_is_written(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = ward.parent / "other.csv"
    file.write_text("Ward,Beds\r\nA,20\r\n", encoding="utf-8")
    assert run(["--database", str(ward), "import", "clinicians", str(file)]) == 2
    assert "none of the columns of clinicians" in capsys.readouterr().err


def test_leave_says_unavailable_for_what_is_private_and_never_changes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = a_desk(tmp_path)
    person = next(iter(a_small_ward(desk).values()))
    an_absence(desk, person, MONDAY)
    desk.close()
    ward = tmp_path / "rota.sqlite"
    file = _export(ward, "leave")
    assert [(row["kind"], row["last_day"], row["state"]) for row in _rows(file)] == [
        ("unavailable", "", "")
    ]
    assert _told(capsys, ward, "leave", str(file))[1]["same"] == 1
    empty = tmp_path / "other"
    empty.mkdir()
    a_desk(empty).close()
    other = empty / "rota.sqlite"
    run(["--database", str(other), "import", "clinicians", str(_export(ward, "clinicians"))])
    assert _told(capsys, other, "leave", str(file))[1]["added"] == 1
    assert _export(other, "leave").read_bytes() == file.read_bytes()


def _plan(file: Path, kind: str) -> TablePlan:
    return read_table(raw_tables(file)[0], kind, table_of(kind).columns)


def test_an_import_is_one_step_that_undo_takes_back_whole(ward: Path, tmp_path: Path) -> None:
    files = [_export(ward, kind) for kind in ("clinicians", "activities", "rooms", "sessions")]
    files.append(_export(ward, "assignments"))
    files.append(_export(ward, "leave"))
    folder = tmp_path / "fresh"
    folder.mkdir()
    desk = a_desk(folder)
    done = desk.do(apply_exchange, plans=[_plan(file, file.stem) for file in files])
    assert [one.problems for one in done.value] == [[]] * len(files)
    assert len(every(desk, Assignment)) == 17
    desk.undo()
    nothing: list[object] = []
    for noun in (Clinician, ClinicalSession, Assignment, LeaveRequest, Absence):
        assert every(desk, noun) == nothing
    desk.redo()
    assert len(every(desk, Assignment)) == 17
    desk.close()


def test_only_some_days_and_one_person_can_be_asked_for(ward: Path) -> None:
    out = ward.parent / "some.csv"
    words = ["export", "assignments", "--out", str(out), "--clinician", "Dr A Patel"]
    assert (
        run(["--database", str(ward), *words, "--from", "2026-11-09", "--to", "2026-11-10"]) == 0
    )
    rows = _rows(out)
    assert {row["clinician"] for row in rows} == {"Dr A Patel"}
    assert {row["start"][:10] for row in rows} <= {"2026-11-09", "2026-11-10"}
    assert rows


def test_in_a_folder_a_table_is_called_like_its_kind(ward: Path) -> None:
    out = ward.parent / "tables"
    out.mkdir()
    assert run(["--database", str(ward), "export", "rooms", "--out", str(out)]) == 0
    assert [one.name for one in out.iterdir()] == ["rooms.csv"]
