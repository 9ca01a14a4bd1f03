"""Leave requests as they are read: the list, and one request with all that led to it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Clinician, LeaveRequest, LeaveStep
from models.types import LeaveKind, LeavePart, LeaveState, StaffGroup
from rota_desk.domain.leave_arithmetic import Counted, amount_words, count_leave
from rota_desk.domain.working_week import WorkingWeek
from rota_desk.queries.away_days import span_of
from rota_desk.queries.leave_balance import (
    LeaveBalance,
    leave_balance,
    leave_balances,
    leave_year,
)
from rota_desk.queries.leave_effect import LeaveEffect, leave_effect
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.queries.leave_words import STATE_WORDS, STEP_WORDS, kind_words, leave_days
from rota_desk.queries.working_weeks import working_weeks
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """A request in a list, in words and in figures."""

    id: int
    clinician_id: int
    name: str
    group: StaffGroup
    grade: str
    kind: LeaveKind
    kind_words: str
    first: dt.date
    last: dt.date
    first_part: LeavePart
    last_part: LeavePart
    days: str  # "9 – 13 November 2026"
    counted: Decimal  # working days debited
    counting: str  # how they were counted
    state: LeaveState
    state_words: str
    requested_on: dt.date
    age_days: int  # since it was asked for
    notice_days: int  # from asking to the first day
    note: str
    course: str
    place: str
    fees: Decimal | None
    budget: Decimal | None
    evidence: str
    promised: bool
    life_event: bool  # private: stands on no document
    reason: str  # of the last step

    @property
    def waiting(self) -> bool:
        """Whether it wants an answer."""
        return self.state is LeaveState.REQUESTED

    @property
    def counted_words(self) -> str:
        """What it debits: "4.5 days"."""
        return amount_words(self.counted, "day")


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a request: when (wall time), by whom, what, why."""

    at: dt.datetime
    by: str
    state_words: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeaveCard:
    """A waiting request with what approving it would do."""

    line: LeaveLine
    effect: LeaveEffect


@dataclass(frozen=True, slots=True)
class LeaveScreen:
    """What stands on the Leave screen beside the year: the requests, oldest first."""

    today: dt.date
    waiting: tuple[LeaveCard, ...]

    @property
    def oldest_days(self) -> int:
        """How long the oldest request has waited."""
        return max((card.line.age_days for card in self.waiting), default=0)


@dataclass(frozen=True, slots=True)
class LeaveDetail:
    """One request with its effect, its steps, the balance and what was asked before."""

    line: LeaveLine
    effect: LeaveEffect
    steps: tuple[StepLine, ...]
    balance: LeaveBalance
    before: tuple[LeaveLine, ...]  # of the years that are remembered, newest first


def leave_list(
    read: Reading,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    states: Collection[LeaveState] | None = None,
    clinician: int | None = None,
) -> tuple[LeaveLine, ...]:
    """Requests that meet the days from `start` until before `end`, by first day."""
    wanted = select(LeaveRequest, Clinician).join(
        Clinician, Clinician.id == LeaveRequest.clinician_id
    )
    if start is not None:
        wanted = wanted.where(LeaveRequest.last_day >= start)
    if end is not None:
        wanted = wanted.where(LeaveRequest.first_day < end)
    if states is not None:
        wanted = wanted.where(LeaveRequest.state.in_(states))
    if clinician is not None:
        wanted = wanted.where(LeaveRequest.clinician_id == clinician)
    found = read.rows(wanted.order_by(LeaveRequest.first_day, Clinician.name, LeaveRequest.id))
    return _lines(read, [(row[0], row[1]) for row in found])


def leave_screen(read: Reading) -> LeaveScreen:
    """The requests that wait, oldest first, each with what approving it would do."""
    lines = leave_list(read, states=(LeaveState.REQUESTED,))
    oldest_first = sorted(lines, key=lambda line: (line.requested_on, line.id))
    balances = _balances(read, oldest_first)
    cards = tuple(
        LeaveCard(line, leave_effect(read, leave=line.id, balance=balances[line.id]))
        for line in oldest_first
    )
    return LeaveScreen(read.today, cards)


def _balances(read: Reading, lines: Sequence[LeaveLine]) -> dict[int, LeaveBalance]:
    """The balance each request draws on, asked once for each kind and leave year."""
    together: dict[tuple[LeaveKind, dt.date], list[LeaveLine]] = defaultdict(list)
    for line in lines:
        together[(line.kind, leave_year(read, on=line.first)[0])].append(line)
    found: dict[int, LeaveBalance] = {}
    for (kind, start), same in together.items():
        people = {line.clinician_id for line in same}
        balances = leave_balances(read, kind=kind, on=start, clinicians=people)
        by_person = {balance.clinician_id: balance for balance in balances}
        found |= {line.id: by_person[line.clinician_id] for line in same}
    return found


def leave_detail(read: Reading, *, leave: int) -> LeaveDetail:
    """One request with all that helps to answer it, or that explains the answer."""
    request = read.get(LeaveRequest, leave)
    person = read.get(Clinician, request.clinician_id)
    (line,) = _lines(read, [(request, person)])
    since = read.today - dt.timedelta(days=365 * leave_figures(read).remembered_years)
    before = leave_list(read, start=since, clinician=person.id)
    balance = leave_balance(read, clinician=person.id, kind=request.kind, on=request.first_day)
    return LeaveDetail(
        line=line,
        effect=leave_effect(read, leave=leave, balance=balance),
        steps=_steps(read, leave),
        balance=balance,
        before=tuple(one for one in reversed(before) if one.id != leave),
    )


def _lines(
    read: Reading, found: Sequence[tuple[LeaveRequest, Clinician]]
) -> tuple[LeaveLine, ...]:
    if not found:
        return ()
    weeks = working_weeks(
        read,
        clinicians={request.clinician_id for request, _person in found},
        start=min(request.first_day for request, _person in found),
        end=max(request.last_day for request, _person in found) + DAY,
    )
    reasons = _reasons(read, [request.id for request, _person in found])
    return tuple(
        _line(read, request, person, _count(request, weeks), reasons.get(request.id, ""))
        for request, person in found
    )


def _count(request: LeaveRequest, weeks: Mapping[int, WorkingWeek]) -> Counted:
    return count_leave(span_of(request), weeks[request.clinician_id])


def _line(
    read: Reading, request: LeaveRequest, person: Clinician, counted: Counted, reason: str
) -> LeaveLine:
    asked = _wall(read, request.requested_at).date()
    return LeaveLine(
        id=request.id,
        clinician_id=person.id,
        name=person.name,
        group=person.group,
        grade=person.grade,
        kind=request.kind,
        kind_words=kind_words(request.kind),
        first=request.first_day,
        last=request.last_day,
        first_part=request.first_part,
        last_part=request.last_part,
        days=leave_days(
            request.first_day, request.last_day, request.first_part, request.last_part
        ),
        counted=counted.total,
        counting=counted.working(),
        state=request.state,
        state_words=STATE_WORDS[request.state],
        requested_on=asked,
        age_days=(read.today - asked).days,
        notice_days=(request.first_day - asked).days,
        note=request.note,
        course=request.course,
        place=request.place,
        fees=request.fees,
        budget=request.budget,
        evidence=request.evidence,
        promised=request.promised,
        life_event=request.life_event,
        reason=reason,
    )


def _reasons(read: Reading, requests: Sequence[int]) -> dict[int, str]:
    """The reason of each request's last step, where one was given."""
    steps: dict[int, list[LeaveStep]] = defaultdict(list)
    if len(requests) < 200:  # noqa: PLR2004 - below what a database takes as parameters
        wanted = select(LeaveStep).where(LeaveStep.leave_request_id.in_(requests))
    else:
        wanted = select(LeaveStep)
    for step in read.all(wanted.order_by(LeaveStep.at, LeaveStep.id)):
        steps[step.leave_request_id].append(step)
    return {request: lines[-1].reason for request, lines in steps.items()}


def _steps(read: Reading, leave: int) -> tuple[StepLine, ...]:
    steps = read.all(
        select(LeaveStep)
        .where(LeaveStep.leave_request_id == leave)
        .order_by(LeaveStep.at, LeaveStep.id)
    )
    return tuple(
        StepLine(_wall(read, step.at), step.by, STEP_WORDS[step.state], step.reason)
        for step in steps
    )


def _wall(read: Reading, moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=dt.UTC).astimezone(read.zone).replace(tzinfo=None)
