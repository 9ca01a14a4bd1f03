"""A request is refused, a counter-offer is made, and taken: told in the coordinator's words."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest

from models import Assignment, AuditEntry, LeaveRequest, LeaveStep
from models.types import LeaveKind, LeaveState
from rota_desk.desk import Desk
from rota_desk.edits.leave import approve_leave, decline_leave, request_leave
from rota_desk.errors import Refusal
from rota_desk.queries.leave import leave_detail
from rota_desk.queries.leave_dates import nearest_dates
from rota_desk.queries.leave_memory import leave_memory
from rota_desk.queries.today import today

MONDAY, FRIDAY = dt.date(2027, 1, 4), dt.date(2027, 1, 8)
WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def test_a_refused_week_ends_in_the_week_that_was_offered_instead(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    build.a_session(desk, "OC", MONDAY, on=[patel])
    build.a_list(desk, MONDAY + WEEK, on=[khan])

    # Dr Patel asks for the week in which she is on call, and somebody waits for an answer.
    asked = {"clinician": patel.id, "kind": LeaveKind.ANNUAL}
    first = desk.do(request_leave, first=MONDAY, last=FRIDAY, **asked).value  # type: ignore[arg-type]
    assert [one.title for one in desk.ask(today).owed] == ["1 leave request waiting"]
    seen = desk.ask(leave_detail, leave=first)
    assert seen.effect.remarks[0].text == "Takes them off on-call: Mon 4 Jan"

    # It is refused with the nearest dates that do, and the reason stays with it.
    offer = desk.ask(nearest_dates, leave=first)[0]
    assert offer.days == "Mon 11 Jan – Fri 15 Jan"
    desk.do(decline_leave, leave=first, reason=f"On call; offered {offer.days}")

    # She takes what was offered; the on-call stays hers, and nothing is left uncovered.
    second = desk.do(request_leave, first=offer.first, last=offer.last, **asked).value  # type: ignore[arg-type]
    assert desk.do(approve_leave, leave=second).value == 0
    assert {one.id: one.state for one in build.every(desk, LeaveRequest)} == {
        first: LeaveState.DECLINED,
        second: LeaveState.APPROVED,
    }
    assert len(build.every(desk, Assignment)) == 2
    assert desk.ask(today).owed == ()

    # Who, when and why is on record, and the desk remembers both beside her next request.
    assert [(one.state, one.reason) for one in build.every(desk, LeaveStep)] == [
        (LeaveState.REQUESTED, ""),
        (LeaveState.DECLINED, "On call; offered Mon 11 Jan – Fri 15 Jan"),
        (LeaveState.REQUESTED, ""),
        (LeaveState.APPROVED, ""),
    ]
    memory = desk.ask(leave_memory, clinician=patel.id)
    assert {one.state for one in memory.lines} == {LeaveState.DECLINED, LeaveState.APPROVED}
    labels = [one.label for one in build.every(desk, AuditEntry)]
    assert sum(label.startswith("Decline ") for label in labels) == 1

    # A second answer from another window changes nothing.
    with pytest.raises(Refusal, match="declined"):
        desk.do(approve_leave, leave=first)
