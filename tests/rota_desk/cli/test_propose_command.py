"""`propose`: every gap answered on paper first, and put on the rota only when told."""

import json
from pathlib import Path
from typing import Any

import pytest
from build import MONDAY, a_desk, every
from trying import gap_on_tuesday, placed
from wards import a_small_ward

from models import AuditEntry, PublishedChange
from models.database import open_database
from rota_desk.cli.roof import run
from rota_desk.clock import SystemClock
from rota_desk.desk import Desk
from rota_desk.edits.publishing import publish

DATES = ["--from", "2026-11-09", "--to", "2026-11-22"]


@pytest.fixture(autouse=True)
def this_week(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line reads the machine's clock: let it be the ward's week."""
    from build import NOW

    monkeypatch.setattr(SystemClock, "now", lambda _self: NOW)


@pytest.fixture
def ward(tmp_path: Path) -> tuple[str, int, dict[str, int]]:
    """A ward with one gap; its file, the session of the gap, and the people."""
    desk = a_desk(tmp_path)
    people = {name: one.id for name, one in a_small_ward(desk).items()}
    gap = gap_on_tuesday(desk)
    desk.do(publish, first=MONDAY, last=MONDAY)
    desk.close()
    return str(tmp_path / "rota.sqlite"), gap, people


def opened(path: str) -> Desk:
    return Desk(open_database(Path(path), back_up=False), who="K Lowe", clock=SystemClock())


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_it_says_who_and_why_and_changes_nothing(
    ward: tuple[str, int, dict[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, _gap, _people = ward
    assert run(["--database", path, "propose", *DATES]) == 1
    first, line, last = capsys.readouterr().out.splitlines()
    assert first == "Mon 9 Nov 2026 to Sun 22 Nov 2026: 1 gap, 1 proposed, 0 open."
    assert line.startswith("Endoscopy list, E2, Tue 10 Nov 08:30–12:30: S Quill (")
    assert "free and fits" in line
    assert last == "Nothing was changed. Add --take to put them on the rota."
    desk = opened(path)
    assert [one.label for one in every(desk, AuditEntry) if "as proposed" in one.label] == []
    desk.close()


def test_told_to_take_it_puts_what_it_printed_on_the_rota_as_one_step(
    ward: tuple[str, int, dict[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, gap, people = ward
    assert run(["--database", path, "propose", *DATES, "--json"]) == 1
    told = answer(capsys)
    (line,) = told["lines"]
    assert (told["from"], told["to"], told["taken"]) == ("2026-11-09", "2026-11-22", False)
    assert (told["gaps"], told["proposed"]) == (1, 1)
    assert (line["session"], people[line["person"]]) == (gap, line["clinician"])
    assert (line["start"], line["end"]) == ("2026-11-10T08:30", "2026-11-10T12:30")
    assert [one["person"] for one in line["instead"]]
    assert run(["--database", path, "propose", *DATES, "--take", "--json"]) == 0
    again = answer(capsys)
    assert (again["taken"], again["lines"]) == (True, told["lines"])
    desk = opened(path)
    assert (gap, line["clinician"]) in placed(desk)
    assert [one.label for one in every(desk, AuditEntry)][-1] == "Cover 1 gap as proposed"
    desk.close()
    assert run(["--database", path, "propose", *DATES]) == 0
    assert capsys.readouterr().out == "Mon 9 Nov 2026 to Sun 22 Nov 2026: no gaps to come.\n"


def test_why_published_days_change_goes_to_those_who_must_be_told(
    ward: tuple[str, int, dict[str, int]],
) -> None:
    path, _gap, _people = ward
    desk = opened(path)
    desk.do(publish, first=MONDAY, last=MONDAY.replace(day=15))
    desk.close()
    assert run(["--database", path, "propose", *DATES, "--take", "--reason", "Sickness"]) == 0
    desk = opened(path)
    assert [one.reason for one in every(desk, PublishedChange)] == ["Sickness"]
    desk.close()


def test_a_session_left_out_stays_open_and_one_without_a_gap_is_refused(
    ward: tuple[str, int, dict[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, gap, _people = ward
    out = ["--database", path, "propose", *DATES, "--leave-out"]
    assert run([*out, str(gap), "--take"]) == 1
    first, line = capsys.readouterr().out.splitlines()
    assert first == "Mon 9 Nov 2026 to Sun 22 Nov 2026: 1 gap, 0 proposed, 1 open."
    assert line == "Endoscopy list, E2, Tue 10 Nov 08:30–12:30: open (left out by you)"
    assert run([*out, "999", "--take"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Session 999 has no gap to come in these days; ")
