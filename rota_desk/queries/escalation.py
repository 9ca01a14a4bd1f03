"""Whom to go to, in which order, and how far a gap has gone up the ladder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, ClinicalSession, EscalationStep, Gap, GapAction
from models.types import GapActionKind
from rota_desk.queries.moments import wall_time
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words, moment_words

HOUR = 60  # minutes


@dataclass(frozen=True, slots=True)
class LadderStep:
    """A step of the ladder as it is read aloud."""

    step_id: int
    place: int
    role: str
    name: str
    reach: str
    after_minutes: int

    @property
    def whom(self) -> str:
        """The role and the name: "Duty manager, R Haq"."""
        return f"{self.role}, {self.name}" if self.name else self.role

    @property
    def after(self) -> str:
        """How long to wait before it: "at once", "after 30 min", "after 4 h"."""
        if not self.after_minutes:
            return "at once"
        hours, minutes = divmod(self.after_minutes, HOUR)
        parts = (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "")
        return f"after {' '.join(part for part in parts if part)}"


@dataclass(frozen=True, slots=True)
class Climb:
    """How far a gap has gone: the last step taken, and the next with the moment it is due."""

    session_id: int
    what: str  # "Endoscopy list, Thu 12 Nov 08:30"
    taken: int  # steps of the ladder that were gone to
    last: str  # "Tue 10 Nov 09:12 to Duty manager", or empty
    next: LadderStep | None
    due: dt.datetime | None  # wall time

    def overdue(self, now: dt.datetime) -> bool:
        """Whether the next step should have been gone to by now."""
        return self.due is not None and self.due <= now


def ladder(read: Reading) -> tuple[LadderStep, ...]:
    """Every step, the first to go to on top."""
    return tuple(
        LadderStep(one.id, one.place, one.role, one.name, one.reach, one.after_minutes)
        for one in read.all(select(EscalationStep).order_by(EscalationStep.place))
    )


def climb(read: Reading, *, session: int) -> Climb:
    """How far a session's gap has gone up the ladder, and what is next."""
    there, steps = read.get(ClinicalSession, session), ladder(read)
    gap = read.one(select(Gap).where(Gap.session_id == session))
    gone = (
        read.all(
            select(GapAction)
            .where(GapAction.gap_id == gap.id, GapAction.kind == GapActionKind.ESCALATED)
            .order_by(GapAction.at, GapAction.id)
        )
        if gap is not None
        else ()
    )
    taken = max((_place(steps, one.whom) for one in gone), default=0)
    since = gone[-1].at if gone else gap.known_at if gap is not None else read.stamp
    ahead = next((one for one in steps if one.place > taken), None)
    wait = dt.timedelta(minutes=ahead.after_minutes) if ahead else dt.timedelta()
    last = f"{moment_words(wall_time(read, gone[-1].at))} to {gone[-1].whom}" if gone else ""
    return Climb(
        session_id=session,
        what=session_words(read, there),
        taken=taken,
        last=last,
        next=ahead,
        due=wall_time(read, since + wait) if ahead else None,
    )


def session_words(read: Reading, session: ClinicalSession) -> str:
    """A session by its activity, day and hour: "Endoscopy list, Thu 12 Nov 08:30"."""
    activity = read.get(Activity, session.activity_id)
    return f"{activity.name}, {day_words(session.start.date())} {session.start:%H:%M}"


def session_said(read: Reading, *, session: int) -> str:
    """A session in words, by its number."""
    return session_words(read, read.get(ClinicalSession, session))


def _place(steps: tuple[LadderStep, ...], whom: str) -> int:
    """The place of the step that was gone to; 0 when it is not on the ladder (any more)."""
    fitting = (one.place for one in steps if whom in {one.whom, one.role, one.name})
    return max(fitting, default=0)
