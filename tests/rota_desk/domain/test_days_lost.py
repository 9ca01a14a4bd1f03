"""Days lost by the share of full time."""

import datetime as dt
from fractions import Fraction

import pytest

from rota_desk.domain.days_lost import HeldShare, fte_days

FIRST, LAST = dt.date(2026, 11, 2), dt.date(2026, 11, 11)
LONG_AGO = dt.date(2020, 4, 6)


@pytest.mark.parametrize(("share", "lost"), [("1", 10), ("0.6", 6)])
def test_ten_calendar_days_are_ten_by_the_share_of_full_time(share: str, lost: int) -> None:
    assert fte_days([HeldShare(LONG_AGO, None, Fraction(share))], FIRST, LAST) == lost


def test_a_change_of_share_within_the_days_counts_each_side_by_its_own() -> None:
    turn = dt.date(2026, 11, 7)
    held = [HeldShare(LONG_AGO, turn, Fraction(1)), HeldShare(turn, None, Fraction(1, 2))]
    assert fte_days(held, FIRST, LAST) == 5 + Fraction(5, 2)


def test_days_without_a_contract_are_none() -> None:
    later = dt.date(2026, 12, 1)
    held = [HeldShare(LONG_AGO, FIRST, Fraction(1)), HeldShare(later, None, Fraction(1))]
    assert fte_days(held, FIRST, LAST) == 0
