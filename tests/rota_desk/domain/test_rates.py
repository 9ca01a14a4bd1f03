"""The rate card laid over a session: the rulebook's worked sums, and the edges."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from rota_desk.domain.rates import DAY_CLASSES, UNITS, Band, Part, Price, Work, price
from rota_desk.errors import Refusal

LONDON = ZoneInfo("Europe/London")


def band(day_class: str, starts: int, ends: int, amount: int, **facts: str) -> Band:
    return Band(
        day_class,
        dt.time(starts),
        dt.time(ends),
        facts.pop("unit", "hour"),
        Decimal(amount),
        **facts,
    )


CARD_2022 = (
    band("weekday", 7, 19, 150),
    band("weekday", 19, 23, 200),
    band("weekday", 23, 7, 250),
    *(band(day, 7, 23, 200) for day in ("saturday", "sunday")),
    *(band(day, 23, 7, 250) for day in ("saturday", "sunday")),
)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute)


def test_a_saturday_morning_is_four_hours_at_two_hundred() -> None:
    found = price(Work(at(14, 8), at(14, 12)), CARD_2022, zone=LONDON)
    assert found.parts == (
        Part(at(14, 8), at(14, 12), Decimal(4), "hour", Decimal(200), Decimal("800.00")),
    )


def test_a_friday_evening_is_split_at_seven() -> None:
    found = price(Work(at(13, 17), at(13, 21)), CARD_2022, zone=LONDON)
    assert [(p.start, p.end, p.quantity, p.amount) for p in found.parts] == [
        (at(13, 17), at(13, 19), Decimal(2), Decimal("300.00")),
        (at(13, 19), at(13, 21), Decimal(2), Decimal("400.00")),
    ]
    assert (found.quantity, found.amount) == (Decimal(4), Decimal("700.00"))


def test_a_night_into_saturday_changes_class_at_midnight_but_keeps_one_rate() -> None:
    found = price(Work(at(13, 22), at(14, 8)), CARD_2022, zone=LONDON)
    assert [(p.quantity, p.rate) for p in found.parts] == [
        (Decimal(1), Decimal(200)),
        (Decimal(8), Decimal(250)),
        (Decimal(1), Decimal(200)),
    ]


def test_the_hour_put_back_in_october_is_paid() -> None:
    found = price(Work(at(24, 23, month=10), at(25, 7, month=10)), CARD_2022, zone=LONDON)
    assert (found.quantity, found.amount) == (Decimal(9), Decimal("2250.00"))


def test_a_quarter_of_an_hour_past_the_boundary_is_paid_at_the_higher_rate() -> None:
    found = price(Work(at(13, 18, 45), at(13, 19, 15)), CARD_2022, zone=LONDON)
    assert [(p.quantity, p.amount) for p in found.parts] == [
        (Decimal("0.25"), Decimal("37.50")),
        (Decimal("0.25"), Decimal("50.00")),
    ]


def test_a_session_is_paid_whole_at_the_rate_when_it_starts() -> None:
    card = (
        band("weekday", 0, 19, 450, unit="session"),
        band("weekday", 19, 0, 600, unit="session"),
    )
    found = price(Work(at(13, 17), at(13, 21), unit="session"), card, zone=LONDON)
    assert found.parts == (
        Part(at(13, 17), at(13, 21), Decimal(1), "session", Decimal(450), Decimal("450.00")),
    )


def test_programmed_activities_are_shared_over_the_bands() -> None:
    card = (band("weekday", 0, 19, 400, unit="pa"), band("weekday", 19, 0, 600, unit="pa"))
    work = Work(at(13, 17), at(13, 21), unit="pa", quantity=Decimal(1))
    found = price(work, card, zone=LONDON)
    assert [(p.quantity, p.amount) for p in found.parts] == [
        (Decimal("0.5"), Decimal("200.00")),
        (Decimal("0.5"), Decimal("300.00")),
    ]


def test_the_closest_fit_of_grade_and_activity_wins() -> None:
    card = (*CARD_2022, band("saturday", 7, 23, 120, grade="SpN"))
    nurse = price(Work(at(14, 8), at(14, 12), grade="SpN"), card, zone=LONDON)
    doctor = price(Work(at(14, 8), at(14, 12), grade="Consultant"), card, zone=LONDON)
    assert (nurse.amount, doctor.amount) == (Decimal("480.00"), Decimal("800.00"))


def test_a_bank_holiday_has_its_own_rate_where_the_card_names_one() -> None:
    card = (*CARD_2022, band("holiday", 0, 0, 300))
    christmas = Work(at(25, 8, month=12), at(25, 12, month=12))
    day = christmas.start.date()
    assert price(christmas, card, zone=LONDON, holidays={day}).amount == Decimal("1200.00")
    assert price(christmas, CARD_2022, zone=LONDON, holidays={day}).amount == Decimal("600.00")


def test_time_without_a_rate_is_refused_with_the_moment() -> None:
    with pytest.raises(Refusal, match="no rate for Fri 13 Nov at 19:00"):
        price(Work(at(13, 17), at(13, 21)), (band("weekday", 7, 19, 150),), zone=LONDON)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(Refusal, match="end after it starts"):
        price(Work(at(13, 21), at(13, 17)), CARD_2022, zone=LONDON)


@pytest.mark.parametrize(
    ("starts", "ends", "inside", "outside"),
    [
        (7, 19, (420, 1139), (419, 1140)),
        (23, 7, (1380, 0, 419), (420, 1379)),
        (19, 0, (1140, 1439), (1139, 0)),
        (0, 0, (0, 1439), ()),
        (7, 7, (0, 419, 420, 1439), ()),
    ],
)
def test_a_band_covers_its_first_minute_and_not_its_last(
    starts: int, ends: int, inside: tuple[int, ...], outside: tuple[int, ...]
) -> None:
    found = band("weekday", starts, ends, 1)
    assert [found.covers(minute) for minute in inside] == [True] * len(inside)
    assert [found.covers(minute) for minute in outside] == [False] * len(outside)


def test_a_band_from_a_half_hour_counts_its_minutes() -> None:
    half = Band("friday", dt.time(18, 30), dt.time(21, 15), "hour", Decimal(1))
    assert half.edges() == (1110, 1275)
    card = (
        Band("weekday", dt.time(0), dt.time(18, 30), "hour", Decimal(100)),
        Band("weekday", dt.time(18, 30), dt.time(0), "hour", Decimal(200)),
    )
    found = price(Work(at(13, 18, 10), at(13, 18, 45)), card, zone=LONDON)
    assert [(p.start, p.end, p.quantity, p.amount) for p in found.parts] == [
        (at(13, 18, 10), at(13, 18, 30), Decimal("0.333"), Decimal("33.33")),
        (at(13, 18, 30), at(13, 18, 45), Decimal("0.25"), Decimal("50.00")),
    ]


def test_half_a_penny_and_half_a_thousandth_go_up() -> None:
    card = (Band("weekday", dt.time(0), dt.time(0), "point", Decimal("0.05")),)
    work = Work(at(13, 8), at(13, 9), unit="point", quantity=Decimal("0.1005"))
    (part,) = price(work, card, zone=LONDON).parts
    assert (part.quantity, str(part.amount)) == (Decimal("0.101"), "0.01")
    work = Work(at(13, 8), at(13, 9), unit="point", quantity=Decimal("0.1"))
    (part,) = price(work, card, zone=LONDON).parts
    assert str(part.amount) == "0.01"


def test_a_price_of_nothing_is_nothing() -> None:
    assert str(Price(()).amount) == "0.00"
    assert Price(()).quantity == 0


def test_a_rate_for_the_activity_goes_before_one_for_the_grade() -> None:
    card = (
        band("saturday", 0, 0, 100),
        band("saturday", 0, 0, 120, grade="SpN"),
        band("saturday", 0, 0, 140, activity="ERCP"),
        band("saturday", 0, 0, 160, grade="SpN", activity="ERCP"),
    )

    def paid(grade: str, activity: str) -> int:
        work = Work(at(14, 8), at(14, 9), grade=grade, activity=activity)
        return int(price(work, card, zone=LONDON).amount)

    assert [paid("SpN", ""), paid("", "ERCP"), paid("SpN", "ERCP"), paid("", "")] == [
        120, 140, 160, 100,
    ]  # fmt: skip
    assert paid("Consultant", "Clinic") == 100
    assert [paid("Consultant", "ERCP"), paid("SpN", "Clinic")] == [140, 120]


def test_pas_over_the_night_the_clocks_go_back_are_shared_by_elapsed_hours() -> None:
    card = (band("saturday", 0, 0, 400, unit="pa"), band("sunday", 0, 0, 600, unit="pa"))
    work = Work(at(24, 22, month=10), at(25, 3, month=10), unit="pa", quantity=Decimal(3))
    found = price(work, card, zone=LONDON)
    assert [(p.quantity, p.amount) for p in found.parts] == [
        (Decimal(1), Decimal("400.00")),
        (Decimal(2), Decimal("1200.00")),
    ]


def test_summer_hours_are_hours() -> None:
    work = Work(at(1, 8, month=7), at(1, 12, month=7))
    assert price(work, CARD_2022, zone=LONDON).amount == Decimal("600.00")


def test_refusals_say_what_to_do() -> None:
    with pytest.raises(Refusal) as nothing:
        price(Work(at(13, 17), at(13, 17)), CARD_2022, zone=LONDON)
    assert str(nothing.value) == "The session has to end after it starts. Check both times."
    with pytest.raises(Refusal) as uncovered:
        price(Work(at(13, 17), at(13, 19, 1)), (band("weekday", 7, 19, 150),), zone=LONDON)
    assert str(uncovered.value) == (
        "The rate card has no rate for Fri 13 Nov at 19:00."
        " Add the band to the card, or check the times."
    )
    whole = price(Work(at(13, 17), at(13, 19)), (band("weekday", 7, 19, 150),), zone=LONDON)
    assert whole.amount == Decimal("300.00")


def test_midnight_divides_where_the_class_of_day_changes_the_rate() -> None:
    card = (band("weekday", 19, 7, 200), band("saturday", 19, 7, 300))
    found = price(Work(at(13, 22), at(14, 2)), card, zone=LONDON)
    assert [(p.start, p.end, p.amount) for p in found.parts] == [
        (at(13, 22), at(14, 0), Decimal("400.00")),
        (at(14, 0), at(14, 2), Decimal("600.00")),
    ]


def test_units_and_classes_of_day_stay_as_they_are_written_in_files() -> None:
    assert UNITS == ("hour", "session", "pa", "list", "point")
    assert DAY_CLASSES == ("weekday", "saturday", "sunday", "holiday")
