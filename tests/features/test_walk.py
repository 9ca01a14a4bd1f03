"""A walk in a real window: from the first start to published rota, printed page and calendars."""

import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from features.sitting import ROOT, Sight, Sitting, a_screen, sitting_at
from icalendar import Calendar
from pypdf import PdfReader

# Milliseconds of the processor for which a step may hold the window's thread.
# Where all processors are wanted, two of which may share a core, it costs half as much again.
STALL = 100
BUSY = 1.5
LONGER = {"First start": 600}  # the program is loaded; there is no window yet to be held
REASON = "Bank doctor found late"

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the walk wants X11"),
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no Xvfb here"),
    pytest.mark.timeout(240),
]


@pytest.fixture
def coordinator(tmp_path: Path) -> Iterator[Sitting]:
    pictures = Path(os.environ.get("ROTA_DESK_PICTURES") or ROOT / "out" / "pictures").absolute()
    file = tmp_path / "rota.sqlite"
    with a_screen() as screen, sitting_at(file, screen, tmp_path / "home", pictures) as sitting:
        yield sitting


def test_a_coordinator_walks_from_first_start_to_calendars(
    coordinator: Sitting, tmp_path: Path
) -> None:
    open_the_sample(coordinator)
    go_to_the_next_unpublished_gap(coordinator)
    taken = fill_it_knowing_what_it_breaks(coordinator)
    undo(coordinator)
    publish(coordinator)
    fitting = change_after_publishing(coordinator)
    save_under_provision(coordinator, tmp_path / "under-provision.pdf")
    save_calendars(coordinator, tmp_path / "calendars")
    tell_pauses(coordinator)
    assert coordinator.close() == 0
    check_the_file(tmp_path / "rota.sqlite", taken, fitting)
    check_the_page(tmp_path / "under-provision.pdf")
    check_calendars(tmp_path / "calendars")
    assert len(coordinator.taken) == 11


def open_the_sample(me: Sitting) -> None:
    me.now("First start")
    me.until_it_says("Who is where, who is free, and what was promised.")
    me.keep_picture()
    me.now("Open the sample department")
    me.press("Enter")
    me.until(lambda seen: "Rota Desk" in seen.title and seen.says("saved as you go"))
    me.press("Alt+Home")
    me.until(lambda seen: "today" in seen.cell)
    me.keep_picture()


def go_to_the_next_unpublished_gap(me: Sitting) -> None:
    me.now("Go to a gap of a period not published yet")
    me.until(lambda seen: later_while_published(me, seen))
    me.until(lambda seen: next_finding_while_no_gap(me, seen))
    me.keep_picture()


def later_while_published(me: Sitting, seen: Sight) -> bool:
    if me.ask("busy"):  # who reads what stands there waits for it
        return False
    if seen.says("Not published yet"):
        return True
    me.press("Alt+Right")
    return False


def next_finding_while_no_gap(me: Sitting, seen: Sight) -> bool:
    """Stand on a gap that somebody could take at once, and somebody only at a price."""
    if "uncovered" in seen.cell:
        me.until(inspected)
        seen = stands_still(me)
        if seen.says(" — uncovered") and candidate(seen, "fits") and candidate(seen, "busy"):
            return True
    me.press("F8")
    me.until(lambda now: now.cell != seen.cell or now.words != seen.words)
    return False


def stands_still(me: Sitting) -> Sight:
    """Look until the window shows the same twice: what came late may push other things away."""
    looks: list[Sight] = []

    def same(seen: Sight) -> bool:
        looks.append(seen)
        sleep(0.2)
        return not me.ask("busy") and looks[-2:-1] == [seen]

    return me.until(same)


def inspected(seen: Sight) -> bool:
    """Whether the right-hand side has come to the cell under the cursor."""
    who, _comma, when = seen.cell.partition(":")[0].partition(", ")
    return seen.says(f"{who} · {when.removesuffix(', today')}")


def candidate(seen: Sight, fit: str) -> str:
    """The first person the cover finder offers in a group: "Assign Dr T Obi: busy"."""
    offered = (one for one in seen.buttons if re.fullmatch(f"Assign .*: {fit}", one))
    return next(offered, "")


def name_of(offer: str) -> str:
    return offer.removeprefix("Assign ").partition(":")[0]


def fill_it_knowing_what_it_breaks(me: Sitting) -> str:
    me.now("Fill the gap from the cover finder")
    offer = candidate(me.until(lambda seen: bool(candidate(seen, "busy"))), "busy")
    me.click(offer)
    seen = me.until_it_says(f"Assign {name_of(offer)} to")
    me.keep_picture()
    me.now("See the finding")
    assert seen.says("finding"), seen.words
    seen = me.until_it_says(" more: ")
    me.keep_picture()
    return name_of(offer)


def undo(me: Sitting) -> None:
    me.now("Undo")
    me.press("Ctrl+Z")
    me.until_it_says("Undone: Assign")
    me.keep_picture()


def publish(me: Sitting) -> None:
    me.now("Publish")
    me.press("Ctrl+Shift+P")
    me.until(lambda seen: seen.title == "Publish the rota")
    me.keep_picture()
    me.press("Enter")
    me.until(lambda seen: seen.says("Published v") and "uncovered" in seen.cell)


def change_after_publishing(me: Sitting) -> str:
    """Answers who was put on from the cover finder."""
    me.now("A change after publishing asks why")
    me.press("Enter")
    me.until(lambda _seen: not me.ask("busy"))
    seen = me.until(lambda seen: seen.focus.startswith("Assign "))
    me.press("Enter")
    me.until_it_says("after publishing without a reason. Why?")
    me.press("Ctrl+R")
    me.until(lambda seen: seen.focus == "Reason for changes after publishing")
    me.write(REASON)
    me.keep_picture()
    me.press("Enter")
    me.until_it_says(f"Reason for 1 change: {REASON}")
    me.keep_picture()
    return name_of(seen.focus)


def save_under_provision(me: Sitting, path: Path) -> None:
    me.now("See and save the under-provision report")
    me.press("Ctrl+Alt+R")
    me.click("Under- and over-provision")
    me.until_it_says("Page 1 of")
    me.keep_picture()
    me.press("Ctrl+S")
    me.until(lambda seen: seen.title == "Save")
    me.write_over(str(path))
    me.press("Enter")
    me.until_it_says(f"Saved {path.name}")


def save_calendars(me: Sitting, folder: Path) -> None:
    me.now("Save a calendar for each clinician")
    folder.mkdir()
    me.click("Calendars, one for each clinician")
    me.until_it_says("An entry says")
    me.press("Ctrl+S")
    me.until(lambda seen: seen.title == "Save calendars to a folder")
    me.write_over(str(folder))
    me.press("Enter")
    me.until_it_says("calendars to calendars")
    me.keep_picture()


def tell_pauses(me: Sitting) -> None:
    """Print every pause above a tenth of a second; fail on those that nobody would bear."""
    pauses = me.ask("pauses")
    for one in pauses:
        told = (
            f"{one['step']}: {one['paused']} ms without an answer, {one['worked']} ms of work: "
            f"{one['where']}"
        )
        print(told)  # noqa: T201 - a figure to read in the run's output
    waits = me.ask("waits")
    for one in waits:
        told = f"{one['step']}: waited without a word, {one['worked']} ms of work"
        print(told)  # noqa: T201 - likewise
    dearer = how_much_dearer(os.getloadavg()[0], os.cpu_count() or 1)
    assert [one for one in pauses if one["worked"] > dearer * LONGER.get(one["step"], STALL)] == []
    assert [one for one in waits if one["worked"] > dearer * STALL] == []


def how_much_dearer(load: float, processors: int) -> float:
    """What the same work costs of a processor that others want too, against a quiet one."""
    return min(BUSY, max(1.0, BUSY - 1 + load / processors))


def test_only_a_busy_machine_is_given_more_time() -> None:
    loads = (0.0, 1.0, 1.5, 2.0, 40.0)
    assert [how_much_dearer(load, 2) for load in loads] == [1.0, 1.0, 1.25, 1.5, 1.5]


def check_the_file(path: Path, taken: str, fitting: str) -> None:
    rota = sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)
    try:
        steps = rota.execute("SELECT kind, label, reason FROM audit_entry ORDER BY id").fetchall()
        newest = rota.execute("SELECT MAX(number) FROM publication").fetchone()
        told = rota.execute("SELECT reason FROM published_change ORDER BY id DESC").fetchone()
        whole = rota.execute("PRAGMA integrity_check").fetchone()
    finally:
        rota.close()
    kinds = [(kind, label.partition(" to ")[0], reason) for kind, label, reason in steps[-5:]]
    version = f"v{newest[0]}"
    assert kinds == [
        ("do", f"Assign {taken}", ""),
        ("undo", f"Assign {taken}", ""),
        ("do", steps[-3][1], ""),
        ("do", f"Assign {fitting}", ""),
        ("do", f"Reason for 1 change: {REASON}", REASON),
    ]
    assert steps[-3][1].startswith(f"Publish {version}, ")
    assert told == (REASON,)
    assert whole == ("ok",)


def check_the_page(path: Path) -> None:
    pages = PdfReader(path).pages
    text = pages[0].extract_text()
    assert "Under- and over-provision" in text
    assert f"Page 1 of {len(pages)}" in text


def check_calendars(folder: Path) -> None:
    files = sorted(folder.glob("*.ics"))
    assert len(files) > 20
    for file in files:
        calendar = Calendar.from_ical(file.read_bytes())
        assert calendar["X-WR-CALNAME"]
