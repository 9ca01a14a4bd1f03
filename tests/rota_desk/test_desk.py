"""The desk: do, preview, undo, redo, ask, listen, and what they leave in the audit trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    MONDAY,
    NOW,
    a_clinician,
    a_desk,
    a_list,
    a_long_day,
    a_night,
    a_resident,
    a_session,
    approved_leave,
    assigned,
    changed,
    every,
)
from sqlalchemy import update

from models import Assignment, AuditChange, AuditEntry, ClinicalSession, Contract, Gap
from models.types import AuditKind, GapCause, GapState, SessionState
from rota_desk.desk import Desk, News
from rota_desk.edits.assignments import assign, hand_over, remove_assignment, swap_assignments
from rota_desk.edits.sessions import cancel_session, note_session
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def test_an_edit_is_one_step_with_a_name_and_one_audit_entry(desk: Desk) -> None:
    doctor, session = a_clinician(desk), a_list(desk)
    before = len(every(desk, AuditEntry))
    with desk.acting(reason="Registrar off"):
        done = desk.do(assign, session=session.id, clinician=doctor.id)
    entry = every(desk, AuditEntry)[-1]
    assert len(every(desk, AuditEntry)) == before + 1
    assert done.label == desk.can_undo == "Assign Dr A Patel to Endoscopy list, Mon 9 Nov"
    assert (entry.who, entry.kind, entry.edit, entry.label, entry.reason, entry.at) == (
        "K Lowe",
        AuditKind.DO,
        "assign",
        done.label,
        "Registrar off",
        NOW.replace(tzinfo=None),
    )
    lines = [one for one in every(desk, AuditChange) if one.entry_id == entry.id]
    assert [(one.record, one.before) for one in lines] == [("assignment", None)]
    assert (lines[0].after or {})["clinician_id"] == doctor.id


def test_a_change_is_written_with_only_the_columns_that_differ(desk: Desk) -> None:
    session = a_list(desk)
    desk.do(note_session, session=session.id, note="Trainer needed")
    line = every(desk, AuditChange)[-1]
    assert (line.before, line.after) == ({"note": ""}, {"note": "Trainer needed"})


def test_a_preview_says_what_would_happen_and_changes_nothing(desk: Desk) -> None:
    doctor = a_resident(desk)
    a_night(desk, MONDAY, on=[doctor])
    day = a_long_day(desk, MONDAY + dt.timedelta(days=2))
    entries, label = len(every(desk, AuditEntry)), desk.can_undo
    seen = desk.preview(assign, session=day.id, clinician=doctor.id)
    assert "rd-night-rest-46" in {one.rule for one in seen.gained}
    assert len(every(desk, AuditEntry)) == entries
    assert desk.can_undo == label
    assert [one.session_id for one in every(desk, Assignment)] != [day.id]


def test_an_edit_says_which_findings_it_brought_and_which_it_took_away(desk: Desk) -> None:
    doctor, session = a_clinician(desk), a_list(desk)
    approved_leave(desk, doctor)
    done = desk.do(assign, session=session.id, clinician=doctor.id)
    assert {one.rule for one in done.gained} == {"desk-working-on-leave"}
    assert {one.rule for one in done.lost} == {"desk-uncovered"}
    back = desk.undo()
    assert (set(back.gained), set(back.lost)) == (set(done.lost), set(done.gained))


def test_a_refusal_leaves_no_trace(desk: Desk) -> None:
    doctor = a_clinician(desk)
    session = a_list(desk, on=[doctor])
    entries = len(every(desk, AuditEntry))
    with pytest.raises(Refusal, match="Dr A Patel is on this session already"):
        desk.do(assign, session=session.id, clinician=doctor.id)
    assert len(every(desk, AuditEntry)) == entries


def test_a_session_that_was_cancelled_takes_nobody(desk: Desk) -> None:
    doctor, session = a_clinician(desk), a_list(desk)
    desk.do(cancel_session, session=session.id, reason="Scope washer broken")
    with pytest.raises(Refusal, match=r"This session was cancelled\. Plan it again"):
        desk.do(assign, session=session.id, clinician=doctor.id)


def test_a_new_edit_forgets_what_could_have_been_redone(desk: Desk) -> None:
    session = a_list(desk)
    desk.do(note_session, session=session.id, note="one")
    desk.undo()
    assert desk.can_redo == "Note on Endoscopy list, Mon 9 Nov"
    desk.do(note_session, session=session.id, note="two")
    assert desk.can_redo == ""
    with pytest.raises(Refusal, match="nothing to do again"):
        desk.redo()


def test_undo_and_redo_are_written_beside_the_edit_they_concern(desk: Desk) -> None:
    session = a_list(desk)
    desk.do(note_session, session=session.id, note="one")
    first = every(desk, AuditEntry)[-1]
    desk.undo()
    desk.redo()
    last = every(desk, AuditEntry)[-2:]
    assert [(one.kind, one.of_entry_id) for one in last] == [
        (AuditKind.UNDO, first.id),
        (AuditKind.REDO, first.id),
    ]


def test_listeners_hear_once_of_each_step_and_who_began_it(desk: Desk) -> None:
    session = a_list(desk)
    heard: list[News] = []
    stop = desk.listen(heard.append)
    with desk.acting(initiator="grid"):
        desk.do(note_session, session=session.id, note="one")
    desk.undo()
    stop()
    desk.redo()
    assert [(one.kind, one.initiator) for one in heard] == [
        (AuditKind.DO, "grid"),
        (AuditKind.UNDO, None),
    ]
    assert heard[0].done.scope.first == MONDAY


def test_taking_somebody_off_leaves_the_need_in_the_ledger_with_its_cause(desk: Desk) -> None:
    doctor = a_clinician(desk)
    session = a_list(desk)
    placed = assigned(desk, session, doctor)
    desk.do(remove_assignment, assignment=placed.id, cause=GapCause.STUDY_LEAVE)
    gap = every(desk, Gap)[-1]
    assert (gap.session_id, gap.cause, gap.state, gap.clinician_id, gap.known_at) == (
        session.id,
        GapCause.STUDY_LEAVE,
        GapState.OPEN,
        doctor.id,
        NOW.replace(tzinfo=None),
    )
    desk.do(assign, session=session.id, clinician=doctor.id)
    assert [one.state for one in every(desk, Gap)] == [GapState.FILLED]


def test_a_swap_is_one_act_and_its_undo_too(desk: Desk) -> None:
    first, second = a_clinician(desk, "Dr A Patel"), a_clinician(desk, "Dr M Okafor")
    one, other = a_list(desk), a_list(desk, MONDAY + dt.timedelta(days=1))
    mine, theirs = assigned(desk, one, first), assigned(desk, other, second)
    desk.do(swap_assignments, first=mine.id, second=theirs.id, consent="both by e-mail")

    def places() -> dict[int, int]:
        return {row.clinician_id: row.session_id for row in every(desk, Assignment)}

    assert places() == {first.id: other.id, second.id: one.id}
    assert desk.can_undo == "Swap Dr A Patel and Dr M Okafor"
    desk.undo()
    assert places() == {first.id: one.id, second.id: other.id}


def test_a_session_given_away_gets_a_calendar_identity_of_its_own(desk: Desk) -> None:
    first, second = a_clinician(desk, "Dr A Patel"), a_clinician(desk, "Dr M Okafor")
    session = a_list(desk)
    placed = assigned(desk, session, first)
    desk.do(hand_over, assignment=placed.id, clinician=second.id)
    now = every(desk, Assignment)
    assert [(row.session_id, row.clinician_id) for row in now] == [(session.id, second.id)]
    assert now[0].uid != placed.uid


def test_bulk_statements_are_refused_because_undo_could_not_see_them(desk: Desk) -> None:
    session = a_list(desk)

    def in_bulk(work: UnitOfWork) -> None:
        work._session.execute(update(ClinicalSession).values(note="all"))

    with pytest.raises(TypeError, match="Bulk statements"):
        desk.do(in_bulk)
    assert [one.note for one in every(desk, ClinicalSession) if one.id == session.id] == [""]


def test_undo_refuses_when_the_row_has_moved_on(desk: Desk) -> None:
    session = a_list(desk)
    desk.do(note_session, session=session.id, note="one")
    with desk.database.session() as outside:
        outside.execute(update(ClinicalSession).values(note="from elsewhere"))
        outside.commit()
    with pytest.raises(Refusal, match="has been changed since"):
        desk.undo()
    assert desk.can_undo == "Note on Endoscopy list, Mon 9 Nov"


@pytest.mark.parametrize("state", [SessionState.CANCELLED, SessionState.CLOSED])
def test_nobody_is_swapped_or_handed_onto_a_session_that_was_called_off(
    desk: Desk, state: SessionState
) -> None:
    mine = a_session(desk, on=[a_clinician(desk)], state=state)
    theirs = a_night(desk, on=[a_resident(desk)])
    other = a_clinician(desk, "Dr K Marsh")
    placed = {one.session_id: one.id for one in every(desk, Assignment)}
    with pytest.raises(Refusal, match=f"This session was {state.value}"):
        desk.do(hand_over, assignment=placed[mine.id], clinician=other.id)
    for first, second in ((mine, theirs), (theirs, mine)):
        with pytest.raises(Refusal, match=f"This session was {state.value}"):
            desk.do(swap_assignments, first=placed[first.id], second=placed[second.id])
    assert {one.session_id: one.id for one in every(desk, Assignment)} == placed


def test_an_edit_tells_as_new_only_what_was_not_so_before(desk: Desk) -> None:
    doctor = a_resident(desk)
    contract = next(one for one in every(desk, Contract) if one.clinician_id == doctor.id)
    changed(desk, contract, cycle_weeks=2)
    saturday = MONDAY + dt.timedelta(days=5)
    a_session(desk, "SD", saturday, on=[doctor])
    sunday = a_session(desk, "SD", saturday + dt.timedelta(days=1))
    done = desk.preview(assign, session=sunday.id, clinician=doctor.id)
    again = [one.rule for one in done.gained if one.rule == "rd-weekend-1in3"]
    assert again == ["rd-weekend-1in3"]  # another duty stands behind it
    told = [one.rule for one in (*done.brought, *done.cleared)]
    assert "rd-weekend-1in3" not in told
    off = desk.preview(remove_assignment, assignment=every(desk, Assignment)[0].id)
    assert "rd-weekend-1in3" in [one.rule for one in off.cleared]
