"""Averages, kinds of shift, authorisations and spots at their edges."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest

from rota_desk.domain.averages import statutory_average, work_schedule_average
from rota_desk.domain.facts import Asking, Authorised, Trainee
from rota_desk.domain.shares import mean_of, share_of, weekends_worked
from rota_desk.domain.shift_kinds import Nights, ShiftKinds
from rota_desk.domain.span import DAY
from rota_desk.domain.spots import spots
from rota_desk.domain.timeline import Stretch

HOUR = 60


def stretch(start: int, end: int, *, on_call: bool = False, day: int = 20_000) -> Stretch:
    """From and to minutes after the midnight of a numbered day."""
    begins, ends = day * DAY + start, day * DAY + end
    return Stretch(begins, ends, begins, ends, (), on_call)


@pytest.mark.parametrize(
    ("leave", "weeks", "found"),
    [
        ("0", 4, Fraction(9600, 4)),
        ("26", 4, Fraction(9600 - 2 * 480) / (4 - Fraction(2, 5))),
        ("260", 4, None),
        ("255", 4, Fraction(9600 - Fraction(255, 13) * 480) / (4 - Fraction(51, 13))),
    ],
)
def test_leave_that_fills_the_cycle_leaves_no_average(
    leave: str, weeks: int, found: Fraction | None
) -> None:
    assert (
        work_schedule_average(
            work=Fraction(9600),
            weeks=weeks,
            leave_days_per_year=Fraction(leave),
            standard_day=480,
        )
        == found
    )
    assert statutory_average(inside=Fraction(90), after=Fraction(10), weeks=Fraction(5)) == 20


NIGHTS = Nights(start=23 * HOUR, end=6 * HOUR, holds=3 * HOUR)
KINDS = ShiftKinds(
    long_over=10 * HOUR,
    late_after=23 * HOUR,
    nights=NIGHTS,
    late_start_before=16 * HOUR,
    late_end_by=26 * HOUR,
)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (0, 6 * HOUR, 360),
        (-HOUR, 6 * HOUR + 1, 420),
        (20 * HOUR, 54 * HOUR, 840),
        (6 * HOUR, 23 * HOUR, 0),
        (22 * HOUR, 23 * HOUR + 1, 1),
        (5 * HOUR, 30 * HOUR, 60 + 420),
    ],
)
def test_minutes_of_night_are_those_between_eleven_and_six(
    start: int, end: int, minutes: int
) -> None:
    assert NIGHTS.minutes(stretch(start, end)) == minutes


@pytest.mark.parametrize(
    ("start", "end", "kinds"),
    [
        (8 * HOUR, 18 * HOUR, ""),
        (8 * HOUR, 18 * HOUR + 1, "long"),
        (12 * HOUR, 23 * HOUR, "long"),
        (12 * HOUR, 23 * HOUR + 1, "long late"),
        (15 * HOUR + 58, 26 * HOUR - 1, "long late"),
        (16 * HOUR, 26 * HOUR + 1, "long night"),
        (20 * HOUR, 26 * HOUR, "night"),
        (20 * HOUR, 26 * HOUR - 1, ""),
    ],
)
def test_a_shift_is_long_late_or_a_night_to_the_minute(start: int, end: int, kinds: str) -> None:
    one = stretch(start, end)
    found = {"long": KINDS.is_long(one), "late": KINDS.is_late(one), "night": KINDS.is_night(one)}
    assert " ".join(kind for kind, is_it in found.items() if is_it) == kinds


def test_late_shifts_start_before_and_end_by_the_contracts_bounds() -> None:
    open_ended = Nights(start=23 * HOUR, end=6 * HOUR, holds=24 * HOUR)
    kinds = ShiftKinds(10 * HOUR, 23 * HOUR, open_ended, 16 * HOUR, 26 * HOUR)
    assert kinds.is_late(stretch(15 * HOUR + 59, 26 * HOUR))
    assert not kinds.is_late(stretch(16 * HOUR, 26 * HOUR + 1))
    assert not kinds.is_late(stretch(16 * HOUR, 26 * HOUR))
    assert not kinds.is_late(stretch(15 * HOUR, 26 * HOUR + 1))
    unbound = ShiftKinds(10 * HOUR, 23 * HOUR, open_ended)
    assert unbound.is_late(stretch(23 * HOUR, 3 * DAY))
    assert not unbound.is_late(stretch(23 * HOUR, 3 * DAY + 1))


def test_a_night_that_begins_after_midnight_belongs_to_the_date_before() -> None:
    assert KINDS.day_of(stretch(0, 8 * HOUR)) == 19_999
    assert KINDS.day_of(stretch(2 * HOUR, 8 * HOUR)) == 19_999
    assert KINDS.day_of(stretch(6 * HOUR, 34 * HOUR)) == 20_000
    assert KINDS.day_of(stretch(5 * HOUR, 8 * HOUR)) == 20_000
    assert KINDS.day_of(stretch(20 * HOUR, 32 * HOUR)) == 20_000
    assert KINDS.day_of(stretch(0, 8 * HOUR, on_call=True)) == 20_000


def test_an_authorisation_holds_on_both_its_days_and_for_its_rule_alone() -> None:
    day = dt.date(2026, 11, 9)
    one, before, after = dt.timedelta(days=1), Authorised("r", until=day), Authorised("r", day)
    assert (before.covers("r", day), before.covers("r", day + one)) == (True, False)
    assert (after.covers("r", day), after.covers("r", day - one)) == (True, False)
    assert not Authorised("r").covers("s", day)
    assert Authorised("r").covers("r", day)


def test_shares_are_averaged_over_the_people() -> None:
    assert mean_of([(1, 2), (2, 4), (3, 3)]) == (Fraction(2), Fraction(3))
    assert share_of(Fraction(10), Fraction(3, 5)) == 6


def test_a_weekend_is_worked_once_on_its_saturday_or_its_sunday() -> None:
    saturday = (dt.date(2026, 11, 7) - dt.date(1970, 1, 1)).days
    days = (saturday - 1, saturday, saturday + 1, saturday + 8, saturday + 9)
    assert weekends_worked(stretch(0, 60, day=day) for day in days) == 2
    assert weekends_worked([stretch(0, 60, day=saturday - 1)]) == 0


def test_spots_hold_both_their_dates_and_whoever_is_unsure_whole() -> None:
    who, none = np.array([1, 1, 2]), np.array([], np.int64)
    found = spots(who, np.array([5, 10, 0]), np.array([6, 10, 3]))
    days = np.arange(4, 12)
    assert days[found.on(1, days)].tolist() == [5, 6, 10]
    assert days[found.on(2, days)].tolist() == []
    assert days[found.on(3, days)].tolist() == []
    unsure = spots(who, np.array([5, 10, 0]), np.array([6, 10, 3]), also=np.array([3]))
    assert days[unsure.on(3, days)].tolist() == days.tolist()
    assert days[unsure.on(1, days)].tolist() == [5, 6, 10]
    assert unsure.first_day[-1] == -unsure.last_day[-1] == -(2**40)
    assert spots(who, who, who, also=none).who.tolist() == [1, 1, 2]


def test_what_nobody_named_is_empty_and_no_number() -> None:
    noon = dt.datetime(2026, 11, 4, 12)
    asking = Asking(noon, noon, wanted=1, have=0, lacking=1, people=2)
    assert (asking.whom, asking.activity, asking.activity_id) == ("", "", None)
    assert Trainee(1, "Dr Amberley", 7, noon, noon, trained=False).activity == ""
    days = np.array([1])
    assert not spots(days, days, days).however_read
