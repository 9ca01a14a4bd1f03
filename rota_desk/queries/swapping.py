"""What swaps have in common: duties of the same kind, the picture after, and what it breaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from models import Assignment, ClinicalSession, Clinician
from rota_desk.domain.facts import Away, AwayKind
from rota_desk.domain.snapshot import Duty, Snapshot
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL
from rota_desk.rules.engine import Finding
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
LOOKED_AT = 28 * DAY  # either side of a duty for one to swap with
HARD = frozenset({"breach"})
Place = tuple[int, int]  # a clinician on a session


@dataclass(frozen=True, slots=True)
class Like:
    """A duty of somebody else of the same group with the same work."""

    assignment: int
    clinician: int
    name: str
    session: ClinicalSession

    @property
    def place(self) -> Place:
        """The clinician on the session."""
        return self.clinician, self.session.id


def like_duties(read: Reading, *, clinician: int, mine: ClinicalSession) -> Iterator[Like]:
    """Duties of others with the same activity, the nearest first, from tomorrow on."""
    group = read.get(Clinician, clinician).group
    low, high = mine.start - LOOKED_AT, mine.start + LOOKED_AT
    rows = read.rows(
        select(Assignment.id, Assignment.clinician_id, Clinician.name, ClinicalSession)
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .join(Clinician, Clinician.id == Assignment.clinician_id)
        .where(ClinicalSession.activity_id == mine.activity_id, Clinician.group == group)
        .where(ClinicalSession.state.not_in(FELL), ClinicalSession.id != mine.id)
        .where(Assignment.clinician_id != clinician)
        .where(ClinicalSession.start >= max(low, midnight(read.today + DAY)))
        .where(ClinicalSession.start < high)
    )
    near = sorted(rows, key=lambda row: (abs(row[3].start - mine.start), row[2]))
    yield from (Like(*row) for row in near)


def is_away(picture: Snapshot, person: int, session: ClinicalSession) -> bool:
    """Whether somebody is away while a session lasts."""
    return any(_meeting(picture, person, session))


def is_on_leave(picture: Snapshot, person: int, session: ClinicalSession) -> bool:
    """Whether leave or an absence keeps somebody away, more than a time when they do not work."""
    met = _meeting(picture, person, session)
    return any(away.kind is not AwayKind.NON_WORKING for away in met)


def _meeting(picture: Snapshot, person: int, session: ClinicalSession) -> Iterator[Away]:
    for away in picture.aways:
        if away.clinician_id == person and away.start < session.end and away.end > session.start:
            yield away


def swapped(picture: Snapshot, mine: Place, theirs: Place) -> Snapshot | None:
    """The picture after two people exchanged duties; None when one of them is not in it."""
    return given(picture, {mine: theirs[0], theirs: mine[0]})


def given(picture: Snapshot, owners: dict[Place, int]) -> Snapshot | None:
    """The picture after duties went to other people; None when one of them is not in it."""
    found = 0
    duties: list[Duty] = []
    for duty in picture.duties:
        taken_by = owners.get((duty.clinician_id, duty.session_id or 0))
        found += taken_by is not None
        duties.append(duty if taken_by is None else replace(duty, clinician_id=taken_by))
    return replace(picture, duties=tuple(duties)) if found == len(owners) else None


def only(picture: Snapshot, people: Collection[int]) -> Snapshot:
    """The picture of a few people alone: what the others do decides nothing about them."""
    return replace(
        picture,
        people=tuple(one for one in picture.people if one.clinician_id in people),
        duties=tuple(one for one in picture.duties if one.clinician_id in people),
        aways=tuple(one for one in picture.aways if one.clinician_id in people),
        plan_lines=tuple(one for one in picture.plan_lines if one.clinician_id in people),
        claims=tuple(one for one in picture.claims if one.clinician_id in people),
        requests=tuple(one for one in picture.requests if one.clinician_id in people),
        needs=(),
        askings=(),
        trainees=(),
        bookings=(),
    )


def gravely(found: Iterable[Finding]) -> frozenset[tuple[object, ...]]:
    """The breaches, told apart by person, rule and moment."""
    return frozenset(
        (one.clinician_id, one.rule, one.start) for one in found if one.verdict.value in HARD
    )
