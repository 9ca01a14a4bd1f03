"""Tuesday has a list and nobody: gaps answered at once, tried on a copy, applied, taken back."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import NOW, a_desk, every
from features.sitting import ROOT, Sight, Sitting, a_screen, sitting_at
from trying import gap_on_tuesday, placed
from wards import a_small_ward

from models import AuditEntry
from rota_desk.bootstrap import open_desk

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it wants X11"),
    pytest.mark.timeout(240),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A rota with one gap, to be opened by the program itself."""
    desk = a_desk(tmp_path)
    a_small_ward(desk)
    desk.close()
    return tmp_path / "rota.sqlite"


@pytest.fixture
def coordinator(file: Path, tmp_path: Path) -> Iterator[Sitting]:
    pictures = Path(os.environ.get("ROTA_DESK_PICTURES") or ROOT / "out" / "pictures").absolute()
    moment = NOW.isoformat(timespec="minutes")
    with (
        a_screen() as screen,
        sitting_at(file, screen, tmp_path / "home", pictures, moment) as sitting,
    ):
        yield sitting


def test_every_gap_is_answered_tried_on_a_copy_applied_and_taken_back(
    coordinator: Sitting, tmp_path: Path
) -> None:
    me = coordinator
    let_every_gap_be_answered(me)
    give_it_to_the_next_in_line(me)
    try_it_on_a_copy(me)
    look_at_both_side_by_side(me)
    put_it_on_the_real_rota(me)
    take_it_back(me)
    assert me.close() == 0
    check_the_file(tmp_path)


def let_every_gap_be_answered(me: Sitting) -> None:
    me.now("Propose cover")
    me.until(lambda seen: bool(seen.cell))
    me.press("Ctrl+Alt+G")
    me.until(lambda seen: seen.title == "Propose cover")
    me.press("Enter")
    me.until_it_says("1 gap: 1 proposed, none stays open. Findings 1 → 0.")
    me.until_it_says("S Quill: free and fits")


def give_it_to_the_next_in_line(me: Sitting) -> None:
    me.now("The next candidate instead")
    me.press("1")
    me.until_it_says(": your choice")


def try_it_on_a_copy(me: Sitting) -> None:
    me.now("Try it as a what-if")
    me.click("Try as a what-if")
    me.until(lambda seen: in_the_what_if(seen) and bool(seen.cell))
    me.until_it_says("A copy to try things on. Nothing here is on the real rota.")
    me.keep_picture()


def look_at_both_side_by_side(me: Sitting) -> None:
    me.now("Both side by side")
    me.press("Ctrl+Alt+J")
    me.until_it_says(
        "Cover +1 against the need; 0 new findings, 1 gone; hours change for 1 person."
    )
    me.press("Esc")
    me.until(in_the_what_if)


def put_it_on_the_real_rota(me: Sitting) -> None:
    me.now("Apply the what-if")
    me.press("Ctrl+Alt+Return")
    me.until_it_says("1 line goes onto the real rota, as one step.")
    me.click("Apply")
    me.until_it_says("Apply the what-if “Proposed cover from Tue 10 Nov”")


def take_it_back(me: Sitting) -> None:
    me.now("Take it back")
    me.press("Ctrl+Z")
    me.until_it_says("Undone: Apply the what-if “Proposed cover from Tue 10 Nov”")


def in_the_what_if(seen: Sight) -> bool:
    return seen.title.startswith("WHAT-IF, not the real rota")


def check_the_file(folder: Path) -> None:
    """One step was done and taken back; the gap is there, and no copy is left."""
    desk = open_desk(str(folder / "rota.sqlite"))
    told = [(one.kind.value, one.label) for one in every(desk, AuditEntry)][-2:]
    done = "Apply the what-if “Proposed cover from Tue 10 Nov” (1 record)"
    assert told == [("do", done), ("undo", done)]
    assert gap_on_tuesday(desk) not in {session for session, _who in placed(desk)}
    desk.close()
    assert [one.name for one in folder.iterdir() if "whatif" in one.name] == []
