"""The last Monday of July at the desk, in a real window: sickness to restored version."""

import datetime as dt
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    a_clinician,
    a_department,
    a_desk,
    a_job_plan,
    a_nurse,
    a_pattern,
    a_plan_line,
    a_post,
    a_resident,
    a_room,
    changed,
    held,
)
from features.sitting import ROOT, Sitting, a_screen, sitting_at

from models import Clinician
from models.types import StaffGroup
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.edits.building import build_period
from rota_desk.edits.patterns import start_pattern

MONDAY, DAY = dt.date(2026, 7, 27), dt.timedelta(days=1)
CHANGEOVER = dt.date(2026, 8, 5)  # the first Wednesday of August
AT_0740 = dt.datetime(2026, 7, 27, 6, 40, tzinfo=dt.UTC)  # in London it is twenty to eight
LINES = [["LD", "", "LD", "", "LD", "", ""], ["", "LD", "", "LD", "", "", ""]]
TOLD = (
    "Dr A Patel unavailable from Mon 27 Jul",
    "Asked S Quill",
    "Assign S Quill to Endoscopy list, Mon 27 Jul",
    "Swap of Endoscopy list, Tue 28 Jul, Dr M Okafor and Dr A Patel",
    "Move a session to Dr S Lindqvist, Fri 31 Jul",
    "Changeover: 4 things settled with 2 people",
    "Build 10 Aug – 8 Nov 2026: 142 sessions",
    "Publish v1, 27 Jul – 9 Aug 2026",
    "Give Clinic, Wed 29 Jul to Dr A Patel",
    "Reason for 2 changes: Called to the coroner",
    "Told of 2 changes by phone",
    "Restore v1, 27 Jul – 9 Aug 2026: 2 changes",
)

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def me(tmp_path: Path) -> Iterator[Sitting]:
    desk = a_desk(tmp_path, FixedClock(AT_0740))
    a_department_before_august(desk)
    desk.close()
    pictures = Path(os.environ.get("ROTA_DESK_PICTURES") or ROOT / "out" / "pictures") / "august"
    file, home = tmp_path / "rota.sqlite", tmp_path / "home"
    with (
        a_screen() as screen,
        sitting_at(file, screen, home, pictures.absolute(), AT_0740.isoformat()) as sitting,
    ):
        yield sitting


def a_department_before_august(desk: Desk) -> None:
    """Three consultants by their plans, two residents on a pattern; a fortnight is built."""
    a_department(desk)
    rooms = [a_room(desk, "E1"), a_room(desk, "E2")]
    for weekday, name in enumerate(("Dr A Patel", "Dr M Okafor", "Dr S Lindqvist")):
        plan = a_job_plan(desk, a_clinician(desk, name), start=MONDAY)
        a_plan_line(desk, plan, "EN", weekday, room=rooms[0])
        a_plan_line(desk, plan, "CL", weekday + 1)
    a_nurse(desk, "S Quill")
    posts = [a_post(desk, "SHO 1"), a_post(desk, "SHO 2")]
    rowan = a_resident(desk, "Dr C Rowan")
    changed(desk, rowan, leaves=CHANGEOVER)
    held(desk, posts[0], rowan, end=CHANGEOVER)
    held(desk, posts[0], starting(desk, "Dr N Iqbal"), CHANGEOVER)
    held(desk, posts[1], a_resident(desk, "Dr E Voss"))
    pattern = a_pattern(desk, LINES, name="SHO 1 in 2")
    lines = {one.id: line for line, one in enumerate(posts, start=1)}
    desk.do(start_pattern, pattern=pattern.id, first=MONDAY, starts=lines)
    desk.do(build_period, first=MONDAY, last=MONDAY + 13 * DAY)


def starting(desk: Desk, name: str) -> Clinician:
    """A resident of whom so far only the day of starting is known."""
    group, grade = StaffGroup.RESIDENT, "ST3"
    return a_clinician(desk, name, group=group, grade=grade, joined=CHANGEOVER, contract=None)


def test_a_monday_before_the_changeover(me: Sitting, tmp_path: Path) -> None:
    sickness_at_0740(me)
    cover_is_found_and_asked(me)
    two_doctors_swap(me)
    a_list_is_moved(me)
    the_changeover_is_settled(me)
    a_quarter_is_built(me)
    it_is_published(me)
    a_change_after_publishing_is_told(me)
    versions_are_compared(me)
    the_first_is_restored(me)
    assert me.close() == 0
    the_trail_tells_the_day(tmp_path / "rota.sqlite")


def go_to(me: Sitting, where: str) -> None:
    """Ctrl+K and a few letters go to a person's day, a place, an action."""
    me.press("Ctrl+K")
    me.until(lambda seen: seen.focus == "Go to person, date, room or action")
    me.write(where)
    me.press("Enter")
    me.until(lambda seen: not seen.menu)


def choose(me: Sitting, field: str, words: str, *, then: str) -> None:
    """Type a choice into the first field of a form, and press its button."""
    me.until(lambda seen: seen.focus == field)
    me.write_over(words)
    me.press("Tab", "Tab")
    me.until(lambda seen: seen.focus == then and not seen.menu)
    me.press("Enter")


def sickness_at_0740(me: Sitting) -> None:
    me.now("Dr Patel rings in sick at twenty to eight")
    me.until_it_says("saved as you go")
    go_to(me, "patel 27 jul am")
    me.until(lambda seen: "Dr A Patel, Mon 27 Jul" in seen.cell)
    me.press("F12")
    me.until(lambda seen: seen.focus == "Who and when")
    me.press("Enter")
    me.until_message("Dr A Patel unavailable from Mon 27 Jul")
    me.keep_picture()


def cover_is_found_and_asked(me: Sitting) -> None:
    me.now("The need stays; the cover finder says who is free and rested")
    me.press("F6")
    me.until(lambda seen: "uncovered" in seen.cell)
    me.until(lambda seen: "Assign S Quill: fits" in seen.buttons)
    me.now("The nurse endoscopist is asked, and comes")
    me.press("Ctrl+Shift+A")
    me.until(lambda seen: seen.focus == "Person")
    me.write_over("S Quill")
    me.press("Tab", "Tab")
    me.until(lambda seen: seen.focus == "Answer")
    me.write("Yes, from half past eight")
    me.press("Enter")
    me.until_message("Asked S Quill")
    me.press("Ctrl+E")
    choose(me, "Person", "S Quill", then="Assign")
    me.until_message("Assign S Quill to Endoscopy list")
    me.keep_picture()


def two_doctors_swap(me: Sitting) -> None:
    me.now("Two doctors swap; both have agreed by e-mail")
    go_to(me, "okafor 28 jul am")
    me.until(lambda seen: "Dr M Okafor, Tue 28 Jul" in seen.cell)
    me.press("Ctrl+Alt+W")
    me.until(lambda seen: seen.title.startswith("Find a swap") and seen.says("fits"))
    me.keep_picture()
    me.press("Tab")
    me.write("by e-mail")
    me.press("Tab")
    me.write("by e-mail")
    me.press("Enter")
    me.until_message("Swap of Endoscopy list")
    me.keep_picture()


def a_list_is_moved(me: Sitting) -> None:
    me.now("A list is moved to Friday")
    go_to(me, "lindqvist 29 jul am")
    me.until(lambda seen: "Dr S Lindqvist, Wed 29 Jul" in seen.cell)
    me.press("Ctrl+X", *["Right"] * 4, "Ctrl+V")
    me.until_message("Move a session to")
    me.keep_picture()


def the_changeover_is_settled(me: Sitting) -> None:
    me.now("Who starts in August, and what is owed")
    me.press("Ctrl+Alt+C")
    me.until_it_says("1 starter, 1 leaver")
    me.keep_picture()
    me.press("Ctrl+A", "Ctrl+E")
    me.until_message("all settled")


def a_quarter_is_built(me: Sitting) -> None:
    me.now("The quarter is built from plans and patterns")
    go_to(me, "job plans")
    me.press("Ctrl+Shift+B")
    me.until(lambda seen: seen.focus == "First day")
    me.click("Length")
    me.until(lambda seen: seen.focus == "Length")
    me.write_over("A quarter")
    me.press("Tab")
    me.click("Show what it would make")
    me.until_it_says("sessions and")
    me.keep_picture()
    me.click("Build")
    me.until_message("Build 10 Aug – 8 Nov 2026")


def it_is_published(me: Sitting) -> None:
    me.now("The fortnight is published")
    go_to(me, "quill 29 jul am")
    me.press("Ctrl+Shift+P")
    me.until(lambda seen: seen.title == "Publish the rota")
    me.press("Enter")
    me.until_message("Published v1")
    me.keep_picture()


def a_change_after_publishing_is_told(me: Sitting) -> None:
    me.now("After publishing somebody else takes a clinic")
    go_to(me, "okafor 29 jul am")
    me.until(lambda seen: "Dr M Okafor, Wed 29 Jul" in seen.cell)
    me.press("Ctrl+H")
    choose(me, "Person", "Dr A Patel", then="Hand over")
    me.until_it_says("2 changes after publishing without a reason. Why?")
    me.press("Ctrl+R")
    me.until(lambda seen: seen.focus == "Reason for changes after publishing")
    me.write("Called to the coroner")
    me.press("Enter")
    me.until_message("Reason for 2 changes: Called to the coroner")
    me.now("Both are told and ticked")
    me.press("Ctrl+Alt+M")
    me.until_it_says("2 changes for 2 people")
    me.keep_picture()
    me.press("Ctrl+A", "Ctrl+E")
    me.until(lambda seen: seen.focus == "How")
    me.press("Enter")
    me.until_it_says("nobody waits")


def versions_are_compared(me: Sitting) -> None:
    me.now("Version 1 is compared with the rota now")
    me.press("Ctrl+Alt+V")
    me.until_it_says("Version 1")
    me.press("F7")
    me.until_it_says("1 added, 1 removed")
    me.until_it_says("Why: Called to the coroner")
    me.keep_picture()
    me.now("By person, then by day again")
    me.press("F11")
    me.until_it_says("Ordered by person")
    me.press("F11")
    me.until_it_says("Ordered by day")


def the_first_is_restored(me: Sitting) -> None:
    me.now("Version 1 is restored as a draft")
    me.press("Ctrl+Shift+R")
    me.until(lambda seen: seen.title == "Restore v1 as a draft")
    me.keep_picture()
    me.press("Enter")
    me.until_message("Restore v1, 27 Jul – 9 Aug 2026: 2 changes")


def the_trail_tells_the_day(path: Path) -> None:
    rota = sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)
    try:
        rows = rota.execute("SELECT label FROM audit_entry WHERE who <> 'K Lowe' ORDER BY id")
        labels = [label for (label,) in rows.fetchall()]
    finally:
        rota.close()
    assert labels == list(TOLD)
