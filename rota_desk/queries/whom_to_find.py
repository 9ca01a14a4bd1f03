"""Whom an open place wants: a grade or skill the day still lacks, and a trainer or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from sqlalchemy import select

from models import Assignment, ClinicalSession, Clinician
from models.types import Counting
from rota_desk.domain.cover_count import Mix, count_day
from rota_desk.queries.asked_lines import Faculty, asked_lines, faculty
from rota_desk.queries.counting import by_grade
from rota_desk.queries.counting_terms import counting_terms
from rota_desk.queries.cover import works
from rota_desk.queries.day_cover import PlacesAsked, day_places
from rota_desk.queries.picture.trainees import LEARNING, needs_trainer
from rota_desk.queries.standing import standing_rota
from rota_desk.queries.supernumerary import beside_on
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
Graded: TypeAlias = "tuple[str, Counting]"


@dataclass(frozen=True, slots=True)
class WhomToFind:
    """What somebody has to be to meet the need of a session."""

    session_id: int
    day: dt.date
    missing: tuple[Mix, ...]  # asked for, not there yet, and no place beside this one for them
    wished: tuple[Mix, ...]  # asked for and not there yet
    known: Faculty | None
    learners: frozenset[int]  # who may do it only with a trainer
    trained: bool  # a trainer stands there
    beside: Mapping[int, str]  # who would not count that day, and until when
    graded: Mapping[int, Graded]  # whose grade does not count by itself
    waiting: str  # who stands there and would count beside them
    asked: PlacesAsked | None = None  # of the day, where a grade or a skill is asked for

    def once(self, taken: Collection[tuple[int, int]]) -> WhomToFind:
        """Whom it wants once people took sessions of the day: pairs of session and clinician."""
        here = {who for session, who in taken if session == self.session_id}
        alone = here - self.learners - self.graded.keys() - self.beside.keys()
        mixes = self.wished
        if self.asked is not None and self.known is not None:
            mixes = _short(_with(self.asked, taken, self.known, self.day), self.session_id)
        return replace(
            self,
            missing=tuple(one for one in mixes if one.needs_next),
            wished=mixes,
            trained=self.trained or bool(alone),
            waiting="" if alone else self.waiting,
        )

    def lacks(self, clinician: int) -> str:
        """Why the need would not be met by somebody; empty when it would."""
        if clinician in self.beside:
            return f"{self.beside[clinician]}: would not count as cover"
        if clinician in self.graded and (said := self._of_grade(*self.graded[clinician])):
            return said
        if clinician in self.learners and not self.trained:
            return "needs a trainer beside them: nobody there may do it alone"
        short = [one for one in self.missing if not self._meets(one, clinician)]
        return f"{short[0].asked.whom} asked for: it would still be missing" if short else ""

    def brings(self, clinician: int) -> str:
        """What is asked for and missing that somebody has: "ST with ALS"."""
        return ", ".join(one.asked.whom for one in self.wished if self._meets(one, clinician))

    def lets_count(self, clinician: int) -> str:
        """Who stands there and would count beside somebody: "Dr B Said"."""
        alone = clinician not in {*self.graded, *self.learners, *self.beside}
        return self.waiting if alone else ""

    def _of_grade(self, grade: str, counting: Counting) -> str:
        """Why a grade would not count there; empty when it would."""
        if counting is Counting.NEVER:
            return f"{grade} never counts as cover there"
        return "" if self.trained else f"{grade} counts beside a supervisor: nobody there is one"

    def _meets(self, mix: Mix, clinician: int) -> bool:
        if self.known is None:
            return True
        who = self.known.present(clinician, self.day)
        return mix.asked.met_by(who.grade, who.skills)


def whom_to_find(
    read: Reading, session: ClinicalSession, *, instead_of: int | None = None
) -> WhomToFind:
    """Whom the next place on a session wants; or whom it would want, were somebody off it."""
    day = session.start.date()
    learners = needs_trainer(read, activity=session.activity_id, day=day)
    graded = _graded(read, session)
    asked = _asked(read, session, day, instead_of)
    mixes = _short(asked, session.id) if asked else ()
    return WhomToFind(
        session_id=session.id,
        day=day,
        missing=tuple(one for one in mixes if one.needs_next),
        wished=mixes,
        known=faculty(read) if asked else None,
        learners=learners,
        trained=_trained(read, session, {*learners, *graded}, instead_of),
        beside=beside_on(read, day=day),
        graded=graded,
        waiting=_waiting(read, session),
        asked=asked,
    )


def _asked(
    read: Reading, session: ClinicalSession, day: dt.date, instead_of: int | None
) -> PlacesAsked | None:
    """The places of the session's work that day, where a grade or a skill is asked for."""
    lines = asked_lines(read, start=day, end=day + DAY)
    if not any(one.of_some and one.activity_id == session.activity_id for one in lines):
        return None
    rota = standing_rota(read, start=day, end=day + DAY)
    off = (session.id, instead_of)
    placed = tuple(one for one in rota.placed if (one.session_id, one.clinician_id) != off)
    return day_places(read, replace(rota, placed=placed)).get((session.activity_id, day))


def _with(
    asked: PlacesAsked, taken: Collection[tuple[int, int]], known: Faculty, day: dt.date
) -> PlacesAsked:
    """The places once people took some of them."""
    places = tuple(
        replace(
            place,
            people=(
                *place.people,
                *(
                    known.present(who, day)
                    for session, who in taken
                    if session == place.session_id
                ),
            ),
        )
        for place in asked[0]
    )
    return places, asked[1]


def _short(asked: PlacesAsked, session: int) -> tuple[Mix, ...]:
    """The lines for a grade or a skill that speak of a session and are not met."""
    places = [replace(one) for one in asked[0]]  # counting marks the places
    return tuple(
        mix
        for mix in count_day(places, asked[1]).mixes
        if session in mix.session_ids and mix.have < mix.asked.minimum
    )


def _trained(
    read: Reading, session: ClinicalSession, learners: Collection[int], instead_of: int | None
) -> bool:
    there = read.all(select(Assignment).where(Assignment.session_id == session.id).where(works()))
    return any(
        one.role not in LEARNING and one.clinician_id not in {*learners, instead_of}
        for one in there
    )


def _graded(read: Reading, session: ClinicalSession) -> dict[int, Graded]:
    """Everybody whose grade does not count by itself on a session, with the grade and how."""
    terms, day = counting_terms(read), session.start.date()
    people = read.all(select(Clinician)) if terms.lines else []
    found = {
        one.id: (one.grade, terms.of(one.grade, activity=session.activity_id, day=day))
        for one in people
    }
    return {number: told for number, told in found.items() if told[1] is not Counting.ALONE}


def _waiting(read: Reading, session: ClinicalSession) -> str:
    """Who stands there and counts once somebody supervises."""
    found = read.rows(
        select(Clinician.name)
        .join(Assignment, Assignment.clinician_id == Clinician.id)
        .where(Assignment.session_id == session.id, works(), by_grade(Counting.SUPERVISED))
        .order_by(Assignment.id)
    )
    return " and ".join(name for (name,) in found)
