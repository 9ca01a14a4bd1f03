"""Taking somebody off the rota while they are away, and putting them back; the need stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import select

from models import Assignment, ClinicalSession, Clinician, Gap
from models.types import AssignmentSource, GapCause, GapState
from rota_desk.edits.assignments import find_assignment, new_uid
from rota_desk.edits.gaps import STANDING, settle_gap
from rota_desk.edits.told import note_change
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
    """Put a clinician back on the sessions they left for these causes that are still open.

    What lies in the past stays as it was. Answers how many.
    """
    name = work.get(Clinician, clinician).name
    back = 0
    for there in _left_open(work, clinician, max(start, work.wall), end, causes):
        if find_assignment(work, session=there.id, clinician=clinician) is not None:
            continue
        work.add(
            Assignment(
                session_id=there.id,
                clinician_id=clinician,
                uid=new_uid(),
                source=AssignmentSource.PLAN
                if there.owner_id == clinician
                else AssignmentSource.HAND,
                changed_at=work.stamp,
            )
        )
        settle_gap(work, session=there)
        note_change(work, session=there, clinician=clinician, what=f"{name} back")
        back += 1
    return back


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
