"""The command line with a database that cannot be used: one sentence, status 2, no traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
from build import a_file

from rota_desk.cli.roof import run


def _nothing(path: Path) -> None:
    del path


def _empty(path: Path) -> None:
    path.touch()


def _folder(path: Path) -> None:
    path.mkdir()


def _text(path: Path) -> None:
    path.write_text("Date,Ward\n", encoding="utf-8")


def _cut_short(path: Path) -> None:
    path.write_bytes(a_file(path.parent).read_bytes()[:9000])


def _read_only(path: Path) -> None:
    a_file(path.parent).chmod(0o444)


SPOILT: list[Callable[[Path], None]] = [_nothing, _empty, _folder, _text, _cut_short, _read_only]


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__.strip("_"))
@pytest.mark.parametrize("act", ["info", "check", "backup", "migrate"])
def test_a_database_that_cannot_be_used_is_one_sentence_and_status_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], None], act: str
) -> None:
    path = tmp_path / "rota.sqlite"
    spoil(path)
    before = sorted(tmp_path.rglob("*"))
    capsys.readouterr()
    status = run(["--database", str(path), "database", act, "--json"])
    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert said.err.endswith(".\n")
    assert "Traceback" not in said.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_backup_that_is_no_backup_is_not_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, copy = tmp_path / "rota.sqlite", tmp_path / "copy.sqlite"
    a_file(tmp_path)
    _text(copy)
    before = path.read_bytes()
    capsys.readouterr()
    assert run(["--database", str(path), "database", "restore", str(copy)]) == 2
    assert capsys.readouterr().err == (
        "copy.sqlite is not a rota: it is no database file; choose another.\n"
    )
    assert path.read_bytes() == before
