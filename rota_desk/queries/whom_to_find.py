"""Whom an open place wants: a grade or skill the day still lacks, and a trainer or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from models import Assignment, ClinicalSession
from rota_desk.domain.cover_count import Mix
from rota_desk.queries.asked_lines import Faculty, asked_lines, faculty
from rota_desk.queries.cover import counts
from rota_desk.queries.day_cover import day_covers
from rota_desk.queries.picture.trainees import LEARNING, needs_trainer
from rota_desk.queries.standing import standing_rota
from rota_desk.queries.supernumerary import beside_on
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WhomToFind:
    """What somebody has to be to meet the need of a session."""

    day: dt.date
    missing: tuple[Mix, ...]  # asked for, not there yet, and no place beside this one for them
    wished: tuple[Mix, ...]  # asked for and not there yet
    known: Faculty | None
    learners: frozenset[int]  # who may do it only with a trainer
    trained: bool  # a trainer stands there
    beside: Mapping[int, str]  # who would not count that day, and until when

    def lacks(self, clinician: int) -> str:
        """Why the need would not be met by somebody; empty when it would."""
        if clinician in self.beside:
            return self.beside[clinician]
        if clinician in self.learners and not self.trained:
            return "needs a trainer beside them: nobody there may do it alone"
        short = [one for one in self.missing if not self._meets(one, clinician)]
        return f"{short[0].asked.whom} asked for: it would still be missing" if short else ""

    def brings(self, clinician: int) -> str:
        """What is asked for and missing that somebody has: "ST with ALS"."""
        return ", ".join(one.asked.whom for one in self.wished if self._meets(one, clinician))

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
    mixes = _mixes(read, session, day, instead_of)
    return WhomToFind(
        day=day,
        missing=tuple(one for one in mixes if one.needs_next),
        wished=mixes,
        known=faculty(read) if mixes else None,
        learners=learners,
        trained=_trained(read, session, learners, instead_of),
        beside=beside_on(read, day=day),
    )


def _mixes(
    read: Reading, session: ClinicalSession, day: dt.date, instead_of: int | None
) -> tuple[Mix, ...]:
    lines = asked_lines(read, start=day, end=day + DAY)
    if not any(one.of_some and one.activity_id == session.activity_id for one in lines):
        return ()
    rota = standing_rota(read, start=day, end=day + DAY)
    off = (session.id, instead_of)
    placed = tuple(one for one in rota.placed if (one.session_id, one.clinician_id) != off)
    rota = replace(rota, placed=placed)
    return tuple(
        mix
        for cover in day_covers(read, rota)
        for mix in cover.mixes
        if session.id in mix.session_ids and mix.have < mix.asked.minimum
    )


def _trained(
    read: Reading, session: ClinicalSession, learners: frozenset[int], instead_of: int | None
) -> bool:
    there = read.all(select(Assignment).where(Assignment.session_id == session.id).where(counts()))
    return any(
        one.role not in LEARNING and one.clinician_id not in {*learners, instead_of}
        for one in there
    )
