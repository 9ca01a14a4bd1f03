"""Mileage: the rulebook's worked examples, the tier split inside a journey, rates by the day."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.types import Vehicle
from rota_desk.domain.mileage import (
    DEDUCT_COMMUTE,
    LESSER_OF,
    Journey,
    Leg,
    Rate,
    Reckoned,
    Unknown,
    eligible_way,
    known_rates,
    mileage_book,
    mileage_year,
    reckon,
)
from rota_desk.settings import setting_specs

MARCH = dt.date(2026, 3, 2)
BOOK = mileage_book()


def drive(
    number: int, miles: str, day: dt.date = MARCH, *, before: bool = False, passengers: int = 0
) -> Journey:
    return Journey(number, day, Vehicle.CAR, Decimal(miles), passengers, before)


def test_a_journey_that_crosses_the_tier_is_split() -> None:
    done = reckon([drive(1, "3400", before=True), drive(2, "250")], BOOK, month=4)
    assert (done[2].amount, done[2].words) == (
        Decimal("87.50"),
        "100 miles × 56p + 150 miles × 21p = £87.50",
    )
    assert done[1].amount == Decimal("0.00")


def test_four_thousand_miles_in_a_year() -> None:
    (done,) = reckon([drive(1, "4000")], BOOK, month=4).values()
    assert [leg.amount for leg in done.legs] == [Decimal("1960.00"), Decimal("105.00")]
    assert done.amount == Decimal("2065.00")


def test_miles_up_to_the_tier_are_all_at_the_first_rate() -> None:
    done = reckon([drive(1, "3400", before=True), drive(2, "100"), drive(3, "1")], BOOK, month=4)
    assert (done[2].amount, done[3].amount) == (Decimal("56.00"), Decimal("0.21"))


def test_from_home_only_what_is_beyond_the_way_to_work_counts() -> None:
    far = {"home_to_site": Decimal(22), "home_to_base": Decimal(15)}
    assert eligible_way(rule=DEDUCT_COMMUTE, base_to_site=Decimal(12), **far) == 7
    assert eligible_way(rule=LESSER_OF, base_to_site=Decimal(12), **far) == 12
    assert eligible_way(rule=LESSER_OF, base_to_site=None, **far) is None
    near = {"home_to_site": Decimal(9), "home_to_base": Decimal(15)}
    assert eligible_way(rule=DEDUCT_COMMUTE, base_to_site=None, **near) == 0


def test_each_named_passenger_earns_the_passenger_rate_for_every_mile() -> None:
    (done,) = reckon([drive(1, "40", passengers=2)], BOOK, month=4).values()
    assert (done.amount, done.words) == (
        Decimal("26.40"),
        "40 miles × 56p + 80 passenger miles × 5p = £26.40",
    )


def test_the_tier_begins_anew_with_the_mileage_year() -> None:
    end, begin = dt.date(2026, 3, 31), dt.date(2026, 4, 1)
    journeys = [drive(1, "3500", end), drive(2, "10", begin)]
    assert reckon(journeys, BOOK, month=4)[2].amount == Decimal("5.60")
    assert reckon(journeys, BOOK, month=7)[2].amount == Decimal("2.10")
    assert [mileage_year(day, month=4).year for day in (end, begin)] == [2025, 2026]


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        ("2013-07-01", "0.67"),
        ("2014-06-30", "0.67"),
        ("2014-07-01", "0.56"),
        ("2026-05-31", "0.56"),
    ],
)
def test_a_journey_has_the_rate_of_its_day(day: str, rate: str) -> None:
    found = BOOK.on(Vehicle.CAR, dt.date.fromisoformat(day))
    assert isinstance(found, Rate)
    assert found.first == Decimal(rate)


@pytest.mark.parametrize("day", ["2013-06-30", "2023-05-01", "2025-12-31", "2026-06-01"])
def test_what_no_source_confirms_is_asked_for_and_never_reckoned(day: str) -> None:
    when = dt.date.fromisoformat(day)
    assert isinstance(BOOK.on(Vehicle.CAR, when), Unknown)
    (done,) = reckon([drive(1, "10", when)], BOOK, month=4).values()
    assert (done.amount, len(done.legs)) == (Decimal(0), 0)
    assert "the rate for a car" in done.missing


def test_an_entry_of_the_department_holds_from_its_day_and_a_later_change_asks_again() -> None:
    june, may = dt.date(2026, 6, 1), dt.date(2026, 5, 1)
    own = Rate(Vehicle.CAR, june, Decimal("0.45"), Decimal("0.25"), 3500, "Payroll")
    early = Rate(Vehicle.CAR, may, Decimal("0.50"), Decimal("0.25"), 3500, "Payroll")
    assert mileage_book([own]).on(Vehicle.CAR, june) is own
    assert mileage_book([early]).on(Vehicle.CAR, dt.date(2026, 5, 31)) is early
    assert isinstance(mileage_book([early]).on(Vehicle.CAR, june), Unknown)


@given(st.lists(st.integers(1, 9000), min_size=1, max_size=6), st.data())
def test_how_a_year_is_cut_into_journeys_changes_no_mile_and_hardly_a_penny(
    miles: list[int], data: st.DataObject
) -> None:
    journeys = [drive(number, str(one)) for number, one in enumerate(miles)]
    parts = reckon(journeys, BOOK, month=4).values()
    (whole,) = reckon([drive(0, str(sum(miles)))], BOOK, month=4).values()
    assert sum(leg.miles for one in parts for leg in one.legs) == sum(miles)
    assert sum(one.amount for one in parts) == whole.amount
    shuffled = reckon(data.draw(st.permutations(journeys)), BOOK, month=4)
    assert [shuffled[one.line_id] for one in journeys] == list(parts)


def rate(vehicle: Vehicle, since: str, first: str, beyond: str, tier: int | None) -> Rate:
    day = dt.date.fromisoformat(since)
    sources = {
        2013: "NHS terms and conditions handbook, mileage from 1 July 2013",
        2014: "NHS terms and conditions handbook, mileage from 1 July 2014",
        2026: "NHS trust page, mileage from 1 January 2026",
    }
    return Rate(vehicle, day, Decimal(first), Decimal(beyond), tier, sources[day.year])


def test_the_rates_that_are_brought_are_those_of_the_handbook() -> None:
    assert [one for one in known_rates() if isinstance(one, Rate)] == [
        rate(Vehicle.CAR, "2013-07-01", "0.67", "0.24", 3500),
        rate(Vehicle.MOTORCYCLE, "2013-07-01", "0.33", "0.33", None),
        rate(Vehicle.CYCLE, "2013-07-01", "0.20", "0.20", None),
        rate(Vehicle.RESERVE, "2013-07-01", "0.33", "0.33", None),
        rate(Vehicle.PASSENGER, "2013-07-01", "0.05", "0.05", None),
        rate(Vehicle.CAR, "2014-07-01", "0.56", "0.20", 3500),
        rate(Vehicle.MOTORCYCLE, "2014-07-01", "0.28", "0.28", None),
        rate(Vehicle.CYCLE, "2014-07-01", "0.20", "0.20", None),
        rate(Vehicle.RESERVE, "2014-07-01", "0.28", "0.28", None),
        rate(Vehicle.PASSENGER, "2014-07-01", "0.05", "0.05", None),
        rate(Vehicle.CAR, "2026-01-01", "0.56", "0.21", 3500),
        rate(Vehicle.MOTORCYCLE, "2026-01-01", "0.28", "0.28", None),
        rate(Vehicle.PASSENGER, "2026-01-01", "0.05", "0.05", None),
    ]
    asked = [one for one in known_rates() if isinstance(one, Unknown)]
    assert [(one.vehicle.name, str(one.valid_from)) for one in asked] == [
        *((name, "2023-01-01") for name in ("CAR", "MOTORCYCLE", "CYCLE", "PASSENGER", "RESERVE")),
        *((name, "2026-01-01") for name in ("CYCLE", "RESERVE")),
        *((name, "2026-06-01") for name in ("CAR", "MOTORCYCLE", "CYCLE", "PASSENGER", "RESERVE")),
    ]
    assert asked[5].why == "the figure could not be confirmed"


def test_before_any_rate_the_day_and_the_reason_are_told() -> None:
    early = dt.date(2013, 6, 30)
    why = "no rate is kept for so early a day"
    assert BOOK.on(Vehicle.CAR, early) == Unknown(Vehicle.CAR, early, why)
    done = reckon([drive(1, "10", early)], BOOK, month=4)
    assert done == {1: Reckoned((), Decimal(0), f"the rate for a car ({why})")}


@pytest.mark.parametrize(
    ("vehicle", "words"),
    [
        (Vehicle.CAR, "car"),
        (Vehicle.MOTORCYCLE, "motorcycle"),
        (Vehicle.CYCLE, "bicycle"),
        (Vehicle.RESERVE, "car at the reserve rate"),
        (Vehicle.PASSENGER, "passenger"),
    ],
)
def test_a_missing_rate_names_the_vehicle(vehicle: Vehicle, words: str) -> None:
    june = dt.date(2026, 6, 1)
    (done,) = reckon([Journey(1, june, vehicle, Decimal(3))], BOOK, month=4).values()
    assert done.missing == (
        f"the rate for a {words} (the mechanism changed on 1 June 2026;"
        " its pence could not be confirmed)"
    )


def test_a_passenger_without_a_rate_stops_the_whole_journey() -> None:
    june = dt.date(2026, 6, 1)
    own = Rate(Vehicle.CAR, june, Decimal("0.45"), Decimal("0.25"), 3500, "Payroll")
    (done,) = reckon([drive(1, "10", june, passengers=1)], mileage_book([own]), month=4).values()
    assert done.legs == ()
    assert done.miles_before == 0
    assert done.missing.startswith("the rate for a passenger (")


def test_miles_before_a_journey_are_those_of_the_car_in_its_mileage_year() -> None:
    bike = Journey(2, MARCH, Vehicle.MOTORCYCLE, Decimal(30))
    journeys = [drive(1, "3400", before=True), bike, drive(3, "200"), drive(4, "0.5")]
    done = reckon(journeys, BOOK, month=4)
    first, beyond = Decimal("0.56"), Decimal("0.21")
    assert done == {
        1: Reckoned((), Decimal(0)),
        2: Reckoned((Leg(Decimal(30), Decimal("0.28")),), Decimal(3400)),
        3: Reckoned((Leg(Decimal(100), first), Leg(Decimal(100), beyond)), Decimal(3400)),
        4: Reckoned((Leg(Decimal("0.5"), beyond),), Decimal(3600)),
    }
    assert str(done[4].amount) == "0.11"  # half a penny up
    assert done[3].words == "100 miles × 56p + 100 miles × 21p = £77.00"


def test_a_journey_of_no_miles_earns_nothing_at_the_first_rate() -> None:
    (done,) = reckon([drive(1, "0")], BOOK, month=4).values()
    assert done == Reckoned((Leg(Decimal(0), Decimal("0.56")),), Decimal(0))


def test_a_mileage_year_begins_on_the_first_of_its_month() -> None:
    assert mileage_year(dt.date(2026, 3, 31), month=4) == dt.date(2025, 4, 1)
    assert mileage_year(dt.date(2026, 4, 1), month=4) == dt.date(2026, 4, 1)


def test_the_ways_to_leave_out_the_way_to_work_are_those_that_can_be_set() -> None:
    (spec,) = [one for one in setting_specs() if one.key == "expenses.home_rule"]
    assert [DEDUCT_COMMUTE, LESSER_OF] == [*spec.choices] == ["deduct_commute", "lesser_of"]
