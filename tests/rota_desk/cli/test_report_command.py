"""`rota-desk report`: a document of everybody, or of one clinician, whole or not at all."""

import argparse
import datetime as dt
from pathlib import Path

import build
import pypdf
import pytest
from build import MONDAY

from rota_desk.bootstrap import open_desk
from rota_desk.cli import progress, report
from rota_desk.clock import FixedClock
from rota_desk.edits.assignments import remove_assignment
from rota_desk.edits.publishing import publish
from rota_desk.errors import Refusal

PERIOD = ("--from", "2026-11-09", "--to", "2026-11-22")


@pytest.fixture
def rota(tmp_path: Path) -> Path:
    """A closed rota with a consultant who has a job plan, and a resident."""
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    patel = build.a_clinician(desk)
    build.a_plan_line(desk, build.a_job_plan(desk, patel), "EN", 0)
    build.a_list(desk, MONDAY, on=[patel], owner=patel)
    build.a_resident(desk)
    desk.close()
    return tmp_path / "rota.sqlite"


def build_site(path: Path) -> None:
    desk = open_desk(path, clock=FixedClock(build.NOW))
    build.a_site(desk)
    desk.close()


def _run(path: Path, *words: str) -> int:
    top = argparse.ArgumentParser()
    top.add_argument("--database")
    report.add_parser(top.add_subparsers())
    args = top.parse_args(["--database", str(path), "report", *words])
    return int(args.func(args))


def _words(path: Path) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


@pytest.mark.parametrize("name", ["compliance", "session-statement"])
def test_a_document_is_written_of_everybody_or_of_one(
    rota: Path, tmp_path: Path, name: str
) -> None:
    for words in ((), ("--clinician", "1")):
        out = tmp_path / f"{name}{len(words)}.pdf"
        assert _run(rota, name, *PERIOD, "--out", str(out), *words) == 0
        assert "Dr A Patel" in _words(out)


def test_what_is_made_of_everybody_names_no_single_one_and_leaves_no_file(
    rota: Path, tmp_path: Path
) -> None:
    out = tmp_path / "no.pdf"
    for words, says in (
        (("weekly-rota", "--clinician", "1"), "Weekly rota is made of everybody"),
        (("session-statement", "--clinician", "2"), "not reckoned in sessions"),
        (("session-statement", "--clinician", "99"), "no longer there"),
        (("compliance", "--clinician", "0"), "no longer there"),
    ):
        with pytest.raises(Refusal, match=says):
            _run(rota, *words, *PERIOD, "--out", str(out))
    assert not out.exists()


def test_a_version_is_printed_as_it_was_and_the_same_again(rota: Path, tmp_path: Path) -> None:
    desk = open_desk(str(rota), clock=FixedClock(build.NOW), who="K Lowe")
    desk.do(publish, first=MONDAY, last=MONDAY + dt.timedelta(days=6))
    desk.close()
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert _run(rota, "weekly-rota", "--version", "1", "--out", str(first)) == 0
    assert "v1 as published" in _words(first)
    desk = open_desk(str(rota), clock=FixedClock(build.NOW), who="K Lowe")
    desk.do(remove_assignment, assignment=1)
    desk.close()
    assert _run(rota, "weekly-rota", "--version", "1", "--out", str(second)) == 0
    assert _words(second) == _words(first)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("weekly-rota", "--version", "1"), "There is no version 1"),
        (("outlook", "--version", "1"), "--version goes with weekly-rota"),
        (("weekly-rota", "--version", "1", *PERIOD), "without --from and --to"),
    ],
)
def test_a_version_that_is_not_there_is_told_plainly(
    rota: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    out = tmp_path / "out.pdf"
    with pytest.raises(Refusal, match=sentence):
        _run(rota, *words, "--out", str(out))
    assert not out.exists()


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_a_long_document_says_beside_its_answer_how_far_it_is(
    rota: Path,
    tmp_path: Path,
    ending: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "_EVERY", 0)
    out = tmp_path / f"rota.{ending}"
    assert _run(rota, "weekly-rota", *PERIOD, "--out", str(out)) == 0
    told = capsys.readouterr()
    assert told.out == f"{out}\n"
    lines = [line.split(": ") for line in told.err.splitlines()]
    doing = {
        "pdf": ["Reading the rota", "Laying the pages out", "Drawing the pages"],
        "xlsx": ["Reading the rota", "Writing the workbook", "Packing the workbook"],
    }
    assert list(dict.fromkeys(words for words, _ in lines)) == doing[ending]
    percents = [int(words.removesuffix(" % …")) for _, words in lines]
    assert percents == sorted(percents)


def test_under_provision_is_written_of_some_of_the_work(rota: Path, tmp_path: Path) -> None:
    out = tmp_path / "lists.pdf"
    narrowed = ("--activity", "en", "--out", str(out))
    assert _run(rota, "under-provision", *PERIOD, *narrowed) == 0
    told = _words(out)
    assert "Under- and over-provision of Endoscopy list" in told
    assert "Rostering figures" not in told


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("weekly-rota", ("--site", "North"), "Weekly rota is of all work"),
        (
            "under-provision",
            ("--activity", "Golf"),
            "no activity that needs cover called Golf",
        ),
        ("under-provision", ("--grade", "ST"), "There are: none."),
    ],
)
def test_what_cannot_be_told_alone_is_refused_and_leaves_no_file(
    rota: Path, tmp_path: Path, name: str, words: tuple[str, str], said: str
) -> None:
    build_site(rota)
    out = tmp_path / "no.pdf"
    with pytest.raises(Refusal, match=said):
        _run(rota, name, *PERIOD, "--out", str(out), *words)
    assert not out.exists()
