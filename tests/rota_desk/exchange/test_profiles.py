"""Files in other systems' shapes, and mappings that a user settles."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from build import MONDAY, a_desk, an_absence, approved_leave
from wards import a_small_ward

from models.types import AbsenceKind
from rota_desk.cli.roof import run
from rota_desk.edits.absences import describe_absence

FIELDS = (
    Path(__file__).parents[2] / "samples" / "rotas" / "rotamap_clwrota_medirota_csv_fields.json"
)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    desk = a_desk(tmp_path)
    people = list(a_small_ward(desk).values())
    approved_leave(desk, people[0], MONDAY)
    an_absence(desk, people[1], MONDAY)
    desk.close()
    return tmp_path / "rota.sqlite"


def _rows(ward: Path, kind: str, *more: str) -> list[dict[str, str]]:
    out = ward.parent / f"{kind}.csv"
    assert run(["--database", str(ward), "export", kind, "--out", str(out), *more]) == 0
    return list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"), newline="")))


@pytest.mark.parametrize("kind", ["medirota", "clwrota"])
def test_the_vendors_own_headings_are_written_and_the_file_comes_back_unchanged(
    ward: Path, kind: str
) -> None:
    told = json.loads(FIELDS.read_text(encoding="utf-8"))["return_data_set"]
    named = [heading for key, heading in told.items() if key != "additional_field_key"]
    rows = _rows(ward, kind)
    assert list(rows[0]) == named
    assert len(rows) == 17
    file = ward.parent / f"{kind}.csv"
    assert run(["--database", str(ward), "import", kind, str(file)]) == 0


def test_a_row_of_theirs_brings_its_session(ward: Path) -> None:
    file = ward.parent / "week.csv"
    file.write_text(
        "Date,Person,Kind of work,Start time,End time,Location external code\r\n"
        "2026-11-23,Dr A Patel,Scope list,08:30,12:30,E1\r\n",
        encoding="utf-8",
    )
    mapping = ward.parent / "theirs.toml"
    mapping.write_text(
        '[columns]\n"Kind of work" = "assignment_type"\n'
        '[words.assignment_type]\n"Scope list" = "EN"\n',
        encoding="utf-8",
    )
    words = ["--database", str(ward), "import", "medirota", str(file)]
    assert run([*words, "--mapping", str(mapping)]) == 0
    assert _rows(ward, "medirota")[-1]["Location"] == "Room E1"
    assert run(words) == 0  # the mapping was kept for this source


def test_the_staff_records_file_has_the_reason_and_the_tick_and_says_it_is_restricted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = a_desk(tmp_path)
    person = next(iter(a_small_ward(desk).values()))
    away = an_absence(desk, person, MONDAY, MONDAY)
    sick = AbsenceKind.SICKNESS
    desk.do(describe_absence, absence=away.id, kind=sick, reason_code="S25", note="")
    desk.close()
    rows = _rows(tmp_path / "rota.sqlite", "esr-absence")
    assert [
        (row["absence_type"], row["reason_level_1"], row["calendar_days"], row["sent_to_esr"])
        for row in rows
    ] == [("Sickness", "S25", "1", "no")]
    assert "RESTRICTED" in capsys.readouterr().err


def test_hours_pass_by_the_clock_and_absence_has_no_reason(ward: Path) -> None:
    hours = _rows(ward, "grs-hours")
    assert {row["Hours"] for row in hours if row["Shift"] == "LD"} == {"12.5"}
    assert {row["Category"] for row in _rows(ward, "healthroster-absence")} == {
        "Annual leave",
        "Unavailable",
    }


def test_a_table_can_be_written_under_another_programs_headings(ward: Path) -> None:
    mapping = ward.parent / "plato.toml"
    mapping.write_text(
        '[columns]\n"Staff" = "person"\n"Duty" = "activity"\n[words.activity]\n"Lang" = "LD"\n',
        encoding="utf-8",
    )
    rows = _rows(ward, "duties", "--mapping", str(mapping))
    assert {"Staff", "Duty"} <= set(rows[0])
    assert {row["Duty"] for row in rows} == {"Lang", "NT"}
