"""`check claims`: each claim with its checks; 1 when one has to be looked at, 0 when none."""

import argparse
import json
from pathlib import Path

import build
import pytest
from build import at

from models import Clinician
from models.database import open_database
from rota_desk.cli import check
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.edits.claim_steps import (
    approve_claim,
    mark_worked,
    pre_authorise,
    submit_claim,
    verify_claim,
)
from rota_desk.edits.claims import add_claim, link_session

SATURDAY = build.TODAY.replace(day=7)


@pytest.fixture
def rota(tmp_path: Path) -> Path:
    """A closed rota with one claim that every check agrees with."""
    desk = build.a_desk(tmp_path)
    build.a_rate_card(desk)
    patel, room = build.a_clinician(desk), build.a_room(desk)
    session = build.a_session(desk, "EN", SATURDAY, "08:00", "12:00", on=[patel], room=room)
    claim = desk.do(
        add_claim,
        clinician=patel.id,
        activity=session.activity_id,
        start=session.start,
        end=session.end,
    ).value
    desk.do(link_session, claim=claim, session=session.id)
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor", at=at(SATURDAY.replace(day=4), "10:00"))
    desk.do(mark_worked, claim=claim, patients=8)
    desk.do(submit_claim, claim=claim)
    desk.do(verify_claim, claim=claim)
    desk.do(approve_claim, claim=claim, by="J Penrose")
    desk.close()
    return tmp_path / "rota.sqlite"


def _run(path: Path, *words: str) -> int:
    top = argparse.ArgumentParser()
    top.add_argument("--database")
    check.add_parser(top.add_subparsers())
    period = ("--from", "2026-11-01", "--to", "2026-11-30")
    args = top.parse_args(["--database", str(path), "check", "claims", *period, *words])
    return int(args.func(args))


def test_a_right_claim_asks_for_nothing(rota: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(rota, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    (claim,) = answer["claims"]
    assert (answer["from"], answer["to"], answer["findings"]) == ("2026-11-01", "2026-11-30", [])
    assert (claim["claim"], claim["amount"], claim["state"], claim["attention"]) == (
        "WLI-0001",
        "800.00",
        "approved",
        False,
    )
    assert {one["mark"] for one in claim["checks"]} == {"tick", "not_checked"}


def test_a_clash_is_told_with_its_check(rota: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(open_database(rota), who="K Lowe", clock=FixedClock(build.NOW))
    person = build.every(desk, Clinician)[0]
    build.a_session(desk, "CL", SATURDAY, "11:00", "13:00", on=[person])
    desk.close()
    assert _run(rota) == 1
    told = capsys.readouterr().out
    assert "1 claim, 1 claim to look at." in told
    assert "✗ Free on the rota: On the rota: Clinic, Sat 7 Nov 11:00–13:00: 1 h twice  [rota]" in (
        told
    )
