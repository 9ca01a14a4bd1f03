"""Why sessions are uncovered, where nobody said so and the records tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from models import (
    ClinicalSession,
    Clinician,
    CoverRequest,
    JobPlan,
    JobPlanLine,
    PostHolding,
    Room,
    RoomBooking,
)
from models.types import BookingKind, CoverRequestState, GapCause, SessionSource
from rota_desk.planning.diary import AwaySpan
from rota_desk.queries.away_spans import away_spans
from rota_desk.queries.standing import Rota, Session
from rota_desk.unit_of_work import Reading

Cause = tuple[GapCause, str]
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Records:
    """What may explain a gap."""

    away: Mapping[int, list[AwaySpan]]  # by person
    leaving: Mapping[int, tuple[dt.date, str]]  # first day no longer here, and the name
    closed: Mapping[int, list[tuple[dt.datetime, dt.datetime, str]]]  # by room
    refused: Mapping[int, str]  # who could not fill it, by session
    posts: Mapping[int, int]  # the post of a session's plan
    held: Mapping[int, list[tuple[dt.date, dt.date | None]]]  # by post
    holes: frozenset[int]  # sessions that only the requirements ask for


def derived_causes(read: Reading, rota: Rota, sessions: Iterable[Session]) -> Mapping[int, Cause]:
    """The cause of each session where the records tell one.

    A room lost goes before people, these before a refusal by bank or agency, a hole comes last.
    """
    looked_at = list(sessions)
    if not looked_at:
        return {}
    records = _records(read, rota, looked_at)
    found = {one.id: _cause(rota, one, records) for one in looked_at}
    return {number: cause for number, cause in found.items() if cause is not None}


def _cause(rota: Rota, session: Session, records: _Records) -> Cause | None:
    for start, end, title in records.closed.get(session.room_id or 0, ()):
        if start < session.end and session.start < end:
            return GapCause.ROOM_LOST, title
    whom = session.left_by or session.owner_id
    if whom is not None:
        about = _of_person(rota, session, records, whom)
        if about is not None:
            return about
    if _vacant(session, records):
        return GapCause.VACANCY, "The post is vacant"
    if session.id in records.refused:
        return GapCause.BANK_REFUSED, records.refused[session.id]
    if whom is None and session.id in records.holes:
        return GapCause.TEMPLATE_HOLE, ""
    return None


def _of_person(rota: Rota, session: Session, records: _Records, whom: int) -> Cause | None:
    for span in records.away.get(whom, ()):
        if span.start < session.end and session.start < span.end:
            return span.cause, span.text
    leaves, name = records.leaving.get(whom, (None, ""))
    if leaves is not None and session.start.date() >= leaves:
        return GapCause.VACANCY, f"after {name}"
    elsewhere = _elsewhere(rota, session, whom)
    if elsewhere is not None:
        return GapCause.MOVED, f"On {elsewhere.name[:1].lower()}{elsewhere.name[1:]}"
    return None


def _elsewhere(rota: Rota, session: Session, whom: int) -> Session | None:
    """The other work at that time on which somebody stands."""
    return next(
        (
            one
            for one in rota.sessions
            if one.start < session.end
            and session.start < one.end
            and one.id != session.id
            and rota.stands(one)
            and any(placed.clinician_id == whom for placed in rota.on.get(one.id, ()))
        ),
        None,
    )


def _vacant(session: Session, records: _Records) -> bool:
    post = records.posts.get(session.id)
    if post is None:
        return False
    day = session.start.date()
    held = records.held.get(post, ())
    return not any(start <= day and (end is None or day < end) for start, end in held)


def _records(read: Reading, rota: Rota, sessions: list[Session]) -> _Records:
    numbers = [one.id for one in sessions]
    of_posts = read.rows(
        select(ClinicalSession.id, JobPlan.post_id)
        .join(JobPlanLine, JobPlanLine.id == ClinicalSession.job_plan_line_id)
        .join(JobPlan, JobPlan.id == JobPlanLine.job_plan_id)
        .where(ClinicalSession.id.in_(numbers), JobPlan.post_id.is_not(None))
    )
    posts: dict[int, int] = {row[0]: row[1] for row in of_posts}
    held: dict[int, list[tuple[dt.date, dt.date | None]]] = {}
    for one in read.all(select(PostHolding).where(PostHolding.post_id.in_(set(posts.values())))):
        held.setdefault(one.post_id, []).append((one.start, one.end))
    holes = read.rows(
        select(ClinicalSession.id)
        .where(ClinicalSession.id.in_(numbers))
        .where(ClinicalSession.source == SessionSource.REQUIREMENT)
    )
    gone = read.rows(
        select(Clinician.id, Clinician.leaves, Clinician.name).where(Clinician.leaves.is_not(None))
    )
    return _Records(
        away=_away(read, rota),
        leaving={number: (leaves, name) for number, leaves, name in gone},
        closed=_closed(read, rota),
        refused=_refused(read, numbers),
        posts=posts,
        held=held,
        holes=frozenset(row[0] for row in holes),
    )


def _away(read: Reading, rota: Rota) -> Mapping[int, list[AwaySpan]]:
    found: dict[int, list[AwaySpan]] = {}
    for one in away_spans(read, first=rota.start, last=rota.end - DAY):
        found.setdefault(one.clinician_id, []).append(one)
    return found


def _closed(read: Reading, rota: Rota) -> Mapping[int, list[tuple[dt.datetime, dt.datetime, str]]]:
    found: dict[int, list[tuple[dt.datetime, dt.datetime, str]]] = {}
    closures = read.rows(
        select(RoomBooking.room_id, RoomBooking.start, RoomBooking.end, Room.name)
        .join(Room, Room.id == RoomBooking.room_id)
        .where(RoomBooking.kind == BookingKind.CLOSURE)
        .where(RoomBooking.end > rota.start, RoomBooking.start < rota.end)
    )
    for room, start, end, name in closures:
        found.setdefault(room, []).append((start, end, f"{name} is closed"))
    return found


def _refused(read: Reading, sessions: list[int]) -> Mapping[int, str]:
    return {
        one.session_id: one.supplier
        for one in read.all(
            select(CoverRequest)
            .where(CoverRequest.session_id.in_(sessions))
            .where(CoverRequest.state == CoverRequestState.REFUSED)
        )
    }
