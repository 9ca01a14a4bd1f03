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


def _export(database: Path, folder: Path) -> dict[str, bytes]:
    for kind in KINDS:
        out = folder / f"{kind}.csv"
        assert run(["--database", str(database), "export", kind, "--out", str(out)]) == 0
    return {kind: (folder / f"{kind}.csv").read_bytes() for kind in KINDS}


def _import(database: Path, kind: str, file: Path) -> int:
    return run(["--database", str(database), "import", kind, str(file)])


def _empty(folder: Path) -> Path:
    a_desk(folder).close()
    return folder / "rota.sqlite"


def test_the_sample_department_goes_round_through_one_workbook(
    sample: Path, tmp_path: Path
) -> None:
    before = _export(sample, tmp_path / "first")
    assert all(content.count(b"\r\n") > 10 for content in before.values())
    book = tmp_path / "all.xlsx"
    assert run(["--database", str(sample), "export", "all", "--out", str(book)]) == 0
    empty = _empty(tmp_path)
    assert _import(empty, "all", book) == 0
    assert _export(empty, tmp_path / "second") == before
