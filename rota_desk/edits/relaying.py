"""Laying a pattern again over what is built: the pattern's own follows, hand edits stay."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, Gap
from models.types import AssignmentSource, GapCause, GapState, SessionSource
from rota_desk.edits.gaps import STANDING, settle_gap
from rota_desk.edits.standing import put_on, those_on
from rota_desk.edits.told import note_change
from rota_desk.planning.diary import Diary
from rota_desk.queries.away_spans import away_spans
from rota_desk.queries.laid_shifts import LaidShift, Place, laid_shifts, period_of
from rota_desk.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LayChange:
    """One thing laying a pattern does, or leaves as it was made by hand."""

    day: dt.date
    activity: str
    who: str
    what: str  # "put on", "taken off", "new shift", "by hand, stays" …


@dataclass(slots=True)
class Relaid:
    """The difference laying a pattern makes to what is built, and what stays as it is by hand."""

    added: list[LayChange] = field(default_factory=list)
    taken_off: list[LayChange] = field(default_factory=list)
    kept: list[LayChange] = field(default_factory=list)
    not_placed: list[LayChange] = field(default_factory=list)  # who could not be put on, and why


def relay(
    work: UnitOfWork,
    *,
    pattern: int,
    first: dt.date,
    last: dt.date,
    before: Mapping[Place, LaidShift],
    uid: Callable[[], str],
) -> Relaid:
    """Bring the built shifts of a pattern from what it was (`before`) to what it is now."""
    after = laid_shifts(work, pattern=pattern, first=first, last=last)
    there = _sessions(work, first, last)
    act = _Relaying(work, uid)
    for place in sorted({*before, *after}, key=lambda one: (one[1], one[0], one[2])):
        session = there.get(place)
        old, new = before.get(place), after.get(place)
        if session is not None:
            act.bring_up_to_date(session, old, new)
        elif new is not None:
            act.make(new)
    return act.told


def _sessions(work: UnitOfWork, first: dt.date, last: dt.date) -> dict[Place, ClinicalSession]:
    opens, closes = period_of(first, last)
    found: dict[tuple[int, dt.date], list[ClinicalSession]] = defaultdict(list)
    for one in work.all(
        select(ClinicalSession)
        .where(ClinicalSession.source == SessionSource.PATTERN)
        .where(ClinicalSession.start >= opens, ClinicalSession.start < closes)
        .order_by(ClinicalSession.start, ClinicalSession.id)
    ):
        found[one.activity_id, one.start.date()].append(one)
    return {
        (activity, day, place): one
        for (activity, day), each in found.items()
        for place, one in enumerate(each)
    }


class _Relaying:
    """One act of laying again, with what it has done so far."""

    def __init__(self, work: UnitOfWork, uid: Callable[[], str]) -> None:
        self._work, self._uid = work, uid
        self._names = {one.id: one.name for one in work.all(select(Clinician))}
        self._titles = {one.id: one.name for one in work.all(select(Activity))}
        self._on_call = {
            one.id for one in work.all(select(Activity)) if one.kind.value == "on_call"
        }
        self.told = Relaid()

    def make(self, new: LaidShift) -> None:
        """Make a shift that was not there, with those who can stand on it."""
        need = new.drawn.need
        session = self._work.add(
            ClinicalSession(
                activity_id=need.activity_id,
                start=need.start,
                end=need.end,
                slot=need.slot,
                cover_wanted=need.wanted,
                source=SessionSource.PATTERN,
            )
        )
        if not new.standing:
            self._tell(self.told.added, session, None, "new shift, a gap")
        for who in new.standing:
            self._put_on(session, who)
        self._tell_not_placed(session, new)
        self._settle(session, new)

    def bring_up_to_date(
        self, session: ClinicalSession, old: LaidShift | None, new: LaidShift | None
    ) -> None:
        """Change what the pattern put on a shift and leave what was done by hand."""
        if session.state not in STANDING:
            if old is None or new is None or old.meant != new.meant:
                self._tell(self.told.kept, session, None, f"{session.state.value}, stays so")
            return
        meant_before = old.meant if old else frozenset()
        meant = new.meant if new else frozenset()
        there = those_on(self._work, session.id)
        own = [one for one in there if _is_own(one, meant_before)]
        by_hand = [one for one in there if one not in own]
        for one in by_hand:
            self._tell(self.told.kept, session, one.clinician_id, "by hand, stays")
        if old == new:
            self._tell_taken_off(session, meant_before, there)
            return
        for one in own:
            if one.clinician_id not in meant:
                self._take_off(session, one)
        if new is not None:
            self._put_on_whoever_is_meant(session, meant_before, new, by_hand)
            self._tell_not_placed(session, new)
        self._retime(session, old, new)
        if new is None and not those_on(self._work, session.id) and not session.note:
            note_change(self._work, session=session, clinician=None, what="session removed")
            self._tell(self.told.taken_off, session, None, "shift no longer in the pattern")
            self._work.remove(session)
            return
        self._settle(session, new)

    def _tell_not_placed(self, session: ClinicalSession, new: LaidShift) -> None:
        for one in new.drawn.hindrances:
            self._tell(self.told.not_placed, session, one.clinician_id, one.text)

    def _tell_taken_off(
        self, session: ClinicalSession, meant: frozenset[int], there: list[Assignment]
    ) -> None:
        here = {one.clinician_id for one in there}
        for who in sorted(meant - here, key=self._names.__getitem__):
            self._tell(self.told.kept, session, who, "taken off or away, stays off")

    def _put_on_whoever_is_meant(
        self,
        session: ClinicalSession,
        meant_before: frozenset[int],
        new: LaidShift,
        by_hand: list[Assignment],
    ) -> None:
        room = len(new.meant) - len(by_hand)
        here = {one.clinician_id for one in those_on(self._work, session.id)}
        for who in new.standing:
            if who in here:
                continue
            if who in meant_before:
                self._tell(self.told.kept, session, who, "taken off or away, stays off")
            elif len(here) - len(by_hand) >= room:
                self._tell(self.told.kept, session, who, "not put on: somebody stands in by hand")
            else:
                self._put_on(session, who)
                here.add(who)

    def _put_on(self, session: ClinicalSession, who: int) -> None:
        put_on(self._work, session, who, source=AssignmentSource.PATTERN, uid=self._uid)
        note_change(self._work, session=session, clinician=who, what=f"{self._names[who]} added")
        self._tell(self.told.added, session, who, "put on")
        if session.activity_id not in self._on_call:
            self._displace(session, who)

    def _take_off(self, session: ClinicalSession, placed: Assignment) -> None:
        who = placed.clinician_id
        self._work.remove(placed)
        name = self._names[who]
        note_change(self._work, session=session, clinician=who, what=f"{name} taken off")
        self._tell(self.told.taken_off, session, who, "taken off")
        self._give_back(session, who)

    def _displace(self, shift: ClinicalSession, who: int) -> None:
        """Whoever stands on a pattern's day leaves the own plan's sessions as gaps."""
        moved = f"On {self._titles[shift.activity_id].lower()}"
        for placed, session in self._work.rows(
            select(Assignment, ClinicalSession)
            .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
            .where(Assignment.clinician_id == who, Assignment.source == AssignmentSource.PLAN)
            .where(ClinicalSession.start < shift.end, ClinicalSession.end > shift.start)
        ):
            self._work.remove(placed)
            settle_gap(
                self._work, session=session, cause=GapCause.MOVED, text=moved, clinician=who
            )
            self._tell(self.told.taken_off, session, who, moved.lower())

    def _give_back(self, shift: ClinicalSession, who: int) -> None:
        """Whoever is no longer on a pattern's day stands on the own plan's sessions again."""
        for gap, session in self._work.rows(
            select(Gap, ClinicalSession)
            .join(ClinicalSession, ClinicalSession.id == Gap.session_id)
            .where(Gap.clinician_id == who, Gap.cause == GapCause.MOVED)
            .where(Gap.state == GapState.OPEN, ClinicalSession.owner_id == who)
            .where(ClinicalSession.start < shift.end, ClinicalSession.end > shift.start)
        ):
            if self._is_away(who, session):
                continue
            put_on(self._work, session, who, source=AssignmentSource.PLAN, uid=self._uid)
            self._work.remove(gap)
            self._tell(self.told.added, session, who, "back on the own plan")

    def _is_away(self, who: int, session: ClinicalSession) -> bool:
        day = session.start.date()
        diary = Diary()
        diary.note(away_spans(self._work, first=day, last=day), day, day)
        return diary.hindrance(who, session.start, session.end) is not None

    def _retime(
        self, session: ClinicalSession, old: LaidShift | None, new: LaidShift | None
    ) -> None:
        if old is None or new is None:
            if new is None and old is not None and session.cover_wanted == old.drawn.need.wanted:
                session.cover_wanted = 0
            return
        was, now = old.drawn.need, new.drawn.need
        if (session.start, session.end) == (was.start, was.end):
            session.start, session.end = now.start, now.end
        elif (was.start, was.end) != (now.start, now.end):
            self._tell(self.told.kept, session, None, "times by hand, stay")
        if session.cover_wanted == was.wanted:
            session.cover_wanted = now.wanted
        self._work.flush()

    def _settle(self, session: ClinicalSession, new: LaidShift | None) -> None:
        why = new.drawn.hindrances[0] if new and new.drawn.hindrances else None
        settle_gap(
            self._work,
            session=session,
            cause=why.cause if why else GapCause.TEMPLATE_HOLE,
            text=why.text if why else "The pattern puts nobody here",
            clinician=why.clinician_id if why else None,
        )

    def _tell(
        self, into: list[LayChange], session: ClinicalSession, who: int | None, what: str
    ) -> None:
        name = self._names[who] if who is not None else ""
        title = self._titles[session.activity_id]
        into.append(LayChange(session.start.date(), title, name, what))


def _is_own(placed: Assignment, meant_before: frozenset[int]) -> bool:
    """Whether the pattern put somebody there, and nobody by hand."""
    return placed.source is AssignmentSource.PATTERN and placed.clinician_id in meant_before
