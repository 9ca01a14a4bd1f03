"""Five literal packages side by side, which nobody else owns, and a wheel that holds them all."""

from __future__ import annotations

import importlib
import importlib.metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("rota_desk", "ui", "reports", "models", "resources")
OURS = {"rota-desk", "rota_desk"}


def test_the_five_floors_lie_side_by_side() -> None:
    places = {Path(str(importlib.import_module(floor).__file__)).parents[1] for floor in FLOORS}
    assert places == {ROOT}


def test_no_other_distribution_owns_one_of_the_names() -> None:
    owners = importlib.metadata.packages_distributions()
    assert {floor: set(owners.get(floor, [])) - OURS for floor in FLOORS} == {
        floor: set() for floor in FLOORS
    }


def test_each_floor_says_what_it_is() -> None:
    said = {floor: (importlib.import_module(floor).__doc__ or "").strip() for floor in FLOORS}
    assert all(words.endswith(".") for words in said.values()), said


def test_the_top_of_the_tree_holds_the_owners_folders_and_what_convention_expects() -> None:
    expected = {
        *FLOORS,
        *("tests", "docs", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE"),
        *("Makefile", "constraints.txt"),
    }
    passing = {"out", "build", "dist"}
    there = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".") and not path.name.endswith(".egg-info")
    }
    assert there - passing == expected
