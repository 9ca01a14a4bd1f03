"""A 6-4-2 meeting in a real window: from the agenda to the notice for booking teams."""

import csv
import datetime as dt
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from build import (
    a_clinician,
    a_department,
    a_desk,
    a_list,
    a_room,
    changed,
    every,
)
from features.sitting import ROOT, Sitting, a_screen, sitting_at

from models import Activity, ClinicalSession, SixFourTwoDecision
from models.database import open_database
from models.types import SessionState
from reports.catalogue import report_named
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.edits.rooms import release_session

MEETING, DAY = dt.date(2026, 11, 16), dt.timedelta(days=1)
SIX, FOUR, TWO = (dt.date(2026, 12, 29), dt.date(2026, 12, 15), dt.date(2026, 12, 1))  # Tuesdays
AT_NINE = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def me(tmp_path: Path) -> Iterator[Sitting]:
    desk = a_desk(tmp_path, FixedClock(AT_NINE))
    three_weeks(desk)
    desk.close()
    pictures = Path(os.environ.get("ROTA_DESK_PICTURES") or ROOT / "out" / "pictures") / "meeting"
    file, home = tmp_path / "rota.sqlite", tmp_path / "home"
    with (
        a_screen() as screen,
        sitting_at(file, screen, home, pictures.absolute(), AT_NINE.isoformat()) as sitting,
    ):
        yield sitting


def three_weeks(desk: Desk) -> None:
    """In each week a list that is used and one that is not; the middle one was released."""
    a_department(desk)
    okafor, patel = a_clinician(desk, "Dr M Okafor"), a_clinician(desk, "Dr A Patel")
    a_clinician(desk, "Dr B Khan")
    room, other = a_room(desk), a_room(desk, "E2")
    for day in (SIX, FOUR, TWO):
        a_list(desk, day + DAY, room=other, on=[okafor], owner=okafor)
    a_list(desk, SIX, room=room, owner=patel)
    given_up = a_list(desk, FOUR, room=room, on=[patel], owner=patel)
    a_list(desk, TWO, room=room, owner=patel)
    changed(desk, next(iter(every(desk, Activity))), clinic_code="END-1")
    desk.do(release_session, session=given_up.id, reason="Study leave")


def test_a_meeting_from_agenda_to_notice(me: Sitting, tmp_path: Path) -> None:
    the_agenda_is_read(me)
    the_chair_opens(me)
    six_weeks_ahead_a_list_is_released(me)
    four_weeks_ahead_it_is_taken(me)
    two_weeks_ahead_lists_are_locked_or_closed(me)
    the_meeting_is_closed(me)
    booking_teams_are_told(me)
    assert me.close() == 0
    the_papers_say_what_was_decided(tmp_path / "rota.sqlite")


def the_agenda_is_read(me: Sitting) -> None:
    me.now("What the meeting has to decide")
    me.until_it_says("saved as you go")
    me.press("Ctrl+Shift+6")
    me.until_it_says("Meeting of Mon 16 Nov 2026 · 3 to decide")
    me.keep_picture()
    me.now("The agenda to take along")
    me.press("Ctrl+Shift+R")
    me.until(lambda seen: not seen.says("3 to decide"))
    me.until_message("Reports")
    me.keep_picture()
    me.press("Ctrl+Shift+6")
    me.until_it_says("3 to decide")


def the_chair_opens(me: Sitting) -> None:
    me.now("J Penrose takes the chair")
    me.press("Ctrl+M")
    me.until(lambda seen: seen.focus == "Chair")
    me.write("J Penrose")
    me.press("Enter")
    me.until_it_says("chaired by J Penrose")


def six_weeks_ahead_a_list_is_released(me: Sitting) -> None:
    me.now("Six weeks: nobody will be there, so the list is released")
    me.press("R")
    me.until(lambda seen: seen.focus == "Reason")
    me.write("Annual leave")
    me.press("Enter")
    me.until_it_says("2 to decide")
    me.now("The used list is kept")
    me.press("Ctrl+Return")
    me.until_message("Keep 1 used session")


def four_weeks_ahead_it_is_taken(me: Sitting) -> None:
    me.now("Four weeks: Dr Khan takes the released list")
    me.press("Right", "F8", "T")
    me.until(lambda seen: seen.focus == "Person")
    me.write_over("Dr B Khan")
    me.press("Tab", "Tab")
    me.until(lambda seen: seen.focus == "Give" and not seen.menu)
    me.press("Enter")
    me.until_it_says("1 to decide")
    me.keep_picture()


def two_weeks_ahead_lists_are_locked_or_closed(me: Sitting) -> None:
    me.now("Two weeks: nobody was found, the list is closed")
    me.press("Right", "F8", "C")
    me.until(lambda seen: seen.focus == "Reason")
    me.press("Enter")
    me.until_it_says("nothing left to decide")
    me.now("The other list is locked")
    me.press("Ctrl+Return")
    me.until_message("Lock 1 used session")
    me.keep_picture()


def the_meeting_is_closed(me: Sitting) -> None:
    me.now("The meeting is closed; its decisions stand")
    me.press("Ctrl+Shift+M")
    me.until_message("Close the 6-4-2 meeting of Mon 16 Nov")


def booking_teams_are_told(me: Sitting) -> None:
    me.now("Booking teams are told what changed")
    me.press("Ctrl+Shift+N")
    me.until(lambda seen: seen.title == "Send a change notice")
    me.until_it_says("changed since the last notice")
    me.press("Enter")
    me.until(lambda seen: seen.title != "Send a change notice")
    me.until(lambda _seen: not me.ask("busy"))
    me.keep_picture()


def the_papers_say_what_was_decided(file: Path) -> None:
    """The decisions and the notice in print say what their tables say."""
    desk = Desk(open_database(file), who="K Lowe", clock=FixedClock(AT_NINE))
    try:
        decided = [(one.milestone.value, one.decision) for one in every(desk, SixFourTwoDecision)]
        assert decided == [("6", "released"), ("6", "kept"), ("4", "reallocated"), *TWO_WEEKS]
        states = {one.start.date(): one.state for one in every(desk, ClinicalSession)}
        assert (states[SIX], states[FOUR], states[TWO], states[TWO + DAY]) == (
            SessionState.RELEASED,
            SessionState.REALLOCATED,
            SessionState.CLOSED,
            SessionState.LOCKED,
        )
        printed, rows = papers(desk, "six-four-two", MEETING, MEETING + DAY)
        assert "6-4-2 decisions, Mon 16 Nov 2026" in printed
        told = [row["decision"] for row in rows if row["decision"] not in ("kept", "locked", "")]
        assert sorted(told) == ["closed", "reallocated", "released"]
        assert [one for one in told if f"✓ {one}" not in printed] == []
        printed, rows = papers(desk, "change-notice", MEETING, MEETING + 43 * DAY)
        assert "Notice 1, the first one" in printed
        assert {row["clinic_code"] for row in rows} == {"END-1"}
        for row in rows:
            day = dt.date.fromisoformat(row["date"])
            assert f"{day:%a} {day.day} {day:%b} 08:30–12:30" in printed
        assert FOUR.isoformat() in {row["date"] for row in rows if "Khan" in row["clinician"]}
    finally:
        desk.close()


TWO_WEEKS = (("2", "closed"), ("2", "locked"))


def papers(
    desk: Desk, name: str, start: dt.date, end: dt.date
) -> tuple[str, list[dict[str, str]]]:
    """A document as its reader sees it, and as a table."""
    report = report_named(name)
    pages = pypdf.PdfReader(io.BytesIO(report.make(desk, start, end, "pdf").content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    table = report.make(desk, start, end, "csv").content.decode("utf-8-sig")
    return text, list(csv.DictReader(io.StringIO(table)))
