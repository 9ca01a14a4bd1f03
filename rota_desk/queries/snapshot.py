"""A frozen picture of the rota for the rules, loaded in a handful of plain questions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, func, select, true

from models import (
    Absence,
    Activity,
    Assignment,
    Authorisation,
    ClinicalSession,
    Clinician,
    Contract,
    Gap,
    JobPlan,
    JobPlanLine,
    LeaveExclusion,
    LeaveRequest,
    Permission,
    Publication,
    Room,
    RoomBooking,
    Unavailability,
    WliClaim,
)
from models.types import (
    ActivityKind,
    ClaimState,
    GapCause,
    LeaveKind,
    LeavePart,
    LeaveState,
    RoomKind,
)
from rota_desk.domain.snapshot import (
    Authorised,
    Away,
    AwayKind,
    Booking,
    ClaimFacts,
    Duty,
    DutyKind,
    HeldContract,
    LeaveAsked,
    Need,
    Person,
    PlanLine,
    Snapshot,
    Told,
)
from rota_desk.domain.span import midnight
from rota_desk.domain.times import MIDDAY
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.cover import FELL, people_there
from rota_desk.queries.readings import readings
from rota_desk.unit_of_work import Reading

NEEDS = frozenset({"needs", "bookings"})
SHARED_ROOMS = (RoomKind.WARD, RoomKind.OFFICE)  # several may work there at once
WHOLE_SHIFTS = (ActivityKind.SHIFT, ActivityKind.ON_CALL)
AWAY_FOR = {
    LeaveKind.ANNUAL: AwayKind.ANNUAL_LEAVE,
    LeaveKind.STUDY: AwayKind.STUDY_LEAVE,
    LeaveKind.PROFESSIONAL: AwayKind.PROFESSIONAL_LEAVE,
    LeaveKind.TOIL: AwayKind.TOIL,
}
# A sum has no index: the days choose the sessions and these the people, so that what somebody did
# in other years is never looked at.
_BY_SESSION = Assignment.clinician_id + 0
CLAIMS_THAT_FELL = (ClaimState.REJECTED, ClaimState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days a picture shows, half-open, and whose; everybody's when no one is named."""

    start: dt.date
    end: dt.date
    clinicians: frozenset[int] | None = None

    @property
    def begin(self) -> dt.datetime:
        """Midnight before the first day."""
        return midnight(self.start)

    @property
    def until(self) -> dt.datetime:
        """Midnight after the last day."""
        return midnight(self.end)

    def whose(self, column: SQLColumnExpression[int]) -> ColumnElement[bool]:
        """The condition that keeps the rows of these people."""
        if self.clinicians is None:
            return column.is_not(None)
        return column.in_(self.clinicians)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the picture, the tables it is loaded from, and how."""

    name: str
    tables: frozenset[str]
    load: Callable[[Reading, Horizon, Horizon], object]


def snapshot(
    read: Reading,
    *,
    start: dt.date,
    end: dt.date,
    clinicians: Collection[int] | None = None,
    needs: tuple[dt.date, dt.date] | None = None,
    without: frozenset[str] = frozenset(),
) -> Snapshot:
    """The rota from `start` until before `end`, of these people; needs and rooms of `needs`' days.

    Without `needs` the needs and bookings of the whole horizon are there. Parts that nobody will
    look at can be left out.
    """
    whose = None if clinicians is None else frozenset(clinicians)
    horizon, looked_at = Horizon(start, end, whose), Horizon(*(needs or (start, end)))
    facts: dict[str, Any] = {
        part.name: part.load(read, horizon, looked_at)
        for part in PARTS
        if part.name not in without
    }
    return Snapshot(zone=read.zone, horizon_start=start, horizon_end=end, **facts)


def snapshot_where(
    read: Reading,
    *,
    picture: Snapshot,
    records: frozenset[str],
    clinicians: frozenset[int],
    needs: tuple[dt.date, dt.date],
) -> Snapshot:
    """The same picture from where only these records differ: the other parts are kept."""
    horizon = Horizon(picture.horizon_start, picture.horizon_end, clinicians)
    looked_at = Horizon(*needs)
    facts: dict[str, Any] = {
        part.name: part.load(read, horizon, looked_at) for part in PARTS if part.tables & records
    }
    return replace(picture, **facts)


def _people(read: Reading, horizon: Horizon) -> Iterator[Person]:
    held: dict[int, list[Contract]] = defaultdict(list)
    for contract in read.all(
        select(Contract).where(horizon.whose(Contract.clinician_id)).order_by(Contract.start)
    ):
        held[contract.clinician_id].append(contract)
    allowed: dict[int, list[Authorised]] = defaultdict(list)
    for one in read.all(select(Authorisation).where(Authorisation.clinician_id.is_not(None))):
        allowed[one.clinician_id or 0].append(Authorised(one.rule_id, one.since, one.until))
    names = select(Clinician.id, Clinician.name).where(horizon.whose(Clinician.id))
    for number, name in read.rows(names.order_by(Clinician.id)):
        yield _person(number, name, held[number], tuple(allowed[number]), horizon)


def _person(
    number: int,
    name: str,
    contracts: list[Contract],
    allowed: tuple[Authorised, ...],
    horizon: Horizon,
) -> Person:
    bound = tuple(HeldContract(one.code.value, one.start, one.end) for one in contracts)
    present = next((one for one in reversed(contracts) if one.start < horizon.end), None)
    if present is None:
        return Person(number, name, bound, authorised=allowed)
    return Person(
        clinician_id=number,
        name=name,
        contracts=bound,
        opt_out=present.opt_out,
        wte=present.wte,
        contracted_pas=present.contracted_pas,
        authorised=allowed,
        cycle_weeks=present.cycle_weeks,
    )


def _duties(read: Reading, horizon: Horizon) -> Iterator[Duty]:
    allowed = _permissions(read, horizon)
    found = read.rows(
        select(
            Assignment.id,
            Assignment.clinician_id,
            ClinicalSession.id,
            ClinicalSession.start,
            ClinicalSession.end,
            ClinicalSession.room_id,
            Activity.id,
            Activity.name,
            Activity.kind,
            Activity.needs_permission,
            Activity.on_call_hours,
            Activity.on_call_episodes,
            Room.site_id,
        )
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .outerjoin(Room, Room.id == ClinicalSession.room_id)
        .where(ClinicalSession.start >= horizon.begin, ClinicalSession.start < horizon.until)
        .where(horizon.whose(_BY_SESSION), ClinicalSession.state.not_in(FELL))
        .order_by(ClinicalSession.start, Assignment.id)
    )
    for row in found:
        (
            placed,
            whom,
            session,
            start,
            end,
            room,
            activity,
            title,
            kind,
            asks,
            hours,
            times,
            site,
        ) = row
        on_call = kind is ActivityKind.ON_CALL
        yield Duty(
            clinician_id=whom,
            start=start,
            end=end,
            kind=DutyKind.ON_CALL if on_call else DutyKind.SHIFT,
            work_minutes=int(hours * 60) if on_call and hours is not None else None,
            episodes=times if on_call else None,
            activity=title,
            session_id=session,
            assignment_id=placed,
            activity_id=activity,
            room_id=room,
            site_id=site,
            permitted=not asks or _may(allowed[(whom, activity)], start.date()),
            joins=kind not in WHOLE_SHIFTS,
        )


def _permissions(
    read: Reading, horizon: Horizon
) -> dict[tuple[int, int], list[tuple[dt.date, dt.date | None]]]:
    held: dict[tuple[int, int], list[tuple[dt.date, dt.date | None]]] = defaultdict(list)
    for whom, activity, start, end in read.rows(
        select(
            Permission.clinician_id, Permission.activity_id, Permission.start, Permission.end
        ).where(horizon.whose(Permission.clinician_id))
    ):
        held[(whom, activity)].append((start, end))
    return held


def may_do(read: Reading, *, activity: int, day: dt.date) -> frozenset[int]:
    """Who is permitted an activity on a day."""
    return frozenset(
        whom
        for (whom, what), held in _permissions(read, Horizon(day, day)).items()
        if what == activity and _may(held, day)
    )


def _may(held: list[tuple[dt.date, dt.date | None]], day: dt.date) -> bool:
    return any(start <= day and (end is None or day < end) for start, end in held)


def _leave(read: Reading, horizon: Horizon) -> Iterator[Away]:
    kept: dict[int, list[int]] = defaultdict(list)
    for request, session in read.rows(
        select(LeaveExclusion.leave_request_id, LeaveExclusion.session_id)
    ):
        kept[request].append(session)
    for leave in read.all(
        select(LeaveRequest)
        .where(LeaveRequest.state == LeaveState.APPROVED, horizon.whose(LeaveRequest.clinician_id))
        .where(LeaveRequest.first_day < horizon.end, LeaveRequest.last_day >= horizon.start)
        .order_by(LeaveRequest.first_day, LeaveRequest.id)
    ):
        start, end = leave_span(leave)
        kind = AWAY_FOR.get(leave.kind, AwayKind.SPECIAL_LEAVE)
        yield Away(leave.clinician_id, start, end, kind, leave.id, tuple(kept[leave.id]))


def leave_span(leave: LeaveRequest) -> tuple[dt.datetime, dt.datetime]:
    """The wall span of a request: from midnight or midday, until midday or midnight."""
    afternoon, morning = leave.first_part is LeavePart.PM, leave.last_part is LeavePart.AM
    one_day = leave.first_day == leave.last_day
    morning = morning or (one_day and leave.first_part is LeavePart.AM)
    begin = MIDDAY if afternoon else dt.time()
    start = dt.datetime.combine(leave.first_day, begin)
    if morning:
        return start, dt.datetime.combine(leave.last_day, MIDDAY)
    return start, midnight(leave.last_day + dt.timedelta(days=1))


def _absences(read: Reading, horizon: Horizon) -> Iterator[Away]:
    for absence in read.all(
        select(Absence)
        .where(horizon.whose(Absence.clinician_id), Absence.first_day < horizon.end)
        .where(Absence.last_day.is_(None) | (Absence.last_day >= horizon.start))
    ):
        last = absence.last_day or max(read.today, absence.first_day)  # open: until now
        until = midnight(last + dt.timedelta(days=1))
        yield Away(absence.clinician_id, midnight(absence.first_day), until, AwayKind.SICK)


def _elsewhere(read: Reading, horizon: Horizon) -> Iterator[Away]:
    for one in read.all(
        select(Unavailability)
        .where(horizon.whose(Unavailability.clinician_id), Unavailability.start < horizon.until)
        .where(
            func.coalesce(Unavailability.repeats_weekly_until, Unavailability.end) >= horizon.begin
        )
    ):
        for start, end in occurrences(one, horizon.begin, horizon.until):
            yield Away(one.clinician_id, start, end, AwayKind.NON_WORKING)


def occurrences(
    one: Unavailability, begin: dt.datetime, until: dt.datetime
) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """The wall spans of a commitment that touch a period: once, or every week until it ends."""
    week, last = dt.timedelta(weeks=1), one.repeats_weekly_until
    start, end = one.start, one.end
    if last is not None and end <= begin:
        skipped = (begin - end) // week
        start, end = start + week * skipped, end + week * skipped
    while start < until:
        if end > begin:
            yield start, end
        start, end = start + week, end + week
        if last is None or start >= last:
            return


def _needs(read: Reading, horizon: Horizon) -> Iterator[Need]:
    for session, start, end, wanted, have, activity, title, room, state, cause, words in read.rows(
        select(
            ClinicalSession.id,
            ClinicalSession.start,
            ClinicalSession.end,
            ClinicalSession.cover_wanted,
            people_there(),
            Activity.id,
            Activity.name,
            ClinicalSession.room_id,
            ClinicalSession.state,
            Gap.cause,
            Gap.cause_text,
        )
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .outerjoin(Gap, Gap.session_id == ClinicalSession.id)
        .where(ClinicalSession.start >= horizon.begin, ClinicalSession.start < horizon.until)
        .where(ClinicalSession.cover_wanted > 0)
        .order_by(ClinicalSession.start, ClinicalSession.id)
    ):
        yield Need(
            session_id=session,
            start=start,
            end=end,
            wanted=wanted,
            have=have,
            activity_id=activity,
            activity=title,
            room_id=room,
            state=state.value,
            cause=cause_words(cause, words),
            stands=state not in FELL,
        )


def cause_words(cause: GapCause | None, text: str | None) -> str:
    """A gap's cause as it may be shown: an absence never says whose or why."""
    if cause is None or cause is GapCause.UNKNOWN:
        return text or ""
    if cause is GapCause.ABSENCE:
        return "Unavailable at short notice"
    said = cause.value.replace("_", " ").capitalize()
    return f"{said}: {text}" if text else said


def _session_rooms(read: Reading, horizon: Horizon) -> Iterator[Booking]:
    for room, start, end, title, name, session in read.rows(
        select(
            ClinicalSession.room_id,
            ClinicalSession.start,
            ClinicalSession.end,
            Activity.name,
            Room.name,
            ClinicalSession.id,
        )
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .join(Room, Room.id == ClinicalSession.room_id)
        .where(ClinicalSession.start >= horizon.begin, ClinicalSession.start < horizon.until)
        .where(ClinicalSession.state.not_in(FELL), Room.kind.not_in(SHARED_ROOMS))
    ):
        yield Booking(room, start, end, title, name, session_id=session)


def _other_bookings(read: Reading, horizon: Horizon) -> Iterator[Booking]:
    for number, room, start, end, title, name, session in read.rows(
        select(
            RoomBooking.id,
            RoomBooking.room_id,
            RoomBooking.start,
            RoomBooking.end,
            RoomBooking.title,
            Room.name,
            RoomBooking.session_id,
        )
        .join(Room, Room.id == RoomBooking.room_id)
        .where(RoomBooking.start < horizon.until, RoomBooking.end > horizon.begin)
    ):
        yield Booking(room, start, end, title, name, booking_id=number, session_id=session)


def _plan_lines(read: Reading, horizon: Horizon) -> Iterator[PlanLine]:
    for plan, line, title in read.rows(
        select(JobPlan, JobPlanLine, Activity.name)
        .join(JobPlanLine, JobPlanLine.job_plan_id == JobPlan.id)
        .outerjoin(Activity, Activity.id == JobPlanLine.activity_id)
        .where(JobPlan.clinician_id.is_not(None), JobPlan.start < horizon.end)
        .where(JobPlan.end.is_(None) | (JobPlan.end > horizon.start))
        .where(
            JobPlan.clinician_id.in_(horizon.clinicians)
            if horizon.clinicians is not None
            else true()
        )
        .order_by(JobPlan.id, JobPlanLine.id)
    ):
        yield plan_line(plan, line, title or "")


def plan_line(plan: JobPlan, line: JobPlanLine, activity: str) -> PlanLine:
    """A job-plan line as the plain value that arithmetic and rules use."""
    return PlanLine(
        clinician_id=plan.clinician_id or 0,
        weekday=line.weekday,
        start=line.starts,
        end=line.ends,
        category=line.category.value,
        activity=line.title or activity,
        cycle_weeks=plan.cycle_weeks,
        week=line.week,
        sessions=line.sessions,
        pa=line.pas,
        weeks_per_year=line.per_year,
        nth_of_month=line.nth_of_month,
        cycle_start=plan.start,
        valid_from=plan.start,
        valid_to=plan.end,
        plan_id=plan.id,
        line_id=line.id,
    )


def _claims(read: Reading, horizon: Horizon) -> Iterator[ClaimFacts]:
    for claim in read.all(
        select(WliClaim)
        .where(WliClaim.start >= horizon.begin, WliClaim.start < horizon.until)
        .where(horizon.whose(WliClaim.clinician_id))
        .order_by(WliClaim.start, WliClaim.id)
    ):
        yield ClaimFacts(
            claim_id=claim.id,
            clinician_id=claim.clinician_id,
            start=claim.start,
            end=claim.end,
            state=claim.state.value,
            reference=claim.reference,
            time_shifted=claim.time_shift_agreed_on is not None,
            session_id=claim.session_id,
            stands=claim.state not in CLAIMS_THAT_FELL,
        )


def _told(read: Reading, horizon: Horizon) -> Iterator[Told]:
    for first, last, at in read.rows(
        select(Publication.first_day, Publication.last_day, Publication.made_at).where(
            Publication.first_day < horizon.end, Publication.last_day >= horizon.start
        )
    ):
        yield Told(first, last, _local_day(read, at))


def _requests(read: Reading, horizon: Horizon) -> Iterator[LeaveAsked]:
    for number, whom, kind, first, last, at in read.rows(
        select(
            LeaveRequest.id,
            LeaveRequest.clinician_id,
            LeaveRequest.kind,
            LeaveRequest.first_day,
            LeaveRequest.last_day,
            LeaveRequest.requested_at,
        )
        .where(LeaveRequest.state == LeaveState.REQUESTED)
        .where(horizon.whose(LeaveRequest.clinician_id))
        .where(LeaveRequest.first_day < horizon.end, LeaveRequest.first_day >= horizon.start)
    ):
        away = AWAY_FOR.get(kind, AwayKind.SPECIAL_LEAVE)
        yield LeaveAsked(whom, away, first, last, _local_day(read, at), number)


def _local_day(read: Reading, stamp: dt.datetime) -> dt.date:
    """The date on the wall at a UTC stamp."""
    return stamp.replace(tzinfo=dt.UTC).astimezone(read.zone).date()


def _aways(read: Reading, horizon: Horizon, _needs: Horizon) -> tuple[Away, ...]:
    return (*_leave(read, horizon), *_absences(read, horizon), *_elsewhere(read, horizon))


def _bookings(read: Reading, _horizon: Horizon, needs: Horizon) -> tuple[Booking, ...]:
    return (*_session_rooms(read, needs), *_other_bookings(read, needs))


PARTS = (
    Part(
        "people",
        frozenset({"clinician", "contract", "authorisation"}),
        lambda read, horizon, _: tuple(_people(read, horizon)),
    ),
    Part(
        "duties",
        frozenset({"assignment", "clinical_session", "activity", "permission", "room"}),
        lambda read, horizon, _: tuple(_duties(read, horizon)),
    ),
    Part(
        "aways",
        frozenset({"leave_request", "leave_exclusion", "absence", "unavailability"}),
        _aways,
    ),
    Part(
        "needs",
        frozenset({"assignment", "clinical_session", "activity", "gap"}),
        lambda read, _, needs: tuple(_needs(read, needs)),
    ),
    Part(
        "bookings",
        frozenset({"clinical_session", "activity", "room", "room_booking"}),
        _bookings,
    ),
    Part(
        "plan_lines",
        frozenset({"job_plan", "job_plan_line", "activity"}),
        lambda read, horizon, _: tuple(_plan_lines(read, horizon)),
    ),
    Part(
        "claims", frozenset({"wli_claim"}), lambda read, horizon, _: tuple(_claims(read, horizon))
    ),
    Part(
        "holidays",
        frozenset({"bank_holiday", "department"}),
        lambda read, horizon, _: frozenset(
            bank_holidays(read, start=horizon.start, end=horizon.end)
        ),
    ),
    Part(
        "told",
        frozenset({"publication", "published_duty", "published_change"}),
        lambda read, horizon, _: tuple(_told(read, horizon)),
    ),
    Part(
        "requests",
        frozenset({"leave_request", "leave_step"}),
        lambda read, horizon, _: tuple(_requests(read, horizon)),
    ),
    Part("read_as", frozenset({"setting"}), lambda read, _, __: readings(read).own),
)
