"""The nearest that can be done by hand for what no longer fits the real rota, in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician
from rota_desk.changes import Change
from rota_desk.queries.cover import FELL, on_days, people_there
from rota_desk.queries.what_if_parts import Part
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

DAY = dt.timedelta(days=1)
GONE = "Who it was for is no longer on file: there is nobody to put on."


def with_nearest(read: Reading, *, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts, each that does not fit with what could be done instead, on the real rota."""
    return tuple(one if one.fits else replace(one, nearest=_nearest(read, one)) for one in parts)


def _nearest(read: Reading, part: Part) -> str:
    fresh = {one.id for one in part.changes if one.record == "clinical_session" and not one.before}
    seats = [one for one in part.changes if one.record == "assignment"]
    for one in sorted(seats, key=lambda one: one.after is None):
        facts = one.after or one.before or {}
        if facts["session_id"] not in fresh:
            return _of_seat(read, one)
    return ""


def _of_seat(read: Reading, change: Change) -> str:
    facts = change.after or change.before or {}
    person = read.find(Clinician, facts["clinician_id"])
    if person is None:
        return GONE
    session = read.find(ClinicalSession, facts["session_id"])
    on = _on(read, facts["session_id"])
    if change.after is None:
        stands = person.name in on
        return f"{person.name} still stands there: take them off by hand." if stands else ""
    if session is None or session.state in FELL:
        return _elsewhere(read, person, session)
    if person.leaves is not None and person.leaves <= session.start.date():
        return "Put somebody else on by hand (F6 goes to the gap), or leave it."
    if person.name in on:
        return f"Nothing is left to do: {person.name} stands there already."
    if len(on) < session.cover_wanted:
        return f"It is still short: put {person.name} on by hand."
    return f"{' and '.join(on)} stands there now: hand it over to {person.name}, or leave it."


def _on(read: Reading, session: int) -> list[str]:
    found = read.rows(
        select(Clinician.name)
        .join(Assignment, Assignment.clinician_id == Clinician.id)
        .where(Assignment.session_id == session)
        .order_by(Assignment.id)
    )
    return [name for (name,) in found]


def _elsewhere(read: Reading, person: Clinician, session: ClinicalSession | None) -> str:
    """Another session of the same work and day that is short, for somebody whose own fell."""
    if session is None:
        return "Nothing can be put there: the session is gone from the real rota."
    day, state = session.start.date(), session.state.value
    theirs = select(Assignment.session_id).where(Assignment.clinician_id == person.id)
    others: Iterable[ClinicalSession] = read.all(
        select(ClinicalSession)
        .where(ClinicalSession.activity_id == session.activity_id, on_days(day, day + DAY))
        .where(ClinicalSession.state.not_in(FELL), ClinicalSession.id.not_in(theirs))
        .where(ClinicalSession.cover_wanted > people_there())
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    work = read.get(Activity, session.activity_id).name
    for one in others:
        at = f"{day_words(day)} {one.start:%H:%M}"
        return f"It was {state}; {work}, {at} is short: put {person.name} on that by hand."
    return f"It was {state}, and no other {work} of that day is short: nothing to put them on."
