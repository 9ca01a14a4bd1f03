"""Taking somebody off the rota while they are away, and putting them back; the need stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from models import Assignment, ClinicalSession, Clinician, Gap
from models.types import Accounting, AssignmentRole, AssignmentSource, GapCause, GapState
from rota_desk.edits.assignments import find_assignment, new_uid
from rota_desk.edits.gaps import STANDING, settle_gap
from rota_desk.edits.told import note_change
from rota_desk.queries.taken_off import taken_off_away
from rota_desk.unit_of_work import Reading, UnitOfWork


def duties_within(
    read: Reading,
    *,
    clinician: int,
    start: dt.datetime,
    end: dt.datetime,
) -> Sequence[Assignment]:
    """A clinician's assignments that meet a wall span, without the night that runs into it."""
    found: Sequence[Assignment] = read.all(
        select(Assignment)
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(Assignment.clinician_id == clinician, ClinicalSession.state.in_(STANDING))
        .where(ClinicalSession.start < end, ClinicalSession.end > start)
        .where(ClinicalSession.start >= dt.datetime.combine(start.date(), dt.time()))
        .order_by(ClinicalSession.start, Assignment.id)
    )
    return found


def take_off(
    work: UnitOfWork,
    *,
    clinician: int,
    start: dt.datetime,
    end: dt.datetime,
    cause: GapCause,
    text: str,
    keep: Collection[int] = (),
) -> int:
    """Take a clinician off every session in a span, save those in `keep`; answers how many.

    Each session stays; the ledger gets its gap with the cause, known from now on.
    """
    name = work.get(Clinician, clinician).name
    taken = 0
    for placed in duties_within(work, clinician=clinician, start=start, end=end):
        if placed.session_id in keep:
            continue
        there = work.get(ClinicalSession, placed.session_id)
        work.remove(placed)
        settle_gap(work, session=there, cause=cause, text=text, clinician=clinician)
        note_change(work, session=there, clinician=clinician, what=f"{name} taken off")
        taken += 1
    return taken


def put_back(
    work: UnitOfWork,
    *,
    clinician: int,
    start: dt.datetime,
    end: dt.datetime,
    causes: Collection[GapCause],
) -> int:
    """Put a clinician back on the sessions they left for these causes, as they stood there.

    What somebody else has filled, what lies in the past, and what meets something they stand on
    by now stays as it is. Answers how many.
    """
    name = work.get(Clinician, clinician).name
    start = max(start, work.wall)
    stood = taken_off_away(work, clinician=clinician, start=start, end=end, causes=causes)
    back = 0
    for there in _to_come_back_to(work, clinician, (start, end), causes, stood):
        if find_assignment(work, session=there.id, clinician=clinician) is not None:
            continue
        work.add(
            Assignment(
                session_id=there.id,
                clinician_id=clinician,
                uid=new_uid(),
                changed_at=work.stamp,
                **_as_before(there, clinician, stood.get(there.id)),
            )
        )
        settle_gap(work, session=there)
        note_change(work, session=there, clinician=clinician, what=f"{name} back")
        back += 1
    return back


def _as_before(
    there: ClinicalSession, clinician: int, stood: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Their role and where it came from; that of the plan where they never stood there."""
    if stood is None:
        own = there.owner_id == clinician
        return {"source": AssignmentSource.PLAN if own else AssignmentSource.HAND}
    return {
        "role": AssignmentRole(stood["role"]),
        "source": AssignmentSource(stood["source"]),
        "accounting": Accounting(stood["accounting"]),
    }


def _to_come_back_to(
    work: UnitOfWork,
    clinician: int,
    span: tuple[dt.datetime, dt.datetime],
    causes: Collection[GapCause],
    stood: Collection[int],
) -> list[ClinicalSession]:
    """The sessions whose gap they left, and those that never needed anybody else."""
    left = _left_open(work, clinician, *span, causes)
    gaps = {one.session_id for one in work.among(Gap, Gap.session_id, stood)}
    busy = duties_within(work, clinician=clinician, start=span[0], end=span[1])
    taken = [work.get(ClinicalSession, one.session_id) for one in busy]
    unmissed = [
        there
        for there in (work.get(ClinicalSession, one) for one in stood if one not in gaps)
        if there.state in STANDING
        and not any(one.start < there.end and there.start < one.end for one in taken)
    ]
    return sorted((*left, *unmissed), key=lambda one: (one.start, one.id))


def _left_open(
    work: UnitOfWork,
    clinician: int,
    start: dt.datetime,
    end: dt.datetime,
    causes: Collection[GapCause],
) -> Sequence[ClinicalSession]:
    return work.all(
        select(ClinicalSession)
        .join(Gap, Gap.session_id == ClinicalSession.id)
        .where(Gap.clinician_id == clinician, Gap.state == GapState.OPEN, Gap.cause.in_(causes))
        .where(ClinicalSession.state.in_(STANDING))
        .where(ClinicalSession.start >= start, ClinicalSession.start < end)
        .order_by(ClinicalSession.start)
    )
