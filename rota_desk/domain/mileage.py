"""Mileage: which miles count, at which rates, split where the tier's miles are used up."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from models.types import Vehicle
from resources import read_text

_PENNY = Decimal("0.01")
DEDUCT_COMMUTE, LESSER_OF = "deduct_commute", "lesser_of"
VEHICLE_WORDS = {
    Vehicle.CAR: "car",
    Vehicle.MOTORCYCLE: "motorcycle",
    Vehicle.CYCLE: "bicycle",
    Vehicle.RESERVE: "car at the reserve rate",
    Vehicle.PASSENGER: "passenger",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """Pounds a mile from a day on: up to the tier's miles of a mileage year, and beyond."""

    vehicle: Vehicle
    valid_from: dt.date
    first: Decimal
    beyond: Decimal
    tier: int | None  # None: one rate for every mile
    source: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """From this day on the rate has to be entered: no source that was read confirms it."""

    vehicle: Vehicle
    valid_from: dt.date
    why: str


@dataclass(frozen=True, slots=True)
class Journey:
    """Miles that count for one journey, and how many named passengers went along."""

    line_id: int
    day: dt.date
    vehicle: Vehicle
    miles: Decimal
    passengers: int = 0
    paid_before: bool = False  # brought forward: counts in the tier, earns nothing


@dataclass(frozen=True, slots=True)
class Leg:
    """So many miles at one rate, in pounds; pence are rounded half up in each leg."""

    miles: Decimal
    rate: Decimal
    words: str = ""

    @property
    def amount(self) -> Decimal:
        """Pounds and pence."""
        return (self.miles * self.rate).quantize(_PENNY, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a journey earns; `missing` says which rate nobody has entered, and then nothing is."""

    legs: tuple[Leg, ...]
    miles_before: Decimal  # of the mileage year
    missing: str = ""

    @property
    def amount(self) -> Decimal:
        """The sum of its legs."""
        return sum((leg.amount for leg in self.legs), Decimal("0.00"))

    @property
    def words(self) -> str:
        """The sum as it is read: "100 miles × 56p + 150 miles × 21p = £87.50"."""
        terms = " + ".join(
            f"{_plain(leg.miles)} {leg.words or 'miles'} × {pence(leg.rate)}" for leg in self.legs
        )
        return f"{terms} = £{self.amount:,.2f}"


@dataclass(frozen=True, slots=True)
class MileageBook:
    """Every rate that is known, and every day from which one has to be entered."""

    entries: tuple[Rate | Unknown, ...]

    def on(self, vehicle: Vehicle, day: dt.date) -> Rate | Unknown:
        """What holds for a vehicle on a day: the latest entry that has begun."""
        begun = [one for one in self.entries if one.vehicle is vehicle and one.valid_from <= day]
        if not begun:
            return Unknown(vehicle, day, "no rate is kept for so early a day")
        latest = max(one.valid_from for one in begun)
        here = [one for one in begun if one.valid_from == latest]
        return next((one for one in here if isinstance(one, Rate)), here[0])


def mileage_book(own: Iterable[Rate] = ()) -> MileageBook:
    """The confirmed rates with the department's own beside them; its own come first."""
    return MileageBook((*own, *_known()))


def known_rates() -> tuple[Rate | Unknown, ...]:
    """What the program brings: confirmed rates, and what has to be entered."""
    return _known()


@cache
def _known() -> tuple[Rate | Unknown, ...]:
    table = tomllib.loads(read_text("mileage_rates.toml"))
    found: list[Rate | Unknown] = []
    for entry in table["rates"]:
        found += _confirmed(entry, table["tier_miles"])
        found += [
            Unknown(Vehicle(name), entry["from"], entry["why"])
            for name in entry.get("required", ())
        ]
    return tuple(found)


def _confirmed(entry: Mapping[str, Any], tier: int) -> list[Rate]:
    rates = []
    for vehicle in Vehicle:
        figures = [Decimal(one) for one in entry.get(vehicle.value, ())]
        if figures:
            miles = tier if len(figures) > 1 else None
            source = entry["source"]
            rates.append(Rate(vehicle, entry["from"], figures[0], figures[-1], miles, source))
    return rates


def mileage_year(day: dt.date, *, month: int) -> dt.date:
    """The first day of the mileage year a day lies in, a year that begins in `month`."""
    return dt.date(day.year if day.month >= month else day.year - 1, month, 1)


def eligible_way(
    *, rule: str, home_to_site: Decimal, home_to_base: Decimal, base_to_site: Decimal | None
) -> Decimal | None:
    """Miles one way that count when somebody starts from home; None where one is not known.

    `deduct_commute` leaves out the usual way to work, `lesser_of` takes the shorter of home to
    the place and base to the place.
    """
    if rule == LESSER_OF:
        return None if base_to_site is None else min(home_to_site, base_to_site)
    return max(home_to_site - home_to_base, Decimal(0))


def reckon(journeys: Sequence[Journey], book: MileageBook, *, month: int) -> dict[int, Reckoned]:
    """Price one person's journeys in order; the tier begins anew with each mileage year."""
    done: dict[int, Reckoned] = {}
    driven: dict[dt.date, Decimal] = {}
    for one in sorted(journeys, key=lambda journey: (journey.day, journey.line_id)):
        year = mileage_year(one.day, month=month)
        before = driven.get(year, Decimal(0))
        if one.vehicle is Vehicle.CAR:
            driven[year] = before + one.miles
        done[one.line_id] = Reckoned((), before) if one.paid_before else _priced(one, before, book)
    return done


def _priced(one: Journey, before: Decimal, book: MileageBook) -> Reckoned:
    rate = book.on(one.vehicle, one.day)
    if isinstance(rate, Unknown):
        return Reckoned((), before, _missing(rate))
    legs = _legs(one.miles, before, rate)
    if one.passengers:
        extra = book.on(Vehicle.PASSENGER, one.day)
        if isinstance(extra, Unknown):
            return Reckoned((), before, _missing(extra))
        legs = (*legs, Leg(one.miles * one.passengers, extra.first, "passenger miles"))
    return Reckoned(legs, before)


def _legs(miles: Decimal, before: Decimal, rate: Rate) -> tuple[Leg, ...]:
    """A journey's miles, split where it crosses the tier."""
    if rate.tier is None:
        return (Leg(miles, rate.first),)
    left = max(Decimal(rate.tier) - before, Decimal(0))
    first = min(miles, left)
    parts = (Leg(first, rate.first), Leg(miles - first, rate.beyond))
    return tuple(leg for leg in parts if leg.miles) or (Leg(miles, rate.first),)


def _missing(unknown: Unknown) -> str:
    return f"the rate for a {VEHICLE_WORDS[unknown.vehicle]} ({unknown.why})"


def pence(rate: Decimal) -> str:
    """A rate as pence: "56p", "45.5p"."""
    return f"{_plain(rate * 100)}p"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
