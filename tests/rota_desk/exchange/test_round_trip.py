"""What is exported, imported into an empty rota and exported again is the same to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from build import a_desk

from rota_desk.cli.roof import run
from rota_desk.exchange.tables import TABLES
from rota_desk.sample import create_sample

KINDS = tuple(one.kind for one in TABLES if one.put is not None)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    desk = a_desk(folder)
    create_sample(desk)
    desk.close()
    return folder / "rota.sqlite"


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
    assert all(content.count(b"\r\n") > 2 for content in before.values())
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


@pytest.mark.benchmark
@pytest.mark.timeout(900)
def test_the_whole_sample_department_goes_round(sample: Path, tmp_path: Path) -> None:
    _goes_round(sample, tmp_path)
