"""Who needs a trainer beside them, and on which sessions there is one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import or_, select

from models import Activity, Assignment, ClinicalSession, Clinician, Permission
from models.types import AssignmentRole, Counting
from rota_desk.domain.snapshot import Trainee
from rota_desk.queries.counting_terms import counting_terms, of_grades
from rota_desk.queries.cover import FELL, role_there, works
from rota_desk.queries.picture.horizon import BEGIN, THESE, UNTIL, Horizon
from rota_desk.unit_of_work import Reading

LEARNING = (AssignmentRole.TRAINEE, AssignmentRole.SUPERVISED)


class _Placed(NamedTuple):
    session: int
    start: dt.datetime
    end: dt.datetime
    room: int | None
    activity: str
    clinician: int
    name: str
    learns: bool


def trainees_of(read: Reading, horizon: Horizon) -> Iterator[Trainee]:
    """Each trainee on a session of the days; a trainer is whoever there needs none."""
    if horizon.start >= horizon.end:
        return
    on: dict[int, list[_Placed]] = defaultdict(list)
    for one in _placed(read, horizon):
        on[one.session].append(one)
    for people in on.values():
        trained = any(not one.learns for one in people)
        for one in people:
            if one.learns:
                yield Trainee(
                    one.clinician,
                    one.name,
                    one.session,
                    one.start,
                    one.end,
                    trained,
                    one.activity,
                    one.room,
                )


_PLACED = (
    select(
        ClinicalSession.id,
        ClinicalSession.start,
        ClinicalSession.end,
        ClinicalSession.room_id,
        Activity.name,
        Clinician.id,
        Clinician.name,
        Clinician.grade,
        Activity.id,
        role_there(),
    )
    .join(Assignment, Assignment.session_id == ClinicalSession.id)
    .join(Activity, Activity.id == ClinicalSession.activity_id)
    .join(Clinician, Clinician.id == Assignment.clinician_id)
    .where(ClinicalSession.start >= BEGIN, ClinicalSession.start < UNTIL)
    .where(ClinicalSession.state.not_in(FELL))
    .where(works())
    .order_by(ClinicalSession.start, ClinicalSession.id, Assignment.id)
)
_LEARNING = (
    select(Assignment.session_id)
    .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
    .where(ClinicalSession.start >= BEGIN, ClinicalSession.start < UNTIL)
    .where(or_(Assignment.role.in_(LEARNING), (Assignment.clinician_id + 0).in_(THESE)))
    .limit(1)
)


def _placed(read: Reading, horizon: Horizon) -> Iterator[_Placed]:
    """Everybody who works there, if on some session somebody may be learning."""
    under, terms = supervised(read), counting_terms(read)
    graded = of_grades(read, terms, Counting.SUPERVISED)
    learners = {"these": sorted({*(whom for whom, _ in under), *graded})}
    if not read.rows(_LEARNING, {**horizon.days, **learners}):
        return
    found = read.rows(_PLACED, horizon.days)
    for row in found:
        session, start, end, room, title, whom, name, grade, activity, role = row
        by_permission = _within(under.get((whom, activity), ()), start.date())
        how = terms.of(grade, activity=activity, day=start.date())
        if how is Counting.NEVER:
            continue
        learns = role in LEARNING or by_permission or how is Counting.SUPERVISED
        yield _Placed(session, start, end, room, title, whom, name, learns)


Span = tuple[dt.date, dt.date | None]


def supervised(read: Reading) -> dict[tuple[int, int], list[Span]]:
    """When each person may do an activity under supervision only."""
    held: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for one in read.all(select(Permission).where(Permission.supervised.is_(True))):
        held[one.clinician_id, one.activity_id].append((one.start, one.end))
    return held


def needs_trainer(read: Reading, *, activity: int, day: dt.date) -> frozenset[int]:
    """Who may do an activity on a day under supervision only."""
    return frozenset(
        whom
        for (whom, what), held in supervised(read).items()
        if what == activity and _within(held, day)
    )


def _within(held: list[Span] | tuple[()], day: dt.date) -> bool:
    return any(start <= day and (end is None or day < end) for start, end in held)
