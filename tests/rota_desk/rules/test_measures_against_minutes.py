"""The measures agree with an oracle that walks a rota minute by minute in UTC."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rota_desk.domain.shift_kinds import Nights
from rota_desk.domain.snapshot import Duty, DutyKind, HeldContract, Person, Snapshot
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Verdict, codes
from rota_desk.rules.engine import results
from rota_desk.rules.registry import RULES

LONDON = ZoneInfo("Europe/London")
QUARTER = 15
WEEK = 7 * 24 * 60
# A fortnight in which nothing happens to the clocks, and two in which they change.
STARTS = (dt.date(2026, 11, 2), dt.date(2026, 3, 23), dt.date(2026, 10, 19))
DAYS = 14
BASIC = tuple(one for one in RULES if one.key == "hours.high_basic_average")
FULL_TIME = 40  # hours a week


def utc_minute(wall: dt.datetime) -> int:
    return int(wall.replace(tzinfo=LONDON).astimezone(dt.UTC).timestamp()) // 60


@st.composite
def rotas(draw: st.DrawFn) -> Snapshot:
    """Draw up to nine duties of one person over a fortnight, in quarters of an hour."""
    first = draw(st.sampled_from(STARTS))
    duties = [
        duty(
            first,
            draw(st.integers(0, DAYS * 96 - 1)),
            draw(st.integers(1, 64)),
            draw(st.one_of(st.none(), st.integers(0, 12))),
        )
        for _ in range(draw(st.integers(0, 9)))
    ]
    # A duty wholly inside the hour that the clocks skip lasts no time at all; it ends a rest, but
    # no minute of it can be walked.
    assume(all(utc_minute(one.start) < utc_minute(one.end) for one in duties))
    person = Person(1, "A", (HeldContract("ENG-RD-2016"),), cycle_weeks=2)
    end = first + dt.timedelta(days=DAYS)
    return Snapshot(LONDON, first, end, (person,), tuple(duties))


def duty(first: dt.date, quarter: int, length: int, work: int | None) -> Duty:
    start = dt.datetime.combine(first, dt.time()) + dt.timedelta(minutes=QUARTER * quarter)
    end = start + dt.timedelta(minutes=QUARTER * length)
    if work is None:
        return Duty(1, start, end)
    minutes = min(work * 30, QUARTER * length)
    return Duty(1, start, end, DutyKind.ON_CALL, minutes, 1)


def density(snapshot: Snapshot) -> dict[int, Fraction]:
    """Give each quarter's share of work: the densest of the duties that cover it."""
    worked: dict[int, Fraction] = {}
    for one in snapshot.duties:
        start, end = utc_minute(one.start), utc_minute(one.end)
        if end <= start:
            continue
        share = Fraction(1)
        if one.kind == DutyKind.ON_CALL:
            share = min(Fraction(1), Fraction(one.work_minutes or 0, end - start))
        for quarter in range(start // QUARTER, end // QUARTER):
            worked[quarter] = max(worked.get(quarter, Fraction(0)), share)
    return worked


def measured(snapshot: Snapshot, rule: str) -> float | None:
    rules = tuple(one for one in RULES if one.key == rule)
    return results(snapshot, on=snapshot.horizon_start, rules=rules)[0].measured


@settings(max_examples=150, deadline=None)
@given(rotas())
def test_the_fullest_week_is_the_fullest_of_all_windows(snapshot: Snapshot) -> None:
    worked = density(snapshot)
    if not any(worked.values()):
        assert measured(snapshot, "hours.overfull_week") is None
        return
    width = WEEK // QUARTER
    first, last = min(worked) - width, max(worked) + 1
    total = sum((worked.get(q, Fraction(0)) for q in range(first, first + width)), Fraction(0))
    fullest = total
    for quarter in range(first, last):
        total += worked.get(quarter + width, Fraction(0)) - worked.get(quarter, Fraction(0))
        fullest = max(fullest, total)
    assert measured(snapshot, "hours.overfull_week") == round(float(fullest / 4), 4)


@settings(max_examples=100, deadline=None)
@given(rotas())
def test_the_cycles_average_counts_each_minute_once(snapshot: Snapshot) -> None:
    worked = density(snapshot)
    if not snapshot.timelines[0].stretches:
        return
    assert measured(snapshot, "hours.high_average") == round(
        float(sum(worked.values()) / 4 / 2), 4
    )


@settings(max_examples=100, deadline=None)
@given(rotas(), st.integers(0, 12 * 60))
def test_basic_hours_are_what_is_worked_less_what_is_additional(
    snapshot: Snapshot, more: int
) -> None:
    if not snapshot.timelines[0].stretches:
        return
    (person,) = snapshot.people
    whole = sum(density(snapshot).values()) * QUARTER / 2  # minutes a week of the two
    for split in (Fraction(more), None):
        part = replace(person, wte=Decimal("0.8"), additional_minutes=split)
        seen = replace(snapshot, people=(part,))
        basic = (whole - more if split is not None else whole) / 60
        over = Verdict.ADVISORY if split is not None else Verdict.NOT_EVALUABLE
        (found,) = results(seen, on=seen.horizon_start, rules=BASIC)
        assert (found.measured, found.verdict) == (
            round(float(basic), 4),
            over if basic >= FULL_TIME else Verdict.PASS,
        )
    (found,) = results(snapshot, on=snapshot.horizon_start, rules=BASIC)
    assert found.verdict is Verdict.NOT_APPLICABLE  # a full-timer


@settings(max_examples=150, deadline=None)
@given(rotas())
def test_rests_are_the_minutes_between_shifts_in_which_nobody_works(snapshot: Snapshot) -> None:
    timeline = snapshot.timelines[0]
    busy = {
        quarter
        for one in snapshot.duties
        if one.kind == DutyKind.SHIFT
        for quarter in range(utc_minute(one.start) // QUARTER, utc_minute(one.end) // QUARTER)
    }
    gaps = [rest.length for rest in timeline.rests() if rest.seen and rest.length]
    assert gaps == [
        length * QUARTER
        for start, length in free(busy)
        if not on_call_meets(snapshot, start, start + length)
    ]


def free(busy: set[int]) -> list[tuple[int, int]]:
    ordered = sorted(busy)
    return [(one + 1, other - one - 1) for one, other in pairwise(ordered) if other > one + 1]


def on_call_meets(snapshot: Snapshot, start: int, end: int) -> bool:
    return any(
        utc_minute(one.start) < end * QUARTER and utc_minute(one.end) > start * QUARTER
        for one in snapshot.duties
        if one.kind == DutyKind.ON_CALL
    )


@settings(max_examples=150, deadline=None)
@given(rotas())
def test_night_minutes_are_those_between_eleven_and_six(snapshot: Snapshot) -> None:
    timeline: Timeline = snapshot.timelines[0]
    nights = Nights(start=23 * 60, end=6 * 60, holds=180)
    for shift in timeline.shifts:
        walked = sum(
            QUARTER
            for minute in range(shift.wall_start, shift.wall_end, QUARTER)
            if minute % 1440 >= 23 * 60 or minute % 1440 < 6 * 60
        )
        assert nights.minutes(shift) == walked


@settings(max_examples=100, deadline=None)
@given(rotas(), st.sampled_from([code for code in codes() if code != "DESK"]))
def test_the_order_of_the_rows_changes_nothing(snapshot: Snapshot, code: str) -> None:
    person = replace(snapshot.people[0], contracts=(HeldContract(code),))
    picture = replace(snapshot, people=(person,))
    turned = replace(picture, duties=picture.duties[::-1])
    assert figures(picture) == figures(turned)


def figures(snapshot: Snapshot) -> list[tuple[str, str, float | None]]:
    rows = results(snapshot, on=snapshot.horizon_start)
    return [(one.rule, one.verdict.value, one.measured) for one in rows]


@settings(max_examples=60, deadline=None)
@given(rotas(), st.integers(0, 8))
def test_one_duty_less_never_makes_the_fullest_week_fuller(snapshot: Snapshot, gone: int) -> None:
    fewer = replace(snapshot, duties=snapshot.duties[:gone] + snapshot.duties[gone + 1 :])
    before = measured(snapshot, "hours.overfull_week") or 0
    assert (measured(fewer, "hours.overfull_week") or 0) <= before
