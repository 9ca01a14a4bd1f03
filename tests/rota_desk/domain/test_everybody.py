"""Everybody's columns say what each person's timeline says."""

import datetime as dt
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from random_department import random_department

from rota_desk.domain.facts import Away, AwayKind, Duty, DutyKind, Person
from rota_desk.domain.run_columns import runs_of
from rota_desk.domain.runs import runs
from rota_desk.domain.shares import weekends_worked
from rota_desk.domain.shift_kinds import Nights
from rota_desk.domain.snapshot import LONDON, Snapshot
from rota_desk.domain.span import DAY, day_number, instant, midnight
from rota_desk.domain.spots import spots
from rota_desk.domain.stretches import NEVER
from rota_desk.domain.timeline import Stretch, Timeline

NIGHTS = Nights(start=23 * 60, end=6 * 60, holds=3 * 60)
SEEDS = tuple(range(16))
Row = tuple[int, int, int, int, int, bool]


@cache
def department(seed: int) -> Snapshot:
    return random_department(seed)


def row(one: Stretch) -> Row:
    return one.start, one.end, one.wall_start, one.wall_end, one.work, one.on_call


def sure(picture: Snapshot) -> list[tuple[int, Timeline]]:
    """Those whose columns can be relied on, each with the timeline measured by itself."""
    odd = picture.everybody.odd
    alone = replace(picture)
    return [(place, alone.timeline(place)) for place in np.flatnonzero(~odd).tolist()]


def rows_of(picture: Snapshot, place: int) -> list[Row]:
    every = picture.everybody.stretches
    columns = (every.start, every.end, every.wall_start, every.wall_end, every.work, every.on_call)
    mine = np.flatnonzero(every.who == place)
    return list(zip(*(one[mine].tolist() for one in columns), strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_stretches_are_those_of_the_timelines(seed: int) -> None:
    picture = department(seed)
    every = picture.everybody
    for place, line in sure(picture):
        assert rows_of(picture, place) == [row(one) for one in line.stretches]
        several = any(len({duty.start.date() for duty in one.duties}) > 1 for one in line.shifts)
        assert bool(every.mixed[place]) == several
        mine = every.stretches.who == place
        for column, known in (
            (every.stretches.length, [one.length for one in line.stretches]),
            (every.stretches.template, [one.template for one in line.stretches]),
            (every.stretches.day, [one.day for one in line.stretches]),
            (every.stretches.last_day, [one.last_day for one in line.stretches]),
            (every.are_nights(NIGHTS), [not s.on_call and NIGHTS.are(s) for s in line.stretches]),
        ):
            assert column[mine].tolist() == known


@pytest.mark.parametrize("seed", SEEDS)
def test_sums_by_date_are_those_of_the_timelines(seed: int) -> None:
    picture = department(seed)
    every = picture.everybody
    for place, line in sure(picture):
        by_day = [0] * (every.days + 1)
        for one in line.stretches:
            by_day[one.day - every.first_day] += one.work
        assert every.by_day[place].tolist() == by_day
        done = [sum(by_day[:day]) for day in range(every.days + 1)]
        assert every.done[place].tolist() == done
        for days in {1, every.days // 2, every.days}:
            within = [s for s in line.stretches if s.day < every.first_day + days]
            shifts = [s for s in within if not s.on_call]
            counted = tuple(int(one[place]) for one in every.counts(days, NIGHTS))
            assert counted == (
                sum(NIGHTS.are(s) for s in shifts),
                weekends_worked(shifts),
                len(within) - len(shifts),
            )


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_left_at_midnight_lies_between_its_bounds(seed: int) -> None:
    picture = department(seed)
    every = picture.everybody
    least, most = every.left
    for place, line in sure(picture):
        for day in range(every.days + 1):
            at = instant(midnight(picture.horizon_start + dt.timedelta(days=day)), picture.zone)
            assert every.midnights(day + 1)[day] == at
            low = high = 0
            for one in line.stretches:
                if one.day < every.first_day + day <= one.last_day:
                    low += max(0, min(one.work, one.length) - (at - one.start))
                    high += min(max(0, one.end - at), one.work)
            assert (least[place, day], most[place, day]) == (low, high)


@pytest.mark.parametrize("seed", SEEDS)
def test_gaps_rests_and_runs_are_those_of_the_timelines(seed: int) -> None:
    picture = department(seed)
    every = picture.everybody
    rows = np.arange(len(every.stretches.who))
    rest = every.rest_after(rows)
    for place, line in sure(picture):
        ends = [one.end for one in line.shifts]
        starts = [one.start for one in line.shifts[1:]]
        gaps = [start - end for start, end in zip(starts, ends, strict=False)]
        mine = every.shifts.who == place
        assert every.gap[mine].tolist() == gaps + [NEVER] * bool(ends)
        found = rest[every.stretches.who == place].tolist()
        for index, (one, left) in enumerate(zip(line.stretches, found, strict=True)):
            calls = (each for each in line.stretches[: index + 1] if each.on_call)
            following = [each.start for each in line.stretches[index + 1 :]][:1] or [NEVER]
            on_call = any(each.end > one.end for each in calls)
            assert left == (0 if on_call else following[0] - one.end)
            known = line.rest_after(one)
            assert not known.seen or left <= known.length
        kept = runs_of(every.shifts.who, every.shifts.day)
        dates = kept.dates[kept.who == place].tolist()
        if place not in kept.unsure:
            assert dates == [one.length for one in runs(line.shifts, lambda one: one.day)]
        touched = runs_of(
            every.stretches.who, every.stretches.day, last_day=every.stretches.last_day
        )
        dates = touched.dates[touched.who == place].tolist()
        if place not in touched.unsure:
            assert dates == [
                one.length
                for one in runs(
                    line.stretches, lambda one: one.day, last_of=lambda one: one.last_day
                )
            ]


@pytest.mark.parametrize("seed", SEEDS)
def test_days_away_are_those_of_the_timelines_within_the_horizon(seed: int) -> None:
    picture = department(seed)
    every = picture.everybody
    horizon = range(every.first_day, every.first_day + every.days)
    for kinds in ((AwayKind.ANNUAL_LEAVE, AwayKind.SICK), (AwayKind.REST,)):
        found = every.away(kinds)
        assert found.shape == (every.people, every.days + 1)
        for place in range(every.people):
            days = picture.timeline(place).days_away(*kinds)
            marked = np.flatnonzero(found[place]) + every.first_day
            assert marked.tolist() == sorted(days & set(horizon))


@pytest.mark.parametrize("seed", SEEDS)
def test_each_persons_duties_stand_together_in_order_with_their_minutes(seed: int) -> None:
    picture = department(seed)
    columns = picture.columns
    assert columns.people == len(picture.people)
    for place in range(columns.people):
        alone = replace(picture).timeline(place)
        rows, minutes = columns.of(place)
        assert tuple(picture.duties[one] for one in rows) == alone.duties
        assert minutes == tuple(alone._resolve(one) for one in alone.duties)
        if alone.duties:
            middle = day_number(alone.duties[len(alone.duties) // 2].start.date())
            who = np.array([place])
            near = spots(who, np.array([middle]), np.array([middle]))
            spot, _ = columns.on(place, near)
            assert [picture.duties[one] for one in spot] == [
                one for one in alone.duties if day_number(one.start.date()) == middle
            ]
            assert picture.on(place, near).duties == tuple(picture.duties[one] for one in spot)
            assert picture.on(place, None).duties == picture.lay(place).duties
            taken = picture.on(place, near, picture.lay(place))
            fresh = picture.on(place, near)
            assert (taken.duties, taken.stretches) == (fresh.duties, fresh.stretches)
    kinds = [picture.duties[one] for one in columns.duty.tolist()]
    assert columns.counts.tolist() == [one.counts_as_work for one in kinds]
    assert columns.joins.tolist() == [one.joins for one in kinds]
    assert columns.permitted.tolist() == [one.permitted for one in kinds]
    assert columns.on_call.tolist() == [one.kind is DutyKind.ON_CALL for one in kinds]


def test_nearly_everybody_can_be_relied_on() -> None:
    odd = [int(department(seed).everybody.odd.sum()) for seed in SEEDS]
    people = sum(len(department(seed).people) for seed in SEEDS)
    assert sum(odd) <= people // 6  # one in nine of many such departments


MONDAY = dt.date(2026, 11, 2)


def a_picture(*duties: Duty, aways: tuple[Away, ...] = ()) -> Snapshot:
    people = (Person(1, "Dr Amberley"), Person(2, "Dr Birch"))
    end = MONDAY + dt.timedelta(days=14)
    return Snapshot(LONDON, MONDAY, end, people, duties, aways)


def duty(
    person: int, day: int, start: float, hours: float, *, call: bool = False, joins: bool = False
) -> Duty:
    begins = midnight(MONDAY) + dt.timedelta(days=day, hours=start)
    kind = DutyKind.ON_CALL if call else DutyKind.SHIFT
    ends = begins + dt.timedelta(hours=hours)
    return Duty(person, begins, ends, kind, 60 if call else None, joins=joins)


@pytest.mark.parametrize(
    ("duties", "odd"),
    [
        ((duty(1, 0, 8, 8),), [False, False]),
        ((duty(1, 0, 8, 0),), [True, False]),
        ((duty(2, 0, 8, 0, call=True),), [False, True]),
        ((duty(1, 0, 8, 1 / 60),), [False, False]),
        ((duty(1, 0, 8, 8), duty(2, 0, 8, 8)), [False, False]),
        ((duty(1, 0, 20, 12), duty(1, 0, 20, 12, call=True)), [False, False]),
    ],
)
def test_a_duty_without_length_makes_its_owner_odd(
    duties: tuple[Duty, ...], odd: list[bool]
) -> None:
    assert a_picture(*duties).everybody.odd.tolist() == odd


def clocks(*times: str) -> list[bool]:
    """Who is odd of two, the first with duties at these times around a change of the clocks."""
    duties = []
    for row in times:
        day, start, end, *late = row.split()
        begins, ends = (dt.datetime.fromisoformat(f"2026-{day}T{one}") for one in (start, end))
        duties.append(Duty(1, begins.replace(fold="s" in late), ends.replace(fold="e" in late)))
    people = (Person(1, "Dr Amberley"), Person(2, "Dr Birch"))
    first = duties[0].start.date()
    picture = Snapshot(LONDON, first, first + dt.timedelta(days=3), people, tuple(duties))
    return [bool(one) for one in picture.everybody.odd]


def test_whom_a_change_of_the_clocks_turns_round_is_odd() -> None:
    assert clocks("03-29 01:00 02:00") == [True, False]  # skipped: an hour of no length
    assert clocks("10-25 01:30 01:15 e") == [True, False]  # fifteen minutes less by the clock
    assert clocks("10-25 01:10 03:00 s", "10-25 01:50 03:00") == [True, False]
    assert clocks("10-25 01:10 03:00", "10-25 01:50 03:00") == [False, False]
    assert clocks("11-02 08:00 16:00", "11-02 08:00 16:00") == [False, False]


def test_a_time_that_comes_twice_is_counted_each_time_at_its_own() -> None:
    half_past = dt.datetime(2026, 10, 25, 1, 30)
    times = [half_past, half_past.replace(fold=1), half_past, half_past + dt.timedelta(hours=2)]
    duties = tuple(Duty(1, one, one + dt.timedelta(hours=12), joins=True) for one in times)
    first = half_past.date()
    people = (Person(1, "Dr Amberley"),)
    picture = Snapshot(LONDON, first, first + dt.timedelta(days=2), people, duties)
    starts = dict(zip(picture.columns.duty.tolist(), picture.columns.start.tolist(), strict=True))
    assert [starts[place] for place in range(4)] == [instant(one, LONDON) for one in times]
    assert starts[1] == starts[0] + 60 == starts[2] + 60


def test_what_is_no_plain_shift_keeps_its_own_marks_wherever_it_stands() -> None:
    plain, session = duty(1, 1, 8, 8), duty(2, 0, 8, 4, joins=True)
    call = replace(duty(1, 0, 8, 8, call=True), work_minutes=45)
    bare = replace(call, start=call.start + dt.timedelta(days=3), end=call.end, work_minutes=None)
    shown = replace(session, counts_as_work=False)
    barred = replace(plain, start=plain.start + dt.timedelta(hours=1), permitted=False)
    columns = a_picture(session, barred, shown, plain, call, bare, replace(plain, clinician_id=7))
    rows = columns.columns
    assert rows.duty.tolist() == [4, 3, 1, 5, 0, 2]
    assert rows.who.tolist() == [0, 0, 0, 0, 1, 1]
    assert rows.on_call.tolist() == [True, False, False, True, False, False]
    assert rows.counts.tolist() == [True, True, True, True, True, False]
    assert rows.joins.tolist() == [False, False, False, False, True, True]
    assert rows.permitted.tolist() == [True, True, False, True, True, True]
    assert rows.work.tolist() == [45, 480, 420, 0, 240, 240]


def test_duties_that_start_together_stand_by_their_ends() -> None:
    long, short = duty(1, 0, 8, 8), duty(1, 0, 8, 4)
    assert a_picture(long, short).columns.duty.tolist() == [1, 0]
    assert a_picture(short, long).columns.duty.tolist() == [0, 1]
    assert a_picture(long, replace(short, clinician_id=2)).columns.duty.tolist() == [0, 1]
    assert a_picture(replace(short, clinician_id=2), long).columns.duty.tolist() == [1, 0]
    assert a_picture(duty(1, 1, 8, 4), long).columns.duty.tolist() == [1, 0]


def test_whose_sessions_follow_a_shift_of_the_day_before_is_unsure() -> None:
    night = duty(1, 0, 22, 4)
    lapping, later = duty(1, 1, 1, 4, joins=True), duty(1, 1, 8, 4, joins=True)
    assert a_picture(night, lapping, later).everybody.odd.tolist() == [True, False]
    assert a_picture(lapping, later).everybody.odd.tolist() == [False, False]
    assert a_picture(night, lapping).everybody.odd.tolist() == [False, False]


def test_midnights_are_those_of_the_zone() -> None:
    day = dt.date(2026, 7, 1)
    summer = Snapshot(LONDON, day, day + dt.timedelta(days=2), (Person(1, "Dr Amberley"),))
    start = day_number(day) * DAY - 60
    assert summer.everybody.midnights(3).tolist() == [start, start + DAY, start + 2 * DAY]


def test_sessions_of_one_date_join_and_a_shift_of_two_dates_is_mixed() -> None:
    joined = a_picture(
        duty(1, 0, 9, 3, joins=True), duty(1, 0, 13, 4, joins=True), duty(2, 0, 9, 3)
    )
    assert [len(rows_of(joined, place)) for place in (0, 1)] == [1, 1]
    assert joined.everybody.mixed.tolist() == [False, False]
    lapping = a_picture(duty(1, 0, 20, 12), duty(1, 1, 7, 4), duty(2, 0, 20, 12))
    assert [len(rows_of(lapping, place)) for place in (0, 1)] == [1, 1]
    assert lapping.everybody.mixed.tolist() == [True, False]


def test_rest_is_measured_from_a_later_end_where_one_is_given_and_none_while_on_call() -> None:
    every = a_picture(
        duty(1, 0, 8, 8), duty(1, 1, 8, 8), duty(2, 0, 7, 24, call=True), duty(2, 0, 8, 8)
    ).everybody
    rows = np.arange(4)
    end = every.stretches.end
    assert every.rest_after(rows).tolist() == [16 * 60, NEVER - end[1], -23 * 60, 0]
    assert every.rest_after(rows, end + 60)[0] == 15 * 60
    assert every.rest_after(np.array([3]), end[2:3])[0] == NEVER - end[2]


def test_runs_are_bridged_by_dates_away_and_unsure_where_dates_turn_back() -> None:
    who = np.array([0, 0, 0, 1, 1])
    day = np.array([10, 12, 15, 10, 11])
    plain = runs_of(who, day)
    assert (plain.who.tolist(), plain.dates.tolist()) == ([0, 0, 0, 1], [1, 1, 1, 2])
    assert (plain.first.tolist(), plain.last.tolist()) == ([0, 1, 2, 3], [0, 1, 2, 4])
    away = np.zeros((2, 20), np.int64)
    away[0, 2:] = 1  # the 11th alone
    bridged = runs_of(who, day, away=away, first=10)
    assert (bridged.who.tolist(), bridged.dates.tolist()) == ([0, 0, 1], [2, 1, 2])
    far = np.zeros((2, 20), np.int64)
    far[0, 1:] = 1  # the 10th alone, on which a duty stands
    apart = runs_of(np.array([0, 0, 1, 1]), np.array([10, 12, 10, 12]), away=far, first=10)
    assert apart.dates.tolist() == [1, 1, 1, 1]
    two = np.zeros((1, 20), np.int64)
    two[0, 12:], two[0, 13:] = 1, 2  # the 11th and the 12th, counted from date 0
    assert runs_of(np.array([0, 0]), np.array([10, 13]), away=two).dates.tolist() == [2]
    assert plain.unsure.tolist() == []
    assert runs_of(np.array([0, 0]), np.array([10, 10])).unsure.tolist() == []
    turned = runs_of(np.array([0, 0]), np.array([11, 10]))
    assert turned.unsure.tolist() == [0]
    assert runs_of(np.array([0, 1]), np.array([11, 10])).unsure.tolist() == []


def test_a_run_counts_dates_that_are_touched_once() -> None:
    who = np.array([0, 0, 0])
    day, last = np.array([10, 11, 12]), np.array([13, 11, 12])
    found = runs_of(who, day, last_day=last)
    assert (found.dates.tolist(), found.last.tolist()) == ([4], [2])


def test_nobody_is_on_an_empty_rota() -> None:
    every = a_picture().everybody
    assert every.stretches.who.tolist() == []
    assert not every.nobody().any()
    assert every.by_day.tolist() == [[0] * 15] * 2
    assert (every.first_day * DAY, every.people) == (day_number(MONDAY) * DAY, 2)
