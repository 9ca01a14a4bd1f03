"""Random departments, many of them breaking rules, with everything that a rule may meet."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from random import Random
from zoneinfo import ZoneInfo

from rota_desk.domain.snapshot import (
    Authorised,
    Away,
    AwayKind,
    ClaimFacts,
    Duty,
    DutyKind,
    HeldContract,
    LeaveAsked,
    OptOut,
    Person,
    PlanLine,
    Snapshot,
    Told,
)
from rota_desk.domain.ways import UNKNOWN, Ways
from rota_desk.rules.contract import DESK, codes, load
from rota_desk.rules.readings import default_of, points

# An ordinary time; the clocks forward and back; a figure changes; a leap day; the turn of a year.
STARTS = tuple(
    map(
        dt.date.fromisoformat,
        ("2026-11-02", "2026-03-18", "2026-10-14", "2020-07-20", "2028-02-21", "2026-12-21"),
    )
)
ZONES = (
    "Europe/London",
    "Europe/London",
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
)
CODES = tuple(one for one in codes() if one != DESK)
IDS = tuple(sorted({clause.id for code in CODES for clause in load(code).clauses}))
SHIFTS = (
    *((480, 510), (480, 750), (480, 780), (510, 781), (780, 600), (960, 480)),
    *((1230, 750), (1260, 660), (0, 600), (720, 690), (720, 690), (750, 660)),
)
DAY = dt.timedelta(days=1)


def random_department(seed: int) -> Snapshot:
    """Make a department out of a number; the same number makes the same."""
    random = Random(seed)
    first = random.choice(STARTS)
    days = random.choice((3, 6, 9, 16, 24, 24, 40, 70, 125, 190, 215))
    beyond = first + days * DAY
    people = tuple(_person(random, number, first, days) for number in range(random.randint(1, 5)))
    owners = [one.clinician_id for one in people] + [99]  # somebody whom the picture leaves out
    duties = [one for owner in owners for one in _duties(random, owner, first, days)]
    if random.random() < 0.5:
        duties.sort(key=lambda one: one.start)
    return Snapshot(
        zone=ZoneInfo(random.choice(ZONES)),
        horizon_start=first,
        horizon_end=beyond,
        people=people,
        duties=tuple(duties),
        aways=tuple(one for owner in owners for one in _aways(random, owner, first, days)),
        plan_lines=tuple(_lines(random, random.choice(owners))) if random.random() < 0.3 else (),
        claims=tuple(_claims(random, random.choice(owners), first, days)),
        told=(Told(first, beyond, first - random.randint(0, 90) * DAY),),
        requests=tuple(_requests(random, random.choice(owners), first, days)),
        read_as=_readings(random),
        ways=random.choice((UNKNOWN, Ways({}, {(1, 2): 25}, 40))),
    )


def _person(random: Random, number: int, first: dt.date, days: int) -> Person:
    return Person(
        clinician_id=number * 3 + 1,
        name=f"Dr {number}",
        contracts=tuple(_contracts(random, first, days)),
        opt_outs=tuple(_opt_outs(random, first, days)),
        wte=random.choice((Decimal(1), Decimal(1), Decimal("0.6"))),
        contracted_pas=random.choice((None, Decimal(10))),
        authorised=tuple(Authorised(random.choice(IDS)) for _ in range(random.randint(0, 3))),
        cycle_weeks=random.choice((None, max(1, days // 7), max(1, days // 14), 60)),
        prospective_leave_days=random.choice((Decimal(0), Decimal(27), Decimal(261))),
        standard_day_minutes=random.choice((480, 510)),
        additional_minutes=random.choice((None, Fraction(0), Fraction(450))),
    )


def _opt_outs(random: Random, first: dt.date, days: int) -> Iterator[OptOut]:
    kind = random.randrange(8)
    if kind == 0:
        yield OptOut()
    if kind == 1:
        cut = first + random.randrange(-2, days + 3) * DAY
        yield OptOut(until=cut)
        if random.random() < 0.5:
            yield OptOut(since=cut + random.randrange(days + 1) * DAY)


def _contracts(random: Random, first: dt.date, days: int) -> Iterator[HeldContract]:
    code = random.choice(("ENG-RD-2016", *CODES))
    kind = random.randrange(6)
    cut = first + random.randrange(-2, days + 3) * DAY
    if kind == 0:
        yield HeldContract(code, None, cut)
        yield HeldContract(random.choice(CODES), cut)
    elif kind == 1:
        yield HeldContract(code, cut, cut + random.randrange(1, days + 2) * DAY)
    elif kind:
        yield HeldContract(code, None if kind > 2 else first - DAY)


def _duties(random: Random, owner: int, first: dt.date, days: int) -> Iterator[Duty]:
    day, wild = -2, random.random() < 0.05
    habit = random.random()  # residents' shifts, ordinary sessions, or on-call
    while day < days + 2:
        if habit < 0.55:
            minute, length = random.choice(SHIFTS)
            for _ in range(random.randint(1, 6)):
                yield from _one(random, owner, first + day * DAY, minute, length)
                day += 1
        elif habit < 0.8:
            for minute in random.sample((510, 780, 810, 1050), random.randint(1, 3)):
                yield from _one(random, owner, first + day * DAY, minute, 240, joins=True)
            day += 1
        if random.random() < (0.5 if habit >= 0.8 else 0.08):
            yield _call(random, owner, first + day * DAY)
            day += random.randint(0, 1)
        if random.random() < 0.02 or wild:
            yield from _one(
                random, owner, first + day * DAY, random.randrange(1440), random.randint(1, 1000)
            )
        day += random.choice((0, 0, 0, 1, 1, 2, 3)) if habit < 0.8 else random.choice((1, 1, 2, 4))


def _one(
    random: Random, owner: int, day: dt.date, minute: int, length: int, *, joins: bool = False
) -> Iterator[Duty]:
    start = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minute)
    if random.random() < 0.95:
        yield Duty(
            owner,
            start,
            start + dt.timedelta(minutes=length),
            activity=random.choice(("", "ward")),
            session_id=random.randrange(40),
            permitted=random.random() < 0.98,
            counts_as_work=random.random() < 0.97,
            joins=joins,
        )


def _call(random: Random, owner: int, day: dt.date) -> Duty:
    start = dt.datetime.combine(day, random.choice((dt.time(9), dt.time(17), dt.time(20, 30))))
    return Duty(
        owner,
        start,
        start + dt.timedelta(hours=random.choice((12, 16, 24, 24, 24, 25, 72))),
        DutyKind.ON_CALL,
        random.choice((None, 0, 120, 180, 240, 1000, 2000)),
        random.choice((None, 0, 2, 5)),
        counts_as_work=random.random() < 0.97,
    )


def _aways(random: Random, owner: int, first: dt.date, days: int) -> Iterator[Away]:
    for _ in range(random.choice((0, 0, 1, 2, 5))):
        start = dt.datetime.combine(first + random.randrange(-3, days + 2) * DAY, dt.time())
        start += dt.timedelta(hours=random.choice((0, 0, 13)))
        end = start + dt.timedelta(hours=random.choice((11, 24, 48, 120, 336)))
        excluded = tuple(random.sample(range(40), 20)) if random.random() < 0.3 else ()
        yield Away(owner, start, end, random.choice(list(AwayKind)), 1, excluded)


def _lines(random: Random, owner: int) -> Iterator[PlanLine]:
    for weekday in range(random.randint(1, 7)):
        category = random.choice(("DCC", "SPA", "PRIV", "DCC"))
        hours = dt.time(random.choice((7, 8, 13))), dt.time(random.choice((12, 17, 22)))
        yield PlanLine(owner, weekday, *hours, category, cycle_weeks=1, plan_id=1)


def _claims(random: Random, owner: int, first: dt.date, days: int) -> Iterator[ClaimFacts]:
    if random.random() < 0.3:
        start = dt.datetime.combine(first + random.randrange(days) * DAY, dt.time(9))
        yield ClaimFacts(1, owner, start, start + dt.timedelta(hours=4), reference="W1")


def _requests(random: Random, owner: int, first: dt.date, days: int) -> Iterator[LeaveAsked]:
    if random.random() < 0.3:
        day = first + random.randrange(days) * DAY
        asked = day - random.randint(0, 60) * DAY
        yield LeaveAsked(owner, AwayKind.ANNUAL_LEAVE, day, day + DAY, asked)


def _readings(random: Random) -> frozenset[tuple[str, str]]:
    read = {
        name: random.choice(list(spec.choices))
        for name, spec in points().items()
        if random.random() < 0.3
    }
    return frozenset((name, choice) for name, choice in read.items() if choice != default_of(name))
