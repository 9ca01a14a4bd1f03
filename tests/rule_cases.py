"""The cases of the rules, read from `rota_desk/rules/cases`: a rota in a few words."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rota_desk.domain.local_limits import (
    Bounds,
    Ceiling,
    LocalLimit,
    Meeting,
    QuietEvening,
    Spacing,
)
from rota_desk.domain.snapshot import (
    Asking,
    Authorised,
    Away,
    AwayKind,
    Booking,
    ChangedDuty,
    ClaimFacts,
    Duty,
    DutyKind,
    HeldContract,
    LeaveAsked,
    Need,
    OptOut,
    Person,
    PlanLine,
    Snapshot,
    Told,
    Trainee,
)
from rota_desk.domain.ways import Ways
from rota_desk.rules.registry import BOOK

CASES = Path(__file__).parent / "rota_desk" / "rules" / "cases"
ROWS = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2}) (?P<start>\d{2}:\d{2})-(?P<end>\d{2}:\d{2})(?P<rest>.*)"
)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def all_cases() -> list[Any]:
    found = []
    for rule in BOOK:
        text = (CASES / f"{rule.key}.toml").read_text(encoding="utf-8")
        found += [
            pytest.param(rule, case, id=f"{rule.key}: {case['name']}")
            for case in tomllib.loads(text)["case"]
        ]
    return found


def picture(case: dict[str, Any], first: dt.date) -> Snapshot:
    last = dt.date.fromisoformat(case.get("to", "2026-11-29"))
    opt = case.get("person", {})
    person = Person(
        1,
        "Dr Amberley",
        (HeldContract(case["contract"], start=opt.get("since")),) if "contract" in case else (),
        opt_outs=tuple(
            OptOut(**one) for one in opt.get("opt_outs", ({},) if opt.get("opt_out") else ())
        ),
        contracted_pas=Decimal(opt["contracted_pas"]) if "contracted_pas" in opt else None,
        authorised=tuple(Authorised(rule) for rule in opt.get("authorised", ())),
        cycle_weeks=opt.get("cycle_weeks"),
        wte=Decimal(opt.get("wte", 1)),
        prospective_leave_days=Decimal(opt.get("leave_days", 0)),
        schedule_sent=(opt["since"], opt["sent"]) if "sent" in opt else None,
        additional_minutes=60 * Fraction(opt["more"]) if "more" in opt else None,
    )
    return Snapshot(
        zone=ZoneInfo(case.get("zone", "Europe/London")),
        horizon_start=first,
        horizon_end=last + dt.timedelta(days=1),
        people=(person,),
        duties=tuple(_numbered(duty for row in case.get("duties", ()) for duty in duties(row))),
        aways=tuple(away(row) for row in case.get("aways", ())),
        needs=tuple(need(place, row) for place, row in enumerate(case.get("needs", ()), start=1)),
        askings=tuple(asking(row) for row in case.get("askings", ())),
        trainees=tuple(trainee(row) for row in case.get("trainees", ())),
        bookings=tuple(booking(row) for row in case.get("bookings", ())),
        plan_lines=tuple(line(row) for row in case.get("plan", ())),
        claims=tuple(claim(row) for row in case.get("claims", ())),
        holidays=frozenset(map(dt.date.fromisoformat, case.get("holidays", ()))),
        told=tuple(told(row) for row in case.get("told", ())),
        requests=tuple(asked(row) for row in case.get("requests", ())),
        changes=tuple(changed(row) for row in case.get("changes", ())),
        ways=Ways({}, {(1, 2): 25}, 30),
        limits=tuple(limit(row) for row in case.get("limits", ())),
        meetings=tuple(meeting(row) for row in case.get("meetings", ())),
        read_as=frozenset(case.get("read_as", {}).items()),
    )


def _numbered(known: Iterable[Duty]) -> Iterator[Duty]:
    """Give each duty a session and an assignment of its own, from 7 and from 107 on."""
    for number, one in enumerate(known, start=7):
        yield replace(one, session_id=number, assignment_id=100 + number)


def told(row: str) -> Told:
    """Read `2026-11-02 to 2026-11-29 on 2026-09-21`: a period and the day it was told."""
    first, _, last, _, day = row.split()
    return Told(*map(dt.date.fromisoformat, (first, last, day)))


def changed(row: str) -> ChangedDuty:
    """Read `2026-11-04 7 agreed List added`: the day, the session, and what changed."""
    day, session, agreed, what = row.split(maxsplit=3)
    return ChangedDuty(1, dt.date.fromisoformat(day), what, agreed == "agreed", int(session))


def asked(row: str) -> LeaveAsked:
    """Read `annual_leave 2026-11-02 to 2026-11-06 on 2026-09-21`."""
    kind, first, _, last, _, day = row.split()
    days = [dt.date.fromisoformat(one) for one in (first, last, day)]
    return LeaveAsked(1, AwayKind(kind), days[0], days[1], days[2])


def times(row: str) -> tuple[dt.datetime, dt.datetime, list[str]]:
    found = ROWS.fullmatch(row)
    assert found, row
    start = dt.datetime.fromisoformat(f"{found['day']}T{found['start']}")
    end = dt.datetime.fromisoformat(f"{found['day']}T{found['end']}")
    return start, end if end > start else end + dt.timedelta(days=1), found["rest"].split()


def duties(row: str) -> list[Duty]:
    """Read `2026-11-02 08:00-20:30 x4`: a shift on four dates running; or `nroc 2.5 2`.

    Of hours really worked: `missed=1` breaks, `calls=23:30-00:15,03:00-03:40` on call.
    """
    start, end, rest = times(row)
    count = int(rest.pop()[1:]) if rest and rest[-1].startswith("x") else 1
    known = dict(one.split("=") for one in rest if "=" in one)
    rest = [one for one in rest if "=" not in one]
    kind = rest[0] if rest else "shift"
    on_call = kind == "nroc"
    return [
        Duty(
            1,
            start + dt.timedelta(days=day),
            end + dt.timedelta(days=day),
            DutyKind.ON_CALL if on_call else DutyKind.SHIFT,
            round(float(rest[1]) * 60) if on_call and len(rest) > 1 else None,
            int(rest[2]) if on_call and len(rest) > 2 else None,
            activity="List",
            permitted=kind != "unpermitted",
            counts_as_work=kind != "unpaid",
            joins=kind == "session",
            extra=kind == "extra",
            activity_id=int(known["activity"]) if "activity" in known else None,
            site_id=int(known["site"]) if "site" in known else None,
            expected_minutes=int(known["expected"]) if "expected" in known else None,
            breaks_missed=int(known["missed"]) if "missed" in known else None,
            calls=calls(start, known["calls"]) if "calls" in known else None,
        )
        for day in range(count)
    ]


def calls(start: dt.datetime, row: str) -> tuple[tuple[dt.datetime, dt.datetime], ...]:
    """Read the calls of an on-call period; each time is the first after the one before."""
    found, now = [], start
    for pair in filter(None, row.split(",")):
        ends = []
        for clock in pair.split("-"):
            moment = dt.datetime.combine(now.date(), dt.time.fromisoformat(clock))
            now = moment if moment >= now else moment + dt.timedelta(days=1)
            ends.append(now)
        found.append((ends[0], ends[1]))
    return tuple(found)


def away(row: str) -> Away:
    start, end, rest = times(row)
    return Away(1, start, end, AwayKind(rest[0]), excluded_session_ids=tuple(map(int, rest[1:])))


def need(place: int, row: str) -> Need:
    start, end, rest = times(row)
    have, wanted = rest[0].split("/")
    return Need(place, start, end, int(wanted), int(have), stands="cancelled" not in rest)


def asking(row: str) -> Asking:
    """Read `2026-11-04 09:00-13:00 0/1 of 3 lacking 1 ST`."""
    start, end, (share, _, people, _, lacking, *whom) = times(row)
    have, wanted = map(int, share.split("/"))
    said = " ".join(whom)
    return Asking(start, end, wanted, have, int(lacking), int(people), said, activity="Long day")


def trainee(row: str) -> Trainee:
    """Read `2026-11-04 09:00-13:00 alone`, or `trained`."""
    start, end, (how,) = times(row)
    return Trainee(1, "Dr Amberley", 7, start, end, how == "trained", "Endoscopy list", 4)


def booking(row: str) -> Booking:
    """Read `2026-11-04 09:00-13:00 3 1`: room 3, session 1; `kit=C-arm closed=60 points=13/12`."""
    start, end, rest = times(row)
    known = dict(one.split("=") for one in rest if "=" in one)
    rest = [one for one in rest if "=" not in one]
    points, _, capacity = known.get("points", "").partition("/")
    return Booking(
        int(rest[0]),
        start,
        end,
        "Booking",
        f"Room {rest[0]}",
        session_id=int(rest[1]) if len(rest) > 1 else None,
        kit=(known["kit"],) if "kit" in known else (),
        closed=int(known.get("closed", 0)),
        points=int(points) if points else None,
        capacity=int(capacity) if capacity else None,
        shared="shared" in rest,
    )


def claim(row: str) -> ClaimFacts:
    start, end, rest = times(row)
    shifted, stands = "shifted" in rest, "rejected" not in rest
    return ClaimFacts(5, 1, start, end, reference="W1", time_shifted=shifted, stands=stands)


def limit(row: str) -> LocalLimit:
    """Read `spacing 3`, `ceiling 2 in 7` or `evening 18:00`: of lists, `from 2026-11-04`,

    `until 2026-11-09`, `whose 2`.
    """
    kind, *rest = row.split()
    known = dict(zip(rest[-2::-2], rest[::-2], strict=False))
    bounds = Bounds(
        dt.date.fromisoformat(known.get("from", "2026-01-01")),
        dt.date.fromisoformat(known["until"]) if "until" in known else None,
        frozenset({int(known["whose"])}) if "whose" in known else None,
    )
    if kind == "spacing":
        return Spacing(bounds, 3, "List", int(rest[0]))
    if kind == "ceiling":
        return Ceiling(bounds, 3, "List", int(rest[0]), int(rest[2]))
    return QuietEvening(bounds, dt.time.fromisoformat(rest[0]))


def meeting(row: str) -> Meeting:
    """Read `2026-11-04 7 8`: the day on which two people meet, and the sessions."""
    day, *sessions = row.split()
    numbers = tuple(map(int, sessions))
    return Meeting(dt.date.fromisoformat(day), 1, "Dr Amberley", "Dr Brook", numbers)


def line(row: str) -> PlanLine:
    """Read `Mon 08:00-12:00 DCC`, with `1/2` after it for week 1 of a cycle of two."""
    weekday, clock, category, *rest = row.split()
    start, end = (dt.time.fromisoformat(one) for one in clock.split("-"))
    week, cycle = map(int, rest[0].split("/")) if rest else (None, 1)
    monday = dt.date(2026, 11, 2)
    return PlanLine(
        1,
        WEEKDAYS.index(weekday),
        start,
        end,
        category,
        cycle_weeks=cycle,
        week=week,
        cycle_start=monday,
    )
