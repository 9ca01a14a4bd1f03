"""Who was asked for a gap, what they said and when: the ask log, to its end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Gap, GapAction
from models.types import AskOutcome, GapActionKind
from rota_desk.unit_of_work import Reading
from rota_desk.words import moment_words

ASKS = (GapActionKind.ASKED, GapActionKind.OFFERED)
OUTCOMES = {
    AskOutcome.NO_ANSWER: "no answer",
    AskOutcome.DECLINED: "declined",
    AskOutcome.ACCEPTED: "accepted",
    AskOutcome.WITHDRAWN: "withdrawn",
}
WAITS = "awaiting answer"


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody who was asked for a gap, and what became of it."""

    id: int
    clinician_id: int | None
    words: str  # "Dr M Okafor, asked 07:45: declined 07:52"
    outcome: AskOutcome | None
    waits: bool = False  # neither an outcome nor a word of theirs is noted

    @property
    def over(self) -> bool:
        """Whether they need not be asked again: they said no, or did not answer."""
        return self.outcome in {AskOutcome.DECLINED, AskOutcome.NO_ANSWER, AskOutcome.WITHDRAWN}


def asks(read: Reading, *, session: int) -> tuple[Ask, ...]:
    """Everybody who was asked or offered a session, those who have not answered first."""
    found = read.all(
        select(GapAction)
        .join(Gap, Gap.id == GapAction.gap_id)
        .where(Gap.session_id == session, GapAction.kind.in_(ASKS))
        .order_by(GapAction.at, GapAction.id)
    )
    told = [_ask(read, one) for one in found]
    return tuple(sorted(told, key=lambda one: not one.waits))


def answer_words(read: Reading, action: GapAction) -> str:
    """What was said and when: "declined 07:52: on leave"; who has not answered is awaited."""
    if action.outcome is None:
        return action.answer or WAITS
    when = f" {_clock(read, action.answered_at, action.at)}" if action.answered_at else ""
    said = f": {action.answer}" if action.answer else ""
    return f"{OUTCOMES[action.outcome]}{when}{said}"


def _ask(read: Reading, action: GapAction) -> Ask:
    verb = "offered" if action.kind is GapActionKind.OFFERED else "asked"
    whom = action.whom or "Somebody"
    asked = _clock(read, action.at, read.stamp)
    words = f"{whom}, {verb} {asked}: {answer_words(read, action)}"
    waits = action.outcome is None and not action.answer
    return Ask(action.id, action.clinician_id, words, action.outcome, waits)


def _clock(read: Reading, stamp: dt.datetime, beside: dt.datetime) -> str:
    """The time of a moment; with its day where that is not the other's."""
    wall, other = (
        one.replace(tzinfo=dt.UTC).astimezone(read.zone).replace(tzinfo=None)
        for one in (stamp, beside)
    )
    return f"{wall:%H:%M}" if wall.date() == other.date() else moment_words(wall)
