"""The 6-4-2 meeting: what it decides is done and kept in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from models import (
    Assignment,
    ClinicalSession,
    LockException,
    RoomBooking,
    SessionStep,
    SixFourTwoDecision,
    SixFourTwoMeeting,
)
from models.types import MeetingDecision, Milestone, SessionState
from rota_desk.domain.claim_road import same_person
from rota_desk.domain.six_four_two import Sitting
from rota_desk.edits.assignments import session_words
from rota_desk.edits.gaps import STANDING
from rota_desk.edits.rooms import offer_room_to_service, release_session, take_released_session
from rota_desk.edits.session_states import turn, turn_all
from rota_desk.edits.sessions import close_session, plan_again
from rota_desk.errors import Refusal
from rota_desk.queries.lock_changes import as_it_stands
from rota_desk.unit_of_work import Reading, UnitOfWork
from rota_desk.words import count_words, day_words

UNUSED = "Nobody to work it"
FALLEN = (SessionState.CANCELLED, SessionState.CLOSED)


def hold_meeting(
    work: UnitOfWork, *, day: dt.date, chair: str, present: str = "", note: str = ""
) -> None:
    """Open a meeting's record, or correct who chaired it and who was there."""
    if not chair.strip():
        raise Refusal("Say who chairs the meeting.")
    there = meeting_of(work, day)
    if there is None:
        there = SixFourTwoMeeting(day=day, chair=chair.strip())
        work.add(there)
    there.chair, there.present, there.note = chair.strip(), present.strip(), note.strip()
    work.label = f"6-4-2 meeting of {day_words(day)}"


def close_meeting(work: UnitOfWork, *, day: dt.date) -> None:
    """Close a meeting: its decisions stand from now on as they are."""
    there = meeting_of(work, day)
    if there is None:
        raise Refusal("Say first who chairs the meeting; then it can be closed.")
    if there.closed_at is not None:
        raise Refusal(f"The meeting of {day_words(day)} is closed already.")
    there.closed_at, there.closed_by = work.stamp, work.who
    work.label = f"Close the 6-4-2 meeting of {day_words(day)}"


def reopen_meeting(work: UnitOfWork, *, day: dt.date) -> None:
    """Open a closed meeting again, to correct what was decided in it."""
    there = meeting_of(work, day)
    if there is None or there.closed_at is None:
        raise Refusal(f"The meeting of {day_words(day)} is not closed.")
    there.closed_at, there.closed_by = None, ""
    work.label = f"Open the 6-4-2 meeting of {day_words(day)} again"


def keep_in_meeting(
    work: UnitOfWork,
    *,
    session: int,
    at: Sitting,
    note: str = "",
) -> None:
    """Decide that a session is used; one that was given up is planned again."""
    there = _open(work, session, at)
    if there.state in (SessionState.RELEASED, *FALLEN):
        plan_again(work, session=session)
    _decide(work, there, at, MeetingDecision.KEEP, note)


def release_in_meeting(
    work: UnitOfWork,
    *,
    session: int,
    at: Sitting,
    reason: str,
) -> None:
    """Decide that a session is released: its people are free, its room is offered."""
    there = _open(work, session, at)
    if there.state is not SessionState.RELEASED:
        release_session(work, session=session, reason=reason)
    _decide(work, there, at, MeetingDecision.RELEASE, reason)


def give_in_meeting(
    work: UnitOfWork,
    *,
    session: int,
    at: Sitting,
    clinician: int,
    activity: int | None = None,
    note: str = "",
) -> None:
    """Decide who takes a session; one with nobody is released by that."""
    there = _given_up(work, session, at, note)
    take_released_session(work, session=session, clinician=clinician, activity=activity)
    _decide(work, there, at, MeetingDecision.REALLOCATE, note)


def lend_in_meeting(
    work: UnitOfWork,
    *,
    session: int,
    at: Sitting,
    service: str,
    note: str = "",
) -> None:
    """Decide which other service gets the room; a session with nobody is released by that."""
    there = _given_up(work, session, at, note)
    offer_room_to_service(work, session=session, service=service)
    _decide(work, there, at, MeetingDecision.LEND, note or service.strip())


def wait_in_meeting(
    work: UnitOfWork,
    *,
    session: int,
    at: Sitting,
    note: str = "",
) -> None:
    """Decide that a released session is offered on until the next milestone."""
    there = _open(work, session, at)
    if there.state is not SessionState.RELEASED:
        raise Refusal("Only a released session can be offered on. Release it first.")
    if at.milestone is Milestone.TWO:
        raise Refusal("At two weeks a list is locked or closed; it cannot be offered on.")
    _decide(work, there, at, MeetingDecision.WAIT, note)


def close_in_meeting(
    work: UnitOfWork,
    *,
    session: int,
    at: Sitting,
    reason: str = UNUSED,
) -> None:
    """Decide that a session will not run."""
    there = _open(work, session, at)
    if there.state not in FALLEN:
        close_session(work, session=session, reason=reason)
    _decide(work, there, at, MeetingDecision.CLOSE, reason)


def lock_in_meeting(
    work: UnitOfWork,
    *,
    session: int,
    at: Sitting,
    note: str = "",
) -> None:
    """Lock a list as it stands; every later change needs somebody to sign for it."""
    there = _open(work, session, at)
    _refuse_empty(work, there)
    turn(work, there, SessionState.LOCKED, note)
    _decide(work, there, at, MeetingDecision.LOCK, note)
    work.label = f"Lock {session_words(work, there)}"


def confirm_the_rest(work: UnitOfWork, *, sessions: Sequence[int], at: Sitting) -> int:
    """Keep all these used, undecided sessions, or lock them at two weeks; answers how many."""
    _refuse_closed(work, at)
    if not sessions:
        raise Refusal("Every used session of this week is decided already.")
    there = work.all(select(ClinicalSession).where(ClinicalSession.id.in_(sessions)))
    locks = at.milestone is Milestone.TWO
    decision = MeetingDecision.LOCK if locks else MeetingDecision.KEEP
    work.add_all([_fresh(work, one.id, at, decision, "") for one in there])
    if locks:
        turn_all(work, there, SessionState.LOCKED, "")
    work.label = f"{'Lock' if locks else 'Keep'} {count_words(len(there), 'used session')}"
    return len(there)


def take_decision_back(work: UnitOfWork, *, session: int, at: Sitting) -> None:
    """Take a decision of this meeting off the record; what was done with the session stays."""
    there = _open(work, session, at)
    decision = _decision_of(work, session, at.milestone)
    if decision is None:
        raise Refusal("Nothing has been decided about this session at this milestone.")
    work.remove(decision)
    work.label = f"Take the decision on {session_words(work, there)} back"


def sign_for_change(work: UnitOfWork, *, session: int, approver: str, reason: str) -> int:
    """Keep who let a list be changed after its lock; answers the record's number."""
    there = work.get(ClinicalSession, session)
    if not approver.strip() or not reason.strip():
        raise Refusal("Say who allows the change, and why.")
    if same_person(approver, work.who):
        raise Refusal("Somebody else has to allow a change after the lock, not who records it.")
    if not _was_locked(work, session):
        raise Refusal("This list is not locked; it can be changed without a signature.")
    signed = LockException(
        session_id=session,
        at=work.stamp,
        by=work.who,
        approver=approver.strip(),
        what=session_words(work, there),
        reason=reason.strip(),
        stood=as_it_stands(work, [there])[session],
    )
    work.add(signed)
    work.label = f"Sign for the change of {session_words(work, there)}"
    return signed.id


def meeting_of(read: Reading, day: dt.date) -> SixFourTwoMeeting | None:
    """The record of a day's meeting, or none."""
    return read.one(select(SixFourTwoMeeting).where(SixFourTwoMeeting.day == day))


def _fresh(
    work: UnitOfWork, session: int, at: Sitting, decision: MeetingDecision, note: str
) -> SixFourTwoDecision:
    return SixFourTwoDecision(
        session_id=session,
        milestone=at.milestone,
        meeting_day=at.day,
        decision=decision.value,
        decided_by=work.who,
        note=note.strip(),
    )


def _open(work: UnitOfWork, session: int, at: Sitting) -> ClinicalSession:
    _refuse_closed(work, at)
    return work.get(ClinicalSession, session)


def _refuse_closed(work: UnitOfWork, at: Sitting) -> None:
    there = meeting_of(work, at.day)
    if there is not None and there.closed_at is not None:
        raise Refusal(
            f"The meeting of {day_words(at.day)} is closed."
            " Open it again, or decide in the next one."
        )


def _given_up(work: UnitOfWork, session: int, at: Sitting, reason: str) -> ClinicalSession:
    """The session, released first where it stands with nobody or was closed."""
    there = _open(work, session, at)
    if there.state in FALLEN:
        plan_again(work, session=session)
    if there.state is not SessionState.RELEASED:
        release_session(work, session=session, reason=reason.strip() or UNUSED)
    return there


def _refuse_empty(work: UnitOfWork, session: ClinicalSession) -> None:
    there = work.one(select(Assignment).where(Assignment.session_id == session.id))
    if session.state not in STANDING or (there is None and session.cover_wanted):
        raise Refusal("Nobody is on this list. Find somebody, give it away, or close it.")


def _was_locked(work: UnitOfWork, session: int) -> bool:
    locked = select(SessionStep).where(
        SessionStep.session_id == session, SessionStep.state == SessionState.LOCKED
    )
    return work.one(locked) is not None


def _decision_of(
    work: UnitOfWork, session: int, milestone: Milestone
) -> SixFourTwoDecision | None:
    return work.one(
        select(SixFourTwoDecision).where(
            SixFourTwoDecision.session_id == session, SixFourTwoDecision.milestone == milestone
        )
    )


def _decide(
    work: UnitOfWork,
    session: ClinicalSession,
    at: Sitting,
    decision: MeetingDecision,
    note: str,
) -> None:
    """Keep the decision; a later one about the same milestone takes its place."""
    there = _decision_of(work, session.id, at.milestone)
    if there is None:
        there = _fresh(work, session.id, at, decision, note)
        work.add(there)
    there.meeting_day, there.decision = at.day, decision.value
    there.decided_by, there.note = work.who, note.strip()
    words = session_words(work, session)
    work.label = f"{decision.value.capitalize()}: {words}"


def lent(read: Reading, session: int) -> bool:
    """Whether a released session's room was given to another service."""
    return read.one(select(RoomBooking).where(RoomBooking.session_id == session)) is not None
