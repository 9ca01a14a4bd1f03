"""`rota-desk database`: the rota's own file, made, looked at, backed up and put back."""

import argparse
import json
from pathlib import Path

import pytest
from build import a_file

from models import Clinician
from models.backup import backups_of
from models.database import open_database
from models.migrate import newest
from models.types import StaffGroup
from rota_desk import __version__
from rota_desk.cli import database
from rota_desk.errors import CannotOpen, Refusal


@pytest.fixture
def rota(tmp_path: Path) -> Path:
    """A closed rota with one clinician in it."""
    path = a_file(tmp_path)
    _add(path, "Dr A Fennimore")
    return path


def _add(path: Path, name: str) -> None:
    opened = open_database(path, back_up=False)
    with opened.session() as session:
        session.add(Clinician(name=name, group=StaffGroup.RESIDENT))
        session.commit()
    opened.close()


def _run(path: Path | str, *words: str) -> int:
    top = argparse.ArgumentParser()
    top.add_argument("--database")
    database.add_parser(top.add_subparsers())
    args = top.parse_args(["--database", str(path), "database", *words])
    return database.run(args)


def _json(capsys: pytest.CaptureFixture[str], path: Path | str, *words: str) -> tuple[int, object]:
    capsys.readouterr()
    status = _run(path, *words, "--json")
    said = capsys.readouterr()
    assert said.err == ""
    return status, json.loads(said.out)


def test_new_makes_an_empty_rota_and_the_folder_it_lies_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new folder" / "rota.sqlite"
    assert _run(path, "new") == 0
    assert capsys.readouterr().out == f"Made an empty rota: {path}\n"
    assert [found.name for found in path.parent.iterdir()] == ["rota.sqlite"]


@pytest.mark.parametrize("act", ["new", "sample"])
def test_nothing_that_stands_is_made_anew(rota: Path, act: str) -> None:
    before = rota.read_bytes()
    with pytest.raises(Refusal, match="There is already something at"):
        _run(rota, act)
    assert rota.read_bytes() == before


def test_info_says_what_the_rota_is_and_holds(
    rota: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(rota, "backup") == 0
    status, facts = _json(capsys, rota, "info")
    assert status == 0
    assert isinstance(facts, dict)
    assert {name: facts[name] for name in ("kind", "place", "program", "backups", "size")} == {
        "kind": "sqlite",
        "place": str(rota),
        "program": __version__,
        "backups": [str(copy) for copy in backups_of(rota)],
        "size": rota.stat().st_size,
    }
    assert facts["revision"] == facts["newest_revision"]
    assert {table: count for table, count in facts["rows"].items() if count} == {
        "alembic_version": 1,
        "clinician": 1,
    }


def test_info_in_words_names_the_tables_that_hold_something(
    rota: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert _run(rota, "info") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["kind: sqlite", f"place: {rota}"]
    assert "  clinician: 1" in lines
    assert not [line for line in lines if line.endswith(": 0")]


def test_check_of_a_whole_rota_needs_no_attention(
    rota: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(rota, "backup") == 0
    assert _json(capsys, rota, "check") == (0, {"place": str(rota), "problems": []})
    assert _run(rota, "check") == 0
    assert capsys.readouterr().out == f"{rota} is whole.\n"


def test_check_tells_a_row_that_names_a_missing_record_and_a_spoilt_backup(
    rota: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(rota, "backup") == 0
    (copy,) = backups_of(rota)
    copy.write_bytes(copy.read_bytes()[:5000])
    opened = open_database(rota, back_up=False)
    with opened.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("UPDATE clinician SET base_site_id = 4711")
    opened.close()
    status, facts = _json(capsys, rota, "check")
    assert status == 1
    assert isinstance(facts, dict)
    first, second = facts["problems"]
    assert first == "clinician row 1 names a missing site"
    assert second.startswith(f"{copy.name} is damaged")


def test_backup_and_restore_bring_yesterday_back(
    rota: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, made = _json(capsys, rota, "backup")
    (copy,) = backups_of(rota)
    assert (status, made) == (0, {"backup": str(copy)})
    _add(rota, "Dr B Greatorex")
    status, restored = _json(capsys, rota, "restore", copy.name)
    kept = backups_of(rota)[-1]
    assert (status, restored) == (0, {"restored": str(copy), "kept": str(kept)})
    _, facts = _json(capsys, rota, "info")
    assert isinstance(facts, dict)
    assert facts["rows"]["clinician"] == 1


def test_migrate_says_where_the_rota_stands(
    rota: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, facts = _json(capsys, rota, "migrate")
    assert (status, facts) == (0, {"revision": newest()})


@pytest.mark.parametrize("act", ["info", "check", "backup", "migrate"])
def test_a_rota_that_is_not_there_is_told(tmp_path: Path, act: str) -> None:
    with pytest.raises(CannotOpen, match="There is no rota at"):
        _run(tmp_path / "rota.sqlite", act)
    assert list(tmp_path.iterdir()) == []


def test_looking_at_a_rota_makes_no_backups(rota: Path) -> None:
    for act in ("info", "check"):
        assert _run(rota, act) == 0
    assert backups_of(rota) == ()


def test_a_sample_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = pytest.importorskip("rota_desk.sample")

    def refuse(_desk: object) -> None:
        raise Refusal("No room for a sample today.")

    monkeypatch.setattr(sample, "create_sample", refuse)
    with pytest.raises(Refusal, match="No room"):
        _run(tmp_path / "rota.sqlite", "sample")
    assert list(tmp_path.iterdir()) == []
