"""Days that come again: weekly, fortnightly, the second Tuesday of each month."""

import datetime as dt

import pytest

from models.types import Repeat
from rota_desk.domain.repeating import days_again, days_of, place_in_month, text_of

TUESDAY = dt.date(2026, 11, 10)  # the second of its month


def again(repeats: Repeat, start: str, end: str, **more: object) -> list[str]:
    found = days_again(
        TUESDAY,
        repeats,
        start=dt.date.fromisoformat(start),
        end=dt.date.fromisoformat(end),
        **more,  # type: ignore[arg-type]
    )
    return [day.isoformat() for day in found]


@pytest.mark.parametrize(
    ("repeats", "days"),
    [
        (Repeat.NEVER, ["2026-11-10"]),
        (Repeat.WEEKLY, ["2026-11-10", "2026-11-17", "2026-11-24", "2026-12-01", "2026-12-08"]),
        (Repeat.FORTNIGHTLY, ["2026-11-10", "2026-11-24", "2026-12-08"]),
        (Repeat.MONTHLY, ["2026-11-10", "2026-12-08"]),
    ],
)
def test_the_days_until_before_the_end(repeats: Repeat, days: list[str]) -> None:
    assert again(repeats, "2026-11-01", "2026-12-15") == days


def test_a_span_far_on_begins_on_the_right_day() -> None:
    assert again(Repeat.FORTNIGHTLY, "2027-03-01", "2027-03-20") == ["2027-03-02", "2027-03-16"]


def test_the_last_day_is_included_and_left_out_days_are_not() -> None:
    days = again(
        Repeat.WEEKLY,
        "2026-11-01",
        "2027-01-01",
        until=dt.date(2026, 12, 1),
        left_out=(dt.date(2026, 11, 24),),
    )
    assert days == ["2026-11-10", "2026-11-17", "2026-12-01"]


def test_a_fifth_weekday_stands_only_in_months_that_have_one() -> None:
    fifth = dt.date(2026, 12, 29)
    found = days_again(fifth, Repeat.MONTHLY, start=fifth, end=dt.date(2027, 7, 1))
    assert [day.isoformat() for day in found] == ["2026-12-29", "2027-03-30", "2027-06-29"]


def test_days_kept_as_text_come_back_in_order() -> None:
    days = frozenset({dt.date(2026, 12, 1), dt.date(2026, 11, 10)})
    assert (text_of(days), days_of(text_of(days))) == ("2026-11-10 2026-12-01", days)


@pytest.mark.parametrize(
    ("day", "place"), [(1, 1), (7, 1), (8, 2), (14, 2), (15, 3), (28, 4), (29, 5), (30, 5)]
)
def test_which_one_of_its_weekday_a_day_is(day: int, place: int) -> None:
    assert place_in_month(dt.date(2026, 11, day)) == place


def test_the_last_day_and_the_end_bound_each_other() -> None:
    assert again(Repeat.WEEKLY, "2026-11-10", "2026-11-24") == ["2026-11-10", "2026-11-17"]
    last = dt.date(2026, 11, 16)
    assert again(Repeat.WEEKLY, "2026-11-10", "2026-12-24", until=last) == ["2026-11-10"]
    assert again(Repeat.NEVER, "2026-11-01", "2026-11-10") == []


def test_a_span_before_the_first_day_has_none_of_it() -> None:
    assert again(Repeat.WEEKLY, "2026-10-01", "2026-11-10") == []
