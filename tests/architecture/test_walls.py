"""The walls stand: imports point down, and each wall has been seen to fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("rota_desk", "ui", "reports", "models", "resources")
WORKED = "rota_desk.queries.restricted_actual_hours"
REST = "rota_desk.rules.rest"

BREAKS = [
    ("Imports point down the page", "models/absence.py", "import rota_desk.desk"),
    ("Imports point down the page", "reports/document.py", "import ui.actions"),
    ("Every room of the middle floor", "rota_desk/words.py", "import rota_desk.edits.told"),
    ("Every room of the middle floor", "rota_desk/attic/__init__.py", "ROOM = 1"),
    ("Qt stays in the window", "rota_desk/words.py", "import PySide6.QtCore"),
    ("Rules and the trade", "rota_desk/domain/work.py", "import sqlalchemy"),
    ("Rules stand alone", "rota_desk/rules/rest/short_rest.py", f"import {REST}.no_weekly_rest"),
    ("Screens stand alone", "ui/leave/__init__.py", "import ui.rooms"),
    ("Shared documents never reach", "reports/document.py", "import rota_desk.queries.absences"),
    ("Shared documents never reach", "reports/document.py", f"import {WORKED}"),
    ("Hours really worked stay", "rota_desk/queries/compliance.py", f"import {WORKED}"),
    ("Hours really worked stay", "rota_desk/exchange/audit.py", f"import {WORKED}"),
    ("Hours really worked stay", "ui/exports/saving.py", "import rota_desk.edits.actual_hours"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [str(program), "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The floors' source alone, free to be broken."""
    folder = tmp_path_factory.mktemp("walls")
    for floor in FLOORS:
        shutil.copytree(
            ROOT / floor, folder / floor, ignore=lambda at, names: _not_source(Path(at), names)
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _not_source(at: Path, names: list[str]) -> set[str]:
    return {
        name
        for name in names
        if name == "__pycache__" or ((at / name).is_file() and not name.endswith(".py"))
    }


def test_every_screen_stands_alone() -> None:
    """No screen is forgotten where the walls are written down."""
    written = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    walls = {one["id"]: one for one in written["tool"]["importlinter"]["contracts"]}
    rooms = {f"ui.{one.parent.name}" for one in (ROOT / "ui").glob("*/__init__.py")}
    assert set(walls["screens"]["modules"]) == rooms - {"ui.style", "ui.widgets"}


def test_every_wall_stands(copy: Path) -> None:
    said = lint(copy)
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize(("wall", "file", "line"), BREAKS)
def test_a_wall_that_is_broken_on_purpose_is_seen_to_fail(
    copy: Path, wall: str, file: str, line: str
) -> None:
    broken = copy / file
    before = broken.read_text(encoding="utf-8") if broken.exists() else None
    broken.parent.mkdir(exist_ok=True)
    broken.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    try:
        said = lint(copy)
    finally:
        if before is None:
            shutil.rmtree(broken.parent)
        else:
            broken.write_text(before, encoding="utf-8")
    failed = [row for row in said.stdout.splitlines() if "BROKEN" in row]
    assert said.returncode != 0
    assert any(row.startswith(wall) for row in failed) or wall in said.stdout, said.stdout
