"""Who must be told: every change after publishing, how its person is reached, and the ticks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import (
    Activity,
    ClinicalSession,
    Clinician,
    Publication,
    PublishedChange,
    PublishedDuty,
)
from rota_desk.queries.moments import wall_time
from rota_desk.queries.reaching import reaching
from rota_desk.queries.speaking import Version, versions_of
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
NEAR_DAYS = 7  # an untold change so near stands in the deadline strip


@dataclass(frozen=True, slots=True)
class TellLine:
    """One change for one person; moments are wall time."""

    change: int
    clinician_id: int
    who: str
    day: dt.date
    session_id: int
    title: str  # the session's work; of one that is gone, as the version told it
    what: str
    reason: str
    changed: dt.datetime
    by: str
    version: int  # the version that it changes
    reach: tuple[str, ...]
    told: dt.datetime | None
    told_by: str
    told_how: str
    agreed_by: str
    told_with: int  # a later version that told of it; 0: none

    @property
    def untold(self) -> bool:
        """Whether somebody still has to tell them."""
        return self.told is None and not self.told_with


def tell_list(read: Reading) -> tuple[TellLine, ...]:
    """Every change that concerns somebody: the untold first, those ahead before the past."""
    ways = reaching(read)
    versions = list(versions_of(read.all(select(Publication).order_by(Publication.number))))
    rows = read.rows(
        select(PublishedChange, Clinician.name, ClinicalSession, Activity)
        .join(Clinician, Clinician.id == PublishedChange.clinician_id)
        .outerjoin(ClinicalSession, ClinicalSession.id == PublishedChange.session_id)
        .outerjoin(Activity, Activity.id == ClinicalSession.activity_id)
    )
    gone = _works_of_the_gone(read, {one.session_id for one, _, there, _ in rows if not there})
    found = [
        _line(
            read,
            change,
            name,
            session,
            activity or gone.get((change.publication_id, change.session_id)),
            ways,
            versions,
        )
        for change, name, session, activity in rows
    ]
    today = read.today

    def order(one: TellLine) -> tuple[bool, bool, dt.date, str, int]:
        return not one.untold, one.day < today, one.day, one.who, one.change

    return tuple(sorted(found, key=order))


def unexplained(read: Reading, *, among: frozenset[int]) -> tuple[int, ...]:
    """Those of some changes that still stand and have no reason yet."""
    found = read.rows(
        select(PublishedChange.id)
        .where(PublishedChange.id.in_(among), PublishedChange.reason == "")
        .order_by(PublishedChange.id)
    )
    return tuple(row[0] for row in found)


def cells_changed(read: Reading, *, among: Sequence[int]) -> int:
    """How many cells these changes are of: who does other work instead has one, not two."""
    return cells_of(read.among(PublishedChange, PublishedChange.id, among))


def cells_of(changes: Iterable[PublishedChange]) -> int:
    """How many people's days are changed, and sessions of nobody."""
    return len({(one.clinician_id or -one.session_id, one.day) for one in changes})


def _works_of_the_gone(read: Reading, sessions: set[int]) -> dict[tuple[int, int], Activity]:
    """What sessions that are gone were for, by version and session, as the version told."""
    told = select(PublishedDuty.publication_id, PublishedDuty.session_id, Activity).join(
        Activity, Activity.id == PublishedDuty.activity_id
    )
    found = read.rows_among(told, PublishedDuty.session_id, sessions)
    return {(version, number): activity for version, number, activity in found}


def _line(  # noqa: PLR0917 - the parts of one line
    read: Reading,
    change: PublishedChange,
    name: str,
    session: ClinicalSession | None,
    activity: Activity | None,
    ways: dict[int, tuple[str, ...]],
    versions: list[Version],
) -> TellLine:
    day = change.day or (session.start.date() if session else change.at.date())
    number = next((one.number for one in versions if one.id == change.publication_id), 0)
    return TellLine(
        change=change.id,
        clinician_id=change.clinician_id or 0,
        who=name,
        day=day,
        session_id=change.session_id,
        title=activity.name if activity else "",
        what=change.what,
        reason=change.reason,
        changed=wall_time(read, change.at),
        by=change.by,
        version=number,
        reach=ways.get(change.clinician_id or 0, ()),
        told=wall_time(read, change.told_at) if change.told_at else None,
        told_by=change.told_by,
        told_how=change.told_how,
        agreed_by=change.agreed_by,
        told_with=_later(versions, number, day, activity.id if activity else None),
    )


def _later(versions: list[Version], number: int, day: dt.date, activity: int | None) -> int:
    """The first version after that one which told of the day, and of the work if it is known."""
    for one in versions:
        of_it = one.activities is None or activity in one.activities
        if one.number > number and one.first <= day <= one.last and of_it:
            return one.number
    return 0
