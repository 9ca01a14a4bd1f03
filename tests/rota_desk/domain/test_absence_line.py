"""One line on the telephone: who is away, from when, until when."""

import datetime as dt

import pytest

from rota_desk.domain.absence_line import SaidAbsence, read_absence

TODAY = dt.date(2026, 11, 10)  # a Tuesday


def day(number: int, month: int = 11, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


@pytest.mark.parametrize(
    ("said", "who", "first", "last"),
    [
        ("rowan off sick from today", "rowan", day(10), None),
        ("rowan", "rowan", day(10), None),
        ("Dr C Rowan sick since yesterday", "Dr C Rowan", day(9), None),
        ("said mon to wed", "said", day(9), day(11)),
        ("said monday - friday", "said", day(9), day(13)),
        ("o'brien tomorrow until thu", "o'brien", day(11), day(12)),
        ("patel 3 nov to 12 nov", "patel", day(3), day(12)),
        ("patel off from 28 december", "patel", day(28, 12), None),
        ("patel from 20 jan", "patel", day(20, 1), None),
        ("patel 30 feb", "patel 30", day(10), None),
        ("", "", day(10), None),
    ],
)
def test_a_line_says_who_and_when(
    said: str, who: str, first: dt.date, last: dt.date | None
) -> None:
    assert read_absence(said, TODAY) == SaidAbsence(who, first, last)
