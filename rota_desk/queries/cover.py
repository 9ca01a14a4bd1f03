"""Which sessions still stand, which start on which days, and how many people are on them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, literal, select
from sqlalchemy.orm import aliased

from models import Assignment, ClinicalSession, Supernumerary
from models.types import AssignmentRole, SessionState
from rota_desk.domain.span import midnight

FELL = (SessionState.CANCELLED, SessionState.CLOSED, SessionState.RELEASED)


def uncounted() -> Select[int]:
    """The assignments of people who are supernumerary on the day, whatever their role there."""
    placed, there = aliased(Assignment), aliased(ClinicalSession)
    return (
        select(placed.id)
        .join(there, there.id == placed.session_id)
        .join(Supernumerary, Supernumerary.clinician_id == placed.clinician_id)
        .where(Supernumerary.start <= there.start, there.start < Supernumerary.end)
    )


def counts() -> ColumnElement[bool]:
    """The condition that whoever is assigned counts as cover: by their role, and on that day."""
    return and_(Assignment.role != AssignmentRole.SUPERNUMERARY, Assignment.id.not_in(uncounted()))


def role_there() -> ColumnElement[AssignmentRole]:
    """What somebody does there, as a column; supernumerary while they are so by the day."""
    beside = literal(AssignmentRole.SUPERNUMERARY, Assignment.role.type)
    return case((Assignment.id.in_(uncounted()), beside), else_=Assignment.role)


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
