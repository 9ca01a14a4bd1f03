"""A person's timeline: what joins, what is left out, what rest follows."""

import datetime as dt
from typing import Any

from rota_desk.domain.facts import Duty, DutyKind, Person
from rota_desk.domain.snapshot import LONDON, Snapshot
from rota_desk.domain.timeline import Stretch, Timeline, lay_timeline

MONDAY = dt.date(2026, 11, 2)


def duty(day: int, start: str, end: str, **more: Any) -> Duty:  # noqa: ANN401 - facts by name
    date = MONDAY + dt.timedelta(days=day)
    begins, ends = (dt.datetime.combine(date, dt.time.fromisoformat(one)) for one in (start, end))
    return Duty(1, begins, ends if ends > begins else ends + dt.timedelta(days=1), **more)


def laid(*duties: Duty, days: int = 7) -> Timeline:
    return lay_timeline(
        Person(1, "Dr Amberley"),
        zone=LONDON,
        first=MONDAY,
        beyond=MONDAY + dt.timedelta(days=days),
        duties=duties,
    )


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
    call = duty(1, "17:00", "09:00", kind=DutyKind.ON_CALL)
    week = laid(duty(0, "08:00", "16:00"), call, duty(2, "09:00", "17:00"))
    rest = week.rest_after(week.shifts[0])
    assert (rest.length, rest.after) == (25 * 60, week.on_calls[0])


def test_on_call_that_covers_the_end_leaves_no_rest() -> None:
    week = laid(duty(0, "08:00", "16:00"), duty(0, "09:00", "09:00", kind=DutyKind.ON_CALL))
    assert week.rest_after(week.shifts[0]).length == 0


def test_rest_at_the_edge_is_what_can_be_seen() -> None:
    week = laid(duty(6, "08:00", "16:00"))
    rest = week.rest_after(week.shifts[0])
    assert (rest.length, rest.seen) == (480, False)


def test_what_does_not_count_as_work_is_no_stretch_and_stays_a_duty() -> None:
    shown = laid(duty(0, "08:00", "16:00", counts_as_work=False))
    assert (shown.stretches, len(shown.duties)) == ((), 1)


def test_a_picture_measures_each_person_once() -> None:
    picture = Snapshot(LONDON, MONDAY, MONDAY + dt.timedelta(days=7), (Person(1, "Dr Amberley"),))
    assert picture.timelines is picture.timelines
