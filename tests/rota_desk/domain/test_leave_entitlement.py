"""Leave by years of service and share of full time."""

from fractions import Fraction

from rota_desk.domain.leave_entitlement import Entitlement, LeaveTerms, entitlement

DOCTORS = LeaveTerms(
    days=((Fraction(0), Fraction(27)), (Fraction(5), Fraction(32))),
    public_holidays=Fraction(8),
    full_time_hours=Fraction(40),
    kept_in_hours=False,
    public_holiday_step=Fraction(1, 2),
)
NURSES = LeaveTerms(
    days=((Fraction(0), Fraction(27)), (Fraction(5), Fraction(29))),
    public_holidays=Fraction(8),
    full_time_hours=Fraction(75, 2),
    kept_in_hours=True,
)


def test_part_time_doctors_days_are_exact_and_holidays_round_up_to_the_half_day() -> None:
    got = entitlement(DOCTORS, years=Fraction(2), share=Fraction(3, 5))
    assert got == Entitlement(Fraction(81, 5), Fraction(5))
    assert got.pool_days == Fraction(106, 5)
    assert got.pool_hours is None


def test_nurses_leave_is_kept_in_hours() -> None:
    got = entitlement(NURSES, years=Fraction(0), share=Fraction(3, 5))
    assert (got.hours, got.public_holiday_hours, got.pool_hours) == (
        Fraction(243, 2), Fraction(36), Fraction(315, 2),
    )  # fmt: skip


def test_the_years_count_once_completed() -> None:
    assert [DOCTORS.days_after(Fraction(years)) for years in ("4.99", "5", "30")] == [27, 32, 32]


def test_part_of_a_year_gives_part_of_the_days_and_the_holidays_that_fall_in_it() -> None:
    got = entitlement(
        DOCTORS, years=Fraction(0), part_of_year=Fraction(1, 3), public_holidays=Fraction(2)
    )
    assert got == Entitlement(Fraction(9), Fraction(2))


def test_before_the_first_step_the_first_figure_holds() -> None:
    later = LeaveTerms(
        days=((Fraction(1), Fraction(27)), (Fraction(5), Fraction(32))),
        public_holidays=Fraction(8),
        full_time_hours=Fraction(40),
        kept_in_hours=False,
    )
    assert later.days_after(Fraction(0)) == 27
    assert later.study_days == 0
    assert later.study_years == 1


def test_a_third_of_a_year_has_a_third_of_the_usual_holidays() -> None:
    got = entitlement(NURSES, years=Fraction(0), part_of_year=Fraction(1, 4))
    assert got == Entitlement(Fraction(27, 4), Fraction(2), Fraction(405, 8), Fraction(15))


def test_hours_are_pooled_only_where_both_are_kept_in_hours() -> None:
    assert Entitlement(Fraction(1), Fraction(1), Fraction(8)).pool_hours is None
    assert Entitlement(Fraction(1), Fraction(1), None, Fraction(8)).pool_hours is None
