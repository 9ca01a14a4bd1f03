"""Breaks due by the length of a shift, and the share of them missed."""

from fractions import Fraction

import pytest

from rota_desk.domain.breaks import BreakSteps, missed_share

RESIDENT = BreakSteps(30, 300, 540, 720, 20 * 60, 24 * 60, 480)
BY_LAW = BreakSteps(20, 360)


@pytest.mark.parametrize(
    ("starts", "hours", "due"),
    [
        ("08:00", 5, 0),
        ("08:00", 5.25, 1),
        ("08:00", 9, 1),
        ("08:00", 9.25, 2),
        ("08:00", 12.5, 2),
        ("20:30", 12.5, 3),
        ("19:30", 12, 2),
        ("20:00", 12, 3),
        ("20:00", 11.75, 2),
        ("23:59", 12, 3),
        ("00:00", 12, 2),
    ],
)
def test_a_resident_has_breaks_after_five_nine_and_on_long_paid_nights(
    starts: str, hours: float, due: int
) -> None:
    hour, minute = map(int, starts.split(":"))
    assert RESIDENT.due(hour * 60 + minute, round(hours * 60)) == due


@pytest.mark.parametrize(("minutes", "due"), [(359, 0), (360, 0), (361, 1), (750, 1)])
def test_the_law_gives_one_break_over_six_hours(minutes: int, due: int) -> None:
    assert BY_LAW.due(480, minutes) == due


def test_a_paid_night_shorter_than_its_figure_gives_no_third_break() -> None:
    short = BreakSteps(30, 300, 540, 420, 20 * 60, 24 * 60, 480)
    assert [short.due(20 * 60, length) for length in (419, 420, 479, 480)] == [1, 1, 1, 3]


@pytest.mark.parametrize(("missed", "share"), [(4, Fraction(1, 4)), (3, Fraction(3, 16))])
def test_missed_on_four_of_sixteen_shifts_is_a_quarter(missed: int, share: Fraction) -> None:
    shifts = [(2, 1)] * missed + [(2, 2)] * (16 - missed)
    assert missed_share(shifts, of_breaks=False) == share


def test_of_breaks_it_is_half_as_much() -> None:
    shifts = [(2, 1)] * 4 + [(2, 2)] * 12 + [(0, 0)]
    assert missed_share(shifts, of_breaks=True) == Fraction(1, 8)


def test_more_breaks_than_due_make_up_for_nothing() -> None:
    assert missed_share([(1, 3), (2, 1)], of_breaks=True) == Fraction(1, 3)
    assert missed_share([(0, 0)], of_breaks=True) is None


def test_a_long_night_has_three_breaks_only_where_the_contract_says_when_night_is() -> None:
    assert BreakSteps(30, 300, 540, third_from=720).due(0, 800) == 2
    assert BreakSteps(30, 300, 540, 720, 0, 60).due(0, 720) == 3
    assert BreakSteps(30, 300, 540, 720, 0, 60).due(60, 720) == 2
