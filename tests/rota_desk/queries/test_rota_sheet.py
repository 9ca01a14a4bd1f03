"""The rota as a sheet: rows, entries, gaps where the person was, cover, changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinician,
    a_desk,
    a_list,
    a_nurse,
    a_resident,
    a_room,
    approved_leave,
    assigned,
    kept,
    leave,
)

from models import Absence
from models.types import AbsenceKind, GapCause, LeaveKind
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign, hand_over, remove_assignment
from rota_desk.edits.publishing import publish
from rota_desk.edits.sessions import retime_session
from rota_desk.queries.rota_sheet import By, CoverCell, EntryKind, RotaSheet, Row, rota_sheet

TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def sheet(desk: Desk, by: By = By.PERSON, days: int = 7) -> RotaSheet:
    return desk.ask(rota_sheet, start=MONDAY, days=days, by=by)


def row(answer: RotaSheet, name: str) -> Row:
    return next(one for one in answer.rows if one.name == name)


def kinds(one: Row, day: int = 0) -> list[tuple[EntryKind, str]]:
    return [(entry.kind, entry.code) for entry in one.cells[day]]


def test_people_stand_in_their_groups_with_what_their_contract_says(desk: Desk) -> None:
    a_nurse(desk)
    a_resident(desk)
    a_clinician(desk)
    assert [(one.group, one.name, one.detail) for one in sheet(desk).rows] == [
        ("Consultants", "Dr A Patel", "10 PA"),
        ("Resident doctors", "Dr C Rowan", "ST6"),
        ("Clinical endoscopists", "S Quill", "Clinical endoscopist"),
    ]


def test_the_gap_stays_where_the_person_was(desk: Desk) -> None:
    doctor = a_clinician(desk)
    session = a_list(desk, room=a_room(desk))
    placed = assigned(desk, session, doctor)
    desk.do(remove_assignment, assignment=placed.id, cause=GapCause.LEAVE)
    entry = row(sheet(desk), "Dr A Patel").cells[0][0]
    assert (entry.kind, entry.code, entry.suffix, entry.need, entry.have) == (
        EntryKind.GAP,
        "EN",
        "E1",
        1,
        0,
    )
    assert "Leave" in entry.note


def test_a_gap_that_nobody_left_stands_on_a_line_of_its_own(desk: Desk) -> None:
    a_clinician(desk)
    a_list(desk)
    first = sheet(desk).rows[0]
    assert (first.group, first.key, kinds(first)) == ("Uncovered", 0, [(EntryKind.GAP, "EN")])


def test_leave_is_shown_by_its_letters_and_absence_never_says_why(desk: Desk) -> None:
    doctor, other = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    approved_leave(desk, doctor, MONDAY, TUESDAY, kind=LeaveKind.STUDY)
    leave(desk, doctor, MONDAY + dt.timedelta(days=2))
    kept(desk, Absence(clinician_id=other.id, kind=AbsenceKind.SICKNESS, first_day=MONDAY))
    answer = sheet(desk)
    away = row(answer, "Dr A Patel")
    assert kinds(away, 0) == kinds(away, 1) == [(EntryKind.LEAVE, "SL")]
    assert kinds(away, 2) == [(EntryKind.REQUESTED, "AL?")]
    ill = row(answer, "Dr M Okafor").cells[0][0]
    assert (ill.kind, ill.code, ill.title, ill.note) == (
        EntryKind.UNAVAILABLE,
        "U",
        "Unavailable",
        "",
    )


def test_the_same_period_turns_round(desk: Desk) -> None:
    doctor, room = a_clinician(desk), a_room(desk)
    a_list(desk, on=[doctor], room=room)
    a_list(desk, TUESDAY)
    by_activity = sheet(desk, By.ACTIVITY).rows[0]
    assert by_activity.name == "Endoscopy list"
    assert kinds(by_activity) == [(EntryKind.WORK, "Patel")]
    assert kinds(by_activity, 1) == [(EntryKind.GAP, "?")]
    by_room = sheet(desk, By.ROOM).rows[0]
    assert (by_room.detail, kinds(by_room)) == ("E1", [(EntryKind.WORK, "EN Patel")])


def test_the_cover_line_counts_have_against_need(desk: Desk) -> None:
    doctor = a_clinician(desk)
    a_list(desk, on=[doctor])
    a_list(desk)
    line = sheet(desk).cover[0]
    assert (line.name, line.cells[0], line.cells[1]) == (
        "Endoscopy list",
        CoverCell(1, 2),
        CoverCell(0, 0),
    )
    assert (line.cells[0].short, line.cells[0].over) == (1, 0)


def test_what_changed_since_publishing_is_marked_and_counted(desk: Desk) -> None:
    doctor, other = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    session, later = a_list(desk, on=[doctor]), a_list(desk, TUESDAY, on=[other])
    placed = assigned(desk, a_list(desk, TUESDAY), doctor)
    assert sheet(desk).version == 0
    desk.do(publish, first=MONDAY, last=MONDAY + dt.timedelta(days=6))
    published = sheet(desk)
    assert (published.version, published.changes) == (1, 0)
    assert row(published, "Dr A Patel").cells[0][0].published
    start = session.start + dt.timedelta(hours=1)
    with desk.acting(reason="Late start agreed"):
        desk.do(retime_session, session=session.id, start=start, end=session.end)
        desk.do(remove_assignment, assignment=placed.id)
        desk.do(assign, session=later.id, clinician=doctor.id)
    changed = sheet(desk)
    assert (changed.version, changed.changes) == (1, 2)  # a list for a list
    entry = row(changed, "Dr A Patel").cells[0][0]
    assert (entry.changed, entry.change) == (
        True,
        "was 08:30 – 12:30, now 09:30 – 12:30. Why: Late start agreed",
    )


def test_a_mark_says_who_was_told_before_somebody_else_took_it(desk: Desk) -> None:
    doctor, other = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    placed = assigned(desk, a_list(desk), doctor)
    desk.do(publish, first=MONDAY, last=MONDAY)
    with desk.acting(reason="Called to the coroner"):
        desk.do(hand_over, assignment=placed.id, clinician=other.id)
    entry = row(sheet(desk), "Dr M Okafor").cells[0][0]
    assert entry.change == "was Dr A Patel, changed since publishing. Why: Called to the coroner"
