"""Which sessions still stand, which start on which days, and how many people are on them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cache

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, exists, func, literal, not_, select
from sqlalchemy.orm import aliased

from models import Assignment, ClinicalSession, Supernumerary
from models.types import AssignmentRole, Counting, SessionState
from rota_desk.domain.span import midnight
from rota_desk.queries.counting import by_grade


class Uncounted(StrEnum):
    """Why somebody on a session does not count as cover."""

    NO = ""  # they do
    BESIDE = "beside"  # supernumerary, there or by the day
    ALONE = "alone"  # their grade counts beside a supervisor, and none is there
    NEVER = "never"  # their grade does not count


BY_GRADE = {Counting.NEVER: Uncounted.NEVER, Counting.SUPERVISED: Uncounted.ALONE}
FELL = (SessionState.CANCELLED, SessionState.CLOSED, SessionState.RELEASED)


@cache
def _beside() -> ColumnElement[bool]:
    """The condition that whoever is assigned is supernumerary on the day, whatever their role.

    Few ever are: whoever never is costs no look at the days, and nobody's other years are read.
    """
    there = aliased(ClinicalSession)
    on_the_day = (
        select(Supernumerary.id)
        .join(there, and_(Supernumerary.start <= there.start, there.start < Supernumerary.end))
        .where(there.id == Assignment.session_id)
        .where(Supernumerary.clinician_id == Assignment.clinician_id)
        .correlate(Assignment)
    )
    ever = Assignment.clinician_id.in_(select(Supernumerary.clinician_id))
    return and_(ever, exists(on_the_day))


@cache
def works() -> ColumnElement[bool]:
    """The condition that somebody is there to work: not supernumerary, there or by the day."""
    return and_(Assignment.role != AssignmentRole.SUPERNUMERARY, not_(_beside()))


@cache
def counts(*, without: int | None = None) -> ColumnElement[bool]:
    """The condition that whoever is assigned counts as cover: by role, on that day, by grade.

    `without` is a person who is thought away: who counts only beside them does not.
    """
    by_their_grade = (~by_grade(one, without=without) for one in BY_GRADE)
    return and_(works(), *by_their_grade)


@cache
def uncounted() -> ColumnElement[str]:
    """Why somebody does not count as cover, as a column: the words of `Uncounted`."""
    return case(
        (~works(), literal(Uncounted.BESIDE.value)),
        *((by_grade(one), literal(why.value)) for one, why in BY_GRADE.items()),
        else_=literal(Uncounted.NO.value),
    )


@cache
def role_there() -> ColumnElement[AssignmentRole]:
    """What somebody does there, as a column; supernumerary while they are so by the day."""
    beside = literal(AssignmentRole.SUPERNUMERARY, Assignment.role.type)
    return case((_beside(), beside), else_=Assignment.role)


def people_there() -> ScalarSelect[int]:
    """The count of people on a session who count as cover, as a column."""
    return (
        select(func.count(Assignment.id))
        .where(Assignment.session_id == ClinicalSession.id, counts())
        .correlate(ClinicalSession)
        .scalar_subquery()
    )


def on_days(start: dt.date, end: dt.date) -> ColumnElement[bool]:
    """The condition that a session starts on one of the days from `start` until before `end`."""
    return and_(ClinicalSession.start >= midnight(start), ClinicalSession.start < midnight(end))
