"""What wants cover."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import (
    Activity,
    ClinicalSession,
    Gap,
)
from rota_desk.domain.snapshot import (
    Need,
)
from rota_desk.queries.cover import FELL, people_there
from rota_desk.queries.gap_words import cause_words
from rota_desk.queries.picture.horizon import BEGIN, UNTIL, Horizon
from rota_desk.unit_of_work import Reading

_NEEDS = (
    select(
        ClinicalSession.id,
        ClinicalSession.start,
        ClinicalSession.end,
        ClinicalSession.cover_wanted,
        people_there(),
        Activity.id,
        Activity.name,
        ClinicalSession.room_id,
        ClinicalSession.state,
        Gap.cause,
        Gap.cause_text,
    )
    .join(Activity, Activity.id == ClinicalSession.activity_id)
    .outerjoin(Gap, Gap.session_id == ClinicalSession.id)
    .where(ClinicalSession.start >= BEGIN, ClinicalSession.start < UNTIL)
    .where(ClinicalSession.cover_wanted > 0)
    .order_by(ClinicalSession.start, ClinicalSession.id)
)


def needs_of(read: Reading, horizon: Horizon) -> Iterator[Need]:
    """Each session that wants cover on the days, by start."""
    for session, start, end, wanted, have, activity, title, room, state, cause, words in read.rows(
        _NEEDS, horizon.days
    ):
        yield Need(
            session_id=session,
            start=start,
            end=end,
            wanted=wanted,
            have=have,
            activity_id=activity,
            activity=title,
            room_id=room,
            state=state.value,
            cause=cause_words(cause, words),
            stands=state not in FELL,
        )
