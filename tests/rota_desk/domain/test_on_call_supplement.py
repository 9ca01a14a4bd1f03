"""On-call of consultants: bands, shares of pay, PAs."""

import datetime as dt
from fractions import Fraction

import pytest

from rota_desk.domain.on_call_supplement import effective_frequency, on_call_pas
from rota_desk.rules.contract import load
from rota_desk.rules.contract_tables import supplement_terms

TERMS = supplement_terms(load("ENG-CONS-2003"), dt.date(2026, 11, 2))


@pytest.mark.parametrize(
    ("one_in", "band"),
    [(1, "high"), (4, "high"), (5, "medium"), (8, "medium"), (9, "low"), (20, "low")],
)
def test_a_band_goes_by_the_number_on_the_rota(one_in: int, band: str) -> None:
    assert TERMS.band(Fraction(one_in)) == band


@pytest.mark.parametrize(
    ("on_rota", "effective", "band"),
    [(6, "4.85", "medium"), (8, "6.46", "medium"), (9, "7.27", "medium"), (10, "8.08", "low")],
)
def test_with_leave_covered_they_come_round_more_often(
    on_rota: int, effective: str, band: str
) -> None:
    frequency = effective_frequency(on_rota, Fraction(42))
    assert (f"{float(frequency):.2f}", TERMS.band(frequency)) == (effective, band)


def test_the_share_of_pay_goes_by_category_and_band() -> None:
    percents = [TERMS.percent(kind, Fraction(n)) for kind in "AB" for n in (4, 8, 9)]
    assert percents == [8, 5, 3, 3, 2, 1]


def test_the_work_of_an_on_call_week_is_shared_by_the_rota() -> None:
    plain, premium = Fraction(10, 4), Fraction(14, 3)
    own = on_call_pas(plain_pas=plain, premium_pas=premium, on_rota=8)
    covered = on_call_pas(
        plain_pas=plain, premium_pas=premium, on_rota=8, weeks_available=Fraction(42)
    )
    assert (f"{float(own):.2f}", f"{float(covered):.2f}") == ("0.90", "1.11")
