"""Distances, demand, rates, approvers and questions from files: taken, told, and never undone."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import build
import pytest
from build import TODAY

from models import (
    ClaimApprover,
    Clinician,
    DemandCount,
    Distance,
    ExpenseLine,
    ExpenseQuery,
    MileageRate,
    RateBand,
    Site,
    WliClaim,
)
from models.types import ClaimState, ExpenseKind, ExpenseState, Vehicle
from rota_desk.bootstrap import open_desk
from rota_desk.cli.roof import run
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk

MADE = ["distances", "demand", "rate-cards", "claim-approvers", "mileage-rates", "expense-queries"]


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """Two hospitals, a rate card, a claim that waits, and a line that is queried."""
    desk = build.a_desk(tmp_path)
    patel = build.a_clinician(desk)
    build.a_site(desk)
    build.a_site(desk, "O", "Outreach", outlying=True)
    build.a_rate_card(desk)
    build.kept(
        desk,
        ExpenseLine(
            clinician_id=patel.id, day=TODAY, kind=ExpenseKind.MILEAGE, miles=Decimal(44),
            state=ExpenseState.QUERIED, reference="EXP-0001",
        ),
    )  # fmt: skip
    desk.close()
    return tmp_path / "rota.sqlite"


def taken(
    capsys: pytest.CaptureFixture[str], ward: Path, kind: str, text: str
) -> tuple[int, dict[str, Any]]:
    """What an import of a file with this text answers and tells."""
    file = ward.parent / f"{kind}.csv"
    file.write_text(text, encoding="utf-8")
    capsys.readouterr()
    status = run(["--database", str(ward), "import", kind, str(file), "--json"])
    return status, json.loads(capsys.readouterr().out)["tables"][0]


def messages(told: dict[str, Any]) -> list[tuple[int, str]]:
    return [(one["row"], one["message"]) for one in told["problems"]]


def again(ward: Path) -> Desk:
    return open_desk(ward, clock=FixedClock(build.NOW), who="K Lowe")


def test_a_way_holds_in_both_directions_and_a_new_hospital_is_made(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "site,other_site,miles,minutes\nO,N,22,40\nN,W,9.5,\nN,N,1,1\nN,X,,\nN,Y,1001,\n"
    status, told = taken(capsys, ward, "distances", text)
    assert (status, told["added"]) == (1, 2)
    assert messages(told) == [
        (4, "name two different hospitals. Not recorded."),
        (5, "give the miles, the minutes, or both. Not recorded."),
        (6, "miles are between 0 and 1000. Not recorded."),
    ]
    status, told = taken(capsys, ward, "distances", "site,other_site,miles\nN,O,23\n")
    assert (status, told["changed"]) == (0, 1)
    desk = again(ward)
    codes = {one.id: one.code for one in build.every(desk, Site)}
    assert [
        (codes[one.first_site_id], codes[one.second_site_id], one.miles, one.minutes)
        for one in build.every(desk, Distance)
    ] == [("N", "O", 23, 40), ("N", "W", Decimal("9.5"), None)]
    desk.close()


@pytest.mark.parametrize(
    ("procedure", "waits"),
    [
        ("943 476 5919", "6 to 13 weeks"),
        ("Colonoscopy", "NHS number"),
        ("12/03/1961", "waiting"),
        ("Gastroscopy", "Date of birth"),
        ("NE1 4LP", "waiting"),
    ],
)
def test_a_count_that_tells_who_is_turned_down(
    ward: Path, capsys: pytest.CaptureFixture[str], procedure: str, waits: str
) -> None:
    text = f"day,procedure,waits,people\n2026-11-09,{procedure},{waits},4\n"
    status, told = taken(capsys, ward, "demand", text)
    assert (status, told["added"]) == (1, 0)
    assert "looks as if it told who a patient is" in messages(told)[0][1]


def test_counts_are_kept_by_day_and_none_of_a_day_ahead(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "day,procedure,waits,people\n2026-11-09,Colonoscopy,6 to 13 weeks,62\n"
        "2027-11-09,Colonoscopy,6 to 13 weeks,62\n"
    )
    status, told = taken(capsys, ward, "demand", text)
    assert (status, told["added"]) == (1, 1)
    assert messages(told)[0][1].startswith("the day lies ahead")
    desk = again(ward)
    assert [one.people for one in build.every(desk, DemandCount)] == [62]
    desk.close()


CARD = "card,card_from,day_class,starts,ends,unit,amount\n"


def test_a_card_comes_with_its_bands_and_nonsense_is_told(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        "Extra work,2027-04-01,weekday,07:00,19:00,hour,165\n"
        "Extra work,2027-04-01,weekday,19:00,00:00,,220\n"
        "Extra work,2027-04-01,Monday,19:00,23:00,hour,220\n"
        "Extra work,2027-04-01,sunday,19:00,23:00,day,220\n"
    )
    status, told = taken(capsys, ward, "rate-cards", CARD + lines)
    assert (status, told["added"]) == (1, 2)
    assert messages(told) == [
        (4, "write one of weekday, saturday, sunday, holiday. Not recorded."),
        (5, "write one of hour, session, pa, list, point. Not recorded."),
    ]
    desk = again(ward)
    bands = [one for one in build.every(desk, RateBand) if one.amount in (165, 220)]
    assert [(one.unit, one.amount) for one in bands] == [
        ("hour", Decimal(165)),
        ("hour", Decimal(220)),
    ]
    desk.close()


def test_a_card_by_which_a_claim_was_paid_is_not_changed_by_a_file(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ward.parent / "cards.csv"
    assert run(["--database", str(ward), "export", "rate-cards", "--out", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    dearer = text.replace("150.00", "999.00")
    assert dearer != text
    desk = again(ward)
    claim = build.a_claim(
        desk, build.every(desk, Clinician)[0], build.at(TODAY, "17:00"), build.at(TODAY, "20:00")
    )
    build.changed(desk, claim, state=ClaimState.PAID, rate_card_id=1, amount=Decimal(600))
    desk.close()
    status, told = taken(capsys, ward, "rate-cards", dearer)
    assert (status, told["changed"]) == (1, 0)
    assert "claims have been approved by this card" in messages(told)[0][1]
    assert taken(capsys, ward, "rate-cards", text)[0] == 0
    desk = again(ward)
    assert 999 not in {one.amount for one in build.every(desk, RateBand)}
    assert [one.amount for one in build.every(desk, WliClaim)] == [600]
    desk.close()


def test_approvers_are_taken_with_their_limits(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "name,from,to,role,up_to\nJ Penrose,2026-04-01,,Service manager,1000\n"
        "Dr M Okafor,2026-04-01,2026-04-01,,\n"
    )
    status, told = taken(capsys, ward, "claim-approvers", text)
    assert status == 1
    assert messages(told)[0][1].startswith("it ends before it begins")
    desk = again(ward)
    assert [(one.name, one.up_to) for one in build.every(desk, ClaimApprover)] == [
        ("J Penrose", Decimal(1000))
    ]
    desk.close()


MILES = "vehicle,from,rate,rate_beyond,miles,source\n"


def test_mileage_rates_keep_three_places_and_what_was_paid_by_them(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        MILES + "car,2026-06-01,0.565,0.215,3500,Circular\n"
        "cycle,2026-06-01,0.2,,,\nmotorcycle,2026-06-01,0.28,0.1,,Circular\n"
    )
    status, told = taken(capsys, ward, "mileage-rates", text)
    assert (status, told["added"]) == (1, 1)
    assert messages(told) == [
        (3, "source is empty: fill it in. Not recorded."),
        (
            4,
            (
                "a second rate needs the miles after which it holds, and those a second rate."
                " Not recorded."
            ),
        ),
    ]
    desk = again(ward)
    (rate,) = build.every(desk, MileageRate)
    assert (rate.vehicle, rate.first_rate, rate.tier_miles) == (
        *(Vehicle.CAR, Decimal("0.565"), 3500),
    )
    build.changed(desk, build.every(desk, ExpenseLine)[0], state=ExpenseState.PAID)
    desk.close()
    status, told = taken(
        capsys, ward, "mileage-rates", MILES + "car,2026-06-01,0.6,0.215,3500,Circular\n"
    )
    assert (status, told["changed"]) == (1, 0)
    assert "lines have been approved by this rate" in messages(told)[0][1]


def test_questions_come_with_their_answers_and_an_open_one_waits(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "expense,question,asked_by,asked_at,answer,answered_by,answered_at\n"
        "EXP-0001,Which session?,K Lowe,2026-11-10T08:00Z,,,\n"
        "EXP-0099,Which session?,K Lowe,2026-11-10T08:00Z,,,\n"
    )
    status, told = taken(capsys, ward, "expense-queries", text)
    assert (status, told["added"]) == (1, 1)
    assert messages(told)[0][1].startswith("the desk has no such line")
    desk = again(ward)
    assert [one.question for one in build.every(desk, ExpenseQuery)] == ["Which session?"]
    assert build.every(desk, ExpenseLine)[0].query == "Which session?"
    desk.close()


@pytest.mark.parametrize("kind", MADE)
def test_what_is_written_is_read_again_without_a_change(
    ward: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    out = ward.parent / "out.csv"
    assert run(["--database", str(ward), "export", kind, "--out", str(out)]) == 0
    status, told = taken(capsys, ward, kind, out.read_text(encoding="utf-8"))
    assert (status, told["added"], told["changed"]) == (0, 0, 0)
