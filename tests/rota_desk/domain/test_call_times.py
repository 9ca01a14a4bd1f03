"""Calls as they are typed, over midnight and back."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota_desk.domain.call_times import calls_words, read_calls
from rota_desk.errors import Refusal

BEGINS = dt.datetime(2026, 11, 4, 17)
MINUTE = dt.timedelta(minutes=1)


def test_a_call_after_midnight_is_on_the_next_day() -> None:
    assert read_calls("23:30-00:15, 3:00 – 03:40", BEGINS) == (
        (dt.datetime(2026, 11, 4, 23, 30), dt.datetime(2026, 11, 5, 0, 15)),
        (dt.datetime(2026, 11, 5, 3), dt.datetime(2026, 11, 5, 3, 40)),
    )


def test_a_call_begins_with_the_period_and_the_next_when_it_ends() -> None:
    assert read_calls("17:00-17:30, 17:30-18:00", BEGINS) == (
        (BEGINS, BEGINS + 30 * MINUTE),
        (BEGINS + 30 * MINUTE, BEGINS + 60 * MINUTE),
    )


def test_nothing_typed_is_no_call() -> None:
    assert read_calls(" , ", BEGINS) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("half past three", '"half past three" is no call. Write its times as 23:30-00:15'),
        ("23:30-24:15", '"24:15" is not a time of day'),
        ("23:30", '"23:30" is no call'),
    ],
)
def test_what_cannot_be_read_is_said_in_words(text: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        read_calls(text, BEGINS)


@given(st.lists(st.integers(1, 120), min_size=2, max_size=8))
def test_what_is_written_is_read_again(steps: list[int]) -> None:
    moments = [BEGINS + sum(steps[: place + 1]) * MINUTE for place in range(len(steps))]
    calls = tuple(zip(moments[::2], moments[1::2], strict=False))
    assert read_calls(calls_words(calls), BEGINS) == calls
