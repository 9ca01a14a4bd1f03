"""Leave that was asked for after its week had reached six weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from models import Clinician, LeaveRequest
from models.types import LeaveState
from rota_desk.domain.six_four_two import notice_given
from rota_desk.queries.moments import wall_time
from rota_desk.queries.standing import Rota, Session
from rota_desk.unit_of_work import Reading

WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class LateLeave:
    """Leave for a week that was asked for after its six weeks."""

    name: str
    first: dt.date
    last: dt.date
    asked: dt.date
    notice: int  # days before the Monday of the week
    state: LeaveState
    sessions: int  # of its owner, in rooms, in that week


@dataclass(frozen=True, slots=True)
class AskedLeave:
    """Leave of somebody that meets a week, with the day on which it was asked for."""

    clinician: int
    name: str
    first: dt.date
    last: dt.date
    asked: dt.date
    state: LeaveState


def asked_leave(read: Reading, week: dt.date) -> Iterator[AskedLeave]:
    """The leave that was asked for or approved in a week."""
    found = read.rows(
        select(LeaveRequest, Clinician.name)
        .join(Clinician, Clinician.id == LeaveRequest.clinician_id)
        .where(LeaveRequest.state.in_((LeaveState.REQUESTED, LeaveState.APPROVED)))
        .where(LeaveRequest.first_day < week + WEEK, LeaveRequest.last_day >= week)
        .order_by(LeaveRequest.requested_at, LeaveRequest.id)
    )
    for one, name in found:
        asked = wall_time(read, one.requested_at).date()
        yield AskedLeave(one.clinician_id, name, one.first_day, one.last_day, asked, one.state)


def late_leave(
    leave: Iterable[AskedLeave], rota: Rota, stands: Callable[[Session], bool], *, due: int
) -> Iterator[LateLeave]:
    """The leave asked for less than `due` days before the week, and how many sessions it meets.

    `stands` says which sessions are decided about at all.
    """
    for one in leave:
        met = sum(
            stands(session)
            and one.clinician in _whose(rota, session)
            and one.first <= session.start.date() <= one.last
            for session in rota.sessions
        )
        notice = notice_given(one.asked, rota.start)
        if met and notice < due:
            yield LateLeave(one.name, one.first, one.last, one.asked, notice, one.state, met)


def _whose(rota: Rota, session: Session) -> set[int | None]:
    on = {one.clinician_id for one in rota.on.get(session.id, ())}
    return {*on, session.owner_id, session.left_by}
