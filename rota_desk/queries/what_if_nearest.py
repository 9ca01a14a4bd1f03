"""The nearest that can be done by hand for what no longer fits the real rota."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, JobPlan
from rota_desk.changes import Change
from rota_desk.queries.cover import FELL, on_days, people_there
from rota_desk.queries.what_if_act import Act, Nearest, Stands
from rota_desk.queries.what_if_parts import Part
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

DAY = dt.timedelta(days=1)
GONE = "Who it was for is no longer on file: there is nobody to put on."
BY_HAND = "Change it by hand on the real rota, or leave it."
PLACES = {
    "leave_request": "leave",
    "absence": "leave",
    "job_plan": "job_plans",
    "job_plan_line": "job_plans",
    "plan_exception": "job_plans",
    "duty_pattern": "patterns",
    "pattern_line": "patterns",
    "swap": "swaps",
    "post": "changeover",
    "post_holding": "changeover",
    "clinician": "people",
    "contract": "people",
    "permission": "people",
}
"""Where on the real desk a record is changed by hand; what is not named here, on the Rota."""


def with_nearest(read: Reading, *, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts, each that does not fit with what could be done instead, on the real rota."""
    return tuple(one if one.fits else replace(one, nearest=_nearest(read, one)) for one in parts)


def _nearest(read: Reading, part: Part) -> Nearest:
    fresh = {one.id for one in part.changes if one.record == "clinical_session" and not one.before}
    seats = [one for one in part.changes if one.record == "assignment"]
    for one in sorted(seats, key=lambda one: one.after is None):
        facts = one.after or one.before or {}
        if facts["session_id"] not in fresh:
            return _of_seat(read, one, _day(part))
    return _to_look_at(read, part)


def _day(part: Part) -> dt.date | None:
    return next((one.day for one in part.lines if one.day is not None), None)


def _to_look_at(read: Reading, part: Part) -> Nearest:
    """Where the real desk has what it is about: no single edit would do what was tried."""
    record, number = part.changes[0].record, part.changes[0].id
    there = read.find(ClinicalSession, number) if record == "clinical_session" else None
    day = there.start.date() if there is not None else _day(part)
    return Nearest(
        BY_HAND,
        clinician_id=_whose(read, part),
        session_id=there.id if there is not None else None,
        day=day,
        place=PLACES.get(record, "rota"),
    )


def _whose(read: Reading, part: Part) -> int | None:
    """Whom it is about, where they are still on file."""
    for one in part.changes:
        facts = one.after or one.before or {}
        plan = read.find(JobPlan, facts.get("job_plan_id") or 0)
        number = one.id if one.record == "clinician" else facts.get("clinician_id")
        number = plan.clinician_id if plan is not None else number
        if number and read.find(Clinician, number) is not None:
            return int(number)
    return None


def _of_seat(read: Reading, change: Change, day: dt.date | None) -> Nearest:
    facts = change.after or change.before or {}
    person = read.find(Clinician, facts["clinician_id"])
    session = read.find(ClinicalSession, facts["session_id"])
    look = Nearest("", day=day)
    if session is not None:
        look = replace(look, session_id=session.id, session=_named(read, session))
        look = replace(look, day=session.start.date())
    if person is None:
        return replace(look, words=GONE)
    on = _on(read, facts["session_id"])
    look = replace(look, name=person.name)
    if change.after is None:
        return _of_leaving(look, person.name, on)
    if session is None or session.state in FELL:
        return _elsewhere(read, person, session, look)
    if person.leaves is not None and person.leaves <= session.start.date():
        return replace(
            look, words="Put somebody else on by hand (F6 goes to the gap), or leave it."
        )
    return _of_coming(look, person, session, on)


def _of_leaving(look: Nearest, name: str, on: tuple[Stands, ...]) -> Nearest:
    """Somebody was taken off in the what-if."""
    theirs = tuple(one for one in on if one.name == name)
    if not theirs:
        return replace(look, words=f"Nothing is left to do: {name} stands there no longer.")
    words = f"{name} still stands there: take them off by hand."
    return replace(look, words=words, act=Act.TAKE_OFF, stands=theirs)


def _of_coming(
    look: Nearest, person: Clinician, session: ClinicalSession, on: tuple[Stands, ...]
) -> Nearest:
    """Somebody was put on in the what-if, and the session stands."""
    names = [one.name for one in on]
    look = replace(look, clinician_id=person.id)
    if person.name in names:
        return replace(look, words=f"Nothing is left to do: {person.name} stands there already.")
    if len(on) < session.cover_wanted:
        words = f"It is still short: put {person.name} on by hand."
        return replace(look, words=words, act=Act.PUT_ON)
    stand = f"{' and '.join(names)} {'stands' if len(on) == 1 else 'stand'} there now"
    words = f"{stand}: hand it over to {person.name}, or leave it."
    return replace(look, words=words, act=Act.HAND_OVER, stands=on)


def _on(read: Reading, session: int) -> tuple[Stands, ...]:
    found = read.rows(
        select(Assignment.id, Clinician.name)
        .join(Clinician, Assignment.clinician_id == Clinician.id)
        .where(Assignment.session_id == session)
        .order_by(Assignment.id)
    )
    return tuple(Stands(number, name) for number, name in found)


def _named(read: Reading, session: ClinicalSession) -> str:
    work = read.get(Activity, session.activity_id).name
    return f"{work}, {day_words(session.start.date())} {session.start:%H:%M}"


def _elsewhere(
    read: Reading, person: Clinician, session: ClinicalSession | None, look: Nearest
) -> Nearest:
    """Another session of the same work and day that is short, for somebody whose own fell."""
    if session is None:
        said = "Nothing can be put there: the session is gone from the real rota."
        return replace(look, words=said)
    day, state = session.start.date(), session.state.value
    theirs = select(Assignment.session_id).where(Assignment.clinician_id == person.id)
    others: Iterable[ClinicalSession] = read.all(
        select(ClinicalSession)
        .where(ClinicalSession.activity_id == session.activity_id, on_days(day, day + DAY))
        .where(ClinicalSession.state.not_in(FELL), ClinicalSession.id.not_in(theirs))
        .where(ClinicalSession.cover_wanted > people_there())
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    for one in others:
        at = _named(read, one)
        words = f"It was {state}; {at} is short: put {person.name} on that by hand."
        return replace(
            look,
            words=words,
            act=Act.PUT_ON,
            clinician_id=person.id,
            session_id=one.id,
            session=at,
        )
    work = read.get(Activity, session.activity_id).name
    said = f"It was {state}, and no other {work} of that day is short: nothing to put them on."
    return replace(look, words=said)
