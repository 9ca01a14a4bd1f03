"""What is exported, imported into an empty rota and exported again is the same to the byte."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import time_machine
from build import NOW, a_desk
from export_count import counted, exported, printed
from sampled import a_sample

from rota_desk.cli.roof import run
from rota_desk.exchange.tables import TABLES

ASKED_BEFORE = {"expense-queries"}  # the sample's questions are about lines before the period
KINDS = tuple(one.kind for one in TABLES if one.put is not None)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_sample(tmp_path_factory.mktemp("sample"))


def _export(database: Path, folder: Path, *period: str) -> dict[str, bytes]:
    for kind in KINDS:
        out = folder / f"{kind}.csv"
        words = ["export", kind, "--out", str(out), *period]
        assert run(["--database", str(database), *words]) == 0
    return {kind: (folder / f"{kind}.csv").read_bytes() for kind in KINDS}


def _empty(folder: Path) -> Path:
    a_desk(folder).close()
    return folder / "rota.sqlite"


def _goes_round(sample: Path, folder: Path, *period: str, apart: str = "") -> None:
    """Write a workbook, take it into an empty rota, and compare every kind's CSV.

    A kind that stands `apart` points to records outside the period, and is told of instead.
    """
    before = _export(sample, folder / "first", *period)
    few = {kind for kind, content in before.items() if content.count(b"\r\n") <= 2}
    assert few <= (ASKED_BEFORE if period else set())
    book = folder / "all.xlsx"
    assert run(["--database", str(sample), "export", "all", "--out", str(book), *period]) == 0
    empty = _empty(folder)
    assert run(["--database", str(empty), "import", "all", str(book)]) == bool(apart)
    after = _export(empty, folder / "second")
    assert {kind: text for kind, text in after.items() if kind != apart} == {
        kind: text for kind, text in before.items() if kind != apart
    }


def test_six_weeks_of_the_sample_department_go_round(sample: Path, tmp_path: Path) -> None:
    period = ("--from", "2026-11-02", "--to", "2026-12-13")
    _goes_round(sample, tmp_path, *period, apart="expenses")  # one is for leave at Christmas


@pytest.mark.parametrize(("first", "weeks"), [("2026-11-09", 4), ("2026-12-14", 3)])
def test_the_printed_under_provision_equals_a_count_of_the_exports(
    sample: Path, tmp_path: Path, first: str, weeks: int
) -> None:
    start = dt.date.fromisoformat(first)
    last = start + dt.timedelta(days=7 * weeks - 1)
    with time_machine.travel(NOW):  # which decisions are owed, and so what has room, turns with it
        text = printed(sample, tmp_path, start, last)
    sums = counted(exported(sample, tmp_path), start, last)
    assert sums.short > 10  # a period in which there is something to tell
    assert f"{100 * (sums.need - sums.short) / sums.need:.1f} % of needed places filled" in text
    assert f"{sums.short} places short" in text
    assert f"{sums.over} {'person' if sums.over == 1 else 'people'} over" in text
    assert f"{sums.hours:.1f}".removesuffix(".0") + " h clinical time short" in text
    told = {
        name: (int(filled), int(need))
        for name in sums.by_activity
        for filled, need in re.findall(rf"{re.escape(name)} \d+ % (\d+)/(\d+)", text)
    }
    assert len(told) >= 4  # the weakest stand on page one, as many as have room
    assert told == {name: tuple(sums.by_activity[name]) for name in told}


@pytest.mark.benchmark
@pytest.mark.timeout(900)
def test_the_whole_sample_department_goes_round(sample: Path, tmp_path: Path) -> None:
    _goes_round(sample, tmp_path)
