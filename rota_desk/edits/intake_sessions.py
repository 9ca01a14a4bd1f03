"""Putting the people of a roster on sessions: those there already, and new ones."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Publication
from models.types import AssignmentSource, SessionSource
from rota_desk.domain.times import MIDDAY, span_on
from rota_desk.edits.assignments import new_uid
from rota_desk.edits.gaps import STANDING, settle_gap
from rota_desk.edits.intake_activities import slot_of
from rota_desk.edits.told import note_change
from rota_desk.intake.matching import activity_code, half_of
from rota_desk.intake.plan import CodeMeaning, PlannedDuty
from rota_desk.unit_of_work import UnitOfWork

Key = tuple[int, dt.datetime, dt.datetime]  # activity, start, end
Span = tuple[dt.datetime, dt.datetime]


@dataclass(slots=True)
class Placed:
    """How many sessions and assignments a roster added, and how many stood there already."""

    sessions: int = 0
    assignments: int = 0
    there: int = 0


def place_on_sessions(
    work: UnitOfWork,
    shifts: Sequence[PlannedDuty],
    who: Mapping[str, int],
    kinds: Mapping[str, Activity],
    codes: Sequence[CodeMeaning],
) -> Placed:
    """Put everybody on the session of their activity and times, made where there is none."""
    times = {meaning.code: meaning for meaning in codes}
    wanted: dict[Key, dict[int, PlannedDuty]] = defaultdict(dict)
    for duty in shifts:
        kind = kinds[activity_code(duty.code)]
        span = _span(duty, kind, times.get(activity_code(duty.code)))
        wanted[(kind.id, *span)][who[duty.person]] = duty
    there = _sessions_there(work, wanted)
    new = {key: _session(key, kinds, people) for key, people in wanted.items() if key not in there}
    work.add_all(list(new.values()))
    placed = Placed(len(new))
    before = {session.id for session in there.values()}
    _assign(work, wanted, there | new, before, placed)
    return placed


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


def _sessions_there(work: UnitOfWork, wanted: Mapping[Key, object]) -> dict[Key, ClinicalSession]:
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


def _session(
    key: Key,
    kinds: Mapping[str, Activity],
    people: Mapping[int, PlannedDuty],
) -> ClinicalSession:
    activity, start, end = key
    kind = next(kind for kind in kinds.values() if kind.id == activity)
    return ClinicalSession(
        activity_id=activity,
        start=start,
        end=end,
        slot=slot_of(start.time(), end.time()),
        cover_wanted=max(kind.cover_wanted, len(people)) if kind.needs_cover else 0,
        source=SessionSource.IMPORT,
    )


def _assign(
    work: UnitOfWork,
    wanted: Mapping[Key, Mapping[int, PlannedDuty]],
    sessions: Mapping[Key, ClinicalSession],
    before: set[int],
    placed: Placed,
) -> None:
    """Put the people on their sessions who are not there yet; gaps and published days follow."""
    numbers = [session.id for session in sessions.values()]
    on = set(_who_is_on(work, numbers))
    new = [
        Assignment(
            session_id=sessions[key].id,
            clinician_id=clinician,
            uid=new_uid(),
            source=AssignmentSource.IMPORT,
            changed_at=work.stamp,
            note=duty.note,
        )
        for key, people in wanted.items()
        for clinician, duty in people.items()
        if (sessions[key].id, clinician) not in on
    ]
    work.add_all(new)
    placed.assignments = len(new)
    placed.there = sum(len(people) for people in wanted.values()) - len(new)
    _follow(work, new, {session.id: session for session in sessions.values()}, before)


def _who_is_on(work: UnitOfWork, sessions: Sequence[int]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for first in range(0, len(sessions), 500):
        some = sessions[first : first + 500]
        found = work.all(select(Assignment).where(Assignment.session_id.in_(some)))
        pairs += [(placed.session_id, placed.clinician_id) for placed in found]
    return pairs


def _follow(
    work: UnitOfWork,
    new: Sequence[Assignment],
    sessions: Mapping[int, ClinicalSession],
    before: set[int],
) -> None:
    """Settle gaps and the list of who must be told for the sessions that changed."""
    on = Counter(placed.session_id for placed in new)
    for number in on:
        if number in before or sessions[number].cover_wanted > on[number]:
            settle_gap(work, session=sessions[number])
    if work.one(select(Publication)) is None:
        return
    for placed in new:
        note_change(
            work,
            session=sessions[placed.session_id],
            clinician=placed.clinician_id,
            what="added by an import",
        )
