"""Lists of whoever is on the wards: released at six weeks, used by others, or closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models import (
    ClinicalSession,
    Gap,
    RoomBooking,
    SixFourTwoDecision,
)
from models.base import Base
from models.types import (
    BookingKind,
    GapState,
    Milestone,
    SessionState,
)
from rota_desk.sample.board import Board
from rota_desk.sample.covering import covered
from rota_desk.sample.scene import Scene

DAY = dt.timedelta(days=1)
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
    if chance < TAKEN_BY_COLLEAGUE:
        taken = list(covered(scene, board, skilled, gap))
        if taken:
            session.state = SessionState.REALLOCATED
            session.state_reason, session.state_by = gap.cause_text, scene.coordinator
            session.state_at = scene.anchor.moment(session.start.date() - 30 * DAY, "11:00")
            yield from taken
            yield from _decided(scene, session, weeks, "Offered, taken by a colleague")
            return
    session.state = SessionState.RELEASED
    session.state_reason, session.state_by = gap.cause_text, scene.coordinator
    session.state_at = scene.anchor.moment(session.start.date() - 42 * DAY, "10:00")
    gap.state, gap.decision = GapState.CLOSED, "Released at six weeks"
    yield from _decided(scene, session, weeks, "Released to other services")
    if chance > LENT_OUT and session.room_id is not None:
        yield RoomBooking(
            room_id=session.room_id,
            kind=BookingKind.OTHER_SERVICE,
            start=session.start,
            end=session.end,
            title=OTHERS[session.id % len(OTHERS)],
            booked_by=scene.deputy,
        )


def _decided(scene: Scene, session: ClinicalSession, weeks: int, decision: str) -> Iterator[Base]:
    yield _decision(scene, session, Milestone.SIX, "Released")
    if weeks <= FOUR_WEEKS:
        yield _decision(scene, session, Milestone.FOUR, decision)
    if weeks <= TWO_WEEKS:
        last = "Closed" if session.state is SessionState.RELEASED else "Locked"
        yield _decision(scene, session, Milestone.TWO, last)


def _decision(
    scene: Scene, session: ClinicalSession, milestone: Milestone, decision: str
) -> SixFourTwoDecision:
    monday = session.start.date() - session.start.weekday() * DAY
    return SixFourTwoDecision(
        session_id=session.id,
        milestone=milestone,
        meeting_day=monday - int(milestone.value) * WEEK,
        decision=decision,
        decided_by=scene.manager,
    )
