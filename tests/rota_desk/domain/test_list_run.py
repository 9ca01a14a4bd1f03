"""How a list ran: minutes beyond what is spared, touch time capped, the moment of a clock time."""

import datetime as dt

import pytest
from build import MONDAY, at

from rota_desk.domain.list_run import (
    NotThisList,
    capped_minutes,
    check_run,
    early_minutes,
    late_minutes,
    nearest,
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
