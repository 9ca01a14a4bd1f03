"""Lists of whoever is on the wards: released at six weeks, used by others, or closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models import (
    ClinicalSession,
    Gap,
    RoomBooking,
    SessionStep,
    SixFourTwoDecision,
)
from models.base import Base
from models.types import (
    BookingKind,
    GapState,
    MeetingDecision,
    Milestone,
    SessionState,
)
from rota_desk.domain.six_four_two import weeks_of
from rota_desk.domain.times import monday_of
from rota_desk.sample.board import Board
from rota_desk.sample.covering import covered
from rota_desk.sample.scene import Scene

OTHERS = ("Stoma clinic", "Respiratory bronchoscopy", "Urology cystoscopy", "Capsule reading")
SIX_WEEKS, FOUR_WEEKS, TWO_WEEKS = 6, 4, 2
TAKEN_BY_COLLEAGUE = 0.62  # share of released lists that a colleague takes
LENT_OUT = 0.8  # above this, another service has the room
WEEK = dt.timedelta(weeks=1)


def released(
    scene: Scene,
    board: Board,
    skilled: dict[int, list[int]],
    gap: Gap,
    *,
    weeks: int,
    chance: float,
) -> Iterator[Base]:
    """The lists of whoever is on the wards: released at six weeks, used by others, or closed."""
    session = board.sessions[gap.session_id]
    if weeks >= SIX_WEEKS:
        return
    yield _turn(scene, session, SessionState.RELEASED, gap.cause_text, SIX_WEEKS)
    yield _decision(scene, session, Milestone.SIX, MeetingDecision.RELEASE)
    if chance < TAKEN_BY_COLLEAGUE and weeks < FOUR_WEEKS:
        taken = list(covered(scene, board, skilled, gap))
        if taken:
            yield _turn(scene, session, SessionState.REALLOCATED, gap.cause_text, FOUR_WEEKS)
            yield from taken
            yield _decision(scene, session, Milestone.FOUR, MeetingDecision.REALLOCATE)
            return
    gap.state, gap.decision = GapState.CLOSED, "Released at six weeks"
    if weeks >= FOUR_WEEKS:
        return
    if chance > LENT_OUT and session.room_id is not None:
        service = OTHERS[session.id % len(OTHERS)]
        yield _decision(scene, session, Milestone.FOUR, MeetingDecision.LEND, service)
        yield RoomBooking(
            room_id=session.room_id,
            kind=BookingKind.OTHER_SERVICE,
            start=session.start,
            end=session.end,
            title=service,
            booked_by=scene.deputy,
            session_id=session.id,
        )
        return
    yield _decision(scene, session, Milestone.FOUR, MeetingDecision.WAIT)
    if weeks < TWO_WEEKS:
        yield _turn(scene, session, SessionState.CLOSED, "Nobody took it", TWO_WEEKS)
        yield _decision(scene, session, Milestone.TWO, MeetingDecision.CLOSE)


def _turn(
    scene: Scene, session: ClinicalSession, state: SessionState, reason: str, weeks: int
) -> SessionStep:
    """Bring a session into a state at the meeting so many weeks before."""
    at = scene.anchor.moment(monday_of(session.start.date()) - weeks * WEEK, "13:10")
    session.state, session.state_reason = state, reason
    session.state_by, session.state_at = scene.coordinator, at
    return SessionStep(
        session_id=session.id, state=state, at=at, by=scene.coordinator, reason=reason
    )


def _decision(
    scene: Scene,
    session: ClinicalSession,
    milestone: Milestone,
    decision: MeetingDecision,
    note: str = "",
) -> SixFourTwoDecision:
    return SixFourTwoDecision(
        session_id=session.id,
        milestone=milestone,
        meeting_day=monday_of(session.start.date()) - weeks_of(milestone) * WEEK,
        decision=decision.value,
        decided_by=scene.manager,
        note=note,
    )
