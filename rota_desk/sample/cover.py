"""What became of the sample's gaps: covered, given to others, stood down, or still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from models import (
    ClinicalSession,
    Gap,
    SessionStep,
)
from models.base import Base
from models.types import (
    GapActionKind,
    GapCause,
    GapState,
    SessionState,
)
from rota_desk.sample.asked import ROOMED, asked
from rota_desk.sample.board import Board, make_board
from rota_desk.sample.covering import covered, skilled_people
from rota_desk.sample.released import released
from rota_desk.sample.scene import Scene
from rota_desk.sample.tried import known_at, tried

DAY = dt.timedelta(days=1)
SIX_WEEKS = 6
ASKED_WITHIN = 3  # weeks: nearer gaps have been asked about
STOOD_DOWN = 0.97  # up to this, a past list without cover was stood down
ALWAYS_FOUND = ("OC", "OW", "CW")  # a consultant for the ward and the night is always found
WEEK = dt.timedelta(weeks=1)


def settle_gaps(scene: Scene) -> None:
    """Give each gap its story, the older the more likely that it was closed."""
    board = make_board(scene, scene.anchor.first, scene.anchor.last)
    skilled = skilled_people(scene)
    found = scene.work.all(select(Gap).order_by(Gap.id))
    fresh: list[Base] = []
    for gap in found:
        fresh += _story(scene, board, skilled, gap)
    scene.work.add_all(fresh)
    scene.work.flush()


def _story(scene: Scene, board: Board, skilled: dict[int, list[int]], gap: Gap) -> Iterator[Base]:
    session = board.sessions[gap.session_id]
    weeks = (session.start.date() - scene.anchor.monday) // WEEK
    roomed = board.activity(session).kind in ROOMED
    chance = scene.dice.random()
    if gap.cause is GapCause.MOVED and roomed:
        yield from released(scene, board, skilled, gap, weeks=weeks, chance=chance)
    elif weeks < SIX_WEEKS and chance < _closed_share(board.code(session), weeks, roomed=roomed):
        yield from covered(scene, board, skilled, gap)
    elif roomed and weeks < 0 and chance < STOOD_DOWN:
        yield _stand_down(scene, session, gap, "No cover found; patients moved to other lists")
    elif weeks < 0:
        gap.state, gap.decision = GapState.CLOSED, "Ran short; the ward team was told"
        yield tried(scene, gap, GapActionKind.ESCALATED, "Dr M Okafor", "Run short, keep asking")
    elif weeks < ASKED_WITHIN:
        yield from asked(scene, board, skilled, gap)


def _closed_share(code: str, weeks: int, *, roomed: bool) -> float:
    if code in ALWAYS_FOUND:
        return STOOD_DOWN
    if weeks < 0:
        return 0.72 if roomed else 0.93
    return 0.35 if roomed else 0.6


def _stand_down(scene: Scene, session: ClinicalSession, gap: Gap, why: str) -> SessionStep:
    session.state, session.state_reason = SessionState.CANCELLED, why
    session.state_by = scene.coordinator
    session.state_at = max(
        scene.anchor.moment(session.start.date() - 9 * DAY, "15:30"), known_at(scene, gap)
    )
    gap.state, gap.decision = GapState.CLOSED, "Stood down"
    return SessionStep(
        session_id=session.id,
        state=session.state,
        at=session.state_at,
        by=scene.coordinator,
        reason=why,
    )
