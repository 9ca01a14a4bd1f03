"""The guide says what is: its keys are the program's, its links and pictures are there."""

import re
from itertools import chain
from pathlib import Path

import pytest
from features.guide import CHOSEN, LARGEST, keys_page
from features.sitting import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(chain([ROOT / "README.md"], DOCS.rglob("*.md")))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def links_of(page: Path) -> list[str]:
    """The links of a page to files beside it."""
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [one for one in found if "://" not in one and not one.startswith("#")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    gone = [one for one in links_of(page) if not (page.parent / one.partition("#")[0]).exists()]
    assert gone == []


def test_the_table_of_keys_is_what_the_actions_say() -> None:
    written = (DOCS / "guide" / "keys.md").read_text(encoding="utf-8")
    assert written == keys_page(), "The actions changed: run `make guide`, or `make keys`."


def test_every_key_named_in_the_guide_is_a_key_of_some_action() -> None:
    known = set(re.findall(r"`([^`]+)`", keys_page())) | {"Enter", "Tab", "Esc"}
    known |= {"Ctrl", "Alt", "Shift", "F2", "Space"}
    named = re.findall(r"<kbd>([^<]+)</kbd>", (DOCS / "guide" / "README.md").read_text("utf-8"))
    assert [one for one in named if one not in known] == []


def test_pictures_are_small_and_each_is_shown() -> None:
    kept = sorted((DOCS / "guide" / "pictures").glob("*.png"))
    assert [one.stem for one in kept] == sorted(CHOSEN)
    assert [one.name for one in kept if one.stat().st_size > LARGEST] == []
    shown = {Path(link).name for page in PAGES for link in links_of(page)}
    assert [one.name for one in kept if one.name not in shown] == []
