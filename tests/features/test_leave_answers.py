"""Leave and sickness at the desk, told in the coordinator's words; no window."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest

from models import Assignment, LeaveRequest, LeaveStep
from models.types import GapActionKind, LeaveKind, LeaveState
from rota_desk.desk import Desk
from rota_desk.edits.absences import (
    close_absence,
    note_absence,
    record_return_talk,
    record_sent_to_esr,
    tell_of_absence,
    tick_absence_told,
)
from rota_desk.edits.assignments import assign
from rota_desk.edits.gaps import record_gap_action
from rota_desk.edits.leave import approve_leave, change_leave, request_leave
from rota_desk.edits.leave_swaps import approve_with_help
from rota_desk.queries.absences import absence_list
from rota_desk.queries.leave import leave_detail
from rota_desk.queries.leave_dates import nearest_dates
from rota_desk.queries.leave_swaps import leave_swaps

NEXT = dt.date(2027, 1, 4)  # a Monday
FRIDAY = dt.date(2027, 1, 8)
WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def test_a_week_that_does_not_fit_ends_in_the_week_that_does(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    build.a_session(desk, "OC", NEXT, on=[patel])
    build.a_list(desk, NEXT + WEEK, on=[khan])
    build.a_list(desk, NEXT + 2 * WEEK, on=[khan])
    leave = desk.do(
        request_leave, clinician=patel.id, kind=LeaveKind.ANNUAL, first=NEXT, last=FRIDAY
    ).value
    found = desk.ask(leave_detail, leave=leave)
    assert found.effect.remarks[0].text == "Takes them off on-call: Mon 4 Jan"

    offers = desk.ask(nearest_dates, leave=leave)
    assert offers[0].distance == "1 week later"
    desk.do(
        change_leave,
        leave=leave,
        first=offers[0].first,
        last=offers[0].last,
        reason="offered by phone, agreed",
    )
    desk.do(approve_leave, leave=leave)
    request = build.found(desk, LeaveRequest, leave)
    assert request is not None
    assert (request.state, request.first_day) == (LeaveState.APPROVED, NEXT + WEEK)
    assert [one.clinician_id for one in build.every(desk, Assignment)] == [
        patel.id,
        *[khan.id] * 2,
    ]
    assert [step.reason for step in build.every(desk, LeaveStep)] == [
        "",
        "offered by phone, agreed",
        "",
    ]


def test_the_same_week_fits_once_a_colleague_swaps(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    build.a_session(desk, "OC", NEXT, on=[patel])
    build.a_session(desk, "OC", NEXT + 2 * WEEK, on=[khan])
    leave = desk.do(
        request_leave, clinician=patel.id, kind=LeaveKind.ANNUAL, first=NEXT, last=FRIDAY
    ).value
    way = desk.ask(leave_swaps, leave=leave)
    assert way.helps[0].text == "Dr S Khan takes On-call, Mon 4 Jan, for that of Mon 18 Jan"
    left_to_fill = desk.do(approve_with_help, leave=leave, helps=way.helps).value
    assert left_to_fill == 0


def test_off_sick_on_the_telephone_ends_with_nothing_left_to_do(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    session = build.a_list(desk, build.TODAY, on=[patel])
    number = desk.do(note_absence, said="patel off sick from today").value
    told = desk.do(tell_of_absence, absence=number, whom="Endoscopy bookings").value
    (line,) = desk.ask(absence_list)
    assert line.due == ("tell Endoscopy bookings", "no last day yet", "send to ESR")

    asked = {"session": session.id, "clinician": khan.id, "answer": "yes"}
    desk.do(record_gap_action, kind=GapActionKind.ASKED, **asked)  # type: ignore[arg-type]
    desk.do(assign, session=session.id, clinician=khan.id)
    desk.do(tick_absence_told, told=told)
    desk.do(close_absence, absence=number, last=build.TODAY)
    desk.do(record_return_talk, absence=number)
    desk.do(record_sent_to_esr, absence=number)
    assert desk.ask(absence_list) == ()
    (placed,) = build.every(desk, Assignment)
    assert placed.clinician_id == khan.id
