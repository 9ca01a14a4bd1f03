"""Hours by hand from a file: under the same refusals as by hand, and once only."""

import json
from decimal import Decimal
from pathlib import Path

import build
import pytest

from models import HoursPosting
from models.types import HoursKind
from rota_desk.bootstrap import open_desk
from rota_desk.cli.roof import run

HOURS = """clinician,kind,day,hours,reason,written_at,written_by
S Quill,toil_earned,2026-11-02,1.5,Late list,2026-11-03T09:10Z,K Lowe
S Quill,adjusted,2026-10-01,-2,Brought in,,
Dr C Rowan,worked,2026-11-03,2,Stayed late,,
Dr A Patel,worked,2026-11-03,2,Stayed late,,
S Quill,worked,2026-11-04,-1,Typed wrong,,
S Quill,worked,2026-11-05,1,,,
"""


def test_hours_come_in_from_a_file_and_none_of_a_doctor_who_reports_exceptions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = build.a_desk(tmp_path)
    build.a_nurse(desk)
    build.a_resident(desk)
    build.a_clinician(desk)
    file = tmp_path / "hours.csv"
    file.write_text(HOURS, encoding="utf-8")
    desk.close()
    words = ["--database", str(tmp_path / "rota.sqlite"), "import", "hours", str(file), "--json"]
    assert run(words) == 1
    told = json.loads(capsys.readouterr().out)["tables"][0]
    assert told["added"] == 2
    assert {one["row"]: one["message"] for one in told["problems"]} == {
        4: "Extra hours of Dr C Rowan go into the exception-reporting system and stay there;"
        " nothing of them is written here. Not recorded.",
        5: "The contract of Dr A Patel (ENG-CONS-2003) counts no hours by the year. Sessions owed"
        " stand on the session statement. Not recorded.",
        6: "Hours are above nothing. To take hours off, choose “Put right”. Not recorded.",
        7: "reason is empty: fill it in. Not recorded.",
    }
    assert run(words) == 1
    assert json.loads(capsys.readouterr().out)["tables"][0]["added"] == 0
    again = open_desk(tmp_path / "rota.sqlite")
    kept = [(one.kind, one.day.isoformat(), one.hours) for one in build.every(again, HoursPosting)]
    assert kept == [
        (HoursKind.TOIL_EARNED, "2026-11-02", Decimal("1.5")),
        (HoursKind.ADJUSTED, "2026-10-01", Decimal(-2)),
    ]
    again.close()
    out = tmp_path / "out.csv"
    assert run([*words[:2], "export", "hours", "--out", str(out)]) == 0
    lines = out.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert lines[0].startswith(",S Quill,adjusted,2026-10-01,-2,Brought in,")
    assert lines[1] == ",S Quill,toil_earned,2026-11-02,1.5,Late list,2026-11-03T09:10Z,K Lowe"
