"""What is built from job plans follows them where they changed; what was done by hand stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, Gap
from models.types import AssignmentSource, GapCause, GapState
from rota_desk.changes import plain
from rota_desk.edits.gaps import STANDING, settle_gap
from rota_desk.edits.sessions import is_named
from rota_desk.edits.standing import put_on, those_on
from rota_desk.edits.told import note_change
from rota_desk.planning.draw import Drawn
from rota_desk.queries.as_planned import Facts, as_planned, changed_by_hand
from rota_desk.queries.planned_sessions import PlannedSessions
from rota_desk.unit_of_work import UnitOfWork

NAMES = {"start": "start", "end": "end", "slot": "slot", "room_id": "room_id"} | {
    "cover_wanted": "wanted"
}  # a session's columns, and what the plan calls them
TIMES = frozenset({"start", "end"})
AWAY = frozenset({GapCause.LEAVE, GapCause.STUDY_LEAVE, GapCause.ABSENCE, GapCause.MOVED})
NOT_PLANNED = "no longer planned"


class How(StrEnum):
    """What following the plans does to a session."""

    NEW = "new"
    CHANGED = "changes"
    GONE = "goes"
    KEPT = "stays"


@dataclass(frozen=True, slots=True)
class PlanMove:
    """A session that follows its plan, or stays as it was made by hand, and why."""

    how: How
    day: dt.date
    activity: str
    who: str
    what: str


def follow(
    work: UnitOfWork, there: PlannedSessions, uid: Callable[[], str]
) -> tuple[PlanMove, ...]:
    """Bring sessions from what they were built from to what the plans say now.

    Days before today stay as they are, and so does what was cancelled, moved or filled by hand.
    """
    act = _Following(work, uid)
    for one in there.standing:
        if one.session.start.date() >= work.today and one.session.state in STANDING:
            act.bring(one.session, one.wanted)
    return tuple(act.moves)


class _Following:
    """One act of following, with what has moved so far."""

    def __init__(self, work: UnitOfWork, uid: Callable[[], str]) -> None:
        self._work, self._uid = work, uid
        self._names = {one.id: one.name for one in work.all(select(Clinician))}
        self._titles = {one.id: one.name for one in work.all(select(Activity))}
        self.moves: list[PlanMove] = []

    def bring(self, session: ClinicalSession, one: Drawn | None) -> None:
        """Let a session follow what the plan wants now; None: it wants nothing there."""
        if one is None:
            self._let_go(session)
            return
        if session.job_plan_line_id != one.need.line_id:
            session.job_plan_line_id = one.need.line_id
        differs = [
            column
            for column, name in NAMES.items()
            if getattr(session, column) != getattr(one.need, name)
        ]
        taken = self._take_over(session, one, differs) if differs else frozenset()
        if session.owner_id != one.need.owner_id:
            self._hand_on(session, one)
        elif taken & TIMES:
            self._stand_again(session, one)

    def _take_over(
        self, session: ClinicalSession, one: Drawn, differs: Iterable[str]
    ) -> frozenset[str]:
        """Take over what the plan says otherwise now, save what was changed by hand."""
        planned = self._planned(session)
        by_hand = changed_by_hand(session, planned, differs)
        anew = {name for name in by_hand if plain(getattr(one.need, NAMES[name])) != planned[name]}
        if anew:
            self._tell(How.KEPT, session, session.owner_id, "changed by hand, stays")
        taken = frozenset(differs) - by_hand
        if not taken:
            return taken
        before = _facts(session)
        for name in taken:
            setattr(session, name, getattr(one.need, NAMES[name]))
        self._work.flush()
        what = _what(taken, before, session)
        for placed in those_on(self._work, session.id):
            placed.sequence += 1
            placed.changed_at = self._work.stamp
            note_change(self._work, session=session, clinician=placed.clinician_id, what=what)
        self._settle(session, one)
        self._tell(How.CHANGED, session, session.owner_id, what)
        return taken

    def _hand_on(self, session: ClinicalSession, one: Drawn) -> None:
        """The plan's session is somebody else's now: a post has its next holder."""
        before, session.owner_id = session.owner_id, one.need.owner_id
        there = those_on(self._work, session.id)
        own = [each for each in there if _is_own(each, before)]
        for each in own:
            self._take_off(session, each)
        if len(there) == len(own) and (own or self._is_free(session, before)):
            for who in one.standing:
                self._put_on(session, who)
        self._settle(session, one)
        was = self._names.get(before or 0, "nobody")
        self._tell(How.CHANGED, session, session.owner_id, f"it was {was} before")

    def _is_free(self, session: ClinicalSession, before: int | None) -> bool:
        """Whether nobody stands there for a reason that went with the holder before."""
        return before is None or self._was_away(session, before)

    def _stand_again(self, session: ClinicalSession, one: Drawn) -> None:
        """At its new time the owner may be away, or free where they were away before."""
        there, owner = those_on(self._work, session.id), session.owner_id
        own = [each for each in there if _is_own(each, owner)]
        if own and not one.standing:
            self._take_off(session, own[0])
            self._settle(session, one)
            self._tell(How.CHANGED, session, owner, f"taken off: {one.hindrances[0].text}")
        elif not there and one.standing and self._was_away(session, one.standing[0]):
            self._put_on(session, one.standing[0])
            self._settle(session, one)

    def _was_away(self, session: ClinicalSession, who: int) -> bool:
        gap = self._work.one(select(Gap).where(Gap.session_id == session.id))
        missed = gap is not None and gap.clinician_id == who and gap.cause in AWAY
        return missed and gap is not None and gap.state is GapState.OPEN

    def _let_go(self, session: ClinicalSession) -> None:
        """The plan wants the session no longer: it goes, unless somebody's hand is on it."""
        there = those_on(self._work, session.id)
        own = [each for each in there if _is_own(each, session.owner_id)]
        if changed_by_hand(session, self._planned(session)) or is_named(self._work, session):
            self._tell(
                How.KEPT, session, session.owner_id, f"{NOT_PLANNED}; changed by hand, stays"
            )
            return
        for each in there:
            if each not in own:
                self._tell(
                    How.KEPT, session, each.clinician_id, f"{NOT_PLANNED}; put on by hand, stays"
                )
        for each in own:
            self._take_off(session, each)
        if len(there) > len(own):
            self._settle(session, None)
            return
        self._tell(How.GONE, session, session.owner_id, NOT_PLANNED)
        self._work.remove(session)

    def _planned(self, session: ClinicalSession) -> Facts:
        return as_planned(self._work, sessions=[session.id]).get(session.id, {})

    def _put_on(self, session: ClinicalSession, who: int) -> None:
        put_on(self._work, session, who, source=AssignmentSource.PLAN, uid=self._uid)
        self._note(session, who, f"{self._names[who]} added")

    def _take_off(self, session: ClinicalSession, placed: Assignment) -> None:
        self._work.remove(placed)
        self._note(session, placed.clinician_id, f"{self._names[placed.clinician_id]} taken off")

    def _note(self, session: ClinicalSession, who: int, what: str) -> None:
        note_change(self._work, session=session, clinician=who, what=what)

    def _settle(self, session: ClinicalSession, one: Drawn | None) -> None:
        why = one.hindrances[0] if one and one.hindrances else None
        settle_gap(
            self._work,
            session=session,
            cause=why.cause if why else GapCause.TEMPLATE_HOLE,
            text=why.text if why else "The plan puts nobody here",
            clinician=why.clinician_id if why else None,
        )

    def _tell(self, how: How, session: ClinicalSession, who: int | None, what: str) -> None:
        name = self._names[who] if who is not None else ""
        title = self._titles[session.activity_id]
        self.moves.append(PlanMove(how, session.start.date(), title, name, what))


def _is_own(placed: Assignment, owner: int | None) -> bool:
    """Whether the plan put somebody there, and nobody by hand."""
    return placed.source is AssignmentSource.PLAN and placed.clinician_id == owner


def _facts(session: ClinicalSession) -> str:
    return f"{session.start:%H:%M}–{session.end:%H:%M}"


def _what(taken: frozenset[str], before: str, session: ClinicalSession) -> str:
    """What changed, in words: "08:30–12:30 becomes 09:00–13:00, room changed"."""
    said = [f"{before} becomes {_facts(session)}"] if taken & TIMES else []
    said += ["room changed"] if "room_id" in taken else []
    said += ["part of the day changed"] if taken == {"slot"} else []
    said += ["people needed changed"] if "cover_wanted" in taken else []
    return ", ".join(said)
