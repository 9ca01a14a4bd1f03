"""The plain values a picture of a rota is made of: people, duties, leave, needs, rooms, claims."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

_DAY = dt.timedelta(days=1)


class DutyKind(StrEnum):
    """How a duty counts: a shift is all work, an on-call period only as much as is expected."""

    SHIFT = "shift"
    ON_CALL = "nroc"  # non-resident on-call


class AwayKind(StrEnum):
    """Why somebody is not there to be rostered; a sickness never says more."""

    ANNUAL_LEAVE = "annual_leave"
    STUDY_LEAVE = "study_leave"
    PROFESSIONAL_LEAVE = "professional_leave"
    SPECIAL_LEAVE = "special_leave"
    TOIL = "toil"
    SICK = "sick"
    REST = "rest"
    NON_WORKING = "non_working"


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's duty: a shift, an on-call period, or a session of an ordinary day.

    `joins` marks an ordinary session (list, clinic): those that start on one date make one
    working day together, with the time between them a break and not a rest.
    """

    clinician_id: int
    start: dt.datetime
    end: dt.datetime
    kind: DutyKind = DutyKind.SHIFT
    work_minutes: int | None = None  # on-call only: work expected in the period, None is 0
    episodes: int | None = None  # on-call only: None is unknown
    activity: str = ""
    session_id: int | None = None
    assignment_id: int | None = None
    activity_id: int | None = None
    room_id: int | None = None
    site_id: int | None = None
    permitted: bool = True  # may do this activity on this day
    counts_as_work: bool = True  # False: shown on the rota, left out of hours and rests
    joins: bool = False
    extra: bool = False  # agreed and paid by itself: no part of the work schedule's basic hours
    calls: tuple[tuple[dt.datetime, dt.datetime], ...] | None = None  # worked; None: not known
    expected_minutes: int | None = None  # of a record: the estimate that it is held against
    breaks_missed: int | None = None  # None: not known, as on every planned rota


@dataclass(frozen=True, slots=True)
class Away:
    """Time somebody is away: leave that is approved, sickness, rest, a non-working day."""

    clinician_id: int
    start: dt.datetime
    end: dt.datetime
    kind: AwayKind = AwayKind.ANNUAL_LEAVE
    leave_id: int | None = None
    excluded_session_ids: tuple[int, ...] = ()  # sessions the leave does not cover


@dataclass(frozen=True, slots=True)
class Need:
    """A session that wants cover: how many, and how many it has.

    `stands` is False when the session was cancelled, released or closed.
    """

    session_id: int
    start: dt.datetime
    end: dt.datetime
    wanted: int
    have: int
    activity_id: int | None = None
    activity: str = ""
    room_id: int | None = None
    state: str = "planned"
    cause: str = ""  # why it is short, in the coordinator's words; may be empty
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Asking:
    """A grade or skill that an activity of a day asks for, and how many there are such.

    `lacking` are those whom no open place could still bring.
    """

    start: dt.datetime
    end: dt.datetime
    wanted: int
    have: int
    lacking: int
    people: int  # everybody there
    whom: str = ""  # "ST with ALS"
    activity_id: int | None = None
    activity: str = ""
    session_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Trainee:
    """Somebody on a session who needs a trainer there, and whether there is one."""

    clinician_id: int
    name: str
    session_id: int
    start: dt.datetime
    end: dt.datetime
    trained: bool
    activity: str = ""
    room_id: int | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """A room taken for a time: by a session of this rota or by somebody else."""

    room_id: int
    start: dt.datetime
    end: dt.datetime
    title: str = ""
    room: str = ""
    booking_id: int | None = None
    session_id: int | None = None
    closed: int = 0  # minutes of it at which the room is not open
    kit: tuple[str, ...] = ()  # movable equipment that was promised to it
    points: int | None = None  # booked on the list
    capacity: int | None = None  # points that the list may hold
    shared: bool = False  # several may work in this room at once


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of a job plan: a weekday's hours in one week, or every week, of a cycle.

    `cycle_start` is the Monday on which week 1 began, None in a plan without dates. A line that
    is flexible, or falls on the nth weekday of a month, stands in no week of the cycle.
    """

    clinician_id: int
    weekday: int | None  # 0 is Monday; None: not placed on a day
    start: dt.time
    end: dt.time  # not after start: ends next day
    category: str  # DCC, SPA, APA, EXT, PRIV, NWD
    activity: str = ""
    cycle_weeks: int = 1
    week: int | None = None  # None: every week of the cycle
    sessions: Decimal = Decimal(0)
    pa: Decimal | None = None  # None: reckoned from the times
    weeks_per_year: Decimal | None = None
    times_a_week: Fraction | None = None  # of a line that is done on any days of the year
    nth_of_month: int | None = None
    cycle_start: dt.date | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None  # exclusive
    plan_id: int | None = None
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What a waiting-list-initiative claim says about time."""

    claim_id: int
    clinician_id: int
    start: dt.datetime
    end: dt.datetime
    state: str = "claimed"
    reference: str = ""
    time_shifted: bool = False  # the displaced session has an agreed make-up session
    session_id: int | None = None
    stands: bool = True  # False: rejected or cancelled


@dataclass(frozen=True, slots=True)
class Told:
    """A period of the rota, both days included, and the day on which people were told of it."""

    first_day: dt.date
    last_day: dt.date
    told_on: dt.date


@dataclass(frozen=True, slots=True)
class ChangedDuty:
    """A change of somebody's duty after it was told; agreed also where it could not wait."""

    clinician_id: int
    day: dt.date
    what: str
    agreed: bool
    session_id: int = 0
    change_id: int = 0


@dataclass(frozen=True, slots=True)
class LeaveAsked:
    """Leave somebody asked for and that is not answered yet."""

    clinician_id: int
    kind: AwayKind
    first_day: dt.date
    last_day: dt.date
    asked_on: dt.date
    leave_id: int | None = None


@dataclass(frozen=True, slots=True)
class HeldContract:
    """The contract code that binds somebody, from a day until (not including) another."""

    code: str
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Authorised:
    """A named authorisation on file to exceed one limit; both days are included."""

    rule: str
    since: dt.date | None = None
    until: dt.date | None = None

    def covers(self, rule: str, day: dt.date) -> bool:
        """Whether it is about this rule and in force on this day."""
        begun = self.since is None or self.since <= day
        return self.rule == rule and begun and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class OptOut:
    """The days on which the 48 hours do not bind somebody, by what they signed; open: always."""

    since: dt.date = dt.date.min
    until: dt.date = dt.date.max  # the first day without it


ALWAYS = (OptOut(),)


@dataclass(frozen=True, slots=True)
class Person:
    """A clinician as a rule sees one: a name, dated contracts and what is on file."""

    clinician_id: int
    name: str
    contracts: tuple[HeldContract, ...] = ()
    opt_outs: tuple[OptOut, ...] = ()  # by day, none upon another
    wte: Decimal = Decimal(1)
    contracted_pas: Decimal | None = None
    authorised: tuple[Authorised, ...] = ()
    cycle_weeks: int | None = None  # of the rota cycle that starts with the horizon
    prospective_leave_days: Decimal = Decimal(0)  # days a year covered by colleagues
    standard_day_minutes: int = 8 * 60
    additional_minutes: Fraction | None = None  # a week, by the work schedule; None: not known
    schedule_sent: tuple[dt.date, dt.date] | None = None  # of which first day, and when

    def is_out(self, first: dt.date, beyond: dt.date) -> bool:
        """Whether an opt-out holds on every day from `first` until before `beyond`."""
        for one in self.opt_outs:
            if one.since <= first < one.until:
                first = one.until
        return bool(self.opt_outs) and first >= beyond

    def days_out(self, first: dt.date, beyond: dt.date) -> frozenset[dt.date]:
        """The days from `first` until before `beyond` on which an opt-out holds."""
        return frozenset(
            start + number * _DAY
            for one in self.opt_outs
            for start in [max(first, one.since)]
            for number in range((min(beyond, one.until) - start).days)
        )
