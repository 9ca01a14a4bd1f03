"""Changes since people were told: cancellations that cancel, numbers that rise, plain lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest
from build import MONDAY, a_clinician, a_department, a_desk, a_list, a_night, a_room, at, every

from models import Assignment, ClinicalSession, Clinician
from reports.calendar_changes import changes_only
from reports.calendar_events import Privacy
from reports.clinician_calendar import calendars
from reports.document import Document
from rota_desk.cli.roof import run
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign, hand_over, move_assignment, remove_assignment
from rota_desk.edits.publishing import publish
from rota_desk.edits.sessions import retime_session
from rota_desk.errors import Refusal

SUNDAY = MONDAY + dt.timedelta(days=6)
END = MONDAY + dt.timedelta(days=14)
TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


@pytest.fixture
def patel(desk: Desk) -> Clinician:
    return a_clinician(desk)


@pytest.fixture
def marsh(desk: Desk) -> Clinician:
    return a_clinician(desk, "Dr K Marsh")


@pytest.fixture
def monday_list(desk: Desk, patel: Clinician, marsh: Clinician) -> ClinicalSession:
    """A list on Monday that Patel was told of; Marsh was told of a night."""
    room = a_room(desk)
    session = a_list(desk, MONDAY, room=room)
    desk.do(assign, session=session.id, clinician=patel.id)
    night = a_night(desk, TUESDAY)
    desk.do(assign, session=night.id, clinician=marsh.id)
    desk.do(publish, first=MONDAY, last=SUNDAY)
    return session


def made(desk: Desk, privacy: Privacy | None = None) -> dict[str, bytes]:
    return _by_name(changes_only(desk, since=1, start=MONDAY, end=END, privacy=privacy))


def whole(desk: Desk) -> dict[str, bytes]:
    return _by_name(calendars(desk, start=MONDAY, end=END))


def _by_name(documents: tuple[Document, ...]) -> dict[str, bytes]:
    return {one.file_name: one.content for one in documents}


def entries(content: bytes) -> list[icalendar.Event]:
    return list(_read(content).events)


def number(event: icalendar.Event) -> int:
    return int(str(event["SEQUENCE"]))


def _read(content: bytes) -> icalendar.Calendar:
    read = icalendar.Calendar.from_ical(content)
    assert isinstance(read, icalendar.Calendar)
    return read


def assignment(desk: Desk, clinician: Clinician) -> Assignment:
    return next(one for one in every(desk, Assignment) if one.clinician_id == clinician.id)


def told(desk: Desk) -> list[str]:
    return made(desk)["changes.txt"].decode().splitlines()[3:]


@pytest.mark.usefixtures("monday_list")
def test_nobody_gets_anything_when_nothing_changed(desk: Desk) -> None:
    assert sorted(made(desk)) == ["changes.txt", "how-to-use.txt", "index.csv"]
    assert told(desk) == ["Nothing has changed."]


@pytest.mark.usefixtures("monday_list")
def test_a_duty_given_away_is_cancelled_for_one_and_new_for_the_other(
    desk: Desk, patel: Clinician, marsh: Clinician
) -> None:
    before = entries(whole(desk)["dr-a-patel.ics"])[0]
    desk.do(hand_over, assignment=assignment(desk, patel).id, clinician=marsh.id)
    files = made(desk)
    assert sorted(files) == [
        "changes.txt",
        "dr-a-patel-cancelled.ics",
        "dr-a-patel-changes.ics",
        "dr-k-marsh-changes.ics",
        "how-to-use.txt",
        "index.csv",
    ]
    for name, method in (("changes", "PUBLISH"), ("cancelled", "CANCEL")):
        file = _read(files[f"dr-a-patel-{name}.ics"])
        gone = file.events[0]
        assert (file["METHOD"], gone["STATUS"], gone["UID"]) == (
            method,
            "CANCELLED",
            before["UID"],
        )
        assert number(gone) > number(before)
        assert str(gone["ORGANIZER"]) == "mailto:rota-desk@rota-desk.invalid"
    new = entries(files["dr-k-marsh-changes.ics"])[0]
    assert (new["STATUS"], str(new["SUMMARY"])) == ("CONFIRMED", "Endoscopy list, E1")
    assert told(desk) == [
        "2 calendars changed; everybody else's stands as it was.",
        "",
        "Dr A Patel: 0 added, 0 moved, 1 removed",
        "  removed  Mon 9 Nov 08:30–12:30 Endoscopy list, Room E1, North",
        "",
        "Dr K Marsh: 1 added, 0 moved, 0 removed",
        "  added    Mon 9 Nov 08:30–12:30 Endoscopy list, Room E1, North",
    ]


@pytest.mark.usefixtures("monday_list")
def test_the_whole_file_never_shows_what_was_given_away(desk: Desk, patel: Clinician) -> None:
    desk.do(remove_assignment, assignment=assignment(desk, patel).id)
    assert sorted(whole(desk)) == ["dr-k-marsh.ics"]


def test_other_hours_are_a_move_under_the_same_identity(
    desk: Desk, monday_list: ClinicalSession
) -> None:
    before = entries(whole(desk)["dr-a-patel.ics"])[0]
    start, end = at(MONDAY, "09:00"), at(MONDAY, "13:00")
    desk.do(retime_session, session=monday_list.id, start=start, end=end)
    after = entries(made(desk)["dr-a-patel-changes.ics"])[0]
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CONFIRMED")
    assert number(after) > number(before)
    where = "Endoscopy list, Room E1, North"
    assert told(desk)[3:] == [
        f"  moved    Mon 9 Nov 09:00–13:00 {where}, was Mon 9 Nov 08:30–12:30 {where}"
    ]


def test_a_number_never_falls_back_where_a_change_is_undone(
    desk: Desk, monday_list: ClinicalSession
) -> None:
    numbers: list[int] = []
    for act in ("told", "moved", "back"):
        if act == "moved":
            start, end = at(MONDAY, "09:00"), at(MONDAY, "13:00")
            desk.do(retime_session, session=monday_list.id, start=start, end=end)
        if act == "back":
            desk.undo()
        event = entries(whole(desk)["dr-a-patel.ics"])[0]
        numbers.append(number(event))
    assert numbers == sorted(set(numbers))
    assert told(desk) == ["Nothing has changed."]


@pytest.mark.usefixtures("monday_list")
def test_a_duty_that_leaves_the_period_is_moved_and_not_cancelled(
    desk: Desk, patel: Clinician
) -> None:
    later = a_list(desk, END + dt.timedelta(days=3))
    desk.do(move_assignment, assignment=assignment(desk, patel).id, to_session=later.id)
    assert told(desk)[2] == "Dr A Patel: 0 added, 1 moved, 0 removed"


@pytest.mark.usefixtures("monday_list")
def test_a_day_told_twice_counts_as_it_was_told_last(
    desk: Desk, marsh: Clinician, patel: Clinician
) -> None:
    desk.do(hand_over, assignment=assignment(desk, patel).id, clinician=marsh.id)
    desk.do(publish, first=MONDAY, last=MONDAY)
    since_second = changes_only(desk, since=2, start=MONDAY, end=END)
    assert b"Nothing has changed" in _by_name(since_second)["changes.txt"]
    assert told(desk)[0].startswith("2 calendars changed")


@pytest.mark.usefixtures("monday_list")
def test_a_list_of_busy_times_names_no_work(desk: Desk, patel: Clinician) -> None:
    desk.do(remove_assignment, assignment=assignment(desk, patel).id)
    files = made(desk, Privacy.BUSY)
    assert "  removed  Mon 9 Nov 08:30–12:30" in files["changes.txt"].decode().splitlines()
    event = entries(files["dr-a-patel-changes.ics"])[0]
    assert str(event["SUMMARY"]) == "Rota duty"
    assert "LOCATION" not in event
    assert "DESCRIPTION" not in event


@pytest.mark.usefixtures("monday_list")
def test_a_version_that_never_was_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="There is no version 2; the versions are 1 to 1"):
        changes_only(desk, since=2, start=MONDAY, end=END)


def test_before_the_first_version_there_is_nothing_to_compare(desk: Desk) -> None:
    with pytest.raises(Refusal, match="Nothing has been published yet"):
        changes_only(desk, since=1, start=MONDAY, end=END)


@pytest.mark.usefixtures("monday_list")
def test_days_after_those_a_version_told_of_are_not_taken_for_changes(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.close()
    words = ["--database", str(tmp_path / "rota.sqlite"), "export", "calendar", "--since", "1"]
    words += ["--out", str(tmp_path / "made"), "--from", f"{END:%Y-%m-%d}"]
    assert run(words) == 2
    assert capsys.readouterr().err == (
        "Version 1 told of days up to Sun 15 Nov 2026 only. Say with --from and --to which days "
        "are meant, or name a later version.\n"
    )
    assert not (tmp_path / "made").exists()
