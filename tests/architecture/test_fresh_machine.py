"""What a newcomer's machine needs: a whole wheel, pins without addresses, plain refusals."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("rota_desk", "ui", "reports", "models", "resources")
WRITTEN = (*FLOORS, "tests", "docs", ".ci")
ALSO = ("pyproject.toml", "constraints.txt", "Makefile", "README.md", "CHANGELOG.md")
WORDS = {".py", ".toml", ".md", ".mako", ".txt", ".csv", ".qss", ".feature", ""}
INDEX = re.compile(r"index-url|find-links|trusted-host|://[^\s/]*(?:pypi|pythonhosted)")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="make and sh are for other systems")


def files_of(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the tree, made with the build tools of this environment."""
    copy = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    for floor in FLOORS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / floor, copy / floor, ignore=ignored)
    build = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
    made = subprocess.run(
        [sys.executable, "-c", build, "made"],
        cwd=copy,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return next((copy / "made").glob("*.whl"))


def test_the_wheel_holds_every_file_of_the_five_floors(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if name.split("/")[0] in FLOORS}
    there = {path.relative_to(ROOT).as_posix() for path in files_of(*(ROOT / f for f in FLOORS))}
    assert held == there


def test_the_wheel_names_the_program_and_who_may_run_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        entry = next(name for name in names if name.endswith("entry_points.txt"))
        facts = next(name for name in names if name.endswith("METADATA"))
        assert "rota-desk = rota_desk.__main__:main" in opened.read(entry).decode()
        assert "Requires-Python: <3.14,>=3.11" in opened.read(facts).decode()


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    everybodys = {"/", "//", "/usr/", f"{Path(tempfile.gettempdir())}/"}
    places = {f"{ROOT}/", f"{Path.home()}/", f"{Path(sys.base_prefix)}/"} - everybodys
    ours = re.compile("|".join(re.escape(one) for one in places))
    named = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in (*files_of(*(ROOT / one for one in WRITTEN)), *(ROOT / one for one in ALSO))
        if path.suffix in WORDS and path != Path(__file__)
        if (found := ours.search(path.read_text(encoding="utf-8", errors="ignore")))
    ]
    assert named == []


def test_what_is_installed_is_pinned_without_an_address() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)] == []
    scripts = [*files_of(ROOT / ".ci"), *(ROOT / one for one in ALSO)]
    addressed = [one.name for one in scripts if INDEX.search(one.read_text(encoding="utf-8"))]
    assert addressed == []


def _bare_project(folder: Path) -> Path:
    """A folder with the scripts and lists alone, as after a clone, with no environment in it."""
    project = folder / "Größe & mehr"
    shutil.copytree(ROOT / ".ci", project / ".ci")
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, project)
    return project


def _stand_in(folder: Path, says: str, leaves: int) -> str:
    """A program that stands in for a Python that is too old, or has no venv package."""
    path = folder / "python-of-old"
    script = f'#!/bin/sh\n[ "$1" = --version ] && echo "{says}" && exit 0\nexit {leaves}\n'
    path.write_text(script, encoding="utf-8", newline="\n")
    path.chmod(0o755)
    return str(path)


def _set_up(project: Path, python: str) -> tuple[int, str]:
    done = subprocess.run(
        ["/bin/sh", str(project / ".ci" / "environment")],
        env={"PATH": "/usr/bin:/bin", "PYTHON": python},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@POSIX
def test_a_python_that_is_too_old_is_refused_in_one_sentence(tmp_path: Path) -> None:
    project = _bare_project(tmp_path)
    old = _stand_in(tmp_path, "Python 3.10.9", 1)
    sentence = (
        "Rota Desk needs Python 3.11, 3.12 or 3.13, and here is Python 3.10.9; install one, "
        "or name it: make PYTHON=/path/to/python3.11\n"
    )
    assert _set_up(project, old) == (2, sentence)
    assert not (project / ".venv").exists()


@POSIX
def test_an_environment_that_is_ready_is_left_alone(tmp_path: Path) -> None:
    project = _bare_project(tmp_path)
    binaries = project / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for name in ("python", "rota-desk"):
        path = binaries / name
        path.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8", newline="\n")
        path.chmod(0o755)
    lists = ["pyproject.toml", "constraints.txt"]
    sums = subprocess.run(
        ["cksum", *lists], cwd=project, capture_output=True, encoding="utf-8", check=True
    )
    ready = f"{project}\n{sums.stdout}"
    (project / ".venv" / ".ready").write_text(ready, encoding="utf-8", newline="\n")
    assert _set_up(project, "no-such-python") == (0, "")


@POSIX
def test_the_scripts_are_such_as_every_shell_reads() -> None:
    for script in files_of(ROOT / ".ci"):
        read = subprocess.run(["/bin/sh", "-n", str(script)], capture_output=True, check=False)
        assert (script.name, read.returncode, read.stderr) == (script.name, 0, b"")
