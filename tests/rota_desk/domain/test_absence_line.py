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
        ("patel/rowan off. sick", "patel rowan", day(10), None),
        ("today patel", "patel", day(10), None),
        ("10 nov patel", "patel", day(10), None),
        ("patel 9 nov to 9 nov", "patel", day(9), day(9)),
        ("tue patel", "patel", day(10), None),
        ("patel wed", "patel", day(4), None),
        ("patel tues till saturday", "patel", day(10), day(14)),
        ("patel thursday through sunday", "patel", day(5), day(8)),
        ("patel today to today", "patel", day(10), day(10)),
        ("patel yesterday to 10 nov", "patel", day(9), day(10)),
        ("patel today to 9 nov", "patel 9", day(10), None),
        ("patel 9 january", "patel", day(9, 1, 2027), None),
        ("patel 10 january", "patel", day(10, 1), None),
        ("patel 29 feb", "patel 29", day(10), None),
        ("monk 3", "monk 3", day(10), None),
        ("x 3", "x 3", day(10), None),
        ("friedrich 7 nova", "friedrich", day(7), None),
        ("patel is ill and absent on wed", "patel", day(4), None),
        ("patel away since mon", "patel", day(9), None),
        ("patel mon – wed", "patel", day(9), day(11)),
        ("patel 28 dec to 3 jan", "patel", day(28, 12), day(3, 1, 2027)),
    ],
)
def test_a_line_says_who_and_when(
    said: str, who: str, first: dt.date, last: dt.date | None
) -> None:
    assert read_absence(said, TODAY) == SaidAbsence(who, first, last)


def test_a_december_said_in_january_is_last_years() -> None:
    january = dt.date(2027, 1, 4)
    assert read_absence("patel 28 december", january) == SaidAbsence("patel", day(28, 12), None)
    assert read_absence("patel from 3 jan", day(28, 12)).first == dt.date(2027, 1, 3)
