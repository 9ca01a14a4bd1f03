"""A calendar brought in: unavailability or meetings, known again when it comes a second time."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from build import MONDAY, a_clinician, a_desk, an_activity, at, every

from models import Assignment, ClinicalSession, Clinician, Unavailability
from models.types import UnavailabilityKind
from rota_desk.cli.roof import run
from rota_desk.desk import Desk
from rota_desk.edits.intake_calendar import CalendarRecorded, Taken, apply_calendar
from rota_desk.errors import Refusal
from rota_desk.intake.calendar_plan import CalendarEntry, CalendarPlan

AUDIT = CalendarEntry("a@x", "", at(MONDAY, "13:00"), at(MONDAY, "17:00"), "Audit", False)
FIRST = CalendarEntry("s@x", "1", at(MONDAY, "08:00"), at(MONDAY, "09:00"), "MDT", False)
NEXT = replace(
    FIRST,
    occurrence="2",
    start=FIRST.start + dt.timedelta(days=7),
    end=FIRST.end + dt.timedelta(days=7),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def patel(desk: Desk) -> Clinician:
    an_activity(desk, "MD")
    return a_clinician(desk)


def plan(*entries: CalendarEntry, cancelled: tuple[tuple[str, str], ...] = ()) -> CalendarPlan:
    uids = frozenset({one.uid for one in entries} | {uid for uid, _ in cancelled})
    return CalendarPlan("own.ics", "Own", entries, cancelled, uids, ())


def recorded(desk: Desk, who: Clinician, taken: Taken, what: CalendarPlan) -> CalendarRecorded:
    return desk.do(apply_calendar, plan=what, clinician=who.id, taken=taken).value


def standing(desk: Desk, taken: Taken) -> list[tuple[str, dt.datetime, dt.datetime]]:
    if taken is Taken.UNAVAILABILITY:
        return [(one.title, one.start, one.end) for one in every(desk, Unavailability)]
    assert len(every(desk, Assignment)) == len(every(desk, ClinicalSession))
    return [(one.note, one.start, one.end) for one in every(desk, ClinicalSession)]


@pytest.mark.parametrize("taken", list(Taken))
def test_entries_are_recorded_once_however_often_they_come(
    desk: Desk, patel: Clinician, taken: Taken
) -> None:
    whole = plan(AUDIT, FIRST, NEXT)
    assert recorded(desk, patel, taken, whole) == CalendarRecorded(3, 0, 0, 0)
    assert recorded(desk, patel, taken, whole) == CalendarRecorded(0, 0, 0, 3)
    assert standing(desk, taken) == [
        (one.title, one.start, one.end) for one in (AUDIT, FIRST, NEXT)
    ]


@pytest.mark.parametrize("taken", list(Taken))
def test_a_moved_entry_moves_and_a_lost_occurrence_goes(
    desk: Desk, patel: Clinician, taken: Taken
) -> None:
    recorded(desk, patel, taken, plan(AUDIT, FIRST, NEXT))
    later = replace(FIRST, start=at(MONDAY, "08:30"), end=at(MONDAY, "09:30"))
    assert recorded(desk, patel, taken, plan(later)) == CalendarRecorded(0, 1, 1, 0)
    assert standing(desk, taken) == [(one.title, one.start, one.end) for one in (AUDIT, later)]
    desk.undo()
    assert standing(desk, taken) == [
        (one.title, one.start, one.end) for one in (AUDIT, FIRST, NEXT)
    ]


@pytest.mark.parametrize("taken", list(Taken))
def test_a_cancellation_takes_away_one_occurrence_or_the_whole_series(
    desk: Desk, patel: Clinician, taken: Taken
) -> None:
    recorded(desk, patel, taken, plan(AUDIT, FIRST, NEXT))
    gone = CalendarPlan("x.ics", "", (), (("s@x", "1"),), frozenset(), ())
    assert recorded(desk, patel, taken, gone) == CalendarRecorded(0, 0, 1, 0)
    whole = replace(gone, cancelled=(("s@x", ""),))
    assert recorded(desk, patel, taken, whole) == CalendarRecorded(0, 0, 1, 0)
    assert [one[0] for one in standing(desk, taken)] == ["Audit"]


def test_two_people_may_bring_the_same_meeting(desk: Desk, patel: Clinician) -> None:
    marsh = a_clinician(desk, "Dr K Marsh")
    for who in (patel, marsh):
        for taken in Taken:
            assert recorded(desk, who, taken, plan(FIRST)) == CalendarRecorded(1, 0, 0, 0)


def test_meetings_need_an_activity_for_meetings(desk: Desk) -> None:
    doctor = a_clinician(desk)
    with pytest.raises(Refusal, match="no activity of kind meeting"):
        recorded(desk, doctor, Taken.MEETING, plan(FIRST))


def test_time_of_a_calendar_is_an_outside_commitment(desk: Desk, patel: Clinician) -> None:
    recorded(desk, patel, Taken.UNAVAILABILITY, plan(AUDIT))
    kept = every(desk, Unavailability)[0]
    assert (kept.kind, kept.clinician_id) == (UnavailabilityKind.OUTSIDE_COMMITMENT, patel.id)


SAMPLE = Path(__file__).parents[2] / "samples" / "ics" / "own" / "weekly_across_clock_change.ics"


def test_the_command_tells_first_and_records_then(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = a_desk(tmp_path)
    doctor = a_clinician(desk)
    desk.close()
    words = [
        *("--database", str(tmp_path / "rota.sqlite"), "import", "calendar", str(SAMPLE)),
        *("--clinician", str(doctor.id), "--from", "2026-10-01", "--json"),
    ]
    assert run([*words, "--dry-run"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["start"] for one in told["plan"]] == [
        "2026-10-12T08:30",
        "2026-10-26T08:30",
        "2026-11-02T08:30",
    ]
    assert told["recorded"] is None
    assert run(words) == 0
    assert json.loads(capsys.readouterr().out)["recorded"]["added"] == 3


def test_a_person_who_is_not_there_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_desk(tmp_path).close()
    words = ["--database", str(tmp_path / "rota.sqlite"), "import", "calendar", str(SAMPLE)]
    assert run([*words, "--clinician", "9"]) == 2
    assert "no longer there" in capsys.readouterr().err
