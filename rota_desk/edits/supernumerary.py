"""Somebody is supernumerary until a day: beside others, uncounted, and then counted again."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import Assignment, ClinicalSession, Clinician, Supernumerary
from rota_desk.domain.span import midnight
from rota_desk.edits.gaps import settle_gaps
from rota_desk.edits.told import Noted, note_changes
from rota_desk.errors import Refusal
from rota_desk.queries.cover import FELL
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year

Span = tuple[dt.date, dt.date]


def make_supernumerary(
    work: UnitOfWork, *, clinician: int, start: dt.date, end: dt.date, reason: str = ""
) -> int:
    """Let somebody not count as cover from a day until before another.

    Where they stand and others are wanted, the need opens as a gap. Answers the line's number.
    """
    person = work.get(Clinician, clinician)
    _refuse_odd(work, person, (start, end), but=None)
    there = work.add(
        Supernumerary(clinician_id=clinician, start=start, end=end, reason=reason.strip())
    )
    _settle(work, person, (start, end), f"supernumerary until {day_and_year(end)}")
    work.label = f"{person.name} supernumerary until {day_and_year(end)}"
    return there.id


def change_supernumerary(
    work: UnitOfWork, *, supernumerary: int, start: dt.date, end: dt.date, reason: str = ""
) -> None:
    """Correct from when until when somebody does not count; gaps open and close with it."""
    there = work.get(Supernumerary, supernumerary)
    person = work.get(Clinician, there.clinician_id)
    _refuse_odd(work, person, (start, end), but=there.id)
    before = there.start, there.end
    there.start, there.end, there.reason = start, end, reason.strip()
    for since, until in _apart(before, (start, end)):
        _settle(work, person, (since, until), _now(since, (start, end)))
    work.label = f"{person.name} supernumerary until {day_and_year(end)}"


def remove_supernumerary(work: UnitOfWork, *, supernumerary: int) -> None:
    """Remove a line that was recorded by mistake: they counted all along."""
    there = work.get(Supernumerary, supernumerary)
    person, span = work.get(Clinician, there.clinician_id), (there.start, there.end)
    work.remove(there)
    _settle(work, person, span, "counts as cover")
    work.label = f"{person.name} counts as cover"


def _apart(before: Span, after: Span) -> list[Span]:
    """The days that are in one of two spans and not in both, as up to two spans."""
    if before[1] <= after[0] or after[1] <= before[0]:
        return sorted((before, after))
    ends = sorted((before[0], after[0])), sorted((before[1], after[1]))
    return [(low, high) for low, high in ends if low < high]


def _now(day: dt.date, span: Span) -> str:
    within = span[0] <= day < span[1]
    return f"supernumerary until {day_and_year(span[1])}" if within else "counts as cover"


def _refuse_odd(work: UnitOfWork, person: Clinician, span: Span, *, but: int | None) -> None:
    start, end = span
    if end <= start:
        raise Refusal("They would count before they begin. Turn the two days round.")
    meets = select(Supernumerary).where(
        Supernumerary.clinician_id == person.id,
        Supernumerary.start < end,
        Supernumerary.end > start,
    )
    if but is not None:
        meets = meets.where(Supernumerary.id != but)
    there = work.one(meets.order_by(Supernumerary.start).limit(1))
    if there is not None:
        raise Refusal(
            f"{person.name} is supernumerary already, from {day_and_year(there.start)} until "
            f"{day_and_year(there.end)}. Change that instead."
        )


def _settle(work: UnitOfWork, person: Clinician, span: Span, what: str) -> None:
    """Open and close the gaps where they stand, and tell of it where the day was published."""
    work.flush()
    found = work.rows(
        select(ClinicalSession, Assignment)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(Assignment.clinician_id == person.id, ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start >= midnight(span[0]))
        .where(ClinicalSession.start < midnight(span[1]))
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    for _session, placed in found:
        placed.sequence += 1
        placed.changed_at = work.stamp
    sessions = [session for session, _placed in found]
    settle_gaps(work, sessions=sessions, text=f"{person.name} {what}")
    note_changes(work, [Noted(one, person.id, f"{person.name} {what}") for one in sessions])
