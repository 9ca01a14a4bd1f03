"""`leave`: one row a span of leave; what is private is only ever "unavailable"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from models import Absence, LeaveExclusion, LeaveRequest, LeaveStep
from models.base import Base
from models.types import AbsenceKind, LeaveKind, LeavePart, LeaveState
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import PERSON, person_cells, person_key
from rota_desk.exchange.table import (
    Cells,
    ExchangeTable,
    Found,
    Level,
    NotTaken,
    Taking,
    Wanted,
    settled,
)
from rota_desk.intake.columns import Column, Kind, Value
from rota_desk.unit_of_work import Reading


class LeaveWord(StrEnum):
    """The kinds of leave that a file may name."""

    ANNUAL = "annual"
    STUDY = "study"
    PROFESSIONAL = "professional"
    TOIL = "toil"
    LIEU = "lieu"
    UNAVAILABLE = "unavailable"  # every other kind, and every absence


OWN = (
    Column(
        "kind",
        "what sort of leave; whatever is private says unavailable",
        needed=True,
        of=LeaveWord,
    ),
    Column("first_day", "first day away", Kind.DAY, needed=True),
    Column("last_day", "last day away, included; empty: not known yet", Kind.DAY),
    Column("first_part", "whole, am or pm of the first day", of=LeavePart),
    Column("last_part", "whole, am or pm of the last day", of=LeavePart),
    Column("state", "where the request stands; empty where private", of=LeaveState),
    Column("requested_at", "when it was asked for", Kind.STAMP),
    Column("requested_by", "by whom"),
    Column("answered_at", "when it was last answered", Kind.STAMP),
    Column("answered_by", "by whom"),
    Column("course", "course of a study leave"),
    Column("place", "where that is"),
    Column("fees", "its fees", Kind.MONEY),
    Column("evidence", "what shows it was attended"),
    Column("promised", "promised before the person started", Kind.YES_NO),
    Column(
        "worked_sessions", "sessions in it that are worked, with a bar between them", most=10**6
    ),
)
_FACTS = {
    name: name
    for name in ("kind", "first_day", "last_day", "first_part", "last_part", "state", "fees")
} | {
    name: name
    for name in ("requested_at", "requested_by", "course", "place", "evidence", "promised")
}
_EMPTY: dict[str, Value] = {
    **dict.fromkeys(("requested_by", "course", "place", "evidence"), ""),
    **dict.fromkeys(("first_part", "last_part"), LeavePart.WHOLE),
    "state": LeaveState.APPROVED,
    "promised": False,
}
BETWEEN = " | "
_OPEN = frozenset(one.value for one in LeaveWord)


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    found = [*_open_leave(read, names, wanted), *_private(read, names, wanted)]

    def order(one: Found) -> tuple[str, ...]:
        told = (one.cells.get(name) for name in ("first_day", "kind", "requested_at"))
        return str(person_key(one.cells)[0]), *(str(each) for each in told), str(one.number)

    yield from sorted(found, key=order)


def _open_leave(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    """Leave that says nothing of anybody's life."""
    worked = _worked(read, names)
    answers = _answers(read)
    for one in read.all(select(LeaveRequest).order_by(LeaveRequest.id)):
        if one.kind.value not in _OPEN or not _asked(
            wanted, one.clinician_id, one.first_day, one.last_day
        ):
            continue
        at, by = answers.get(one.id, (None, ""))
        cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
        cells |= {"kind": LeaveWord(one.kind.value), "answered_at": at, "answered_by": by}
        cells["worked_sessions"] = BETWEEN.join(worked.get(one.id, ()))
        yield Found(one.id, {**person_cells(names, one.clinician_id), **cells})


def _asked(wanted: Wanted, clinician: int, first: dt.date, last: dt.date | None) -> bool:
    return wanted.person(clinician) and wanted.days(first, last or dt.date.max)


def _worked(read: Reading, names: Names) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for one in read.all(select(LeaveExclusion)):
        found.setdefault(one.leave_request_id, []).append(names.sessions[one.session_id])
    return {number: sorted(sessions) for number, sessions in found.items()}


def _answers(read: Reading) -> dict[int, tuple[dt.datetime, str]]:
    """When and by whom each request was answered last."""
    steps = select(LeaveStep).where(LeaveStep.state != LeaveState.REQUESTED).order_by(LeaveStep.id)
    return {one.leave_request_id: (one.at, one.by) for one in read.all(steps)}


def _private(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    """Days on which somebody is away for a reason that stays at the desk; each span once."""
    spans: list[tuple[int, dt.date, dt.date | None]] = [
        (one.clinician_id, one.first_day, one.last_day)
        for one in read.all(select(LeaveRequest).where(LeaveRequest.state == LeaveState.APPROVED))
        if one.kind.value not in _OPEN
    ]
    spans += [(one.clinician_id, one.first_day, one.last_day) for one in read.all(select(Absence))]
    for clinician, first, last in dict.fromkeys(spans):
        if _asked(wanted, clinician, first, last):
            cells: dict[str, Value] = {
                "kind": LeaveWord.UNAVAILABLE,
                "first_day": first,
                "last_day": last,
            }
            yield Found(0, {**person_cells(names, clinician), **cells}, kept=True)


def _key(cells: Cells) -> tuple[Value, ...]:
    who, kind, first = person_key(cells), cells.get("kind"), cells.get("first_day")
    if kind == LeaveWord.UNAVAILABLE:
        return *who, kind, first, cells.get("last_day")
    return *who, kind, first, cells.get("requested_at")


def _put(row: Taking) -> Base | None:
    clinician = row.who()
    first, last = row.day("first_day"), row.day("last_day")
    if first and last and last < first:
        raise NotTaken("it ends before it starts: correct one of the days.", "last_day")
    if row.cells.get("kind") is LeaveWord.UNAVAILABLE:
        away: dict[str, object] = {"clinician_id": clinician, "first_day": first, "last_day": last}
        return settled(row, Absence, {**away, "kind": AbsenceKind.OTHER})
    if last is None and (row.number is None or row.has("last_day")):
        raise NotTaken("leave needs its last day.", "last_day")
    facts: dict[str, Any] = {**row.facts(_FACTS, empty=_EMPTY), "clinician_id": clinician}
    facts["kind"] = LeaveKind(row.text("kind"))
    if row.number is None:
        facts.setdefault("state", LeaveState.APPROVED)
    if facts.get("requested_at") is None:
        facts.pop("requested_at", None)
    if row.number is None:
        facts.setdefault("requested_at", row.work.stamp)
        request = row.work.add(LeaveRequest(**facts))
    else:
        settled(row, LeaveRequest, facts)
        request = row.work.get(LeaveRequest, row.number)
    _step(row, request)
    _exclude(row, request)
    return None


def _step(row: Taking, request: LeaveRequest) -> None:
    """Write down the answer to a request that has one, by whom and when."""
    if request.state is LeaveState.REQUESTED:
        return
    at, by = row.moment("answered_at"), row.text("answered_by")
    if row.number is None and at is None and row.has("answered_at"):
        return
    row.work.add_all(
        [
            LeaveStep(
                leave_request_id=request.id,
                state=request.state,
                at=at or row.work.stamp,
                by=by if at else row.work.who,
            )
        ]
    )


def _exclude(row: Taking, request: LeaveRequest) -> None:
    """Note the sessions that are worked all the same."""
    if not row.has("worked_sessions"):
        return
    wanted = [name for name in row.text("worked_sessions").split(BETWEEN.strip()) if name.strip()]
    for name in wanted:
        if name.strip() not in row.names.session_numbers:
            raise NotTaken(
                "the desk has no such session: import sessions first.", "worked_sessions"
            )
    numbers = {row.names.session_numbers[name.strip()] for name in wanted}
    there = row.work.all(
        select(LeaveExclusion).where(LeaveExclusion.leave_request_id == request.id)
    )
    for one in there:
        if one.session_id not in numbers:
            row.work.remove(one)
    fresh = numbers - {one.session_id for one in there}
    row.work.add_all(
        [LeaveExclusion(leave_request_id=request.id, session_id=one) for one in sorted(fresh)]
    )


LEAVE = ExchangeTable(
    kind="leave",
    says="Leave, one row a request; absence and private leave say only unavailable.",
    level=Level.SHARED,
    columns=(*PERSON, *OWN),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians", "sessions"),
    without="requested_at",
    people=(("assignment_number", "clinician"),),
)
