"""The command line with places and answers that cannot be: one sentence, and nothing half done."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from build import a_file

from rota_desk.cli.roof import run
from rota_desk.errors import Refusal
from rota_desk.files import write_all, write_whole

ROOT = Path(__file__).parents[3]


@pytest.fixture
def rota(tmp_path: Path) -> Path:
    """An empty rota."""
    return a_file(tmp_path)


def _refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one sentence of a command that could not be done."""
    capsys.readouterr()
    try:
        status = run(words)
    except SystemExit as left:
        status = int(left.code or 0)
    said = capsys.readouterr()
    assert (status, said.out, said.err.count("\n")) == (2, "", 1)
    assert len(said.err) < 700
    return said.err


@pytest.mark.parametrize("place", ["folder", "file/x.pdf", "x" * 300, "\0.pdf", "."])
def test_a_place_that_takes_no_file_is_refused_and_left_as_it_was(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("keep", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Refusal, match=r"choose another place|is a folder"):
        write_whole(tmp_path / place, b"x")
    assert sorted(tmp_path.rglob("*")) == before


# Windows has no device in a folder; a folder in the way of a file is refused there too, above.
@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its devices elsewhere")
def test_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refusal, match="no ordinary file"):
        write_whole(tmp_path / "pipe", b"x")
    assert (tmp_path / "pipe").is_fifo()


def test_of_several_files_that_cannot_all_be_written_none_is_changed(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_text("old", encoding="utf-8")
    (tmp_path / "b.ics").mkdir()
    with pytest.raises(Refusal):
        write_all(tmp_path, {"a.ics": b"new", "deep/er/c.ics": b"new", "b.ics": b"new"})
    assert (tmp_path / "a.ics").read_text(encoding="utf-8") == "old"
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["a.ics", "b.ics"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "rota", "--from", "0001-01-01"], "outside the years"),
        (["check", "rota", "--to", "9999-12-31"], "outside the years"),
        (["check", "rota", "--from", "2000-01-01", "--to", "2026-01-01"], "at most two years"),
        (["check", "rota", "--from", "2026-02-30"], "is not a day"),
        (["check", "rota", "--from", "20261101"], "is not a day"),
        (["check", "rota", "--to", "2026-W45-1"], "is not a day"),
        (["check", "rota", "--clinician", "99999999999999999999"], "is beyond"),
        (["database", "restore", "~nobody-of-this-name/x"], "choose another"),
        (["report", "x" * 5000, "--out", "y"], "There is no report"),
    ],
)
def test_what_makes_no_sense_of_a_rota_is_refused(
    rota: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    before = rota.read_bytes()
    assert said in _refused(capsys, "--database", str(rota), *words)
    assert rota.read_bytes() == before


@pytest.mark.parametrize("figure", ["1e999999", "1e400", "10001", "-1", "NaN"])
def test_a_figure_beyond_measure_is_refused(
    capsys: pytest.CaptureFixture[str], figure: str
) -> None:
    words = ("entitlement", "--contract", "AFC-ENG", f"--service-years={figure}")
    assert "is not a number" in _refused(capsys, *words)


def test_a_figure_of_endless_places_is_answered_at_once() -> None:
    words = ["entitlement", "--contract", "AFC-ENG", "--service-years", "1e-999999999"]
    assert run(words) == 0


def test_signs_that_no_keyboard_writes_do_not_stop_an_import(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("Date,Dr A\x01Newman\n2026-11-23,AL\x02\n", encoding="utf-8")
    path = tmp_path / "rota.sqlite"
    assert run(["--database", str(path), "import", "roster", str(roster)]) in (0, 1)


class Deaf(io.StringIO):
    """Whoever was to read the answer has gone."""

    def flush(self) -> None:
        """Find that out."""
        raise BrokenPipeError


def test_an_answer_that_is_not_taken_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Deaf())
    assert run(["rules", "--markdown"]) == 0
    assert capsys.readouterr().err == ""


# A closed pipe of Windows is another error of the system; what is done then is tried just above.
@pytest.mark.skipif(sys.platform == "win32", reason="a pipe there closes in another way")
def test_an_answer_nobody_listens_to_ends_quietly() -> None:
    command = [sys.executable, "-m", "rota_desk", "rules", "--markdown"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 0
