"""A person's timeline: what joins, what is left out, what rest follows."""

import datetime as dt
from dataclasses import replace
from typing import Any

from rota_desk.domain.facts import Away, AwayKind, Duty, DutyKind, Person
from rota_desk.domain.snapshot import LONDON, Snapshot
from rota_desk.domain.span import DAY, day_number
from rota_desk.domain.timeline import Rest, Stretch, Timeline

MONDAY = dt.date(2026, 11, 2)


def duty(day: int, start: str, end: str, **more: Any) -> Duty:  # noqa: ANN401 - facts by name
    date = MONDAY + dt.timedelta(days=day)
    begins, ends = (dt.datetime.combine(date, dt.time.fromisoformat(one)) for one in (start, end))
    return Duty(1, begins, ends if ends > begins else ends + dt.timedelta(days=1), **more)


def laid(*duties: Duty, days: int = 7) -> Timeline:
    return Timeline(
        Person(1, "Dr Amberley"),
        zone=LONDON,
        first=MONDAY,
        beyond=MONDAY + dt.timedelta(days=days),
        given=duties,
    )


def call(day: int, start: str, end: str, **more: Any) -> Duty:  # noqa: ANN401 - facts by name
    return duty(day, start, end, kind=DutyKind.ON_CALL, **more)


def said(stretches: tuple[Stretch, ...]) -> list[tuple[str, str, int]]:
    return [(f"{one.starts:%a %H:%M}", f"{one.ends:%a %H:%M}", one.work) for one in stretches]


def test_the_sessions_of_a_day_are_one_working_day_with_its_breaks_left_out_of_work() -> None:
    day = laid(duty(0, "09:00", "13:00", joins=True), duty(0, "13:30", "17:30", joins=True))
    assert said(day.shifts) == [("Mon 09:00", "Mon 17:30", 480)]


def test_sessions_of_two_days_stay_apart() -> None:
    days = laid(duty(0, "18:00", "23:00", joins=True), duty(1, "08:00", "12:00", joins=True))
    assert len(days.shifts) == 2


def test_shifts_that_touch_stay_apart_and_shifts_that_overlap_join() -> None:
    assert len(laid(duty(0, "08:00", "16:00"), duty(0, "16:00", "20:00")).shifts) == 2
    overlapping = laid(duty(0, "08:00", "16:00"), duty(0, "12:00", "20:00"))
    assert said(overlapping.shifts) == [("Mon 08:00", "Mon 20:00", 720)]


def test_a_duty_belongs_to_the_horizon_by_its_start_and_counts_whole() -> None:
    week = laid(duty(-1, "20:30", "09:00"), duty(6, "20:30", "09:00"), duty(7, "08:00", "16:00"))
    assert said(week.shifts) == [("Sun 20:30", "Mon 09:00", 750)]


def test_rest_ends_with_the_next_shift_or_on_call_period() -> None:
    week = laid(duty(0, "08:00", "16:00"), call(1, "17:00", "09:00"), duty(2, "09:00", "17:00"))
    monday, wednesday = week.shifts
    assert week.rest_after(monday) == Rest(
        monday, week.on_calls[0], 25 * 60, monday.ends, week.on_calls[0].starts
    )
    assert week.rest_after(week.on_calls[0]).after == wednesday


def test_on_call_that_covers_the_end_leaves_no_rest() -> None:
    week = laid(duty(0, "08:00", "16:00"), call(0, "09:00", "09:00"))
    (shift,), (period,) = week.shifts, week.on_calls
    assert week.rest_after(shift) == Rest(shift, period, 0, shift.ends, shift.ends)


def test_on_call_that_ends_with_the_shift_leaves_the_rest_to_the_next() -> None:
    week = laid(call(0, "06:00", "16:00"), duty(0, "08:00", "16:00"), duty(1, "08:00", "16:00"))
    monday, tuesday = week.shifts
    assert week.rest_after(monday) == Rest(monday, tuesday, 16 * 60, monday.ends, tuesday.starts)


def test_rest_at_the_edge_is_what_can_be_seen() -> None:
    week = laid(duty(6, "08:00", "16:00"))
    (sunday,) = week.shifts
    midnight = dt.datetime(2026, 11, 9)
    assert week.rest_after(sunday) == Rest(sunday, None, 480, sunday.ends, midnight)
    assert not week.rest_after(sunday).seen
    night = laid(duty(6, "20:30", "09:00"))
    (late,) = night.shifts
    assert list(night.rests()) == [Rest(late, None, 0, late.ends, late.ends)]


def test_what_does_not_count_as_work_is_no_stretch_and_stays_a_duty() -> None:
    shown = laid(duty(0, "08:00", "16:00", counts_as_work=False))
    assert (shown.stretches, len(shown.duties)) == ((), 1)


def test_a_picture_measures_each_person_once() -> None:
    picture = Snapshot(LONDON, MONDAY, MONDAY + dt.timedelta(days=7), (Person(1, "Dr Amberley"),))
    assert picture.timelines is picture.timelines


def test_a_duty_on_the_midnight_after_the_horizon_lies_beyond_it() -> None:
    assert [one.start.day for one in laid(duty(6, "00:00", "08:00")).duties] == [8]
    assert laid(duty(7, "00:00", "08:00")).duties == ()


def test_a_stretch_touches_its_last_date_by_a_minute() -> None:
    def last(start: str, end: str) -> int:
        (shift,) = laid(duty(0, start, end)).shifts
        return shift.last_day - shift.day

    assert (last("16:00", "00:00"), last("16:00", "00:01")) == (0, 1)
    for minute in (0, 1439):
        assert Stretch(minute, minute, minute, minute, ()).last_day == 0


def test_a_shift_and_an_on_call_period_over_the_same_time_both_stand() -> None:
    week = laid(duty(0, "08:00", "16:00"), call(0, "08:00", "16:00"))
    assert week.stretches == (*week.shifts, *week.on_calls)


def test_calls_are_the_work_of_an_on_call_period_and_never_of_a_shift() -> None:
    called = (dt.datetime(2026, 11, 2, 23), dt.datetime(2026, 11, 2, 23, 45))
    week = laid(
        duty(0, "08:00", "16:00", calls=()),
        call(0, "17:00", "08:00", work_minutes=90, calls=(called,)),
    )
    start, end = week.horizon
    assert week.work.between(start, end) == 480 + 45


def test_a_summer_horizon_begins_an_hour_earlier_by_universal_time() -> None:
    july = Timeline(Person(1, "Dr Amberley"), LONDON, dt.date(2026, 7, 6), dt.date(2026, 7, 7))
    start = day_number(july.first) * DAY - 60
    assert july.horizon == (start, start + DAY)
    assert july.wall(start) == dt.datetime(2026, 7, 6)


def test_rests_that_hold_on_call_are_left_out_unless_asked_for() -> None:
    shifts = duty(0, "08:00", "16:00"), duty(2, "08:00", "16:00")

    def lengths(*calls: Duty) -> list[int]:
        return [rest.length // 60 for rest in laid(*shifts, *calls).rests()]

    assert lengths() == [40, 104]
    assert lengths(call(1, "08:00", "16:00")) == [104]
    assert lengths(call(0, "00:00", "08:00"), call(0, "07:00", "16:00")) == [40, 104]
    assert lengths(call(2, "08:00", "16:00")) == [40, 104]
    assert lengths(call(6, "20:00", "08:00")) == [40]
    across = laid(*shifts, call(1, "08:00", "16:00")).rests(across_on_call=True)
    assert [rest.length // 60 for rest in across] == [40, 104]


def test_a_day_is_one_away_if_a_minute_of_it_is() -> None:
    monday = day_number(MONDAY)

    def days(start: str, end: str) -> set[int]:
        away = Away(
            1, dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end), AwayKind.SICK
        )
        line = Timeline(
            Person(1, "Dr Amberley"), LONDON, MONDAY, MONDAY + dt.timedelta(7), aways=(away,)
        )
        assert line.days_away(AwayKind.ANNUAL_LEAVE) == frozenset()
        return {day - monday for day in line.days_away(AwayKind.SICK)}

    assert days("2026-11-03T00:00", "2026-11-05T00:00") == {1, 2}
    assert days("2026-11-03T23:59", "2026-11-05T00:01") == {1, 2, 3}


def test_a_window_is_touched_by_what_shares_a_minute_with_it() -> None:
    long = call(0, "08:00", "07:00")
    line = laid(
        long, duty(0, "09:00", "10:00"), duty(1, "07:00", "08:00"), duty(3, "09:00", "10:00")
    )
    at = [one.start for one in line.stretches]

    def touching(start: int, end: int) -> list[int]:
        return [line.stretches.index(one) for one in line.touching(start, end)]

    assert touching(at[0], at[1]) == [0]
    assert touching(at[1], at[2]) == [0, 1]
    assert touching(at[1] + 60, at[2]) == [0]
    assert touching(at[1] + 59, at[2] + 1) == [0, 1, 2]
    assert touching(at[2], at[3]) == [2]
    assert touching(at[2] + 60, at[3]) == []
    assert touching(at[2] + 60, at[3] + 1) == [3]
    assert laid().touching(0, 9) == ()


def test_what_starts_together_stands_by_its_end() -> None:
    short, long = duty(0, "09:00", "12:00"), duty(0, "09:00", "17:00")
    assert laid(long, short).duties == (short, long)
    line = laid(long, call(0, "09:00", "12:00"))
    assert [one.on_call for one in line.stretches] == [True, False]
    other = laid(short, call(0, "09:00", "17:00"))
    assert [one.on_call for one in other.stretches] == [False, True]


def test_a_plain_time_holds_shifts_of_their_own_in_the_order_of_their_minutes() -> None:
    first, second = duty(0, "09:00", "17:00"), duty(1, "09:00", "17:00")
    assert laid(first, second).plain
    assert laid().plain
    assert not laid(first, duty(0, "16:00", "18:00")).plain
    assert not laid(first, call(1, "09:00", "17:00")).plain
    assert not laid(first, replace(second, counts_as_work=False)).plain


def test_a_part_of_a_plain_time_holds_the_same_shifts() -> None:
    line = laid(duty(0, "09:00", "17:00"), duty(1, "09:00", "17:00"), duty(3, "09:00", "17:00"))
    part = line.only([0, 2])
    assert part.duties == part.given == (line.duties[0], line.duties[2])
    assert part.shifts == part.stretches == (line.shifts[0], line.shifts[2])
    assert part.on_calls == ()
    assert (part.person, part.horizon) == (line.person, line.horizon)


def test_only_sessions_join_over_a_break_and_a_shift_joins_by_overlapping() -> None:
    assert len(laid(duty(0, "09:00", "12:00", joins=True), duty(0, "13:00", "17:00")).shifts) == 2
    assert len(laid(duty(0, "09:00", "12:00"), duty(0, "13:00", "17:00", joins=True)).shifts) == 2
    (both,) = laid(duty(0, "20:00", "08:00"), duty(1, "07:00", "12:00")).shifts
    assert (both.template, both.length, both.work) == (960, 960, 960)
    assert (both.day, both.last_day) == (day_number(MONDAY), day_number(MONDAY) + 1)
    assert (both.on_call, both.episodes) == (False, None)


def test_on_call_periods_that_overlap_are_one_with_the_work_of_each() -> None:
    known = {"work_minutes": 60, "episodes": 2}
    one, other = call(0, "17:00", "08:00", **known), call(0, "20:00", "09:00", **known)
    (both,) = laid(one, other).on_calls
    assert both == Stretch(
        start=both.wall_start,
        end=both.wall_start + 16 * 60,
        wall_start=day_number(MONDAY) * DAY + 17 * 60,
        wall_end=day_number(MONDAY) * DAY + 33 * 60,
        duties=(one, other),
        on_call=True,
        work=72,  # of two that overlap the busier
        episodes=4,
    )
    (twice,) = laid(one, one).on_calls
    assert (twice.duties, twice.work, twice.episodes) == ((one,), 60, 2)
    (unknown,) = laid(one, call(0, "20:00", "09:00", work_minutes=60)).on_calls
    assert (unknown.work, unknown.episodes) == (72, None)


def test_a_long_period_on_call_holds_all_that_begin_before_it_ends() -> None:
    week = laid(
        call(0, "08:00", "07:00"), call(0, "09:00", "10:00"), call(1, "06:00", "12:00"),
        call(1, "12:00", "18:00"),
    )  # fmt: skip
    assert said(week.on_calls) == [("Mon 08:00", "Tue 12:00", 0), ("Tue 12:00", "Tue 18:00", 0)]
