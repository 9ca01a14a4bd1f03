"""Mornings at the desk, told in the coordinator's words; no window."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import MONDAY, a_desk, a_list, a_rate_card, a_room, an_activity, assigned, at, every
from wards import a_small_ward

from models import Assignment, ClinicalSession, Clinician, Gap, GapAction, LeaveStep, WliClaim
from models.types import (
    AbsenceKind,
    ClaimState,
    GapActionKind,
    GapCause,
    GapState,
    LeaveKind,
    LeaveState,
)
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.edits.absences import record_absence, tick_absence_told
from rota_desk.edits.assignments import assign, swap_assignments
from rota_desk.edits.cells import Carry, carry
from rota_desk.edits.claim_steps import (
    approve_claim,
    mark_worked,
    pre_authorise,
    submit_claim,
    verify_claim,
)
from rota_desk.edits.claims import add_claim
from rota_desk.edits.gaps import record_gap_action
from rota_desk.edits.leave import decline_leave, request_leave
from rota_desk.errors import Refusal
from rota_desk.queries.absences import absence_list
from rota_desk.queries.cover_candidates import Fit, cover_candidates

TUESDAY, WEDNESDAY = MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=2)
AT_0740 = dt.datetime(2026, 11, 9, 7, 40, tzinfo=dt.UTC)
People = dict[str, Clinician]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(tmp_path, FixedClock(AT_0740))
    yield desk
    desk.close()


@pytest.fixture
def people(desk: Desk) -> People:
    return a_small_ward(desk)


def on_day(desk: Desk, name: str, people: People, day: dt.date) -> list[Assignment]:
    sessions = {one.id for one in every(desk, ClinicalSession) if one.start.date() == day}
    number = people[name].id
    placed = every(desk, Assignment)
    return [one for one in placed if one.clinician_id == number and one.session_id in sessions]


def gap_of(desk: Desk, session: int) -> tuple[GapCause, GapState]:
    return next((one.cause, one.state) for one in every(desk, Gap) if one.session_id == session)


def test_sickness_at_twenty_to_eight_ends_with_cover_and_everybody_told(
    desk: Desk, people: People
) -> None:
    (morning, *_rest) = on_day(desk, "Dr A Patel", people, MONDAY)
    desk.do(
        record_absence,
        clinician=people["Dr A Patel"].id,
        first=MONDAY,
        last=MONDAY,
        kind=AbsenceKind.SICKNESS,
        tell=("Clinical lead", "Endoscopy nurse in charge"),
    )
    assert on_day(desk, "Dr A Patel", people, MONDAY) == []
    assert gap_of(desk, morning.session_id) == (GapCause.ABSENCE, GapState.OPEN)

    offered = desk.ask(cover_candidates, session=morning.session_id)
    free = next(one for one in offered if one.fit is Fit.FITS)
    assert free.name == "S Quill"

    for kind, answer in ((GapActionKind.ASKED, "will ring back"), (GapActionKind.ASKED, "yes")):
        desk.do(
            record_gap_action,
            session=morning.session_id,
            kind=kind,
            clinician=free.clinician_id,
            answer=answer,
        )
    desk.do(assign, session=morning.session_id, clinician=free.clinician_id)
    assert gap_of(desk, morning.session_id) == (GapCause.ABSENCE, GapState.FILLED)
    assert [one.answer for one in every(desk, GapAction)] == ["will ring back", "yes"]

    (absence,) = desk.ask(absence_list)
    for line in absence.told:
        desk.do(tick_absence_told, told=line.id)
    (absence,) = desk.ask(absence_list)
    told = [(line.whom, line.told) for line in absence.told]
    assert told == [("Clinical lead", True), ("Endoscopy nurse in charge", True)]


def test_the_reason_of_an_absence_stands_in_no_label(desk: Desk, people: People) -> None:
    done = desk.do(
        record_absence,
        clinician=people["Dr A Patel"].id,
        first=MONDAY,
        kind=AbsenceKind.SICKNESS,
        note="norovirus",
    )
    assert done.label == "Dr A Patel unavailable from Mon 9 Nov"


def test_a_swap_is_one_act_and_one_undo_takes_it_back(desk: Desk, people: People) -> None:
    (mine, *_) = on_day(desk, "Dr A Patel", people, MONDAY)
    (theirs, *_) = on_day(desk, "Dr M Okafor", people, TUESDAY)
    desk.do(swap_assignments, first=mine.id, second=theirs.id, consent="both, by telephone")
    monday = {one.session_id for one in on_day(desk, "Dr M Okafor", people, MONDAY)}
    tuesday = {one.session_id for one in on_day(desk, "Dr A Patel", people, TUESDAY)}
    assert mine.session_id in monday
    assert theirs.session_id in tuesday
    desk.undo()
    assert on_day(desk, "Dr A Patel", people, MONDAY)[0].id == mine.id


def test_a_list_moved_to_another_day_keeps_its_person_and_its_times(
    desk: Desk, people: People
) -> None:
    person = people["Dr A Patel"].id
    placed = on_day(desk, "Dr A Patel", people, MONDAY)[0]
    sunday = MONDAY + dt.timedelta(days=6)
    desk.do(
        carry,
        session=placed.session_id,
        assignment=placed.id,
        mode=Carry.MOVE,
        clinician=person,
        day=sunday,
    )
    (moved,) = on_day(desk, "Dr A Patel", people, sunday)
    session = next(one for one in every(desk, ClinicalSession) if one.id == moved.session_id)
    assert (session.start, session.end) == (at(sunday, "08:30"), at(sunday, "12:30"))


def test_leave_is_refused_with_a_reason_that_stays(desk: Desk, people: People) -> None:
    asked = desk.do(
        request_leave,
        clinician=people["Dr A Patel"].id,
        kind=LeaveKind.ANNUAL,
        first=TUESDAY,
        last=WEDNESDAY,
    ).value
    with pytest.raises(Refusal, match="Say why the leave is declined"):
        desk.do(decline_leave, leave=asked, reason=" ")
    desk.do(decline_leave, leave=asked, reason="Two consultants are away on those days.")
    steps = [(one.state, one.by, one.reason) for one in every(desk, LeaveStep)]
    assert steps == [
        (LeaveState.REQUESTED, "K Lowe", ""),
        (LeaveState.DECLINED, "K Lowe", "Two consultants are away on those days."),
    ]
    assert len(on_day(desk, "Dr A Patel", people, WEDNESDAY)) == 1


def test_a_claim_goes_through_three_people(desk: Desk, people: People) -> None:
    a_rate_card(desk)
    saturday = MONDAY - dt.timedelta(days=2)
    a_list(desk, saturday, on=[people["Dr A Patel"]], room=a_room(desk, "E1"))
    claim = desk.do(
        add_claim,
        clinician=people["Dr A Patel"].id,
        activity=an_activity(desk, "EN").id,
        start=at(saturday, "08:30"),
        end=at(saturday, "12:30"),
    ).value
    desk.do(pre_authorise, claim=claim, by="J Penrose", at=at(MONDAY - dt.timedelta(5), "10:00"))
    desk.do(mark_worked, claim=claim, patients=9)
    desk.do(submit_claim, claim=claim)
    with pytest.raises(Refusal, match="cannot verify a claim of their own"):
        desk.do(verify_claim, claim=claim, by="Dr A Patel")
    desk.do(verify_claim, claim=claim, by="K Lowe")
    with pytest.raises(Refusal, match="Ask somebody else to approve it"):
        desk.do(approve_claim, claim=claim, by="K Lowe")
    desk.do(approve_claim, claim=claim, by="J Penrose")
    (there,) = every(desk, WliClaim)
    assert (there.state, there.verified_by, there.approved_by) == (
        ClaimState.APPROVED,
        "K Lowe",
        "J Penrose",
    )


def test_a_second_person_on_a_list_is_no_gap(desk: Desk, people: People) -> None:
    placed = on_day(desk, "Dr A Patel", people, MONDAY)[0]
    session = next(one for one in every(desk, ClinicalSession) if one.id == placed.session_id)
    assigned(desk, session, people["S Quill"])
    assert [one for one in every(desk, Gap) if one.session_id == session.id] == []
