"""Leave: asked for, answered with a reason, taken back; a need never disappears."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import MONDAY, NOW, TODAY

from models import Assignment, AuditEntry, ClinicalSession, Gap, LeaveRequest, LeaveStep
from models.types import (
    AssignmentRole,
    AssignmentSource,
    GapCause,
    GapState,
    LeaveKind,
    LeavePart,
    LeaveState,
)
from rota_desk.desk import Desk
from rota_desk.edits.allowances import set_allowance
from rota_desk.edits.assignments import remove_assignment
from rota_desk.edits.leave import (
    approve_leave,
    cancel_leave,
    change_leave,
    decline_leave,
    leave_out_session,
    request_leave,
    take_in_session,
    withdraw_leave,
)
from rota_desk.edits.publishing import publish
from rota_desk.errors import Refusal
from rota_desk.queries.leave_balance import leave_balance

NEXT = dt.date(2027, 1, 4)  # a Monday
FRIDAY = dt.date(2027, 1, 8)
STAMP = NOW.replace(tzinfo=None)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def ask(desk: Desk, clinician: int, first: dt.date = NEXT, last: dt.date = FRIDAY) -> int:
    return desk.do(
        request_leave, clinician=clinician, kind=LeaveKind.ANNUAL, first=first, last=last
    ).value


def steps(desk: Desk) -> list[tuple[LeaveState, str, str]]:
    return [(one.state, one.by, one.reason) for one in build.every(desk, LeaveStep)]


def states(desk: Desk) -> list[LeaveState]:
    return [one.state for one in build.every(desk, LeaveRequest)]


def test_a_request_waits_with_who_asked_and_when(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    done = desk.do(
        request_leave,
        clinician=patel.id,
        kind=LeaveKind.STUDY,
        first=NEXT,
        last=NEXT,
        first_part=LeavePart.PM,
        note="half a day",
        course="Advanced polypectomy",
    )
    request = build.found(desk, LeaveRequest, done.value)
    assert request is not None
    facts = (request.state, request.requested_at, request.requested_by, request.last_part)
    assert facts == (LeaveState.REQUESTED, STAMP, "K Lowe", LeavePart.PM)
    assert steps(desk) == [(LeaveState.REQUESTED, "K Lowe", "half a day")]
    assert done.label == "Ask for study leave of Dr A Patel, Mon 4 Jan 2027"


def test_approving_keeps_the_need_and_says_why_it_is_open(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    inside = build.a_list(desk, NEXT, on=[patel])
    after = build.a_list(desk, FRIDAY + dt.timedelta(days=3), on=[patel])
    done = desk.do(approve_leave, leave=ask(desk, patel.id))
    assert done.value == 1
    assert [one.session_id for one in build.every(desk, Assignment)] == [after.id]
    (gap,) = build.every(desk, Gap)
    facts = (gap.session_id, gap.cause, gap.cause_text, gap.clinician_id, gap.known_at, gap.state)
    assert facts == (inside.id, GapCause.LEAVE, "Dr A Patel", patel.id, STAMP, GapState.OPEN)
    assert len(build.every(desk, ClinicalSession)) == 2


def test_study_leave_leaves_a_gap_of_that_cause(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.a_list(desk, NEXT, on=[patel])
    leave = desk.do(
        request_leave, clinician=patel.id, kind=LeaveKind.STUDY, first=NEXT, last=NEXT
    ).value
    desk.do(approve_leave, leave=leave)
    assert [gap.cause for gap in build.every(desk, Gap)] == [GapCause.STUDY_LEAVE]


def test_a_session_with_enough_others_gets_no_gap(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    build.a_list(desk, NEXT, on=[patel, khan])
    desk.do(approve_leave, leave=ask(desk, patel.id))
    assert build.every(desk, Gap) == []


def test_approving_is_one_step_that_undoes_and_redoes(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.a_list(desk, NEXT, on=[patel])
    build.a_clinic(desk, FRIDAY, on=[patel])
    leave = ask(desk, patel.id)
    desk.do(approve_leave, leave=leave)
    assert desk.can_undo == "Approve annual leave of Dr A Patel, 4 – 8 January 2027"
    desk.undo()
    assert len(build.every(desk, Assignment)) == 2
    assert (states(desk), build.every(desk, Gap)) == ([LeaveState.REQUESTED], [])
    desk.redo()
    assert (build.every(desk, Assignment), len(build.every(desk, Gap))) == ([], 2)


def test_a_half_day_frees_only_its_half(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    morning = build.a_list(desk, NEXT, on=[patel])
    build.a_session(desk, "SP", NEXT, on=[patel])
    leave = desk.do(
        request_leave,
        clinician=patel.id,
        kind=LeaveKind.ANNUAL,
        first=NEXT,
        last=NEXT,
        first_part=LeavePart.PM,
    ).value
    desk.do(approve_leave, leave=leave)
    assert [one.session_id for one in build.every(desk, Assignment)] == [morning.id]


def test_the_night_before_leave_is_still_worked(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    night = build.a_night(desk, NEXT - dt.timedelta(days=1), on=[rowan])
    desk.do(approve_leave, leave=ask(desk, rowan.id))
    assert [one.session_id for one in build.every(desk, Assignment)] == [night.id]


def test_a_session_left_out_of_the_leave_is_worked(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    kept = build.a_list(desk, NEXT, on=[patel])
    build.a_clinic(desk, FRIDAY, on=[patel])
    leave = ask(desk, patel.id)
    desk.do(leave_out_session, leave=leave, session=kept.id)
    desk.do(approve_leave, leave=leave)
    assert [one.session_id for one in build.every(desk, Assignment)] == [kept.id]
    desk.do(take_in_session, leave=leave, session=kept.id)
    assert build.every(desk, Assignment) == []
    assert len(build.every(desk, Gap)) == 2


def test_a_session_outside_the_leave_cannot_be_left_out(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    elsewhere = build.a_list(desk, TODAY, on=[patel])
    with pytest.raises(Refusal, match="does not lie inside the leave"):
        desk.do(leave_out_session, leave=ask(desk, patel.id), session=elsewhere.id)


def test_approving_after_publishing_puts_it_on_the_list_of_those_to_be_told(desk: Desk) -> None:
    from models import PublishedChange

    patel = build.a_clinician(desk)
    build.a_list(desk, NEXT, on=[patel])
    desk.do(publish, first=NEXT, last=FRIDAY)
    desk.do(approve_leave, leave=ask(desk, patel.id))
    (change,) = build.every(desk, PublishedChange)
    assert change.what == "Mon 4 Jan: Dr A Patel taken off"


def test_a_decline_keeps_its_reason_and_touches_no_session(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.a_list(desk, NEXT, on=[patel])
    desk.do(decline_leave, leave=ask(desk, patel.id), reason=" three are away already ")
    assert states(desk) == [LeaveState.DECLINED]
    assert steps(desk)[-1] == (LeaveState.DECLINED, "K Lowe", "three are away already")
    assert len(build.every(desk, Assignment)) == 1


def test_a_decline_without_a_reason_is_refused(desk: Desk) -> None:
    leave = ask(desk, build.a_clinician(desk).id)
    with pytest.raises(Refusal, match="owed a reason"):
        desk.do(decline_leave, leave=leave, reason="  ")
    assert states(desk) == [LeaveState.REQUESTED]


def test_a_request_can_be_withdrawn_and_asked_again(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    desk.do(withdraw_leave, leave=ask(desk, patel.id), reason="changed plans")
    ask(desk, patel.id)
    assert states(desk) == [LeaveState.WITHDRAWN, LeaveState.REQUESTED]


def test_cancelled_leave_brings_them_back_to_what_nobody_filled(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    still_open = build.a_list(desk, NEXT, on=[patel])
    filled = build.a_clinic(desk, FRIDAY, on=[patel])
    leave = ask(desk, patel.id)
    desk.do(approve_leave, leave=leave)
    from rota_desk.edits.assignments import assign

    desk.do(assign, session=filled.id, clinician=khan.id)
    assert desk.do(cancel_leave, leave=leave, reason="course called off").value == 1
    there = {(one.session_id, one.clinician_id) for one in build.every(desk, Assignment)}
    assert there == {(still_open.id, patel.id), (filled.id, khan.id)}
    assert {gap.state for gap in build.every(desk, Gap)} == {GapState.FILLED}


def test_cancelled_leave_brings_them_back_as_they_stood_also_where_nobody_was_missed(
    desk: Desk,
) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    alone = build.a_session(desk, "SP", NEXT, cover_wanted=0)
    shared = build.a_list(desk, NEXT + dt.timedelta(days=1), on=[khan])
    elsewhere = build.a_session(desk, "SP", FRIDAY, cover_wanted=0)
    trainee = (AssignmentRole.TRAINEE, AssignmentSource.PLAN)
    for session in (alone, shared, elsewhere):
        build.assigned(desk, session, patel, role=trainee[0], source=trainee[1])
    leave = ask(desk, patel.id)
    assert desk.do(approve_leave, leave=leave).value == 3
    assert build.every(desk, Gap) == []
    called_in = build.a_session(desk, "SP", FRIDAY, on=[patel])
    assert desk.do(cancel_leave, leave=leave, reason="course called off").value == 2
    there = {
        one.session_id: (one.role, one.source)
        for one in build.every(desk, Assignment)
        if one.clinician_id == patel.id
    }
    assert there == {
        alone.id: trainee,
        shared.id: trainee,
        called_in.id: (AssignmentRole.LEAD, AssignmentSource.HAND),
    }


def test_what_was_left_before_the_leave_stays_left_when_it_is_cancelled(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    session = build.a_session(desk, "SP", NEXT, cover_wanted=0)
    placed = build.assigned(desk, session, patel)
    desk.do(remove_assignment, assignment=placed.id)
    leave = ask(desk, patel.id)
    desk.do(approve_leave, leave=leave)
    assert desk.do(cancel_leave, leave=leave, reason="course called off").value == 0
    assert build.every(desk, Assignment) == []


def test_only_approved_leave_is_cancelled(desk: Desk) -> None:
    leave = ask(desk, build.a_clinician(desk).id)
    with pytest.raises(Refusal, match="Only approved leave"):
        desk.do(cancel_leave, leave=leave, reason="no")


def test_two_halves_of_one_day_are_two_requests(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    for part in (LeavePart.AM, LeavePart.PM):
        desk.do(
            request_leave,
            clinician=patel.id,
            kind=LeaveKind.ANNUAL,
            first=NEXT,
            last=NEXT,
            first_part=part,
        )
    assert len(build.every(desk, LeaveRequest)) == 2


def test_leave_before_somebody_starts_is_refused_and_after_it_is_promised(desk: Desk) -> None:
    starter = build.a_clinician(desk, joined=dt.date(2026, 12, 2))
    with pytest.raises(Refusal, match="starts on Wed 2 Dec 2026"):
        ask(desk, starter.id, dt.date(2026, 12, 1), dt.date(2026, 12, 3))
    ask(desk, starter.id)
    assert [one.promised for one in build.every(desk, LeaveRequest)] == [True]


def test_the_days_of_a_waiting_request_can_be_changed(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    leave = ask(desk, patel.id)
    desk.do(change_leave, leave=leave, first=NEXT, last=NEXT)
    assert steps(desk)[-1] == (
        LeaveState.REQUESTED,
        "K Lowe",
        "Days changed, was 4 – 8 January 2027",
    )


def test_every_step_is_in_the_audit_trail(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    leave = ask(desk, patel.id)
    desk.do(approve_leave, leave=leave)
    desk.do(cancel_leave, leave=leave, reason="wanted back")
    edits = [one.edit for one in build.every(desk, AuditEntry)]
    assert edits[-3:] == ["request_leave", "approve_leave", "cancel_leave"]


def test_a_preview_of_an_approval_changes_nothing(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.a_list(desk, NEXT, on=[patel])
    leave = ask(desk, patel.id)
    would = desk.preview(approve_leave, leave=leave)
    assert {finding.rule for finding in would.gained} == {"desk-uncovered"}
    assert states(desk) == [LeaveState.REQUESTED]
    assert MONDAY < NEXT


def test_an_allowance_is_set_once_a_year_and_corrected(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    first = desk.do(
        set_allowance,
        clinician=patel.id,
        kind=LeaveKind.ANNUAL,
        on=TODAY,
        entitlement=Decimal(32),
        carried_over=Decimal(5),
    )
    again = desk.do(
        set_allowance,
        clinician=patel.id,
        kind=LeaveKind.ANNUAL,
        on=NEXT,
        entitlement=Decimal(34),
        adjustment=Decimal("-1.5"),
    )
    assert again.value == first.value
    assert desk.ask(leave_balance, clinician=patel.id).left == Decimal("32.5")
    with pytest.raises(Refusal, match="below none"):
        desk.do(
            set_allowance,
            clinician=patel.id,
            kind=LeaveKind.ANNUAL,
            on=TODAY,
            entitlement=Decimal(-1),
        )
