"""The one place that knows how to make test records; each is kept through the desk."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from sqlalchemy import select

from models import (
    Absence,
    Activity,
    Assignment,
    AuditEntry,
    BankHoliday,
    ClinicalSession,
    Clinician,
    ContactDetail,
    Contract,
    CoverRequirement,
    Department,
    DutyPattern,
    Gap,
    JobPlan,
    JobPlanLine,
    LeaveAllowance,
    LeaveRequest,
    PatternLine,
    Permission,
    Post,
    PostHolding,
    RateBand,
    RateCard,
    Room,
    RoomBooking,
    Site,
    Unavailability,
    WliClaim,
)
from models.backup import copy_pages
from models.base import Base
from models.database import open_database
from models.migrate import raw
from models.sqlite import connect
from models.types import (
    AbsenceKind,
    ActivityKind,
    AssignmentRole,
    AssignmentSource,
    BookingKind,
    Category,
    ClaimState,
    ContactKind,
    ContractCode,
    GapCause,
    GapState,
    LeaveKind,
    LeavePart,
    LeaveState,
    RoomKind,
    SessionSource,
    SessionState,
    Slot,
    StaffGroup,
    UnavailabilityKind,
)
from rota_desk.changes import Scope
from rota_desk.clock import Clock, FixedClock
from rota_desk.desk import Desk, Done
from rota_desk.unit_of_work import Reading, UnitOfWork

NOW = dt.datetime(2026, 11, 10, 8, 12, tzinfo=dt.UTC)  # a Tuesday
TODAY = NOW.date()
MONDAY = dt.date(2026, 11, 9)
LONG_AGO = dt.date(2020, 4, 6)

Record = TypeVar("Record", bound=Base)
P = ParamSpec("P")
T = TypeVar("T")


def a_file(folder: Path) -> Path:
    """A closed file with every table and nothing in it."""
    return Path(shutil.copyfile(_empty_file(), folder / "rota.sqlite"))


def a_desk(folder: Path, clock: Clock | None = None, *, who: str = "K Lowe") -> Desk:
    """A desk on an empty department in a new file; its clock stands at `NOW`."""
    return Desk(open_database(a_file(folder)), who=who, clock=clock or FixedClock(NOW))


@cache
def _empty_file() -> Path:
    """A migrated, empty file, made once for the test run and copied from then on."""
    path = Path(tempfile.mkdtemp(prefix="rota-desk-tests-")) / "empty.sqlite"
    open_database(path, create=True).close()
    return path


def laid_out_once(lay_out: Callable[P, T]) -> Callable[P, T]:
    """Lay out an empty desk for the first time as written; its pages are copied from then on.

    The desk comes first; what is laid out on one that holds something already, or that a window
    hears of, is done as written. What undo would take back is not copied.
    """
    known: dict[object, tuple[Path, T]] = {}

    @wraps(lay_out)
    def on(*args: P.args, **facts: P.kwargs) -> T:
        desk = args[0]
        assert isinstance(desk, Desk)
        if desk._listeners or not isinstance(desk.clock, FixedClock) or not _is_empty(desk):
            return lay_out(*args, **facts)
        key = (desk.who, desk.clock.now(), args[1:], tuple(facts.items()))
        if key in known:
            pages, made = known[key]
            with desk.database.engine.connect() as connection, closing(connect(pages)) as source:
                source.backup(raw(connection))
            return made
        made = lay_out(*args, **facts)
        pages = Path(tempfile.mkdtemp(prefix="rota-desk-tests-")) / "laid-out.sqlite"
        copy_pages(desk.database.engine, pages)
        known[key] = pages, made
        return made

    return on


def _is_empty(desk: Desk) -> bool:
    return desk.database.kind == "sqlite" and not desk.can_undo and not every(desk, AuditEntry)


def keep(work: UnitOfWork, record: Record) -> Record:
    """The edit behind every builder."""
    return work.add(record)


def kept(desk: Desk, record: Record) -> Record:
    """Keep a record through the desk; it has its number and stays readable."""
    with _nobody_looks(desk):
        return desk.do(keep, record).value


def changed(desk: Desk, record: Record, **facts: object) -> None:
    """Change facts of a kept record through the desk."""
    with _nobody_looks(desk):
        desk.do(_change, kind=type(record), number=record.id, facts=facts)


@contextmanager
def _nobody_looks(desk: Desk) -> Iterator[None]:
    """What is laid out before a test is not judged unless a window hears of it."""
    if not desk._listeners:
        desk._judged = lambda _work, value, step: Done(  # type: ignore[method-assign, assignment]
            value, step.changes, Scope(), step.label, judged=False
        )
    try:
        yield
    finally:
        vars(desk).pop("_judged", None)


def _change(
    work: UnitOfWork, *, kind: type[Record], number: int, facts: dict[str, object]
) -> None:
    there = work.get(kind, number)
    for name, fact in facts.items():
        setattr(there, name, fact)


def found(desk: Desk, kind: type[Record], number: int) -> Record | None:
    """The record as it is now, or none."""
    return desk.ask(_find, kind=kind, number=number)


def _find(read: Reading, *, kind: type[Record], number: int) -> Record | None:
    return read.find(kind, number)


def every(desk: Desk, kind: type[Record]) -> list[Record]:
    """All records of a kind, by number."""
    return desk.ask(_every, kind=kind)


def _every(read: Reading, *, kind: type[Record]) -> list[Record]:
    return list(read.all(select(kind).order_by(kind.id)))


def at(day: dt.date, clock: str) -> dt.datetime:
    """A wall time: `at(MONDAY, "08:30")`; "24:00" is midnight at the end of the day."""
    if clock == "24:00":
        return dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    return dt.datetime.combine(day, dt.time.fromisoformat(clock))


def a_department(desk: Desk, name: str = "Gastroenterology and Endoscopy") -> Department:
    return kept(desk, Department(name=name, lead="Dr M Okafor", manager="J Penrose"))


def a_site(desk: Desk, code: str = "N", name: str = "North", *, outlying: bool = False) -> Site:
    there = desk.ask(_by_code, kind=Site, code=code)
    if there is not None:
        return there
    return kept(desk, Site(code=code, name=name, outlying=outlying))


def a_room(
    desk: Desk,
    code: str = "E1",
    *,
    kind: RoomKind = RoomKind.ENDOSCOPY,
    points: int = 12,
    site: Site | None = None,
) -> Room:
    there = desk.ask(_by_code, kind=Room, code=code)
    if there is not None:
        return there
    home = site or a_site(desk)
    room = Room(site_id=home.id, code=code, name=f"Room {code}", kind=kind, points_capacity=points)
    return kept(desk, room)


CodeRecord = TypeVar("CodeRecord", Site, Room, Activity)


def _by_code(read: Reading, *, kind: type[CodeRecord], code: str) -> CodeRecord | None:
    return read.one(select(kind).where(kind.code == code))


def a_clinician(
    desk: Desk,
    name: str = "Dr A Patel",
    *,
    group: StaffGroup = StaffGroup.CONSULTANT,
    grade: str = "Consultant",
    contract: ContractCode | None = ContractCode.ENG_CONS_2003,
    wte: str = "1",
    pas: str | None = "10",
    opt_out: bool = False,
    joined: dt.date = LONG_AGO,
    leaves: dt.date | None = None,
) -> Clinician:
    """A person with a contract from the day they joined; `contract=None` leaves it out."""
    person = kept(
        desk, Clinician(name=name, group=group, grade=grade, joined=joined, leaves=leaves)
    )
    if contract is not None:
        kept(
            desk,
            Contract(
                clinician_id=person.id,
                code=contract,
                start=joined,
                wte=Decimal(wte),
                contracted_pas=Decimal(pas) if pas else None,
                opt_out=opt_out,
                service_from=joined,
            ),
        )
    return person


def a_resident(desk: Desk, name: str = "Dr C Rowan", *, grade: str = "ST6") -> Clinician:
    return a_clinician(
        desk,
        name,
        group=StaffGroup.RESIDENT,
        grade=grade,
        contract=ContractCode.ENG_RD_2016,
        pas=None,
    )


def a_nurse(desk: Desk, name: str = "S Quill") -> Clinician:
    return a_clinician(
        desk,
        name,
        group=StaffGroup.ENDOSCOPIST,
        grade="Clinical endoscopist",
        contract=ContractCode.AFC_ENG,
        pas=None,
    )


def a_contact(
    desk: Desk,
    clinician: Clinician,
    value: str = "2231",
    *,
    kind: ContactKind = ContactKind.BLEEP,
    confirmed: dt.date | None = TODAY,
) -> ContactDetail:
    detail = ContactDetail(
        clinician_id=clinician.id, kind=kind, value=value, last_confirmed=confirmed
    )
    return kept(desk, detail)


ACTIVITIES: dict[str, tuple[str, ActivityKind, Category, Slot, str, str, str]] = {
    "EN": ("Endoscopy list", ActivityKind.LIST, Category.DCC, Slot.AM, "08:30", "12:30", "blue"),
    "CL": ("Clinic", ActivityKind.CLINIC, Category.DCC, Slot.AM, "09:00", "13:00", "green"),
    "WR": ("Ward round", ActivityKind.WARD, Category.DCC, Slot.AM, "09:00", "13:00", "sand"),
    "SP": ("SPA", ActivityKind.SPA, Category.SPA, Slot.PM, "13:00", "17:00", "grey"),
    "OC": ("On-call", ActivityKind.ON_CALL, Category.DCC, Slot.NIGHT, "17:00", "08:00", "red"),
    "MD": ("MDT meeting", ActivityKind.MEETING, Category.DCC, Slot.PM, "13:00", "14:00", "violet"),
    "SD": ("Standard day", ActivityKind.SHIFT, Category.DCC, Slot.DAY, "08:00", "17:00", "teal"),
    "LD": ("Long day", ActivityKind.SHIFT, Category.DCC, Slot.DAY, "08:00", "20:30", "amber"),
    "NT": ("Night", ActivityKind.SHIFT, Category.DCC, Slot.NIGHT, "20:30", "09:00", "navy"),
}


def an_activity(
    desk: Desk,
    code: str = "EN",
    *,
    name: str = "",
    needs_permission: bool = False,
    cover_wanted: int = 1,
) -> Activity:
    """The activity of that code: found when it is there, else made with the usual facts."""
    there = desk.ask(_by_code, kind=Activity, code=code)
    if there is not None:
        return there
    usual, kind, category, slot, starts, ends, tint = ACTIVITIES.get(code, ACTIVITIES["EN"])
    rooms = {ActivityKind.LIST: RoomKind.ENDOSCOPY, ActivityKind.CLINIC: RoomKind.CLINIC}
    return kept(
        desk,
        Activity(
            code=code,
            name=name or (usual if code in ACTIVITIES else code),
            kind=kind,
            category=category,
            slot=slot,
            starts=dt.time.fromisoformat(starts),
            ends=dt.time.fromisoformat(ends),
            tint=tint,
            sessions=Decimal(1),
            pas=Decimal(1),
            room_kind=rooms.get(kind),
            needs_permission=needs_permission,
            needs_cover=kind not in {ActivityKind.SPA, ActivityKind.ADMIN},
            cover_wanted=cover_wanted,
        ),
    )


def allowed(
    desk: Desk, clinician: Clinician, activity: Activity, start: dt.date = LONG_AGO
) -> Permission:
    """The clinician may do the activity from a day on."""
    return kept(desk, Permission(clinician_id=clinician.id, activity_id=activity.id, start=start))


def a_session(
    desk: Desk,
    code: str = "EN",
    day: dt.date = MONDAY,
    starts: str = "",
    ends: str = "",
    *,
    on: Sequence[Clinician] = (),
    room: Room | None = None,
    owner: Clinician | None = None,
    cover_wanted: int = 1,
    state: SessionState = SessionState.PLANNED,
    source: SessionSource = SessionSource.HAND,
) -> ClinicalSession:
    """A session of an activity on a day, with these people on it; no gap is written."""
    activity = an_activity(desk, code)
    start = at(day, starts or activity.starts.isoformat())
    end = at(day, ends or activity.ends.isoformat())
    session = ClinicalSession(
        activity_id=activity.id,
        start=start,
        end=end if end > start else end + dt.timedelta(days=1),
        slot=activity.slot,
        room_id=room.id if room else None,
        owner_id=owner.id if owner else None,
        cover_wanted=cover_wanted,
        state=state,
        source=source,
    )
    kept(desk, session)
    for person in on:
        assigned(desk, session, person)
    return session


def a_list(
    desk: Desk,
    day: dt.date = MONDAY,
    *,
    on: Sequence[Clinician] = (),
    room: Room | None = None,
    owner: Clinician | None = None,
) -> ClinicalSession:
    """An endoscopy list, 08:30 to 12:30."""
    return a_session(desk, "EN", day, on=on, room=room, owner=owner)


def a_clinic(
    desk: Desk, day: dt.date = MONDAY, *, on: Sequence[Clinician] = ()
) -> ClinicalSession:
    """A clinic, 09:00 to 13:00."""
    return a_session(desk, "CL", day, on=on)


def a_night(desk: Desk, day: dt.date = MONDAY, *, on: Sequence[Clinician] = ()) -> ClinicalSession:
    """A night, 20:30 to 09:00."""
    return a_session(desk, "NT", day, on=on)


def a_long_day(
    desk: Desk, day: dt.date = MONDAY, *, on: Sequence[Clinician] = ()
) -> ClinicalSession:
    """A long day, 08:00 to 20:30."""
    return a_session(desk, "LD", day, on=on)


def assigned(
    desk: Desk,
    session: ClinicalSession,
    clinician: Clinician,
    *,
    role: AssignmentRole = AssignmentRole.LEAD,
    source: AssignmentSource = AssignmentSource.HAND,
) -> Assignment:
    placed = Assignment(
        session_id=session.id,
        clinician_id=clinician.id,
        uid=f"{session.id}-{clinician.id}@rota-desk",
        role=role,
        source=source,
    )
    return kept(desk, placed)


def a_gap(
    desk: Desk,
    session: ClinicalSession,
    cause: GapCause = GapCause.UNKNOWN,
    *,
    state: GapState = GapState.OPEN,
) -> Gap:
    return kept(
        desk,
        Gap(session_id=session.id, cause=cause, known_at=NOW.replace(tzinfo=None), state=state),
    )


def leave(
    desk: Desk,
    clinician: Clinician,
    first: dt.date = MONDAY,
    last: dt.date | None = None,
    *,
    kind: LeaveKind = LeaveKind.ANNUAL,
    state: LeaveState = LeaveState.REQUESTED,
    first_part: LeavePart = LeavePart.WHOLE,
    last_part: LeavePart = LeavePart.WHOLE,
    requested_at: dt.datetime | None = None,
) -> LeaveRequest:
    """A request as it stands, both days included; nobody is taken off anything."""
    return kept(
        desk,
        LeaveRequest(
            clinician_id=clinician.id,
            kind=kind,
            first_day=first,
            last_day=last or first,
            first_part=first_part,
            last_part=last_part,
            requested_at=requested_at or NOW.replace(tzinfo=None) - dt.timedelta(days=60),
            state=state,
        ),
    )


def approved_leave(
    desk: Desk,
    clinician: Clinician,
    first: dt.date = MONDAY,
    last: dt.date | None = None,
    *,
    kind: LeaveKind = LeaveKind.ANNUAL,
) -> LeaveRequest:
    return leave(desk, clinician, first, last, kind=kind, state=LeaveState.APPROVED)


def an_allowance(
    desk: Desk,
    clinician: Clinician,
    days: str = "32",
    *,
    kind: LeaveKind = LeaveKind.ANNUAL,
    carried_over: str = "0",
) -> LeaveAllowance:
    """The allowance of the leave year April 2026 to March 2027."""
    return kept(
        desk,
        LeaveAllowance(
            clinician_id=clinician.id,
            kind=kind,
            year_start=dt.date(2026, 4, 1),
            year_end=dt.date(2027, 4, 1),
            entitlement=Decimal(days),
            carried_over=Decimal(carried_over),
        ),
    )


def an_absence(
    desk: Desk,
    clinician: Clinician,
    first: dt.date = MONDAY,
    last: dt.date | None = None,
    *,
    kind: AbsenceKind = AbsenceKind.SICKNESS,
) -> Absence:
    """An episode of absence; without a last day it is open."""
    return kept(
        desk, Absence(clinician_id=clinician.id, kind=kind, first_day=first, last_day=last)
    )


def unavailable(
    desk: Desk,
    clinician: Clinician,
    start: dt.datetime,
    end: dt.datetime,
    *,
    kind: UnavailabilityKind = UnavailabilityKind.OUTSIDE_COMMITMENT,
    weekly_until: dt.datetime | None = None,
) -> Unavailability:
    return kept(
        desk,
        Unavailability(
            clinician_id=clinician.id,
            kind=kind,
            start=start,
            end=end,
            repeats_weekly_until=weekly_until,
            title="University teaching",
        ),
    )


def a_bank_holiday(desk: Desk, day: dt.date, name: str = "Bank holiday") -> BankHoliday:
    return kept(desk, BankHoliday(nation="england-and-wales", day=day, name=name))


def a_post(
    desk: Desk, name: str = "SHO 1", *, grade: str = "IMT1", pattern_line: int | None = None
) -> Post:
    return kept(
        desk,
        Post(name=name, group=StaffGroup.RESIDENT, grade=grade, pattern_line=pattern_line),
    )


def held(
    desk: Desk,
    post: Post,
    clinician: Clinician,
    start: dt.date = LONG_AGO,
    end: dt.date | None = None,
) -> PostHolding:
    return kept(
        desk, PostHolding(post_id=post.id, clinician_id=clinician.id, start=start, end=end)
    )


def a_job_plan(
    desk: Desk,
    clinician: Clinician,
    *,
    start: dt.date = MONDAY,
    cycle_weeks: int = 1,
    pas: str = "10",
) -> JobPlan:
    return kept(
        desk,
        JobPlan(
            clinician_id=clinician.id,
            start=start,
            cycle_weeks=cycle_weeks,
            contracted_pas=Decimal(pas),
        ),
    )


def a_plan_line(
    desk: Desk,
    plan: JobPlan,
    code: str = "EN",
    weekday: int = 0,
    *,
    week: int | None = None,
    starts: str = "",
    ends: str = "",
    room: Room | None = None,
) -> JobPlanLine:
    activity = an_activity(desk, code)
    return kept(
        desk,
        JobPlanLine(
            job_plan_id=plan.id,
            category=activity.category,
            slot=activity.slot,
            starts=dt.time.fromisoformat(starts) if starts else activity.starts,
            ends=dt.time.fromisoformat(ends) if ends else activity.ends,
            activity_id=activity.id,
            weekday=weekday,
            week=week,
            sessions=Decimal(1),
            room_id=room.id if room else None,
        ),
    )


def a_pattern(
    desk: Desk,
    weeks: Sequence[Sequence[str]] = (("LD", "", "", "", "", "", ""), ("NT", *[""] * 6)),
    *,
    name: str = "Residents",
) -> DutyPattern:
    """A rolling rota; each week names an activity's code, or nothing, for Monday to Sunday."""
    pattern = kept(desk, DutyPattern(name=name, weeks=len(weeks)))
    for number, week in enumerate(weeks, start=1):
        for weekday, code in enumerate(week):
            if code:
                line = PatternLine(
                    pattern_id=pattern.id,
                    week=number,
                    weekday=weekday,
                    activity_id=an_activity(desk, code).id,
                )
                kept(desk, line)
    return pattern


def a_cover_requirement(
    desk: Desk,
    code: str = "LD",
    *,
    minimum: int = 1,
    weekday: int | None = None,
    start: dt.date = LONG_AGO,
) -> CoverRequirement:
    activity = an_activity(desk, code)
    return kept(
        desk,
        CoverRequirement(
            activity_id=activity.id,
            slot=activity.slot,
            start=start,
            minimum=minimum,
            weekday=weekday,
        ),
    )


def a_booking(
    desk: Desk,
    room: Room,
    start: dt.datetime,
    end: dt.datetime,
    *,
    kind: BookingKind = BookingKind.OTHER_SERVICE,
    title: str = "Stoma clinic",
) -> RoomBooking:
    return kept(desk, RoomBooking(room_id=room.id, kind=kind, start=start, end=end, title=title))


def a_rate_card(desk: Desk, *, valid_from: dt.date = LONG_AGO) -> RateCard:
    """A card with a weekday day and evening rate and a weekend rate, each for an hour."""
    card = kept(desk, RateCard(name="Local rates", valid_from=valid_from, approved_by="J Penrose"))
    bands = (
        ("weekday", "07:00", "19:00", "150"),
        ("weekday", "19:00", "23:00", "200"),
        ("saturday", "07:00", "23:00", "200"),
        ("sunday", "07:00", "23:00", "200"),
        ("holiday", "07:00", "23:00", "200"),
    )
    for day_class, starts, ends, amount in bands:
        band = RateBand(
            rate_card_id=card.id,
            day_class=day_class,
            starts=dt.time.fromisoformat(starts),
            ends=dt.time.fromisoformat(ends),
            unit="hour",
            amount=Decimal(amount),
        )
        kept(desk, band)
    return card


def a_claim(
    desk: Desk,
    clinician: Clinician,
    start: dt.datetime,
    end: dt.datetime,
    *,
    reference: str = "WLI-0001",
    state: ClaimState = ClaimState.CLAIMED,
    session: ClinicalSession | None = None,
) -> WliClaim:
    return kept(
        desk,
        WliClaim(
            reference=reference,
            clinician_id=clinician.id,
            start=start,
            end=end,
            activity_id=an_activity(desk, "EN").id,
            state=state,
            session_id=session.id if session else None,
            quantity=Decimal((end - start).seconds) / 3600,
        ),
    )
