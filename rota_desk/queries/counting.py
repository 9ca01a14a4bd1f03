"""Whether somebody's grade counts as cover where they stand, as conditions of a question."""

from __future__ import annotations

from typing import TypeAlias

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from models import (
    Assignment,
    ClinicalSession,
    Clinician,
    CountingTerm,
    Permission,
    Supernumerary,
)
from models.types import AssignmentRole, Counting

Words: TypeAlias = "InstrumentedAttribute[str]"
DIGITS = "0123456789"


def by_grade(counting: Counting, *, without: int | None = None) -> ColumnElement[bool]:
    """The condition that somebody does not count for this reason of their grade.

    Only people of a grade of which it is said anywhere are looked at. `without` is a person who is
    thought away: who counted beside them does not.
    """
    placed, there = aliased(Assignment), aliased(ClinicalSession)
    told = [governing(placed, there) == counting]
    if counting is Counting.SUPERVISED:
        told.append(~_supervisor(placed, there, without))
    so = (
        select(placed.id)
        .join(there, there.id == placed.session_id)
        .where(placed.id == Assignment.id, *told)
        .correlate(Assignment)
    )
    return and_(Assignment.clinician_id.in_(_spoken_of(counting)), so.exists())


def _spoken_of(counting: Counting) -> Select[int]:
    """Everybody of whose grade this is said on some day, of some work."""
    term, person = aliased(CountingTerm), aliased(Clinician)
    said = select(person.id).join(term, fits(term.grade, person.grade))
    return said.where(term.counts == counting)


def governing(
    placed: type[Assignment], there: type[ClinicalSession]
) -> ColumnElement[Counting | None]:
    """What is said of somebody's grade on a session: of its work first, of the narrowest grade."""
    term, person = aliased(CountingTerm), aliased(Clinician)
    return (
        select(term.counts)
        .join(person, fits(term.grade, person.grade))
        .where(person.id == placed.clinician_id)
        .where(term.start <= there.start, or_(term.end.is_(None), there.start < term.end))
        .where(or_(term.activity_id.is_(None), term.activity_id == there.activity_id))
        .order_by(term.activity_id.is_(None), func.length(term.grade).desc(), term.start.desc())
        .limit(1)
        .correlate(placed, there)
        .scalar_subquery()
    )


def fits(asked: Words, grade: Words) -> ColumnElement[bool]:
    """Whether a grade is the one asked for, or it with a number: "ST" is ST1 to ST8."""
    named, known = func.lower(asked), func.lower(grade)
    rest = func.substr(known, func.length(named) + 1)
    return and_(func.substr(known, 1, func.length(named)) == named, func.rtrim(rest, DIGITS) == "")


def _supervisor(
    placed: type[Assignment], there: type[ClinicalSession], without: int | None
) -> ColumnElement[bool]:
    """Whether somebody else stands there who counts alone, and does not learn the work yet."""
    other = aliased(Assignment)
    told = func.coalesce(
        governing(other, there), literal(Counting.ALONE, CountingTerm.counts.type)
    )
    found = (
        select(other.id)
        .where(other.session_id == there.id, other.id != placed.id)
        .where(other.role == AssignmentRole.LEAD)
        .where(~_beside(other, there), ~_learns(other, there))
        .where(told == Counting.ALONE)
        .correlate(placed, there)
    )
    return (found if without is None else found.where(other.clinician_id != without)).exists()


def _beside(placed: type[Assignment], there: type[ClinicalSession]) -> ColumnElement[bool]:
    line = aliased(Supernumerary)
    return (
        select(line.id)
        .where(line.clinician_id == placed.clinician_id)
        .where(line.start <= there.start, there.start < line.end)
        .correlate(placed, there)
        .exists()
    )


def _learns(placed: type[Assignment], there: type[ClinicalSession]) -> ColumnElement[bool]:
    may = aliased(Permission)
    return (
        select(may.id)
        .where(may.clinician_id == placed.clinician_id, may.activity_id == there.activity_id)
        .where(may.supervised.is_(True))
        .where(may.start <= there.start, or_(may.end.is_(None), there.start < may.end))
        .correlate(placed, there)
        .exists()
    )
