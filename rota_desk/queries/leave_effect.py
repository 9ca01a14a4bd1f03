"""What a request does to cover, to the others and to the balance, before it is answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select

from models import (
    Activity,
    Assignment,
    ClinicalSession,
    Clinician,
    Gap,
    LeaveExclusion,
    LeaveRequest,
)
from models.types import (
    ActivityKind,
    GapCause,
    LeaveState,
    LimitStance,
    StaffGroup,
)
from rota_desk.domain.leave_arithmetic import amount_words
from rota_desk.domain.notice import latest_day
from rota_desk.queries.away_days import AwayDays, AwayMark, away_days
from rota_desk.queries.built_until import made_to
from rota_desk.queries.cover import FELL, counts
from rota_desk.queries.leave_balance import LeaveBalance, leave_balance
from rota_desk.queries.leave_figures import LeaveFigures, leave_figures
from rota_desk.queries.leave_limits import DayCount, fullest_days, leave_limits, working_days
from rota_desk.queries.leave_remarks import Remark, on_event, over_words
from rota_desk.queries.life_event import LifeEvent, life_event
from rota_desk.queries.snapshot import leave_span
from rota_desk.queries.toil_effect import toil_effect
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_and_year, day_words

DAY = dt.timedelta(days=1)
LEAVE_CAUSES = (GapCause.LEAVE, GapCause.STUDY_LEAVE)


@dataclass(frozen=True, slots=True)
class LostSession:
    """A session inside the leave: how many are wanted, and how many remain without this person."""

    session_id: int
    day: dt.date
    start: dt.datetime
    end: dt.datetime
    title: str
    wanted: int
    have_after: int
    on_call: bool
    left_out: bool  # worked all the same

    @property
    def uncovered(self) -> bool:
        """Whether too few would be there."""
        return not self.left_out and self.have_after < self.wanted


@dataclass(frozen=True, slots=True)
class OtherAway:
    """Somebody else of the same group who is away, or asks to be, on some of the days."""

    clinician_id: int
    name: str
    title: str  # "annual leave", "asks for study leave", "Unavailable"
    days: int
    asked: bool


@dataclass(frozen=True, slots=True)
class LeaveEffect:
    """What approving does: sessions lost, who else is away, the balance and the notice."""

    sessions: tuple[LostSession, ...]
    others: tuple[OtherAway, ...]
    counts: tuple[DayCount, ...]  # of each limit, the working day on which most would be away
    balance_before: Decimal | None  # None without an allowance on file
    balance_after: Decimal | None
    unit: str
    notice_days: int
    notice_due: int
    remarks: tuple[Remark, ...]
    made_to: dt.date | None = None  # how far there is a rota to weigh it against
    ahead: tuple[str, ...] = ()  # who asked for some of the days before: "Dr Khan, 3 days earlier"
    life_event: LifeEvent | None = None

    @property
    def owed(self) -> bool:
        """Whether it has to be granted, and no swap may be asked."""
        return self.life_event is not None and self.life_event.owed

    @property
    def fullest(self) -> DayCount | None:
        """The count that is nearest to its limit, or furthest over it."""
        return max(self.counts, key=lambda one: one.away - one.limit, default=None)

    @property
    def blocked(self) -> tuple[DayCount, ...]:
        """The limits that let nothing pass without a reason, where they are exceeded."""
        return tuple(one for one in self.counts if one.over and one.stance is LimitStance.BLOCK)

    @property
    def lost(self) -> int:
        """How many sessions the person would come off."""
        return sum(not one.left_out for one in self.sessions)

    @property
    def uncovered(self) -> int:
        """How many of them would be short."""
        return sum(one.uncovered for one in self.sessions)

    @property
    def kind(self) -> str:
        """The gravest remark's kind: danger, warning or good."""
        kinds = {remark.kind for remark in self.remarks}
        return next((kind for kind in ("danger", "warning") if kind in kinds), "good")


def leave_effect(read: Reading, *, leave: int, balance: LeaveBalance | None = None) -> LeaveEffect:
    """What a request does if it is approved, or did when it was.

    The person's balance of that kind and year may be handed in where many are asked at once.
    """
    request = read.get(LeaveRequest, leave)
    person = read.get(Clinician, request.clinician_id)
    figures = leave_figures(read)
    sessions = _sessions(read, request)
    start, end = request.first_day, request.last_day + DAY
    group = _group(read, person.group)
    away = away_days(read, start=start, end=end, clinicians=group)
    counts = limit_counts(read, request=request)
    ahead = tuple(_ahead(read, request, person.group))
    if balance is None:
        balance = leave_balance(read, clinician=person.id, kind=request.kind, on=start)
    notice, made = (start - _asked_on(read, request)).days, made_to(read)
    in_lieu = toil_effect(read, request=request)
    event = life_event(read, request)
    after = _after(request, balance)
    return LeaveEffect(
        sessions=sessions,
        others=tuple(_others(away, group, person.id)),
        counts=counts,
        ahead=ahead,
        balance_before=balance.left if balance.known else None,
        balance_after=after,
        unit=balance.unit,
        notice_days=notice,
        notice_due=figures.notice_days,
        life_event=event,
        made_to=made,
        remarks=(
            *on_event(event, request.state),
            *_unmade(request, made),
            *_remarks(
                sessions,
                counts,
                ahead,
                owed=event is not None and event.owed,
                after=after,
                unit=balance.unit,
                first=start,
                notice=notice,
                figures=figures,
            ),
            *([Remark(*in_lieu)] if in_lieu is not None else []),
        ),
    )


def _asked_on(read: Reading, request: LeaveRequest) -> dt.date:
    return request.requested_at.replace(tzinfo=dt.UTC).astimezone(read.zone).date()


def _sessions(read: Reading, request: LeaveRequest) -> tuple[LostSession, ...]:
    """The sessions they stand on inside the leave; of approved leave, those they came off."""
    start, end = leave_span(request)
    placed = select(Assignment.session_id).where(Assignment.clinician_id == request.clinician_id)
    numbers: ColumnElement[bool] = ClinicalSession.id.in_(placed)
    if request.state is LeaveState.APPROVED:
        came_off = select(Gap.session_id).where(
            Gap.clinician_id == request.clinician_id, Gap.cause.in_(LEAVE_CAUSES)
        )
        numbers = numbers | ClinicalSession.id.in_(came_off)
    found = read.rows(
        select(ClinicalSession, Activity.name, Activity.kind)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(numbers, ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start < end, ClinicalSession.end > start)
        .where(ClinicalSession.start >= dt.datetime.combine(request.first_day, dt.time()))
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    left_out = _left_out(read, request.id)
    remaining = _remaining(read, [row[0].id for row in found], request.clinician_id)
    return tuple(
        LostSession(
            session_id=session.id,
            day=session.start.date(),
            start=session.start,
            end=session.end,
            title=title,
            wanted=session.cover_wanted,
            have_after=remaining.get(session.id, 0),
            on_call=kind is ActivityKind.ON_CALL,
            left_out=session.id in left_out,
        )
        for session, title, kind in found
    )


def _left_out(read: Reading, leave: int) -> frozenset[int]:
    lines = read.all(select(LeaveExclusion).where(LeaveExclusion.leave_request_id == leave))
    return frozenset(line.session_id for line in lines)


def _remaining(read: Reading, sessions: Sequence[int], clinician: int) -> dict[int, int]:
    """How many others count as cover on each session."""
    found = read.rows(
        select(Assignment.session_id, func.count(Assignment.id))
        .where(Assignment.session_id.in_(sessions), Assignment.clinician_id != clinician)
        .where(counts(without=clinician))
        .group_by(Assignment.session_id)
    )
    return {row[0]: row[1] for row in found}


def _group(read: Reading, group: StaffGroup) -> dict[int, str]:
    people = read.rows(
        select(Clinician.id, Clinician.name)
        .where(Clinician.group == group)
        .order_by(Clinician.name)
    )
    return {row[0]: row[1] for row in people}


def _others(away: AwayDays, group: dict[int, str], itself: int) -> Iterator[OtherAway]:
    for number, name in group.items():
        marks = list(away.get(number, {}).values())
        if number != itself and marks:
            first = marks[0]
            yield OtherAway(number, name, _title(first), len(marks), first.asked)


def _title(mark: AwayMark) -> str:
    return f"asks for {mark.title}" if mark.asked else mark.title


def limit_counts(read: Reading, *, request: LeaveRequest) -> tuple[DayCount, ...]:
    """For each limit that binds the person: the working day on which most would be away."""
    start, end = request.first_day, request.last_day + DAY
    limits = leave_limits(read, start=start, end=end)
    mine = tuple(one for one in limits if request.clinician_id in one.whom)
    whom = {person for one in mine for person in one.whom}
    away = away_days(read, start=start, end=end, clinicians=whom)
    days = working_days(read, start=start, end=end)
    return tuple(fullest_days(mine, away, days, clinician=request.clinician_id))


def _ahead(read: Reading, request: LeaveRequest, group: StaffGroup) -> Iterator[str]:
    """Who of the group asked before for some of the days and has no answer yet, first first."""
    earlier = (
        select(LeaveRequest, Clinician.name)
        .join(Clinician, Clinician.id == LeaveRequest.clinician_id)
        .where(Clinician.group == group, Clinician.id != request.clinician_id)
        .where(LeaveRequest.state == LeaveState.REQUESTED)
        .where(LeaveRequest.first_day <= request.last_day)
        .where(LeaveRequest.last_day >= request.first_day)
        .where(LeaveRequest.requested_at < request.requested_at)
        .order_by(LeaveRequest.requested_at, LeaveRequest.id)
    )
    mine = _asked_on(read, request)
    for other, name in read.rows(earlier):
        days = (mine - _asked_on(read, other)).days
        yield f"{name}, {count_words(days, 'day')} earlier" if days else f"{name}, the same day"


def _after(request: LeaveRequest, balance: LeaveBalance) -> Decimal | None:
    """What is left with this request approved; approved leave is in the sum already."""
    if not balance.known:
        return None
    return balance.left - dict(balance.waits).get(request.id, Decimal(0))


def _remarks(
    sessions: Sequence[LostSession],
    counts: Sequence[DayCount],
    ahead: Sequence[str],
    *,
    owed: bool,
    after: Decimal | None,
    unit: str,
    first: dt.date,
    notice: int,
    figures: LeaveFigures,
) -> Iterator[Remark]:
    yield from _on_cover(sessions)
    yield from (Remark("danger", over_words(one, owed=owed)) for one in counts if one.over)
    if after is not None and after < 0:
        yield Remark("danger", f"{amount_words(-after, unit)} more than they have")
    if notice < figures.notice_days:
        said = count_words(max(notice, 0), "day")
        last = day_words(latest_day(first, figures.notice_days))
        asked = f"{figures.notice_days} are asked for, so by {last}"
        yield Remark("warning", f"{said} of notice; {asked}")
    if ahead:
        yield Remark("warning", f"Asked before for some of the days: {'; '.join(ahead)}")


def _unmade(request: LeaveRequest, made: dt.date | None) -> Iterator[Remark]:
    """Where there is no rota yet nothing is covered, and nothing uncovered."""
    if request.state is not LeaveState.REQUESTED:
        return
    if made is None:
        yield Remark("warning", "No rota is made yet, so what it leaves uncovered cannot be told")
    elif request.last_day > made:
        said = f"The rota is made up to {day_and_year(made)}"
        yield Remark("warning", f"{said}; what is left uncovered after that cannot be told yet")


def _on_cover(sessions: Sequence[LostSession]) -> Iterator[Remark]:
    calls = [one for one in sessions if one.on_call and not one.left_out]
    if calls:
        days = ", ".join(day_words(one.day) for one in calls[:3])
        more = f" and {len(calls) - 3} more" if len(calls) > 3 else ""  # noqa: PLR2004 - a line
        yield Remark("danger", f"Takes them off on-call: {days}{more}")
    short = sum(one.uncovered for one in sessions)
    if short:
        yield Remark("danger", f"{count_words(short, 'session')} left uncovered")
    elif sessions:
        yield Remark("good", "Every session stays covered")
