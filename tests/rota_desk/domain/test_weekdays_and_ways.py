"""Weekdays as they are typed and told, and ways between sites."""

from decimal import Decimal

import pytest

from rota_desk.domain.ways import UNKNOWN, Ways
from rota_desk.domain.weekdays import weekday_words, weekdays_typed


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("", ()),
        ("every day", ()),
        (" Daily ", ()),
        ("weekdays", (0, 1, 2, 3, 4)),
        ("Weekends", (5, 6)),
        ("Mon to Fri", (0, 1, 2, 3, 4)),
        ("Tue-Thu", (1, 2, 3)),
        ("tue – thu", (1, 2, 3)),
        ("Sat to Mon", (0, 5, 6)),
        ("Mon to Sun", ()),
        ("Mondays", (0,)),
        ("Monday to Tuesday", (0, 1)),
        ("Tues, Thurs", (1, 3)),
        ("wednes", (2,)),
        ("Mon, Tue and Fri", (0, 1, 4)),
        ("Fri; mon;;Fri", (0, 4)),
        ("Sunday", (6,)),
        ("Mo", None),
        ("Mon, Moonday", None),
        ("Mon to Noday", None),
        ("Noday to Mon", None),
        ("now and then", None),
    ],
)
def test_weekdays_are_read_as_a_coordinator_writes_them(
    typed: str, days: tuple[int, ...] | None
) -> None:
    assert weekdays_typed(typed) == days


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((), "every day"),
        (range(7), "every day"),
        ((0,), "Mondays"),
        ((6, 6), "Sundays"),
        ((4, 0), "Mon and Fri"),
        ((1, 2), "Tue and Wed"),
        ((1, 2, 3), "Tue to Thu"),
        ((4, 3, 2, 1, 0), "Mon to Fri"),
        ((0, 1, 4), "Mon, Tue and Fri"),
        ((4, 5, 6), "Fri to Sun"),
        ((0, 2, 4, 5), "Mon, Wed, Fri and Sat"),
    ],
)
def test_weekdays_are_told_in_few_words(days: tuple[int, ...], words: str) -> None:
    assert weekday_words(days) == words


WAYS = Ways({(1, 2): Decimal("7.5")}, {(1, 2): 25}, 40)


@pytest.mark.parametrize(
    ("first", "second", "miles", "minutes"),
    [
        (1, 2, Decimal("7.5"), 25),
        (2, 1, Decimal("7.5"), 25),
        (1, 3, None, 40),
        (3, 2, None, 40),
        (3, 3, Decimal(0), 0),
    ],
)
def test_a_way_is_as_far_there_as_back(
    first: int, second: int, miles: Decimal | None, minutes: int
) -> None:
    assert (WAYS.miles(first, second), WAYS.minutes(first, second)) == (miles, minutes)


def test_of_unknown_ways_nothing_is_known() -> None:
    assert Ways({}, {}, 0) == UNKNOWN
    assert (UNKNOWN.miles(1, 2), UNKNOWN.minutes(1, 2)) == (None, 0)


def test_the_longest_way_is_a_known_one_or_the_usual() -> None:
    assert (UNKNOWN.longest, WAYS.longest) == (0, 40)
    assert Ways({}, {(1, 2): 25, (1, 3): 55}, 40).longest == 55
    assert Ways({}, {(1, 2): 25}, 0).longest == 25
