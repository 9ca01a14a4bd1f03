"""Why something differs from what a version told: the changes noted since, with their reasons."""

from __future__ import annotations

from sqlalchemy import select, true

from models import Publication, PublishedChange
from rota_desk.queries.moments import wall_time
from rota_desk.unit_of_work import Reading
from rota_desk.words import moment_words


def reasons_since(
    read: Reading,
    *,
    session: int,
    clinician: int | None,
    before: int,
    after: int | None = None,
) -> tuple[str, ...]:
    """What was noted of a session, for one person or for all, between two versions or till now."""
    until = true() if after is None else Publication.number < after
    whom = true() if clinician is None else PublishedChange.clinician_id == clinician
    found = read.all(
        select(PublishedChange)
        .join(Publication, Publication.id == PublishedChange.publication_id)
        .where(PublishedChange.session_id == session, whom)
        .where(Publication.number >= before, until)
        .order_by(PublishedChange.id)
    )
    return tuple(
        f"{one.reason or 'no reason given'} ({moment_words(wall_time(read, one.at))}, {one.by})"
        for one in found
    )
