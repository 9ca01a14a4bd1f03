"""Gaps of the coming weeks: who was asked, and what the bank said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from models import (
    ClinicalSession,
    CoverRequest,
    Gap,
)
from models.base import Base
from models.types import (
    ActivityKind,
    CoverRequestState,
    GapActionKind,
    GapCause,
)
from rota_desk.sample.board import Board
from rota_desk.sample.covering import serves
from rota_desk.sample.scene import Scene
from rota_desk.sample.tried import known_at, soon, tried

DAY = dt.timedelta(days=1)
ROOMED = (ActivityKind.LIST, ActivityKind.CLINIC)
TO_THE_BANK = 0.5
BANK_REFUSES = 0.4
NONE_CAME = "No bank doctor took the shift"


def asked(scene: Scene, board: Board, skilled: dict[int, list[int]], gap: Gap) -> Iterator[Base]:
    """An open gap of the next weeks: people asked, some of them twice, the bank asked for some."""
    session = board.sessions[gap.session_id]
    able = [
        number
        for number in skilled.get(session.activity_id, [])
        if number != gap.clinician_id and serves(scene, number, session.start.date())
    ]
    answers = ("No, on leave", "No, clinic that day", "Will say tomorrow")
    turns = scene.dice.randrange(1, 3) if session.start < soon(scene) else scene.dice.randrange(3)
    for turn in range(min(turns, len(able))):
        whom = able[(session.id + turn) % len(able)]
        yield tried(
            scene, gap, GapActionKind.ASKED, "", answers[turn], clinician=whom, after=turn + 1
        )
    if board.activity(session).kind not in ROOMED and scene.dice.random() < TO_THE_BANK:
        refused = scene.dice.random() < BANK_REFUSES
        said = NONE_CAME if refused else ""
        yield tried(scene, gap, GapActionKind.BANK_REQUESTED, "Bank", said, after=2)
        yield _bank(scene, session, gap, refused=refused)
        if refused:
            gap.cause, gap.cause_text = GapCause.BANK_REFUSED, NONE_CAME
    gap.decide_by = session.start.date() - 2 * DAY


def _bank(scene: Scene, session: ClinicalSession, gap: Gap, *, refused: bool) -> CoverRequest:
    return CoverRequest(
        session_id=session.id,
        supplier="Bank",
        requested_at=min(known_at(scene, gap) + 2 * DAY, scene.anchor.ago(0, "08:30")),
        grade="SHO",
        reason=gap.cause_text,
        hourly_rate=Decimal("48.00"),
        state=CoverRequestState.REFUSED if refused else CoverRequestState.REQUESTED,
        requested_by=scene.coordinator,
    )
