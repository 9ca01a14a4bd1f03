"""Who could take a session, in groups, each with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select

from models import (
    Activity,
    Assignment,
    ClinicalSession,
    Clinician,
)
from models.types import ActivityKind
from rota_desk.domain.snapshot import Duty, DutyKind, Snapshot
from rota_desk.domain.span import instant, midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.queries.asks import Ask, asks
from rota_desk.queries.candidate_facts import (
    Base,
    bases_elsewhere,
    contacts_of,
    times_asked,
    uncovered_work,
    usual_groups,
)
from rota_desk.queries.findings import REACH
from rota_desk.queries.rota_sheet import GROUPS
from rota_desk.queries.snapshot import NEEDS, WHOLE_SHIFTS, may_do, snapshot
from rota_desk.queries.whole_cycles import cycle_breaches, handed
from rota_desk.queries.whom_to_find import WhomToFind, whom_to_find
from rota_desk.queries.work_loads import work_loads
from rota_desk.rules.engine import Finding, judge
from rota_desk.rules.registry import NEAR_RULES
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, hours_words, moment_words

WEEK_MINUTES = 7 * 24 * 60
BETWEEN = 4 * 60  # minutes: less lies between two duties of a day and is no rest
LIMITS = ("hours.", "runs.")  # rules of how much somebody may work: they are at their limit


class Fit(StrEnum):
    """How well a candidate fits, best first."""

    FITS = "fits"
    WOULD_BREACH = "would breach"
    SWAP = "busy"
    AT_LIMIT = "at their limit"
    AWAY = "away"
    NOT_PERMITTED = "not permitted"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who might take the session, and why or why not."""

    clinician_id: int
    name: str
    group: str
    grade: str
    fit: Fit
    reason: str
    rested: str  # "rested 62 h"
    week_hours: float
    asked: int  # times asked in the last 30 days
    contact: str
    load: float = 0.0  # of this work in six months, by share of full time
    base: Base | None = None  # None: at the same site, or none is on file
    brings: str = ""  # the grade or skill asked for that they have
    usual: bool = True  # somebody of their group does this work, or nobody does
    said: str = ""  # what became of asking them for this session
    asked_out: bool = False  # they said no to it, or did not answer
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """The session that wants somebody, as a duty still without its person."""

    duty: Duty
    needs_permission: bool
    whom: WhomToFind


@dataclass(frozen=True, slots=True)
class _Known:
    """What is on file of a person besides the rota."""

    asked: int
    contact: str
    load: float
    base: Base | None
    uncounted: frozenset[int]  # activities that need no cover: what could be left for a gap
    lacks: str  # why the session would not be met by them, or empty
    brings: str  # the grade or skill asked for that they have
    usual: bool
    ask: Ask | None  # the last time they were asked for this session


def cover_candidates(
    read: Reading, *, session: int, instead_of: int | None = None
) -> tuple[Candidate, ...]:
    """Everybody who is here on that day, best first, with what their taking it would break.

    `instead_of` names whose place is to be taken, so that what they bring is missed.
    """
    there = read.get(ClinicalSession, session)
    wanted = wanted_of(read, there, instead_of=instead_of)
    day = there.start.date()
    people = [one for one in read.all(select(Clinician).order_by(Clinician.id)) if _here(one, day)]
    already = {
        one.clinician_id
        for one in read.all(select(Assignment).where(Assignment.session_id == session))
    }
    free = [one for one in people if one.id not in already]
    picture = snapshot(
        read,
        start=day - REACH,
        end=day + REACH,
        clinicians={one.id for one in free},
        without=NEEDS,
    )
    allowed = may_do(read, activity=there.activity_id, day=day)
    asked, contacts, loads = times_asked(read), contacts_of(read), work_loads(read, there)
    away_from_base, helpful = bases_elsewhere(read, there, free), uncovered_work(read)
    before = _by_person(judge(picture, on=day, rules=NEAR_RULES))
    after = _by_person(judge(_with(picture, wanted, allowed), on=day, rules=NEAR_RULES))
    usual = usual_groups(people, loads, permitted=wanted.needs_permission)
    told = {one.clinician_id: one for one in asks(read, session=session)}
    near = {
        person: [one for one in found if one not in set(before.get(person, ()))]
        for person, found in after.items()
    }
    cycles = cycle_breaches(
        read,
        come=[handed(wanted.duty, one.id) for one in free if not near.get(one.id)],
    )
    lines = {line.person.clinician_id: line for line in picture.timelines}
    found = [
        _candidate(
            person,
            wanted,
            lines[person.id],
            permitted=not wanted.needs_permission or person.id in allowed,
            gained=(*near.get(person.id, ()), *cycles.get(person.id, ())),
            known=_Known(
                asked[person.id],
                contacts.get(person.id, ""),
                loads.get(person.id, 0.0),
                away_from_base.get(person.id),
                helpful,
                wanted.whom.lacks(person.id),
                wanted.whom.brings(person.id),
                person.group in usual,
                told.get(person.id),
            ),
        )
        for person in free
    ]
    return tuple(sorted(found, key=_rank))


def _here(person: Clinician, day: dt.date) -> bool:
    return (person.joined is None or person.joined <= day) and (
        person.leaves is None or day < person.leaves
    )


def wanted_of(read: Reading, there: ClinicalSession, *, instead_of: int | None = None) -> Wanted:
    """The session as a duty that wants its person, and whom it wants."""
    activity = read.get(Activity, there.activity_id)
    on_call = activity.on_call_hours
    return Wanted(
        Duty(
            clinician_id=0,
            start=there.start,
            end=there.end,
            kind=(DutyKind.ON_CALL if activity.kind is ActivityKind.ON_CALL else DutyKind.SHIFT),
            work_minutes=int(on_call * 60) if on_call is not None else None,
            episodes=activity.on_call_episodes,
            activity=activity.name,
            session_id=there.id,
            activity_id=activity.id,
            room_id=there.room_id,
            joins=activity.kind not in WHOLE_SHIFTS,
        ),
        activity.needs_permission,
        whom_to_find(read, there, instead_of=instead_of),
    )


def _with(picture: Snapshot, wanted: Wanted, allowed: frozenset[int]) -> Snapshot:
    """The picture in which everybody has taken the session."""
    taken = tuple(
        replace(
            wanted.duty,
            clinician_id=person.clinician_id,
            permitted=not wanted.needs_permission or person.clinician_id in allowed,
        )
        for person in picture.people
    )
    return replace(picture, duties=picture.duties + taken)


def _by_person(found: Iterable[Finding]) -> dict[int, list[Finding]]:
    sorted_out: dict[int, list[Finding]] = {}
    for one in found:
        if one.clinician_id is not None:
            sorted_out.setdefault(one.clinician_id, []).append(one)
    return sorted_out


def _candidate(
    person: Clinician,
    wanted: Wanted,
    line: Timeline,
    *,
    permitted: bool,
    gained: tuple[Finding, ...],
    known: _Known,
) -> Candidate:
    fit, reason = _fit(wanted.duty, line, gained, permitted=permitted, helpful=known.uncounted)
    if fit is Fit.FITS and known.lacks:
        fit, reason = Fit.WOULD_BREACH, known.lacks
    return Candidate(
        clinician_id=person.id,
        name=person.name,
        group=GROUPS[person.group],
        grade=person.grade,
        fit=fit,
        reason=reason,
        rested=_rested(wanted.duty, line),
        week_hours=_week_hours(wanted.duty, line),
        asked=known.asked,
        contact=known.contact,
        load=known.load,
        base=known.base,
        brings=known.brings,
        usual=known.usual,
        said=known.ask.words.partition(", ")[2] if known.ask else "",
        asked_out=known.ask is not None and known.ask.over,
        findings=gained,
    )


def _fit(
    duty: Duty,
    line: Timeline,
    gained: tuple[Finding, ...],
    *,
    permitted: bool,
    helpful: frozenset[int],
) -> tuple[Fit, str]:
    """Which group a person belongs to, and the words for it."""
    away = next((one for one in line.aways if _meet(one.start, one.end, duty)), None)
    if away is not None:
        return Fit.AWAY, f"away until {moment_words(away.end)}"
    if not permitted:
        return Fit.NOT_PERMITTED, f"not permitted for {duty.activity}"
    busy = next((one for one in line.duties if _meet(one.start, one.end, duty)), None)
    if busy is not None:
        on = f"{busy.activity} {busy.start:%H:%M} – {busy.end:%H:%M}"
        free = busy.activity_id in helpful
        return Fit.SWAP, f"could leave {on}: it needs no cover" if free else f"on {on}"
    if gained:
        limits = [one for one in gained if one.key.startswith(LIMITS)]
        if limits:
            return Fit.AT_LIMIT, limits[0].message
        return Fit.WOULD_BREACH, gained[0].message
    return Fit.FITS, "free and fits"


def _meet(start: dt.datetime, end: dt.datetime, duty: Duty) -> bool:
    return start < duty.end and duty.start < end


def _rested(duty: Duty, line: Timeline) -> str:
    begins = instant(duty.start, line.zone)
    ended = [one.end for one in line.stretches if one.end <= begins]
    if not ended:
        return ""
    rest = begins - max(ended)
    if rest < BETWEEN:
        return f"works until {duty.start - dt.timedelta(minutes=rest):%H:%M}"
    return f"rested {hours_words(rest)}"


def _week_hours(duty: Duty, line: Timeline) -> float:
    """Hours of work in the calendar week of the session, without it."""
    monday = midnight(duty.start.date() - dt.timedelta(days=duty.start.weekday()))
    first = instant(monday, line.zone)
    minutes = sum(one.work for one in line.stretches if 0 <= one.start - first < WEEK_MINUTES)
    return round(minutes / 60, 1)


def _rank(one: Candidate) -> tuple[object, ...]:
    """Best first: the fit, whose group does it, what they bring, how little they were asked."""
    leaves = one.fit is Fit.SWAP and not one.reason.startswith("could leave")
    miles = one.base.rank if one.base else Decimal(0)
    done = round(one.load)  # as it is told; what it is alike in is decided by the way
    fits = list(Fit).index(one.fit), leaves, one.asked_out, not one.usual, not one.brings
    return *fits, one.asked, not done, done, miles, one.week_hours, one.name


def reason_line(one: Candidate) -> str:
    """What stands under a candidate's name: why they rank where they do."""
    times = f"asked {one.asked} × this month" if one.asked else ""
    week = f"{count_words(round(one.week_hours), 'hour')} this week"
    done = f"{round(one.load)} of these in six months"
    far = one.base.words if one.base else ""
    brings = f"has {one.brings}" if one.brings else ""
    group = "" if one.usual else "nobody of their group does these"
    told = (one.said, one.reason, group, brings, one.rested, week, done, far, times, one.contact)
    return " · ".join(part for part in told if part)
