"""What is said of grades: whether people of one count as cover, from when, and for which work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Clinician, CountingTerm
from models.types import Counting
from rota_desk.domain.requirement import fits_grade
from rota_desk.unit_of_work import Reading

COUNTS = {
    Counting.ALONE: "by themselves",
    Counting.SUPERVISED: "beside somebody who counts alone",
    Counting.NEVER: "never",
}


@dataclass(frozen=True, slots=True)
class CountingLine:
    """What is said of a grade, in words."""

    id: int
    grade: str
    activity_id: int | None
    activity: str  # empty: all work
    counts: Counting
    start: dt.date
    end: dt.date | None
    reason: str
    people: int  # of the grade, here today
    standing: str  # "in force", "ended", "to come"

    @property
    def what(self) -> str:
        """The grade and the work: "FY on Endoscopy list"."""
        return f"{self.grade} on {self.activity}" if self.activity else self.grade

    @property
    def how(self) -> str:
        """How they count: "beside somebody who counts alone"."""
        return COUNTS[self.counts]


def counting_lines(read: Reading, *, past: bool = True) -> tuple[CountingLine, ...]:
    """Every line, by grade, the general one before those of an activity, the newest first."""
    works = {one.id: one for one in read.all(select(Activity))}
    grades = [one.grade for one in read.all(select(Clinician)) if _here(one, read.today)]
    found = read.all(select(CountingTerm).order_by(CountingTerm.start.desc(), CountingTerm.id))
    lines = [
        CountingLine(
            id=one.id,
            grade=one.grade,
            activity_id=one.activity_id,
            activity=works[one.activity_id].name if one.activity_id else "",
            counts=one.counts,
            start=one.start,
            end=one.end,
            reason=one.reason,
            people=sum(fits_grade(one.grade, grade) for grade in grades),
            standing=_standing(one, read.today),
        )
        for one in found
        if past or one.end is None or one.end > read.today
    ]
    return tuple(sorted(lines, key=lambda one: (one.grade.casefold(), one.activity)))


@dataclass(frozen=True, slots=True)
class CountingTerms:
    """Every line, to ask how somebody of a grade counts."""

    lines: tuple[CountingTerm, ...]

    def of(self, grade: str, *, activity: int, day: dt.date) -> Counting:
        """How a grade counts on an activity and day: alone, where nothing is said of it."""
        there = [one for one in self.lines if _speaks(one, grade, activity, day)]
        return min(there, key=_narrow_first).counts if there else Counting.ALONE


def counting_terms(read: Reading) -> CountingTerms:
    """Every line there is."""
    return CountingTerms(tuple(read.all(select(CountingTerm).order_by(CountingTerm.id))))


def _speaks(term: CountingTerm, grade: str, activity: int, day: dt.date) -> bool:
    """Whether a line says something of a grade on an activity and day."""
    holds = term.start <= day and (term.end is None or day < term.end)
    return holds and term.activity_id in {None, activity} and fits_grade(term.grade, grade)


def of_grades(read: Reading, terms: CountingTerms, counting: Counting) -> frozenset[int]:
    """Everybody of a grade of which a line says this, on whatever day and work."""
    grades = {one.grade for one in terms.lines if one.counts is counting}
    people = read.all(select(Clinician)) if grades else []
    return frozenset(
        one.id for one in people if any(fits_grade(grade, one.grade) for grade in grades)
    )


def grades_known(read: Reading) -> tuple[str, ...]:
    """Every grade that somebody has."""
    found: Iterable[str] = {row[0] for row in read.rows(select(Clinician.grade).distinct())}
    return tuple(sorted((one for one in found if one), key=str.casefold))


def _narrow_first(term: CountingTerm) -> tuple[bool, int, int]:
    return term.activity_id is None, -len(term.grade), -term.start.toordinal()


def _standing(term: CountingTerm, today: dt.date) -> str:
    if term.end is not None and term.end <= today:
        return "ended"
    return "in force" if term.start <= today else "to come"


def _here(person: Clinician, day: dt.date) -> bool:
    begun = person.joined is None or person.joined <= day
    return begun and (person.leaves is None or day < person.leaves)
