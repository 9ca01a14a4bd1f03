"""Under- and over-provision: need against have, cause, notice, what was tried, what is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from build import (
    LONG_AGO,
    MONDAY,
    a_clinician,
    a_department,
    a_desk,
    a_list,
    a_night,
    a_resident,
    a_session,
    assigned,
    kept,
)

from models import CoverRequirement
from models.types import GapActionKind, GapCause, Slot
from rota_desk.desk import Desk
from rota_desk.edits.assignments import remove_assignment
from rota_desk.edits.gaps import leave_gap_open, note_gap_cause, record_gap_action
from rota_desk.queries.provision import ProvisionReport, provision

SUNDAY = dt.date(2026, 10, 25)  # the clocks go back that morning


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def report(desk: Desk, start: dt.date = MONDAY, days: int = 14) -> ProvisionReport:
    return desk.ask(provision, start=start, end=start + dt.timedelta(days=days))


def test_a_surplus_on_one_day_never_hides_a_gap_on_another(desk: Desk) -> None:
    a_department(desk)
    first, second = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    a_list(desk, on=[first, second])
    a_list(desk, MONDAY + dt.timedelta(days=1))
    answer = report(desk)
    assert (answer.short, answer.over, answer.filled_percent) == (1, 1, Decimal("50.0"))
    assert [(one.need, one.have, one.short, one.over) for one in answer.days] == [
        (1, 2, 0, 1),
        (1, 0, 1, 0),
    ]
    assert [(one.when, one.need, one.have) for one in answer.over_lines] == [
        ("Mon 9 Nov AM", 1, 2)
    ]


def test_a_short_line_says_why_since_when_and_what_was_tried(desk: Desk) -> None:
    a_department(desk)
    doctor, other = a_clinician(desk), a_clinician(desk, "Dr T Obi")
    session = a_list(desk, MONDAY + dt.timedelta(days=7))
    placed = assigned(desk, session, doctor)
    desk.do(remove_assignment, assignment=placed.id, cause=GapCause.STUDY_LEAVE)
    desk.do(
        record_gap_action,
        session=session.id,
        kind=GapActionKind.ASKED,
        clinician=other.id,
        answer="cannot",
    )
    desk.do(record_gap_action, session=session.id, kind=GapActionKind.BANK_REQUESTED)
    desk.do(
        leave_gap_open,
        session=session.id,
        decision="Agree a second trainer, or close the list",
        decide_by=MONDAY + dt.timedelta(days=4),
    )
    line = report(desk).lines[0]
    assert (line.when, line.what, line.need, line.have, line.known_days) == (
        "Mon 16 Nov AM",
        "Endoscopy list",
        1,
        0,
        6,
    )
    assert line.cause == "Study leave: Dr A Patel"
    assert line.tried == "Dr T Obi asked Tue 10 Nov: cannot. Bank Tue 10 Nov, awaiting answer."
    assert line.asked == (
        "Endoscopy list, Mon 16 Nov AM: Agree a second trainer, or close the list;"
        " decide by Fri 13 Nov."
    )
    answer = report(desk)
    assert (answer.known_late, answer.asks) == ((1, 1), (line.asked,))
    assert answer.causes == (("Study leave", 1),)


def test_an_absence_is_never_named_as_a_cause(desk: Desk) -> None:
    a_department(desk)
    doctor, session = a_clinician(desk), a_list(desk)
    placed = assigned(desk, session, doctor)
    desk.do(remove_assignment, assignment=placed.id)
    desk.do(note_gap_cause, session=session.id, cause=GapCause.ABSENCE, text="back pain")
    answer = report(desk)
    assert answer.lines[0].cause == "Unavailable at short notice"
    assert "back pain" not in repr(answer)


def test_hours_short_are_elapsed_hours_on_the_night_the_clocks_go_back(desk: Desk) -> None:
    a_department(desk)
    a_resident(desk)
    a_night(desk, SUNDAY - dt.timedelta(days=1))  # 20:30 to 09:00, one hour longer
    assert report(desk, SUNDAY - dt.timedelta(days=6), 7).hours_short == Decimal("13.5")


def test_a_minimum_for_the_day_is_met_by_lists_of_the_morning_and_the_afternoon(
    desk: Desk,
) -> None:
    a_department(desk)
    doctor = a_clinician(desk)
    morning = a_list(desk, on=[doctor])
    a_session(desk, "EN", MONDAY, "13:30", "17:30", on=[doctor])
    for minimum, since in ((2, LONG_AGO), (3, MONDAY + dt.timedelta(days=7))):
        kept(
            desk,
            CoverRequirement(
                activity_id=morning.activity_id,
                slot=Slot.DAY,
                weekday=0,
                start=since,
                end=None if minimum > 2 else MONDAY + dt.timedelta(days=7),
                minimum=minimum,
            ),
        )
    assert [(one.day, one.need, one.have) for one in report(desk).days] == [
        (MONDAY, 2, 2),
        (MONDAY + dt.timedelta(days=7), 3, 0),
    ]


def test_a_decision_that_is_late_says_since_when(desk: Desk) -> None:
    a_department(desk)
    session = a_list(desk, MONDAY + dt.timedelta(days=7))
    desk.do(leave_gap_open, session=session.id, decision="Close the list", decide_by=MONDAY)
    assert report(desk).asks == (
        "Endoscopy list, Mon 16 Nov AM: Close the list; overdue since Mon 9 Nov.",
    )


def test_what_is_due_first_is_asked_first_whatever_weighs_more(desk: Desk) -> None:
    a_department(desk)
    day = MONDAY + dt.timedelta(days=7)
    night, morning = a_night(desk, day), a_list(desk, day)
    desk.do(leave_gap_open, session=night.id, decision="Pay an agency", decide_by=day)
    desk.do(leave_gap_open, session=morning.id, decision="Close the list", decide_by=MONDAY)
    found = report(desk)
    assert [one.what for one in found.lines] == ["Night", "Endoscopy list"]
    assert found.asks == (
        "Endoscopy list, Mon 16 Nov AM: Close the list; overdue since Mon 9 Nov.",
        "Night, Mon 16 Nov night: Pay an agency; decide by Mon 16 Nov.",
    )
