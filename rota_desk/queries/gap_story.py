"""The story of one gap: its cause, what was tried, and what was decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Clinician, Gap, GapAction
from models.types import GapActionKind, GapCause, GapState
from rota_desk.queries.asks import WAITS, answer_words
from rota_desk.queries.gap_words import CAUSES, cause_words
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words, moment_words

KINDS = {
    GapActionKind.ASKED: "asked {}",
    GapActionKind.OFFERED: "offered to {}",
    GapActionKind.BANK_REQUESTED: "requested from the bank",
    GapActionKind.AGENCY_REQUESTED: "requested from the agency",
    GapActionKind.ESCALATED: "escalated to {}",
    GapActionKind.DECIDED: "decided",
    GapActionKind.NOTED: "noted",
}


@dataclass(frozen=True, slots=True)
class TriedLine:
    """Something that was tried for a gap, in words, with the answer so far."""

    words: str
    answer: str


@dataclass(frozen=True, slots=True)
class GapStory:
    """What the ledger holds of one gap."""

    cause: GapCause
    cause_text: str
    cause_words: str
    tried: tuple[TriedLine, ...]  # oldest first
    decision: str  # in words, empty while it is looked for
    decide_by: dt.date | None

    @property
    def waits(self) -> bool:
        """Whether somebody who was asked has still to answer, or to be told that it is taken."""
        return any(one.answer == WAITS for one in self.tried)


def gap_story(read: Reading, *, session: int) -> GapStory | None:
    """The ledger's line of a session; None where none was ever written."""
    gap = read.one(select(Gap).where(Gap.session_id == session))
    if gap is None:
        return None
    return GapStory(
        cause=gap.cause,
        cause_text=gap.cause_text,
        cause_words=cause_words(gap.cause, gap.cause_text) or CAUSES[gap.cause],
        tried=_tried(read, gap),
        decision=_decision(gap),
        decide_by=gap.decide_by,
    )


def _tried(read: Reading, gap: Gap) -> tuple[TriedLine, ...]:
    found = read.all(
        select(GapAction).where(GapAction.gap_id == gap.id).order_by(GapAction.at, GapAction.id)
    )
    return tuple(TriedLine(_words(read, one), answer_words(read, one)) for one in found)


def _words(read: Reading, action: GapAction) -> str:
    there = read.find(Clinician, action.clinician_id) if action.clinician_id else None
    whom = there.name if there is not None else action.whom or "somebody"
    wall = action.at.replace(tzinfo=dt.UTC).astimezone(read.zone).replace(tzinfo=None)
    return f"{moment_words(wall)} {action.by}: {KINDS[action.kind].format(whom)}"


def _decision(gap: Gap) -> str:
    if gap.state is not GapState.LEFT_OPEN:
        return ""
    until = f", decide by {day_words(gap.decide_by)}" if gap.decide_by else ""
    return f"Left open: {gap.decision.rstrip('.')}{until}."
