"""Sessions delivered against the plan."""

import datetime as dt
from fractions import Fraction

import pytest

from rota_desk.domain.delivery import (
    Outcome,
    Tone,
    credited,
    expected_linear,
    variance,
)
from rota_desk.rules.contract import load
from rota_desk.rules.contract_tables import tolerance

EXPECTED = expected_linear(Fraction(210), weeks_gone=Fraction(20), weeks_available=Fraction(42))
ALLOWED = tolerance(load("ENG-CONS-2003"), dt.date(2026, 11, 2))


def test_twenty_of_forty_two_weeks_expect_a_hundred_of_two_hundred_and_ten() -> None:
    assert EXPECTED == 100


@pytest.mark.parametrize(
    ("delivered", "share", "tone"),
    [
        (96, Fraction(-4, 100), Tone.FINE),
        (95, Fraction(-5, 100), Tone.FINE),
        (92, Fraction(-8, 100), Tone.AMBER),
        (90, Fraction(-10, 100), Tone.AMBER),
        (113, Fraction(13, 100), Tone.RED),
    ],
)
def test_a_variance_has_a_tone(delivered: int, share: Fraction, tone: Tone) -> None:
    found = variance(credit=Fraction(delivered), expected=EXPECTED)
    assert found == share
    assert ALLOWED.tone(share) is tone


def test_without_anything_expected_there_is_no_variance() -> None:
    assert variance(credit=Fraction(3), expected=Fraction(0)) is None


def test_what_is_credited_and_what_is_not() -> None:
    each = [(outcome, Fraction(1)) for outcome in Outcome]
    assert credited(each) == 4
    assert credited([(Outcome.OWN_REQUEST, Fraction(1)), (Outcome.EXTRA_PAID, Fraction(2))]) == 0
