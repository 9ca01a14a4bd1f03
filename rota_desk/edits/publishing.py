"""Telling people: an immutable, whole version of a period, of the department or of one rota."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy import func, select

from models import (
    OnCallPart,
    OnCallRota,
    Publication,
    PublishedAway,
    PublishedCover,
    PublishedDuty,
    PublishedSession,
)
from models.base import Base
from rota_desk.domain.fingerprint import fingerprint
from rota_desk.edits.gaps import STANDING
from rota_desk.errors import Refusal
from rota_desk.queries.day_cover import day_covers
from rota_desk.queries.sheet_away import away_entries
from rota_desk.queries.sheet_people import person_heads
from rota_desk.queries.standing import standing_rota
from rota_desk.queries.stood import Stood, StoodDuty, StoodSession, stood_now
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import span_words

DAY = dt.timedelta(days=1)


def publish(
    work: UnitOfWork,
    *,
    first: dt.date,
    last: dt.date,
    note: str = "",
    rota: int | None = None,
) -> int:
    """Keep the period, both days included, as it stands now; answers the version's number.

    With `rota` it is the work of one on-call rota alone; the rest stays as it was told.
    """
    if last < first:
        raise Refusal("The last day lies before the first. Choose the period again.")
    name, activities = _work_of(work, rota)
    stood = stood_now(work, first=first, last=last, activities=activities)
    if not any(one.state in STANDING for one in stood.sessions):
        raise Refusal("There is nothing on the rota in that period. Choose another.")
    version = Publication(
        number=(work.rows(select(func.max(Publication.number)))[0][0] or 0) + 1,
        first_day=first,
        last_day=last,
        made_at=work.stamp,
        made_by=work.who,
        fingerprint=fingerprint(_facts(stood)),
        note=note,
        rota=name,
        activities=None if activities is None else sorted(activities),
        heads=_heads(work, stood, whole=activities is None),
    )
    work.add(version)
    work.add_all([_session(version.id, one) for one in stood.sessions])
    work.add_all(list(_duties(version.id, stood)))
    work.add_all(list(_beside(work, version, stood)))
    of_it = f" of {name}" if name else ""
    work.label = f"Publish v{version.number}{of_it}, {span_words(first, last)}"
    return version.number


def _work_of(work: UnitOfWork, rota: int | None) -> tuple[str, frozenset[int] | None]:
    """The name of a rota and its activities; nothing of both for the whole department."""
    if rota is None:
        return "", None
    one = work.get(OnCallRota, rota)
    parts = work.all(select(OnCallPart).where(OnCallPart.rota_id == rota))
    return one.name, frozenset(part.activity_id for part in parts)


def _heads(work: UnitOfWork, stood: Stood, *, whole: bool) -> list[list[int | str]]:
    """The rows of the sheet as they stand, for people; of one rota only those who are on it."""
    rota = standing_rota(work, start=stood.first, end=stood.last + DAY)
    on = {one.clinician_id for one in stood.duties}
    return [list(head) for head in person_heads(work, rota) if whole or head[0] in on]


def _session(version: int, one: StoodSession) -> PublishedSession:
    return PublishedSession(
        publication_id=version,
        session_id=one.session_id,
        activity_id=one.activity_id,
        start=one.start,
        end=one.end,
        slot=one.slot,
        state=one.state,
        cover_wanted=one.wanted,
        source=one.source,
        code=one.code,
        name=one.name,
        room_id=one.room_id,
        owner_id=one.owner_id,
        points=one.points,
        room=one.room,
        place=one.place,
        note=one.note,
        case_mix=one.case_mix,
        training=one.training,
    )


def _duties(version: int, stood: Stood) -> Iterator[PublishedDuty]:
    """One line for each clinician on each standing session, and one for a session with nobody."""
    for session in stood.sessions:
        if session.state in STANDING:
            for placed in stood.on.get(session.session_id) or (None,):
                yield _duty(version, session, placed)


def _duty(version: int, session: StoodSession, placed: StoodDuty | None) -> PublishedDuty:
    return PublishedDuty(
        publication_id=version,
        session_id=session.session_id,
        clinician_id=placed.clinician_id if placed else None,
        activity_id=session.activity_id,
        room_id=session.room_id,
        start=session.start,
        end=session.end,
        role=placed.role.value if placed else "",
        uid=placed.uid if placed else "",
        sequence=placed.sequence if placed else 0,
        source=placed.source if placed else None,
        accounting=placed.accounting if placed else None,
        note=placed.note if placed else "",
        who=placed.name if placed else "",
        counted=placed.counted if placed else True,
    )


def _beside(work: UnitOfWork, version: Publication, stood: Stood) -> Iterator[Base]:
    """Who was shown as away, and the cover lines: what the printed sheet says besides."""
    rota = standing_rota(work, start=stood.first, end=stood.last + DAY)
    rows = {row[0] for row in version.heads or ()}
    for whom, _day, entry in away_entries(work, rota):
        if whom in rows:
            yield PublishedAway(
                publication_id=version.id,
                clinician_id=whom,
                kind=entry.kind.value,
                code=entry.code,
                title=entry.title,
                start=entry.start,
                end=entry.end,
                slot=entry.slot,
            )
    for one in day_covers(work, rota):
        if version.activities is None or one.activity_id in version.activities:
            yield PublishedCover(
                publication_id=version.id,
                activity_id=one.activity_id,
                day=one.day,
                have=one.have,
                need=one.need,
            )


def _facts(stood: Stood) -> Iterable[tuple[object, ...]]:
    """All that tells one version from another, in one order."""
    for session in stood.sessions:
        for placed in stood.on.get(session.session_id) or (None,):
            yield (
                session.session_id,
                placed.clinician_id if placed else None,
                session.activity_id,
                session.room_id,
                session.start,
                session.end,
                placed.role.value if placed else "",
                session.state.value,
                session.wanted,
                session.note,
                session.points,
                session.case_mix,
                session.training,
            )
