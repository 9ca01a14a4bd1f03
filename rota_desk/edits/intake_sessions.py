"""Putting the people of a roster on sessions: those there already, and new ones."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession
from models.types import AssignmentSource, SessionSource
from rota_desk.domain.parts_of_day import slot_of
from rota_desk.domain.times import MIDDAY, span_on
from rota_desk.edits.assignments import new_uid
from rota_desk.edits.gaps import STANDING
from rota_desk.edits.intake_follow import Followed, follow
from rota_desk.intake.difference import Said
from rota_desk.intake.matching import activity_code, half_of
from rota_desk.intake.plan import CodeMeaning, PlannedDuty
from rota_desk.unit_of_work import UnitOfWork

Key = tuple[int, dt.datetime, dt.datetime]  # activity, start, end
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Places:
    """What a roster changes about who stands where."""

    added: Mapping[Said, PlannedDuty]
    moved: Sequence[tuple[Said, Said]]
    gone: Sequence[Said]
    away: Mapping[tuple[int, dt.date], Said]  # why somebody who is gone may be so


def work_said(
    shifts: Sequence[PlannedDuty],
    who: Mapping[str, int],
    kinds: Mapping[str, Activity],
    codes: Sequence[CodeMeaning],
) -> dict[Said, PlannedDuty]:
    """Each duty as one thing said: who, from when to when, which activity."""
    meanings = {meaning.code: meaning for meaning in codes}
    found: dict[Said, PlannedDuty] = {}
    for duty in shifts:
        kind = kinds[activity_code(duty.code)]
        span = _span(duty, kind, meanings.get(activity_code(duty.code)))
        found[Said(who[duty.person], *span, kind.id)] = duty
    return found


def _span(duty: PlannedDuty, kind: Activity, meaning: CodeMeaning | None) -> Span:
    """Give a duty's wall span: its own times, its code's or its activity's, cut to its half."""
    if duty.start and duty.end:
        return duty.start, duty.end
    times = meaning.times if meaning else None
    starts, ends = (times.start, times.end) if times else (kind.starts, kind.ends)
    start, end = span_on(duty.day, starts, ends)
    noon = dt.datetime.combine(duty.day, MIDDAY)
    if half_of(duty.code) and start < noon < end:
        return (start, noon) if half_of(duty.code) == "AM" else (noon, end)
    return start, end


def place_on_sessions(
    work: UnitOfWork, places: Places, kinds: Iterable[Activity], file: str
) -> int:
    """Put everybody where the roster has them now; answers how many sessions it made."""
    by_number = {kind.id: kind for kind in kinds}
    standing = _Standing(work, places, by_number)
    moved = standing.retimed(places.moved)
    on_new: dict[Key, list[int]] = defaultdict(list)
    for one in [*places.added, *(after for _before, after in moved)]:
        if _key(one) not in standing.sessions:
            on_new[_key(one)].append(one.clinician)
    new = {key: _session(key, by_number[key[0]], len(people)) for key, people in on_new.items()}
    work.add_all(list(new.values()))
    standing.sessions.update(new)
    standing.move(moved)
    standing.leave(places.gone)
    standing.come(places.added)
    work.flush()
    follow(work, standing.followed, {session.id for session in new.values()}, places.away, file)
    return len(new)


def _key(one: Said) -> Key:
    return one.sort, one.start, one.end


def _session(key: Key, kind: Activity, people: int) -> ClinicalSession:
    activity, start, end = key
    return ClinicalSession(
        activity_id=activity,
        start=start,
        end=end,
        slot=slot_of(start.time(), end.time()),
        cover_wanted=wanted_of(kind, people),
        source=SessionSource.IMPORT,
    )


def wanted_of(kind: Activity, people: int) -> int:
    """How many a session needs as far as a roster tells: who stands there, or the usual."""
    return max(kind.cover_wanted, people) if kind.needs_cover else 0


class _Standing:
    """The sessions that a roster's changes touch, and who stands on them."""

    def __init__(self, work: UnitOfWork, places: Places, kinds: Mapping[int, Activity]) -> None:
        self._work = work
        lines = [*places.added, *places.gone, *(one for pair in places.moved for one in pair)]
        self.sessions = _sessions_there(work, {_key(one) for one in lines})
        self.on = _who_is_on(work, [session.id for session in self.sessions.values()])
        before = Counter(placed.session_id for placed in self.on.values())
        inferred = {
            session.id
            for session in self.sessions.values()
            if session.source is SessionSource.IMPORT
            and session.activity_id in kinds
            and session.cover_wanted == wanted_of(kinds[session.activity_id], before[session.id])
        }
        self.followed = Followed(inferred, dict(kinds))

    def retimed(self, moves: Sequence[tuple[Said, Said]]) -> list[tuple[Said, Said]]:
        """Give sessions whose every person moves the same way their new times; give the rest."""
        together: dict[tuple[Key, Key], list[tuple[Said, Said]]] = defaultdict(list)
        for before, after in moves:
            together[_key(before), _key(after)].append((before, after))
        left: list[tuple[Said, Said]] = []
        for (old, new), pairs in together.items():
            session = self.sessions.get(old)
            if session is None or not self._moves_whole(session, old, new, len(pairs)):
                left += pairs
                continue
            session.start, session.end = new[1], new[2]
            session.slot = slot_of(new[1].time(), new[2].time())
            self.sessions[new] = self.sessions.pop(old)
            for before, _after in pairs:
                self._moved(self.on[session.id, before.clinician], "times changed by an import")
        return left

    def _moves_whole(self, session: ClinicalSession, old: Key, new: Key, people: int) -> bool:
        standing = sum(number == session.id for number, _clinician in self.on)
        alone = new not in self.sessions and old[0] == new[0]
        return alone and session.source is SessionSource.IMPORT and standing == people

    def _moved(self, placed: Assignment, what: str) -> None:
        placed.sequence += 1
        placed.changed_at = self._work.stamp
        self.followed.told.append((placed.session_id, placed.clinician_id, what))

    def move(self, moves: Sequence[tuple[Said, Said]]) -> None:
        """Move people to other sessions; the entry in their calendar moves with them."""
        for before, after in moves:
            session = self.sessions[_key(before)]
            placed = self.on.pop((session.id, before.clinician))
            what = "moved away by an import"
            self.followed.left(session.id, before.clinician, what, like=before.sort == after.sort)
            placed.session_id = self.sessions[_key(after)].id
            self._moved(placed, "moved here by an import")
            self.followed.touched.add(placed.session_id)

    def leave(self, gone: Sequence[Said]) -> None:
        """Take people off; the need stays."""
        for one in gone:
            session = self.sessions[_key(one)]
            self._work.remove(self.on.pop((session.id, one.clinician)))
            self.followed.left(session.id, one.clinician, "taken off by an import", like=False)

    def come(self, added: Mapping[Said, PlannedDuty]) -> None:
        """Put people on."""
        new = [
            Assignment(
                session_id=self.sessions[_key(one)].id,
                clinician_id=one.clinician,
                uid=new_uid(),
                source=AssignmentSource.IMPORT,
                changed_at=self._work.stamp,
                note=duty.note,
            )
            for one, duty in added.items()
        ]
        self._work.add_all(new)
        for placed in new:
            self.followed.touched.add(placed.session_id)
            self.followed.told.append(
                (placed.session_id, placed.clinician_id, "added by an import")
            )


def _sessions_there(work: UnitOfWork, wanted: set[Key]) -> dict[Key, ClinicalSession]:
    """Give the standing sessions of the same activities and times."""
    if not wanted:
        return {}
    first, last = min(key[1] for key in wanted), max(key[1] for key in wanted)
    found = work.all(
        select(ClinicalSession).where(
            ClinicalSession.start.between(first, last), ClinicalSession.state.in_(STANDING)
        )
    )
    return {
        key: session
        for session in found
        if (key := (session.activity_id, session.start, session.end)) in wanted
    }


def _who_is_on(work: UnitOfWork, sessions: Sequence[int]) -> dict[tuple[int, int], Assignment]:
    found: dict[tuple[int, int], Assignment] = {}
    for first in range(0, len(sessions), 500):
        some = sessions[first : first + 500]
        for placed in work.all(select(Assignment).where(Assignment.session_id.in_(some))):
            found[placed.session_id, placed.clinician_id] = placed
    return found
