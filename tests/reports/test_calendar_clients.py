"""What each calendar program is known to do with a second file, played through to what it shows.

The programs themselves cannot be run here. Each is a few lines that do what its users report, so
that a file, a draft or an address ends in the rota as it stands, or in what the sheet warns of.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from collections.abc import Callable, Iterator
from pathlib import Path

import icalendar
import pytest
from build import (
    MONDAY,
    NOW,
    a_clinician,
    a_contact,
    a_department,
    a_desk,
    a_list,
    a_night,
    at,
    every,
)

from models import Assignment, ClinicalSession, Clinician
from models.types import ContactKind
from reports.calendar_changes import changes_only
from reports.calendar_drafts import invitation_drafts
from reports.clinician_calendar import HOW_TO, calendars
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign, remove_assignment
from rota_desk.edits.publishing import publish
from rota_desk.edits.sessions import retime_session
from rota_desk.edits.settings import change_setting

END = MONDAY + dt.timedelta(days=14)
Diary = list[icalendar.Event]
Program = Callable[[Diary, icalendar.Calendar], Diary]
FIRST = [("Mon 08:30", "Endoscopy list"), ("Tue 20:30", "Night")]
THEN = [("Mon 09:00", "Endoscopy list"), ("Thu 08:30", "Endoscopy list")]


def adding(diary: Diary, file: icalendar.Calendar) -> Diary:
    """Outlook on a computer, importing into its own calendar: every event once more."""
    return [*diary, *file.events]


def refusing(diary: Diary, file: icalendar.Calendar) -> Diary:
    """Google's import as some report it, and gcalcli: a known identity is no news."""
    known = {event["UID"] for event in diary}
    return [*diary, *(event for event in file.events if event["UID"] not in known)]


def updating(diary: Diary, file: icalendar.Calendar) -> Diary:
    """Google as others report it, Thunderbird: a known event changes if number and moment rose."""
    there = {str(event["UID"]): event for event in diary}
    for event in file.events:
        old = there.get(str(event["UID"]))
        if old is None or (_number(event) > _number(old) and _told(event) > _told(old)):
            there[str(event["UID"])] = event
    return list(there.values())


def subscribed(diary: Diary, file: icalendar.Calendar) -> Diary:
    """A calendar by address: what is gone from it goes, what is known changes as in `updating`."""
    still = {event["UID"] for event in file.events}
    return [event for event in updating(diary, file) if event["UID"] in still]


def invited(diary: Diary, file: icalendar.Calendar) -> Diary:
    """Outlook, opening a letter: one event, asked or called off by somebody, a higher number."""
    (event,) = file.events
    assert str(event["ORGANIZER"]).startswith("mailto:")
    old = [one for one in diary if one["UID"] == event["UID"]]
    if any(_number(event) <= _number(one) for one in old):
        return diary
    rest = [one for one in diary if one not in old]
    if file["METHOD"] == "CANCEL":
        return rest if event["STATUS"] == "CANCELLED" else diary
    return [*rest, event] if file["METHOD"] == "REQUEST" else diary


def _number(event: icalendar.Event) -> int:
    return int(str(event["SEQUENCE"]))


def _told(event: icalendar.Event) -> dt.datetime:
    moment = event.DTSTAMP
    assert isinstance(moment, dt.datetime)
    assert moment == event.LAST_MODIFIED
    return moment


def shown(diary: Diary) -> list[tuple[str, str]]:
    """What a reader sees: when and what, and nothing that is struck out."""
    seen = sorted(
        (event.start, str(event["SUMMARY"])) for event in diary if event["STATUS"] != "CANCELLED"
    )
    return [(f"{when:%a %H:%M}", what) for when, what in seen]


def read(content: bytes | str) -> icalendar.Calendar:
    book = icalendar.Calendar.from_ical(content)
    assert isinstance(book, icalendar.Calendar)
    return book


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    opened = a_desk(tmp_path, clock)
    a_department(opened)
    yield opened
    opened.close()


@pytest.fixture
def patel(desk: Desk) -> Clinician:
    """Dr Patel, who was told of a list on Monday and a night on Tuesday."""
    doctor = a_clinician(desk)
    a_contact(desk, doctor, "a.patel@hospital.example", kind=ContactKind.EMAIL)
    for session in (a_list(desk, MONDAY), a_night(desk, MONDAY + dt.timedelta(days=1))):
        desk.do(assign, session=session.id, clinician=doctor.id)
    desk.do(publish, first=MONDAY, last=MONDAY + dt.timedelta(days=6))
    return doctor


def whole(desk: Desk) -> icalendar.Calendar:
    (made,) = (
        one for one in calendars(desk, start=MONDAY, end=END) if one.file_name == "dr-a-patel.ics"
    )
    return read(made.content)


def change(desk: Desk, clock: FixedClock, patel: Clinician) -> None:
    """An hour later the list is moved, the night taken off, and another list given."""
    clock.moment += dt.timedelta(hours=1)
    monday = every(desk, ClinicalSession)[0]
    desk.do(retime_session, session=monday.id, start=at(MONDAY, "09:00"), end=at(MONDAY, "13:00"))
    desk.do(remove_assignment, assignment=every(desk, Assignment)[1].id)
    thursday = a_list(desk, MONDAY + dt.timedelta(days=3))
    desk.do(assign, session=thursday.id, clinician=patel.id)


def test_a_calendar_by_address_follows_the_rota_as_google_outlook_and_apple_read_one(
    desk: Desk, clock: FixedClock, patel: Clinician
) -> None:
    diary = subscribed([], whole(desk))
    assert shown(diary) == FIRST
    change(desk, clock, patel)
    diary = subscribed(diary, whole(desk))
    assert shown(diary) == THEN
    assert shown(subscribed(diary, whole(desk))) == THEN


@pytest.mark.parametrize("program", [adding, refusing, updating])
def test_a_file_in_a_calendar_replaced_whole_shows_the_rota_whatever_the_program_does(
    desk: Desk, clock: FixedClock, patel: Clinician, program: Program
) -> None:
    assert shown(program([], whole(desk))) == FIRST
    change(desk, clock, patel)
    assert shown(program([], whole(desk))) == THEN


@pytest.mark.parametrize(
    ("program", "left"),
    [
        (adding, sorted(FIRST + THEN)),  # Outlook: all double
        (refusing, [FIRST[0], FIRST[1], THEN[1]]),  # moved not, gone still there
        (updating, [THEN[0], FIRST[1], THEN[1]]),  # gone still there
    ],
)
def test_a_second_whole_file_in_the_same_calendar_misleads_as_the_sheet_warns(
    desk: Desk,
    clock: FixedClock,
    patel: Clinician,
    program: Program,
    left: list[tuple[str, str]],
) -> None:
    diary = program([], whole(desk))
    change(desk, clock, patel)
    assert sorted(shown(program(diary, whole(desk)))) == sorted(left)
    assert "It replaces the last one; it does not add\nto it" in HOW_TO


def test_the_changes_file_brings_a_program_that_updates_to_the_rota(
    desk: Desk, clock: FixedClock, patel: Clinician
) -> None:
    diary = updating([], whole(desk))
    change(desk, clock, patel)
    made = changes_only(desk, since=1, start=MONDAY, end=END)
    (file,) = (read(one.content) for one in made if one.file_name == "dr-a-patel-changes.ics")
    diary = updating(diary, file)
    assert shown(diary) == THEN
    assert shown(updating(diary, file)) == THEN


def test_invitations_bring_outlook_to_the_rota_without_a_double_however_often_they_are_opened(
    desk: Desk, clock: FixedClock, patel: Clinician
) -> None:
    desk.do(change_setting, key="calendars.organiser", value="rota.office@hospital.example")
    diary = list(whole(desk).events)
    change(desk, clock, patel)
    drafts = invitation_drafts(desk, since=1, start=MONDAY, end=END)
    letters = [
        email.message_from_bytes(draft.content, policy=email.policy.default) for draft in drafts
    ]
    parts = [
        part
        for letter in letters
        for part in letter.walk()
        if part.get_content_type() == "text/calendar"
    ]
    assert len(parts) == len(letters) == 3
    for part in (*parts, *parts):
        diary = invited(diary, read(part.get_content()))
    assert shown(diary) == THEN


@pytest.mark.usefixtures("patel")
def test_no_line_of_a_feed_is_cut_within_a_letter_for_one_bad_fold_loses_google_all_of_it(
    desk: Desk,
) -> None:
    for number in range(12):
        friend = a_clinician(desk, f"Dr {'Ångström-Þórsdóttir' * 2} {'é' * number}")
        desk.do(assign, session=every(desk, ClinicalSession)[0].id, clinician=friend.id)
    (made,) = (
        one for one in calendars(desk, start=MONDAY, end=END) if one.file_name == "dr-a-patel.ics"
    )
    lines = made.content.removesuffix(b"\r\n").split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert [line for line in lines if not line.decode("utf-8").strip()] == []
    assert sum(line.startswith(b" ") for line in lines) > 10
    told = next(str(one["DESCRIPTION"]) for one in read(made.content).events)
    assert told.count("Ångström-Þórsdóttir" * 2) == 12
