"""`check duties`: duties that overlap are told, and open points can be read otherwise."""

import json
from pathlib import Path

import pytest

from rota_desk.cli.roof import run

OVERLAPPING = """person,start,end,kind
A,2026-11-02T08:00,2026-11-02T16:00,shift
A,2026-11-02T15:00,2026-11-02T17:00,shift
"""
CLOCK_CHANGE = "person,start,end,kind\nA,2026-10-24T20:30,2026-10-25T09:00,shift\n"


def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, *more: str) -> object:
    file = tmp_path / "rota.csv"
    file.write_text(text, encoding="utf-8")
    run(["check", "duties", str(file), "--contract", "ENG-RD-2016", "--json", *more])
    return json.loads(capsys.readouterr().out)


def test_overlapping_duties_are_told_and_judged_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = asked(tmp_path, capsys, OVERLAPPING)
    assert isinstance(answer, dict)
    assert answer["overlaps"] == [
        {
            "person": "A",
            "start": "2026-11-02T15:00",
            "end": "2026-11-02T16:00",
            "message": "two duties at the same time, Mon 2 Nov 15:00 to 16:00; judged once",
        }
    ]
    week = next(one for one in answer["results"] if one["rule"] == "rd-72-in-168")
    assert week["measured"] == 9


def test_an_open_point_can_be_read_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = asked(tmp_path, capsys, CLOCK_CHANGE)
    other = asked(tmp_path, capsys, CLOCK_CHANGE, "--reading", "clock_change_nights=silent")
    assert isinstance(plain, dict)
    assert isinstance(other, dict)
    assert [one["contested"] for one in plain["findings"]] == [
        "kept if read otherwise (O-6: shown, not flagged)"
    ]
    assert other["findings"] == []


def test_a_point_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rota.csv"
    file.write_text(CLOCK_CHANGE, encoding="utf-8")
    for reading in ("tea=two", "run_dates=often"):
        with pytest.raises(SystemExit) as refused:
            run(["check", "duties", str(file), "--contract", "LED-LOCAL", "--reading", reading])
        assert refused.value.code == 2
