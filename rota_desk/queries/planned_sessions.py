"""Sessions built from job plans, each with the place of a plan that it answers to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from models import ClinicalSession, JobPlan, JobPlanLine
from models.types import Slot
from rota_desk.domain.span import midnight
from rota_desk.planning.draw import Drawn
from rota_desk.queries.as_planned import as_planned, planned_day
from rota_desk.queries.building import Ground
from rota_desk.unit_of_work import Reading

STRAY = dt.timedelta(weeks=4)  # how far a session that was moved by hand is looked for
Owner = tuple[int | None, int | None]  # a clinician or a post, whose plan it is
Place = tuple[int, dt.date]  # a line of a plan, and a day


@dataclass(frozen=True, slots=True)
class Standing:
    """A session, the place it was built for, and what the plans want of it now, if anything."""

    session: ClinicalSession
    place: Place
    wanted: Drawn | None


@dataclass(frozen=True, slots=True)
class PlannedSessions:
    """The sessions of a period that were built from plans, in order of time."""

    standing: tuple[Standing, ...]
    settled: frozenset[Place]  # places of the plans that need no new session


def planned_sessions(
    read: Reading,
    *,
    base: Ground,
    drawn: Mapping[Place, Drawn],
    only: Owner | None = None,
) -> PlannedSessions:
    """Match what was built from plans with what they want now; `only` names whose plans."""
    owners = plan_owners(read)
    built = dict(_built(read, base, owners, only))
    pairs = _matched(built, drawn, owners)
    standing = [
        Standing(session, place, drawn[pairs[place]] if place in pairs else None)
        for place, session in built.items()
    ]
    past = {(owners[line], day) for line, day in built if day < read.today}
    stays = {place for place in drawn if (owners[place[0]], place[1]) in past}
    return PlannedSessions(
        tuple(sorted(standing, key=lambda one: (one.session.start, one.session.id))),
        frozenset(pairs.values()) | stays,
    )


def plan_owners(read: Reading) -> dict[int, Owner]:
    """Whose plan each line belongs to."""
    asked = select(JobPlanLine.id, JobPlan.clinician_id, JobPlan.post_id)
    joined = asked.join(JobPlan, JobPlan.id == JobPlanLine.job_plan_id)
    return {row[0]: (row[1], row[2]) for row in read.rows(joined)}


def _built(
    read: Reading, base: Ground, owners: Mapping[int, Owner], only: Owner | None
) -> Iterator[tuple[Place, ClinicalSession]]:
    """Sessions by line and the day the plan put them on, wherever a hand moved them since."""
    there = [
        one
        for one in read.all(
            select(ClinicalSession)
            .where(ClinicalSession.job_plan_line_id.is_not(None))
            .where(ClinicalSession.start >= midnight(base.first - STRAY))
            .where(ClinicalSession.start < midnight(base.last + STRAY))
            .order_by(ClinicalSession.id)
        )
        if only is None or owners[one.job_plan_line_id or 0] == only
    ]
    strays = [one.id for one in there if not _falls(base, one)]
    facts = as_planned(read, sessions=strays)
    for one in there:
        day = planned_day(one, facts.get(one.id, {}))
        if base.first <= day <= base.last:
            yield (one.job_plan_line_id or 0, day), one


def _falls(base: Ground, session: ClinicalSession) -> bool:
    """Whether a session stands where its line puts it."""
    line = base.line(session.job_plan_line_id or 0)
    return line is not None and line.repeat.falls_on(session.start.date())


def _matched(
    built: Mapping[Place, ClinicalSession],
    drawn: Mapping[Place, Drawn],
    owners: Mapping[int, Owner],
) -> dict[Place, Place]:
    """For each session its own line's place, else a place of the same owner's newer plan."""
    pairs = {
        place: place
        for place, session in built.items()
        if place in drawn and drawn[place].need.activity_id == session.activity_id
    }
    free: dict[tuple[Owner, dt.date, int, Slot], list[Place]] = {}
    for place in sorted(drawn.keys() - pairs.keys()):
        need = drawn[place].need
        like = (owners[place[0]], place[1], need.activity_id, need.slot)
        free.setdefault(like, []).append(place)
    for place in sorted(built.keys() - pairs.keys()):
        session = built[place]
        like = (owners[place[0]], place[1], session.activity_id, session.slot)
        if free.get(like):
            pairs[place] = free[like].pop(0)
    return pairs
