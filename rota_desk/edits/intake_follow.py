"""What follows when a roster's next file moves people: cover, gaps, and who has to be told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Publication
from models.types import GapCause
from rota_desk.edits.gaps import settle_gap
from rota_desk.edits.sessions import cancel_session
from rota_desk.edits.told import note_change
from rota_desk.intake.difference import Said
from rota_desk.unit_of_work import UnitOfWork

CAUSES = {-1: GapCause.LEAVE, -2: GapCause.STUDY_LEAVE, -3: GapCause.STUDY_LEAVE}


@dataclass(slots=True)
class Followed:
    """Sessions that were touched, who left which, and what has to be told of whom."""

    inferred: set[int]  # sessions whose cover is only what the roster had there
    kinds: dict[int, Activity]
    touched: set[int] = field(default_factory=set)
    told: list[tuple[int, int, str]] = field(default_factory=list)
    leavers: dict[int, int] = field(default_factory=dict)  # session to the one who left last
    emptied_alike: set[int] = field(default_factory=set)  # left for the same work elsewhere

    def left(self, session: int, clinician: int, what: str, *, like: bool) -> None:
        """Note that somebody left a session, `like` for the same work at another time."""
        self.touched.add(session)
        self.leavers[session] = clinician
        self.told.append((session, clinician, what))
        if like:
            self.emptied_alike.add(session)
        else:
            self.emptied_alike.discard(session)


def follow(
    work: UnitOfWork,
    followed: Followed,
    new: set[int],
    away: Mapping[tuple[int, dt.date], Said],
    file: str,
) -> None:
    """Settle cover and gaps of the sessions that changed, and the list of who must be told."""
    on = Counter(_on(work, sorted(followed.touched)))
    for number in sorted(followed.touched):
        session = work.get(ClinicalSession, number)
        if number in followed.emptied_alike and not on[number] and number in followed.inferred:
            cancel_session(work, session=number, reason=f"moved in {file}")
            continue
        kind = followed.kinds.get(session.activity_id)
        if number in followed.inferred and kind is not None and kind.needs_cover:
            session.cover_wanted = max(kind.cover_wanted, on[number])
        if number not in new or session.cover_wanted > on[number]:
            _settle(work, session, followed.leavers.get(number), away, file)
    _tell(work, followed.told)


def _settle(
    work: UnitOfWork,
    session: ClinicalSession,
    leaver: int | None,
    away: Mapping[tuple[int, dt.date], Said],
    file: str,
) -> None:
    """Settle a gap; whoever left it is away by the same file, or no longer in it."""
    if leaver is None:
        settle_gap(work, session=session)
        return
    why = away.get((leaver, session.start.date()))
    if why is None:
        settle_gap(work, session=session, text=f"no longer in {file}", clinician=leaver)
    else:
        cause = CAUSES.get(why.sort, GapCause.ABSENCE)
        settle_gap(work, session=session, cause=cause, clinician=leaver)


def _on(work: UnitOfWork, sessions: Sequence[int]) -> list[int]:
    found: list[int] = []
    for first in range(0, len(sessions), 500):
        some = sessions[first : first + 500]
        rows = work.rows(select(Assignment.session_id).where(Assignment.session_id.in_(some)))
        found += [row[0] for row in rows]
    return found


def _tell(work: UnitOfWork, told: Sequence[tuple[int, int, str]]) -> None:
    if work.one(select(Publication)) is None:
        return
    for number, clinician, what in told:
        session = work.get(ClinicalSession, number)
        note_change(work, session=session, clinician=clinician, what=what)
