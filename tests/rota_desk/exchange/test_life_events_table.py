"""What leave is for stays at the desk: one restricted file tells it, and no other does."""

import datetime as dt
from pathlib import Path

import pytest
from build import TODAY, a_desk
from wards import a_small_ward

from models.types import LeaveKind
from rota_desk.cli.roof import run
from rota_desk.desk import Desk
from rota_desk.edits.leave import approve_leave, request_leave
from rota_desk.exchange.rows import exchange_rows
from rota_desk.exchange.table import Wanted
from rota_desk.exchange.tables import PROFILES, TABLES

FIRST = TODAY + dt.timedelta(days=50)
KIND = "life-events"


def _ward(folder: Path, *, marked: bool) -> Desk:
    """A ward in which one resident's approved leave is for a life-changing event, or is not."""
    folder.mkdir()
    desk = a_desk(folder)
    rowan = a_small_ward(desk)["Dr C Rowan"]
    days = {"first": FIRST, "last": FIRST, "life_event": marked}
    kind = LeaveKind.ANNUAL
    leave = desk.do(request_leave, clinician=rowan.id, kind=kind, **days).value  # type: ignore[arg-type]
    desk.do(approve_leave, leave=leave)
    return desk


def test_every_other_table_is_the_same_whatever_the_leave_is_for(tmp_path: Path) -> None:
    marked, plain = (_ward(tmp_path / f"{mark}", marked=mark) for mark in (True, False))
    others = [one.kind for one in (*TABLES, *PROFILES) if one.kind != KIND]
    told = {
        kind: [desk.ask(exchange_rows, kind=kind, wanted=Wanted()) for desk in (marked, plain)]
        for kind in [*others, KIND]
    }
    assert [kind for kind, (one, other) in told.items() if one != other] == [KIND]
    assert [row[1:] for row in told[KIND][0].rows] == [
        ("Dr C Rowan", FIRST, dt.datetime(2026, 11, 10, 8, 12), True)
    ]
    assert told[KIND][1].rows == ()
    marked.close()
    plain.close()


def test_the_restricted_file_goes_round_and_says_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("marked", "plain"):
        _ward(tmp_path / name, marked=name == "marked").close()
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    marked, plain = (str(tmp_path / name / "rota.sqlite") for name in ("marked", "plain"))
    assert run(["--database", marked, "export", KIND, "--out", str(first)]) == 0
    assert "RESTRICTED" in capsys.readouterr().err
    assert run(["--database", plain, "import", KIND, str(first)]) == 0
    assert run(["--database", plain, "export", KIND, "--out", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    taken_off = first.read_text(encoding="utf-8").replace(",yes", ",no")
    first.write_text(taken_off, encoding="utf-8")
    assert run(["--database", plain, "import", KIND, str(first)]) == 0
    assert run(["--database", plain, "export", KIND, "--out", str(second)]) == 0
    assert second.read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.parametrize(
    ("who", "asked"),
    [("Dr C Rowan", "2026-11-10T08:13Z"), ("Dr A Patel", "2026-11-10T08:12Z")],
)
def test_leave_that_does_not_stand_is_never_made_by_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], who: str, asked: str
) -> None:
    _ward(tmp_path / "plain", marked=False).close()
    file = tmp_path / "marks.csv"
    row = f",{who},{FIRST.isoformat()},{asked},yes"
    file.write_text(
        f"assignment_number,clinician,first_day,requested_at,life_event\n{row}\n", encoding="utf-8"
    )
    rota = str(tmp_path / "plain" / "rota.sqlite")
    assert run(["--database", rota, "import", KIND, str(file)]) == 1
    assert "no such leave stands at the desk" in capsys.readouterr().err


def test_a_contract_without_the_clause_keeps_nothing_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rota").mkdir()
    desk = a_desk(tmp_path / "rota")
    patel = a_small_ward(desk)["Dr A Patel"]
    desk.do(request_leave, clinician=patel.id, kind=LeaveKind.ANNUAL, first=FIRST, last=FIRST)
    desk.close()
    file = tmp_path / "marks.csv"
    row = f",Dr A Patel,{FIRST.isoformat()},2026-11-10T08:12Z,yes"
    file.write_text(
        f"assignment_number,clinician,first_day,requested_at,life_event\n{row}\n", encoding="utf-8"
    )
    rota = str(tmp_path / "rota" / "rota.sqlite")
    assert run(["--database", rota, "import", KIND, str(file)]) == 1
    assert "says nothing of such leave" in capsys.readouterr().err
