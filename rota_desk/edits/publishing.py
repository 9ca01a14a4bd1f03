"""Telling people: an immutable version of a period."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from models import Assignment, ClinicalSession, Publication, PublishedDuty
from rota_desk.domain.fingerprint import fingerprint
from rota_desk.edits.gaps import STANDING
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import span_words


def publish(work: UnitOfWork, *, first: dt.date, last: dt.date, note: str = "") -> int:
    """Keep the period, both days included, as it stands now; answers the version's number."""
    if last < first:
        raise Refusal("The last day lies before the first. Choose the period again.")
    duties = _duties(work, first, last)
    if not duties:
        raise Refusal("There is nothing on the rota in that period. Choose another.")
    newest = work.rows(select(func.max(Publication.number)))[0][0] or 0
    version = Publication(
        number=newest + 1,
        first_day=first,
        last_day=last,
        made_at=work.stamp,
        made_by=work.who,
        fingerprint=fingerprint(_facts(duty) for duty in duties),
        note=note,
    )
    work.add(version)
    for duty in duties:
        duty.publication_id = version.id
    work.add_all(duties)
    work.label = f"Publish v{version.number}, {span_words(first, last)}"
    return version.number


def _duties(work: UnitOfWork, first: dt.date, last: dt.date) -> list[PublishedDuty]:
    """One line for each clinician on each standing session, and one for a session with nobody."""
    begin = dt.datetime.combine(first, dt.time())
    until = dt.datetime.combine(last + dt.timedelta(days=1), dt.time())
    found = work.rows(
        select(ClinicalSession, Assignment)
        .outerjoin(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(ClinicalSession.start >= begin, ClinicalSession.start < until)
        .where(ClinicalSession.state.in_(STANDING))
        .order_by(ClinicalSession.start, ClinicalSession.id, Assignment.id)
    )
    return [_duty(session, placed) for session, placed in found]


def _duty(session: ClinicalSession, placed: Assignment | None) -> PublishedDuty:
    return PublishedDuty(
        publication_id=0,
        session_id=session.id,
        clinician_id=placed.clinician_id if placed else None,
        activity_id=session.activity_id,
        room_id=session.room_id,
        start=session.start,
        end=session.end,
        role=placed.role.value if placed else "",
        uid=placed.uid if placed else "",
        sequence=placed.sequence if placed else 0,
    )


def _facts(duty: PublishedDuty) -> tuple[object, ...]:
    return (
        duty.session_id,
        duty.clinician_id,
        duty.activity_id,
        duty.room_id,
        duty.start,
        duty.end,
        duty.role,
    )
