"""Changes after publishing: what changed, why, and who has to be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from models import ClinicalSession, Publication, PublishedChange
from rota_desk.errors import Refusal
from rota_desk.queries.speaking import speaking
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words, day_words

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


def give_reason(work: UnitOfWork, *, changes: Sequence[int], reason: str) -> int:
    """Say why published days changed, once for a batch; answers for how many changes."""
    if not reason.strip():
        raise Refusal("Give a reason in a few words; it is kept with the changes.")
    open_ones = [one for one in _known(work, changes) if not one.reason]
    if not open_ones:
        raise Refusal("These changes have their reason already, or were undone.")
    for one in open_ones:
        one.reason = reason.strip()
    work.reason = reason.strip()
    work.label = f"Reason for {count_words(len(open_ones), 'change')}: {reason.strip()}"
    return len(open_ones)


def tick_told(
    work: UnitOfWork, *, changes: Sequence[int], how: str = "", agreed_by: str = ""
) -> int:
    """Tick that people were told of changes: now, by whom, how, and who agreed to them."""
    found = _known(work, changes)
    if not found:
        raise Refusal("Choose the changes that somebody was told of.")
    for one in found:
        one.told_at, one.told_by = work.stamp, work.who
        one.told_how, one.agreed_by = how.strip(), agreed_by.strip() or one.agreed_by
    work.label = f"Told of {count_words(len(found), 'change')}{f' {how}' if how else ''}"
    return len(found)


def untick_told(work: UnitOfWork, *, changes: Sequence[int]) -> None:
    """Take the ticks away: they have to be told after all."""
    found = [one for one in _known(work, changes) if one.told_at is not None]
    if not found:
        raise Refusal("None of these is ticked as told.")
    for one in found:
        one.told_at, one.told_by, one.told_how, one.agreed_by = None, "", "", ""
    work.label = f"Take the tick of {count_words(len(found), 'change')} away"


def _known(work: UnitOfWork, changes: Sequence[int]) -> list[PublishedChange]:
    """The changes that are still there: undo takes a change and its line away."""
    found = (work.find(PublishedChange, number) for number in changes)
    return [one for one in found if one is not None]


def latest_publication(work: UnitOfWork, session: ClinicalSession) -> Publication | None:
    """The newest version that told people about the session's day and work."""
    day = session.start.date()
    version = speaking(work, start=day, end=day + DAY).of(day, session.activity_id)
    return work.get(Publication, version.id) if version else None
