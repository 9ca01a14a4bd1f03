"""Changes after publishing: what changed, why, and who has to be told."""

from __future__ import annotations

import datetime as dt

from models import ClinicalSession, Publication, PublishedChange
from rota_desk.queries.speaking import speaking
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words

DAY = dt.timedelta(days=1)


def note_change(
    work: UnitOfWork, *, session: ClinicalSession, clinician: int | None, what: str
) -> None:
    """Put a change on the who-must-be-told list when its day has been published."""
    publication = latest_publication(work, session)
    if publication is None:
        return
    work.add(
        PublishedChange(
            publication_id=publication.id,
            session_id=session.id,
            clinician_id=clinician,
            at=work.stamp,
            by=work.who,
            what=f"{day_words(session.start.date())}: {what}",
            reason=work.reason,
            day=session.start.date(),
        )
    )


def tick_told(work: UnitOfWork, *, change: int, told: bool = True) -> None:
    """Tick that a person has been told of a change, or take the tick away."""
    there = work.get(PublishedChange, change)
    there.told_at = work.stamp if told else None
    work.label = "Tick as told" if told else "Take the tick away"


def latest_publication(work: UnitOfWork, session: ClinicalSession) -> Publication | None:
    """The newest version that told people about the session's day and work."""
    day = session.start.date()
    version = speaking(work, start=day, end=day + DAY).of(day, session.activity_id)
    return work.get(Publication, version.id) if version else None
