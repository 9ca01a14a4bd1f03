"""A rota of residents that keeps nearly every rule, as large as asked, for measuring."""

import datetime as dt
from dataclasses import replace
from functools import cache

from rota_desk.domain.snapshot import LONDON, Duty, HeldContract, Person, Snapshot

FIRST = dt.date(2026, 1, 5)
CONTRACT = (HeldContract("ENG-RD-2016"),)
DAY, LONG, NIGHT = ("08:00", 8.5), ("08:00", 12.5), ("20:30", 12.5)
# Eight weeks: a letter a day; D a standard day, L a long day, N a night.
CYCLE = ("DDDDD..", "NNNN...", "..DDD..", "DLLDD..", "....LLL", "..DDD..", ".DDDNNN", "..DLD..")
KINDS = {"D": DAY, "L": LONG, "N": NIGHT}


@cache
def _line(days: int, shift: int) -> tuple[tuple[dt.datetime, dt.datetime], ...]:
    found = []
    for number in range(days):
        week, weekday = divmod(number, 7)
        kind = KINDS.get(CYCLE[(week + shift) % len(CYCLE)][weekday])
        if kind is not None:
            clock = dt.time.fromisoformat(kind[0])
            start = dt.datetime.combine(FIRST + dt.timedelta(days=number), clock)
            found.append((start, start + dt.timedelta(hours=kind[1])))
    return tuple(found)


def good_rota(doctors: int, days: int) -> Snapshot:
    """Give so many doctors on one rolling pattern for so many days."""
    people = tuple(
        Person(number, f"Dr {number}", CONTRACT, cycle_weeks=8) for number in range(doctors)
    )
    duties = tuple(
        Duty(number, start, end, session_id=place)
        for number in range(doctors)
        for place, (start, end) in enumerate(_line(days, number % len(CYCLE)))
    )
    return Snapshot(LONDON, FIRST, FIRST + dt.timedelta(days=days), people, duties)


def troubled_rota(doctors: int, days: int, every: int = 12) -> Snapshot:
    """Give the same rota in which each so many-th doctor filled in for others every two months.

    On ten dates running whatever was free became a long day, or a night after a night, and the
    first of them ran over.
    """
    rota = good_rota(doctors, days)
    known = {number: dict[dt.date, Duty]() for number in range(0, doctors, every)}
    for duty in rota.duties:
        if duty.clinician_id in known:
            known[duty.clinician_id][duty.start.date()] = duty
    for number, own in known.items():
        for first in range(17 + number % 40, days - 10, 60):
            days_on = [FIRST + dt.timedelta(days=first + place) for place in range(10)]
            for day in days_on:
                before, after = (own.get(day + dt.timedelta(days=one)) for one in (-1, 1))
                filled_in = _filled_in(number, day, before)
                if day not in own and (after is None or after.start >= filled_in.end):
                    own[day] = filled_in
            if days_on[0] in own:
                own[days_on[0]] = _run_over(own[days_on[0]])
    kept = tuple(duty for duty in rota.duties if duty.clinician_id not in known)
    filled = tuple(duty for own in known.values() for duty in own.values())
    return replace(rota, duties=kept + filled)


def _filled_in(number: int, day: dt.date, before: Duty | None) -> Duty:
    after_night = before is not None and before.end.date() == day
    clock, hours = NIGHT if after_night else LONG
    start = dt.datetime.combine(day, dt.time.fromisoformat(clock))
    return Duty(number, start, start + dt.timedelta(hours=hours), session_id=0)


def _run_over(duty: Duty) -> Duty:
    return replace(duty, end=duty.end + dt.timedelta(hours=2))
