"""What changed after people were told, and whether anybody agreed to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Row, select

from models import Assignment, ClinicalSession, PublishedChange, PublishedDuty
from rota_desk.domain.snapshot import ChangedDuty
from rota_desk.queries.cover import FELL
from rota_desk.queries.picture.horizon import BEYOND, FIRST, THESE, Horizon
from rota_desk.queries.settings import setting
from rota_desk.unit_of_work import Reading

ASKED = "notice.agreement"  # the setting: whether the department asks for agreement

_CHANGES = (
    select(
        PublishedChange.id,
        PublishedChange.clinician_id,
        PublishedChange.day,
        PublishedChange.what,
        PublishedChange.session_id,
        PublishedChange.publication_id,
        PublishedChange.agreed_by,
    )
    .where(PublishedChange.day >= FIRST, PublishedChange.day < BEYOND)
    .where(PublishedChange.clinician_id.is_not(None))
    .order_by(PublishedChange.day, PublishedChange.id)
)
_THEIR_CHANGES = _CHANGES.where(PublishedChange.clinician_id.in_(THESE))
_TOLD = select(
    PublishedDuty.session_id,
    PublishedDuty.clinician_id,
    PublishedDuty.publication_id,
    PublishedDuty.start,
    PublishedDuty.end,
    PublishedDuty.role,
)
_NOW = (
    select(
        ClinicalSession.id,
        Assignment.clinician_id,
        ClinicalSession.start,
        ClinicalSession.end,
        Assignment.role,
    )
    .join(Assignment, Assignment.session_id == ClinicalSession.id)
    .where(ClinicalSession.state.not_in(FELL))
)
_As = dict[tuple[object, ...], set[tuple[object, ...]]]  # how somebody stands on a session


def changes_of(read: Reading, horizon: Horizon) -> Iterator[ChangedDuty]:
    """Each change of somebody's told duty on the days, where the department asks for agreement.

    What stands again as it was told is no change any more, nor is another room.
    """
    if not setting(read, key=ASKED):
        return
    asked = _CHANGES if horizon.clinicians is None else _THEIR_CHANGES
    found = read.rows(asked, horizon.facts)
    sessions = {row.session_id for row in found}
    told, now = _told(read, sessions), _now(read, sessions)
    for row in found:
        whom = row.session_id, row.clinician_id
        if told[(*whom, row.publication_id)] != now[whom]:
            yield _change(row)


def _change(row: Row[*tuple[object, ...]]) -> ChangedDuty:
    return ChangedDuty(
        clinician_id=row.clinician_id,
        day=row.day,
        what=row.what.partition(": ")[2] or row.what,
        agreed=bool(row.agreed_by),
        session_id=row.session_id,
        change_id=row.id,
    )


def _told(read: Reading, sessions: set[int]) -> _As:
    """How each stood on a session in a version."""
    told: _As = defaultdict(set)
    rows: Sequence[Row[*tuple[object, ...]]] = read.rows_among(
        _TOLD, PublishedDuty.session_id, sessions
    )
    for session, whom, version, start, end, role in rows:
        if whom is not None:
            told[session, whom, version].add((start, end, str(role)))
    return told


def _now(read: Reading, sessions: set[int]) -> _As:
    now: _As = defaultdict(set)
    for session, whom, start, end, role in read.rows_among(_NOW, ClinicalSession.id, sessions):
        now[session, whom].add((start, end, role.value))
    return now
