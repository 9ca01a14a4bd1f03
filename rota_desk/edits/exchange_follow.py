"""What follows when an import put people on sessions: gaps are settled, published days told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from models import (
    Assignment,
    ClinicalSession,
    Clinician,
    CountingTerm,
    ExpenseLine,
    Gap,
    Publication,
    Supernumerary,
    WliClaim,
)
from models.base import Base
from rota_desk.edits.claim_steps import price_claim
from rota_desk.edits.counting import follow_grades
from rota_desk.edits.expenses import name_expenses
from rota_desk.edits.gaps import STANDING, settle_gap
from rota_desk.edits.told import note_change
from rota_desk.queries.cover import counts
from rota_desk.unit_of_work import UnitOfWork

PLACED = ("assignments", "duties", "medirota", "clwrota")


def follow(work: UnitOfWork, kind: str, new: Sequence[Base], changed: Iterable[int]) -> None:
    """Settle what hangs on the sessions that an import touched."""
    if kind in PLACED:
        fresh = [one for one in new if isinstance(one, Assignment)]
        _follow_people(work, fresh, [work.get(Assignment, number) for number in changed])
    elif kind == "expenses":
        name_expenses(work, [one for one in new if isinstance(one, ExpenseLine)])
    elif kind == "claims":
        for claim in new:
            if isinstance(claim, WliClaim) and claim.rate_card_id is None and not claim.amount:
                claim.grade = claim.grade or work.get(Clinician, claim.clinician_id).grade
                price_claim(work, claim)
    elif kind == "sessions":
        for number in changed:
            _settle(work, work.get(ClinicalSession, number))
    else:
        _follow_who_counts(work, kind, new, changed)


def _follow_who_counts(
    work: UnitOfWork, kind: str, new: Sequence[Base], changed: Iterable[int]
) -> None:
    """Let the gaps follow who is supernumerary, and what is said of grades."""
    if kind == "supernumerary":
        _follow_beside(work, [*new, *(work.get(Supernumerary, number) for number in changed)])
    elif kind == "counting":
        lines = [*new, *(work.get(CountingTerm, number) for number in changed)]
        follow_grades(work, [one for one in lines if isinstance(one, CountingTerm)])


def _follow_beside(work: UnitOfWork, lines: Sequence[Base]) -> None:
    """Open and close the gaps of those who count no longer, or again, as their lines say."""
    people = {one.clinician_id for one in lines if isinstance(one, Supernumerary)}
    for session in work.all(
        select(ClinicalSession)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(Assignment.clinician_id.in_(people))
        .order_by(ClinicalSession.id)
    ):
        _settle(work, session)


def _follow_people(
    work: UnitOfWork, fresh: Sequence[Assignment], changed: Sequence[Assignment]
) -> None:
    for placed in changed:
        placed.sequence += 1
        placed.changed_at = work.stamp
    gaps = {one.session_id for one in work.all(select(Gap))}
    touched = dict.fromkeys(one.session_id for one in fresh)
    for number in touched:
        if number in gaps:
            _settle(work, work.get(ClinicalSession, number))
    for session in _short(work, [work.get(ClinicalSession, number) for number in touched]):
        if session.id not in gaps:
            _settle(work, session)
    if not fresh or work.one(select(Publication)) is None:
        return
    for placed in fresh:
        session = work.get(ClinicalSession, placed.session_id)
        note_change(
            work, session=session, clinician=placed.clinician_id, what="added by an import"
        )


def _short(work: UnitOfWork, touched: Sequence[ClinicalSession]) -> list[ClinicalSession]:
    """The sessions of the days touched on which fewer stand than are wanted."""
    if not touched:
        return []
    first, last = min(one.start for one in touched), max(one.start for one in touched)
    on = Counter(row[0] for row in work.rows(select(Assignment.session_id).where(counts())))
    there = select(ClinicalSession).where(ClinicalSession.start.between(first, last))
    return [one for one in work.all(there) if on[one.id] < one.cover_wanted]


def _settle(work: UnitOfWork, session: ClinicalSession) -> None:
    if session.state in STANDING:
        settle_gap(work, session=session)
