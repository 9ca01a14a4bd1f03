"""Whether people of a grade count as cover, from a day on: said, corrected, ended, taken back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, CountingTerm
from models.types import Counting
from rota_desk.domain.requirement import fits_grade
from rota_desk.domain.span import midnight
from rota_desk.edits.gaps import settle_gaps
from rota_desk.errors import Refusal
from rota_desk.queries.counting_terms import COUNTS
from rota_desk.queries.cover import FELL
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year

SEVERAL = re.compile(r"[,/;]|\s+or\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a grade."""

    grade: str
    counts: Counting
    start: dt.date
    end: dt.date | None = None  # first day it no longer holds
    activity: int | None = None  # None: all work
    reason: str = ""


def add_counting(work: UnitOfWork, *, said: Said) -> int:
    """Say whether a grade counts as cover from a day on; answers the line's number.

    What was said of the same grade and work before ends on that day, and stays on record.
    """
    _refuse_odd(work, said)
    for one in _alike(work, said):
        if one.start >= said.start and (said.end is None or one.start < said.end):
            raise Refusal(
                f"Something is said of {one.grade} there from {day_and_year(one.start)} already."
                " Change that instead."
            )
        if one.start < said.start and (one.end is None or one.end > said.start):
            one.end = said.start
    term = work.add(CountingTerm(grade=said.grade.strip(), start=said.start, counts=said.counts))
    _write(work, term, said)
    _settle(work, {term.grade}, said.start)
    work.label = _label(work, term)
    return term.id


def change_counting(work: UnitOfWork, *, term: int, said: Said) -> None:
    """Correct a line for all its days; gaps open and close with it."""
    _refuse_odd(work, said)
    there = work.get(CountingTerm, term)
    for one in _alike(work, said):
        meets = said.end is None or one.start < said.end
        if one is not there and meets and (one.end is None or one.end > said.start):
            raise Refusal(
                f"It would overlap what is said of {one.grade} from {day_and_year(one.start)}."
                " Choose other days, or change that line."
            )
    grades, since = {there.grade, said.grade.strip()}, min(there.start, said.start)
    _write(work, there, said)
    _settle(work, grades, since)
    work.label = _label(work, there)


def end_counting(work: UnitOfWork, *, term: int, end: dt.date) -> None:
    """Say from which day a line no longer holds: they count alone again, or by a wider line."""
    there = work.get(CountingTerm, term)
    if end <= there.start:
        raise Refusal(f"It holds from {day_and_year(there.start)}; remove it if it never held.")
    since = end if there.end is None else min(end, there.end)
    there.end = end
    _settle(work, {there.grade}, since)
    work.label = f"{_what(work, there)}: ends {day_and_year(end)}"


def remove_counting(work: UnitOfWork, *, term: int) -> None:
    """Remove a line that was entered by mistake."""
    there = work.get(CountingTerm, term)
    grades, since, label = {there.grade}, there.start, f"{_what(work, there)}: removed"
    work.remove(there)
    _settle(work, grades, since)
    work.label = label


def follow_person(work: UnitOfWork, *, clinician: int, start: dt.date) -> None:
    """Let the gaps follow somebody's grade or permission from a day on, where grades matter."""
    work.flush()
    if work.one(select(CountingTerm)) is not None:
        _settle_people(work, [clinician], start)


def follow_grades(work: UnitOfWork, lines: Sequence[CountingTerm]) -> None:
    """Let the gaps follow lines that were brought in."""
    if lines:
        _settle(work, {one.grade for one in lines}, min(one.start for one in lines))


def _settle_people(work: UnitOfWork, people: list[int], start: dt.date, text: str = "") -> None:
    """Open and close the gaps of the sessions on which some people stand, from a day on."""
    work.flush()
    on = select(Assignment.session_id).where(Assignment.clinician_id.in_(people))
    there = (
        select(ClinicalSession)
        .where(ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.id.in_(on), ClinicalSession.start >= midnight(start))
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    settle_gaps(work, sessions=work.all(there), text=text)


def _settle(work: UnitOfWork, grades: set[str], start: dt.date) -> None:
    """Settle the sessions of everybody of some grades, from a day on."""
    people = [
        one.id
        for one in work.all(select(Clinician))
        if any(fits_grade(grade, one.grade) for grade in grades)
    ]
    _settle_people(work, people, start, "Whoever stands there does not count as cover")


def _write(work: UnitOfWork, term: CountingTerm, said: Said) -> None:
    term.grade, term.counts, term.reason = said.grade.strip(), said.counts, said.reason.strip()
    term.start, term.end = said.start, said.end
    term.activity_id = None if said.activity is None else work.get(Activity, said.activity).id


def _alike(work: UnitOfWork, said: Said) -> list[CountingTerm]:
    """Every line of the same grade and work."""
    grade = said.grade.strip().casefold()
    return [
        one
        for one in work.all(select(CountingTerm))
        if one.activity_id == said.activity and one.grade.casefold() == grade
    ]


def _refuse_odd(work: UnitOfWork, said: Said) -> None:
    if not said.grade.strip():
        raise Refusal("Name the grade, such as FY1; FY is FY1 and FY2.")
    if SEVERAL.search(said.grade.strip()):
        raise Refusal("Enter one grade a line: FY1, then FY2. FY alone is both.")
    if said.end is not None and said.end <= said.start:
        raise Refusal("It would end before it begins. Turn the two days round.")
    if not any(fits_grade(said.grade, one.grade) for one in work.all(select(Clinician))):
        raise Refusal(
            f"Nobody has the grade {said.grade.strip()}. Write it as on People, such as ST4; ST is"
            " every ST."
        )


def _what(work: UnitOfWork, term: CountingTerm) -> str:
    if term.activity_id is None:
        return term.grade
    return f"{term.grade} on {work.get(Activity, term.activity_id).name}"


def _label(work: UnitOfWork, term: CountingTerm) -> str:
    how = COUNTS[term.counts]
    counts = "never counts" if term.counts is Counting.NEVER else f"counts {how}"
    return f"{_what(work, term)} {counts} as cover from {day_and_year(term.start)}"
