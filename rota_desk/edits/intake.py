"""Recording what a roster says: people, activities, sessions and leave, in one undoable step."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, Publication
from models.types import (
    ActivityKind,
    AssignmentSource,
    Category,
    SessionSource,
    Slot,
    StaffGroup,
)
from rota_desk.domain.times import MIDDAY
from rota_desk.edits.assignments import new_uid
from rota_desk.edits.gaps import STANDING, settle_gap
from rota_desk.edits.intake_away import record_away
from rota_desk.edits.told import note_change
from rota_desk.intake.matching import activity_code, half_of
from rota_desk.intake.plan import LEAVE_KINDS, WORK, CodeMeaning, IntakePlan, PlannedDuty
from rota_desk.unit_of_work import UnitOfWork

TINTS = ("blue", "green", "sand", "teal", "amber", "navy", "red", "grey")
EVENING = dt.time(18)
ON_CALL_WORDS = ("on-call", "on call", "oncall")
LONGEST_CODE, LONGEST_NAME = 24, 120  # as many letters as records hold
WHOLE_DAY = (dt.time(0), dt.time(0))

Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class RosterRecorded:
    """What an import of a roster did, and what it took because the sheet does not say."""

    people_added: tuple[str, ...]
    activities_added: tuple[str, ...]
    sessions_added: int
    assignments_added: int
    leave_added: int
    there_already: int
    left_out: int
    untimed: tuple[str, ...]  # codes without stated times, recorded as whole or half days


def apply_roster(
    work: UnitOfWork,
    *,
    plan: IntakePlan,
    people: Mapping[str, int | None],
    activities: Mapping[str, int | None],
) -> RosterRecorded:
    """Record a roster's duties and leave; none as a number makes the person or the activity.

    Names and codes that are not given are left out; what is recorded already stays as it is.
    """
    duties = [duty for duty in plan.duties if duty.person in people and _wanted(duty, activities)]
    who, added = _people(work, people, duties)
    shifts = [duty for duty in duties if duty.kind == WORK]
    kinds, made = _activities(work, activities, shifts, plan.codes)
    placed = _place(work, shifts, who, kinds, plan.codes)
    away = [duty for duty in duties if duty.kind in LEAVE_KINDS]
    leave, leave_there = record_away(work, duties=away, people=who, file=plan.file)
    work.label = f"Import {plan.file}"
    return RosterRecorded(
        added,
        tuple(kinds[code].code for code in made),
        placed.sessions,
        placed.assignments,
        leave,
        placed.there + leave_there,
        len(plan.duties) - len(duties),
        tuple(code for code in made if (kinds[code].starts, kinds[code].ends) == WHOLE_DAY),
    )


def _wanted(duty: PlannedDuty, activities: Mapping[str, int | None]) -> bool:
    return duty.kind != WORK or activity_code(duty.code) in activities


def _people(
    work: UnitOfWork, people: Mapping[str, int | None], duties: Sequence[PlannedDuty]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Give each name its number; make the people who are new, as residents until changed."""
    met = dict.fromkeys(duty.person for duty in duties)
    new = {
        name: Clinician(name=name[:LONGEST_NAME], group=_group(name, duties))
        for name in met
        if people[name] is None
    }
    work.add_all(list(new.values()))
    numbers = {name: new[name].id if name in new else people[name] for name in met}
    return {name: number for name, number in numbers.items() if number is not None}, tuple(new)


def _group(name: str, duties: Sequence[PlannedDuty]) -> StaffGroup:
    """Take who only ever stands in a consultant's role for one, anybody else for a resident."""
    codes = {duty.code.casefold() for duty in duties if duty.person == name}
    consultant = all("consultant" in code for code in codes)
    return StaffGroup.CONSULTANT if consultant else StaffGroup.RESIDENT


def _activities(
    work: UnitOfWork,
    activities: Mapping[str, int | None],
    shifts: Sequence[PlannedDuty],
    codes: Sequence[CodeMeaning],
) -> tuple[dict[str, Activity], list[str]]:
    """Give each code its activity; make the new ones with the times the roster states."""
    met = dict.fromkeys(activity_code(duty.code) for duty in shifts)
    stated = {meaning.code: meaning for meaning in codes}
    kinds: dict[str, Activity] = {}
    made = [code for code in met if activities[code] is None]
    taken = {activity.code for activity in work.all(select(Activity))}
    for place, code in enumerate(made):
        kinds[code] = _new_activity(code, stated.get(code), TINTS[place % len(TINTS)])
        kinds[code].code = _free_code(kinds[code].code, taken)
    work.add_all(list(kinds.values()))
    for code in met:
        number = activities[code]
        if number is not None:
            kinds[code] = work.get(Activity, number)
    return kinds, made


def _new_activity(code: str, meaning: CodeMeaning | None, tint: str) -> Activity:
    times = meaning.times if meaning else None
    starts, ends = (times.start, times.end) if times else WHOLE_DAY
    calls = any(word in code.casefold() for word in ON_CALL_WORDS)
    return Activity(
        code=code[:LONGEST_CODE],
        name=(meaning.meaning if meaning and meaning.meaning else code)[:LONGEST_NAME],
        kind=ActivityKind.ON_CALL if calls else ActivityKind.SHIFT,
        category=Category.DCC,
        slot=_slot(starts, ends),
        starts=starts,
        ends=ends,
        tint=tint,
        sessions=Decimal(0),
        needs_permission=False,
    )


def _free_code(code: str, taken: set[str]) -> str:
    """Give a code no activity has, numbering one that had to be cut short; note it as taken."""
    free, number = code, 1
    while free in taken:
        number += 1
        free = f"{code[: LONGEST_CODE - len(str(number)) - 1]}~{number}"
    taken.add(free)
    return free


def _slot(starts: dt.time, ends: dt.time) -> Slot:
    """Give the part of the day a duty stands in."""
    if starts >= EVENING:
        return Slot.NIGHT
    if starts < ends <= MIDDAY:
        return Slot.AM
    return Slot.PM if dt.time(12) <= starts < ends else Slot.DAY


@dataclass(slots=True)
class _Placed:
    sessions: int = 0
    assignments: int = 0
    there: int = 0


def _place(
    work: UnitOfWork,
    shifts: Sequence[PlannedDuty],
    who: Mapping[str, int],
    kinds: Mapping[str, Activity],
    codes: Sequence[CodeMeaning],
) -> _Placed:
    """Put everybody on the session of their activity and times, made where there is none."""
    times = {meaning.code: meaning for meaning in codes}
    wanted: dict[tuple[int, dt.datetime, dt.datetime], dict[int, PlannedDuty]] = defaultdict(dict)
    for duty in shifts:
        kind = kinds[activity_code(duty.code)]
        span = _span(duty, kind, times.get(activity_code(duty.code)))
        wanted[(kind.id, *span)][who[duty.person]] = duty
    there = _sessions_there(work, wanted)
    new = {key: _session(key, kinds, people) for key, people in wanted.items() if key not in there}
    work.add_all(list(new.values()))
    placed = _Placed(len(new))
    before = {session.id for session in there.values()}
    _assign(work, wanted, there | new, before, placed)
    return placed


def _span(duty: PlannedDuty, kind: Activity, meaning: CodeMeaning | None) -> Span:
    """Give a duty's wall span: its own times, its code's or its activity's, cut to its half."""
    if duty.start and duty.end:
        return duty.start, duty.end
    times = meaning.times if meaning else None
    starts, ends = (times.start, times.end) if times else (kind.starts, kind.ends)
    start, end = dt.datetime.combine(duty.day, starts), dt.datetime.combine(duty.day, ends)
    end = end if end > start else end + dt.timedelta(days=1)
    noon = dt.datetime.combine(duty.day, MIDDAY)
    if half_of(duty.code) and start < noon < end:
        return (start, noon) if half_of(duty.code) == "AM" else (noon, end)
    return start, end


def _sessions_there(
    work: UnitOfWork, wanted: Mapping[tuple[int, dt.datetime, dt.datetime], object]
) -> dict[tuple[int, dt.datetime, dt.datetime], ClinicalSession]:
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
    key: tuple[int, dt.datetime, dt.datetime],
    kinds: Mapping[str, Activity],
    people: Mapping[int, PlannedDuty],
) -> ClinicalSession:
    activity, start, end = key
    kind = next(kind for kind in kinds.values() if kind.id == activity)
    return ClinicalSession(
        activity_id=activity,
        start=start,
        end=end,
        slot=_slot(start.time(), end.time()),
        cover_wanted=max(kind.cover_wanted, len(people)) if kind.needs_cover else 0,
        source=SessionSource.IMPORT,
    )


def _assign(
    work: UnitOfWork,
    wanted: Mapping[tuple[int, dt.datetime, dt.datetime], Mapping[int, PlannedDuty]],
    sessions: Mapping[tuple[int, dt.datetime, dt.datetime], ClinicalSession],
    before: set[int],
    placed: _Placed,
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
