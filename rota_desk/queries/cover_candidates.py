"""Who could take a session, in groups, each with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from models import ClinicalSession
from rota_desk.domain.snapshot import Duty, Snapshot
from rota_desk.domain.span import instant, midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.queries.candidate_facts import Base, usual_groups
from rota_desk.queries.cover_ground import Ground, Who, by_person, ground_of
from rota_desk.queries.rota_sheet import GROUPS
from rota_desk.queries.whole_cycles import cycle_breaches, handed
from rota_desk.queries.whom_to_find import WhomToFind
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
    lets_count: str = ""  # who stands there and counts once they supervise
    usual: bool = True  # somebody of their group does this work, or nobody does
    said: str = ""  # what became of asking them for this session
    asked_out: bool = False  # they said no to it, or did not answer
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a person besides the rota, as it stands once choices are made."""

    lacks: str  # why the session would not be met by them, or empty
    brings: str  # the grade or skill asked for that they have
    lets_count: str
    load: float
    usual: bool


def cover_candidates(
    read: Reading, *, session: int, instead_of: int | None = None
) -> tuple[Candidate, ...]:
    """Everybody who is here on that day, best first, with what their taking it would break.

    `instead_of` names whose place is to be taken, so that what they bring is missed.
    """
    ground = ground_of(read, read.get(ClinicalSession, session), instead_of=instead_of)
    near = near_gained(ground)
    wanted = ground.wanted
    come = [handed(wanted.duty, one.clinician_id) for one in ground.people]
    cycles = cycle_breaches(read, come=[one for one in come if not near[one.clinician_id]])
    return ranked(
        ground,
        wanted.whom,
        ground.loads,
        {
            one.clinician_id: Stand(
                ground.pictured.lines[one.clinician_id],
                (*near[one.clinician_id], *cycles.get(one.clinician_id, ())),
            )
            for one in ground.people
        },
    )


def near_gained(ground: Ground) -> dict[int, tuple[Finding, ...]]:
    """What taking the session would break for each, of what days or weeks around it decide."""
    picture, before = ground.pictured.picture, ground.pictured.before
    after = by_person(judge(_with(picture, ground), on=ground.day, rules=NEAR_RULES))
    return {
        one.clinician_id: new_to(after.get(one.clinician_id, ()), before.get(one.clinician_id, ()))
        for one in ground.people
    }


def new_to(after: Iterable[Finding], before: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that were not there before, in their order."""
    known = set(before)
    return tuple(one for one in after if one not in known)


@dataclass(frozen=True, slots=True)
class Stand:
    """Somebody's time around the session, and what their taking it would break."""

    line: Timeline
    gained: tuple[Finding, ...]


def ranked(
    ground: Ground, whom: WhomToFind, loads: Mapping[int, float], stands: Mapping[int, Stand]
) -> tuple[Candidate, ...]:
    """Everybody of whom it is known how they stand, best first."""
    usual = usual_groups(ground.people, loads, permitted=ground.wanted.needs_permission)
    found = [
        _candidate(
            person,
            ground,
            stands[person.clinician_id],
            known=_Known(
                whom.lacks(person.clinician_id),
                whom.brings(person.clinician_id),
                whom.lets_count(person.clinician_id),
                loads.get(person.clinician_id, 0.0),
                person.group in usual,
            ),
        )
        for person in ground.people
        if person.clinician_id in stands
    ]
    return tuple(sorted(found, key=_rank))


def _with(picture: Snapshot, ground: Ground) -> Snapshot:
    """The picture in which everybody has taken the session."""
    here = {one.clinician_id for one in picture.people}
    taken = tuple(
        taken_by(ground, one.clinician_id) for one in ground.people if one.clinician_id in here
    )
    return replace(picture, duties=picture.duties + taken)


def taken_by(ground: Ground, clinician: int) -> Duty:
    """The session as somebody's duty, permitted or not."""
    return replace(
        ground.wanted.duty, clinician_id=clinician, permitted=ground.permitted(clinician)
    )


def _candidate(person: Who, ground: Ground, stand: Stand, *, known: _Known) -> Candidate:
    number, duty = person.clinician_id, ground.wanted.duty
    fit, reason = _fit(
        duty,
        stand.line,
        stand.gained,
        permitted=ground.permitted(number),
        helpful=ground.uncounted,
    )
    if fit is Fit.FITS and known.lacks:
        fit, reason = Fit.WOULD_BREACH, known.lacks
    ask = ground.told.get(number)
    return Candidate(
        clinician_id=number,
        name=person.name,
        group=GROUPS[person.group],
        grade=person.grade,
        fit=fit,
        reason=reason,
        rested=_rested(duty, stand.line),
        week_hours=_week_hours(duty, stand.line),
        asked=ground.asked.get(number, 0),
        contact=ground.contacts.get(number, ""),
        load=known.load,
        base=ground.bases.get(number),
        brings=known.brings,
        lets_count=known.lets_count,
        usual=known.usual,
        said=ask.words.partition(", ")[2] if ask else "",
        asked_out=ask is not None and ask.over,
        findings=stand.gained,
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
    fits = list(Fit).index(one.fit), leaves, one.asked_out, not one.usual, not _helps(one)
    return *fits, one.asked, not done, done, miles, one.week_hours, one.name


def _helps(one: Candidate) -> bool:
    """Whether they bring what is asked for, or let somebody count who stands there."""
    return bool(one.brings or one.lets_count)


def reason_line(one: Candidate) -> str:
    """What stands under a candidate's name: why they rank where they do."""
    times = f"asked {one.asked} × this month" if one.asked else ""
    week = f"{count_words(round(one.week_hours), 'hour')} this week"
    done = f"{round(one.load)} of these in six months"
    far = one.base.words if one.base else ""
    brings = f"has {one.brings}" if one.brings else ""
    lets = f"{one.lets_count} counts once they supervise" if one.lets_count else ""
    group = "" if one.usual else "nobody of their group does these"
    told = (
        one.said,
        one.reason,
        group,
        brings,
        lets,
        one.rested,
        week,
        done,
        far,
        times,
        one.contact,
    )
    return " · ".join(part for part in told if part)
