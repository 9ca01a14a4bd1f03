"""How a list ran: minutes beyond what is spared, touch time capped, the moment of a clock time."""

import datetime as dt

import pytest
from build import MONDAY, at

from rota_desk.domain.list_run import (
    MOST_CASES,
    NotThisList,
    capped_minutes,
    check_run,
    early_minutes,
    late_minutes,
    nearest,
    planned_minutes,
)

DAY = dt.timedelta(days=1)
START, END = at(MONDAY, "08:30"), at(MONDAY, "12:30")


@pytest.mark.parametrize(
    ("began", "spare", "minutes"),
    [("08:20", 15, 0), ("08:45", 15, 0), ("08:46", 15, 1), ("09:05", 15, 20), ("08:31", 0, 1)],
)
def test_a_late_start_counts_beyond_the_minutes_spared(
    began: str, spare: int, minutes: int
) -> None:
    assert late_minutes(START, at(MONDAY, began), spare) == minutes


@pytest.mark.parametrize(
    ("ended", "minutes"), [("13:10", 0), ("12:00", 0), ("11:59", 1), ("11:00", 60)]
)
def test_an_early_finish_counts_beyond_the_minutes_spared(ended: str, minutes: int) -> None:
    assert early_minutes(END, at(MONDAY, ended), 30) == minutes


@pytest.mark.parametrize(("touch", "minutes"), [(0, 0), (200, 200), (240, 240), (300, 240)])
def test_touch_time_is_capped_at_the_plan(touch: int, minutes: int) -> None:
    assert capped_minutes(START, END, touch) == minutes


@pytest.mark.parametrize(
    ("to", "clock", "moment"),
    [
        (START, "08:45", at(MONDAY, "08:45")),
        (at(MONDAY, "21:00"), "00:20", at(MONDAY + DAY, "00:20")),
        (at(MONDAY, "00:10"), "23:50", at(MONDAY - DAY, "23:50")),
    ],
)
def test_a_clock_time_is_the_nearest_moment(to: dt.datetime, clock: str, moment: object) -> None:
    assert nearest(to, dt.time.fromisoformat(clock)) == moment


@pytest.mark.parametrize(
    ("began", "ended", "said"),
    [
        (at(MONDAY, "09:00"), at(MONDAY, "09:00"), "before the first began"),
        (START - dt.timedelta(hours=12, minutes=1), None, "more than 12 hours from the list"),
        (None, END + dt.timedelta(hours=12, minutes=1), "more than 12 hours from the list"),
    ],
)
def test_times_of_another_list_are_turned_down(
    began: dt.datetime | None, ended: dt.datetime | None, said: str
) -> None:
    with pytest.raises(NotThisList, match=said):
        check_run(START, END, began, ended)


@pytest.mark.parametrize("hours", [-12, 0, 12])
def test_a_moment_within_twelve_hours_of_the_list_is_its_own(hours: int) -> None:
    edge = START if hours < 0 else END
    check_run(START, END, edge + dt.timedelta(hours=hours), None)


@pytest.mark.parametrize(("edge", "minutes"), [(START, -721), (END, 721)])
def test_a_moment_further_off_is_another_lists(edge: dt.datetime, minutes: int) -> None:
    with pytest.raises(NotThisList) as told:
        check_run(START, END, edge + dt.timedelta(minutes=minutes), None)
    assert str(told.value) == "That is more than 12 hours from the list. Choose its own list."


def test_a_list_cannot_end_before_it_began() -> None:
    with pytest.raises(NotThisList) as told:
        check_run(START, END, END, START)
    assert str(told.value) == (
        "The last case ended before the first began. Correct one of the times."
    )


def test_only_whole_minutes_are_counted() -> None:
    seconds = dt.timedelta(seconds=90)
    assert late_minutes(START, START + seconds, 0) == 1
    assert early_minutes(END, END - seconds, 0) == 1
    assert planned_minutes(START, START + seconds) == 1


def test_no_list_has_a_thousand_cases() -> None:
    assert MOST_CASES == 999
