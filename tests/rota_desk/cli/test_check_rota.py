"""`check rota`: each finding with whom it is about, its figures' pack and what is contested."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import build
import pytest
from build import MONDAY

from rota_desk.cli.check import as_document
from rota_desk.cli.roof import run
from rota_desk.edits.authorising import waive
from rota_desk.rules.finding import Finding

DAY = dt.timedelta(days=1)
SENTENCE = (
    "only 10 h 30 min between Mon 9 Nov 20:30 and Tue 10 Nov 07:00; needs 11 h "
    "(resident doctors 2016, Sch 3 para 19)"
)


@pytest.fixture
def rota(tmp_path: Path) -> tuple[str, Finding]:
    """A closed rota with a rest too short, accepted, and a session without anybody."""
    desk = build.a_desk(tmp_path)
    tired = build.a_resident(desk, "Dr Z Tired")
    build.a_long_day(desk, MONDAY, on=[tired])
    build.a_session(desk, "SD", MONDAY + DAY, on=[tired], starts="07:00", ends="15:00")
    build.a_session(desk, "EN", MONDAY + DAY)
    (short,) = (one for one in desk.findings(MONDAY, MONDAY + 7 * DAY) if one.clinician_id)
    assert short.start is not None
    assert short.end is not None
    desk.do(
        waive,
        rule=short.rule,
        start=short.start,
        end=short.end,
        clinician=tired.id,
        by="Dr Guardian",
        reason="She asked for it.",
    )
    desk.close()
    return str(tmp_path / "rota.sqlite"), short


def test_each_line_names_its_subject_once_and_says_who_accepted_it(
    rota: tuple[str, Finding], capsys: pytest.CaptureFixture[str]
) -> None:
    dates = ["--from", str(MONDAY), "--to", str(MONDAY + 6 * DAY)]
    assert run(["--database", rota[0], "check", "rota", *dates]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Mon 9 Nov 2026 to Sun 15 Nov 2026: 2 findings.",
        (
            f"advisory  Dr Z Tired: {SENTENCE}. Accepted by Dr Guardian: She asked for it.  "
            "[rd-rest-11]"
        ),
        "breach    Endoscopy list has 0 of 1, Tue 10 Nov 08:30 to 12:30  [desk-uncovered]",
    ]


def test_of_one_person_nothing_is_told_that_is_about_others_or_nobody(
    rota: tuple[str, Finding], capsys: pytest.CaptureFixture[str]
) -> None:
    dates = ["--from", str(MONDAY), "--to", str(MONDAY + 6 * DAY)]
    one = ["--clinician", str(rota[1].clinician_id)]
    assert run(["--database", rota[0], "check", "rota", *dates, *one, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [each["rule"] for each in found] == ["rd-rest-11"]


@pytest.mark.parametrize("subject", ["rota", "leave", "rooms", "claims", "job-plans"])
def test_a_person_who_is_not_there_is_no_person_without_findings(
    subject: str, rota: tuple[str, Finding], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--database", rota[0], "check", subject, "--clinician", "987", "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip() == (
        "There is no clinician with the number 987; `rota-desk export clinicians --out FILE` "
        "lists them."
    )


def test_a_finding_tells_scripts_its_pack_and_what_would_turn_it(
    rota: tuple[str, Finding],
) -> None:
    short = replace(rota[1], contested="kept if read otherwise (O-4: are bridged)")
    document = as_document([short], MONDAY, MONDAY + 7 * DAY)
    assert document == {
        "from": "2026-11-09",
        "to": "2026-11-15",
        "findings": [
            {
                "person": "Dr Z Tired",
                "clinician": short.clinician_id,
                "rule": "rd-rest-11",
                "verdict": "breach",
                "severity": "contract-hard",
                "measured": 10.5,
                "limit": 11.0,
                "unit": "h",
                "start": "2026-11-09T20:30",
                "end": "2026-11-10T07:00",
                "message": SENTENCE,
                "contract": "ENG-RD-2016",
                "clause": "Sch 3 para 19",
                "pack": "TCS 2016, version 14 (June 2026); limits of the 2019 refresh; "
                "figures of 2020-08-05",
                "contested": "kept if read otherwise (O-4: are bridged)",
                "sessions": list(short.session_ids),
            }
        ],
    }
