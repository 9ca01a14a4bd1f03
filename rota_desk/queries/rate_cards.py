"""Rate cards: which one is in force on a day, and what a claim earns by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select

from models import Activity, Clinician, RateBand, RateCard, WliClaim
from rota_desk.domain.rates import Band, Price, Work, price
from rota_desk.errors import Refusal
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year


@dataclass(frozen=True, slots=True)
class Card:
    """A dated card of local rates with its bands."""

    card_id: int
    name: str
    valid_from: dt.date
    valid_to: dt.date | None  # first day no longer in force
    approved_by: str
    source: str
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class BandLine:
    """A band of a card by its number."""

    band_id: int
    band: Band


def rate_bands(read: Reading, *, card: int) -> tuple[BandLine, ...]:
    """The bands of one card, by class of day and time."""
    order = (RateBand.day_class, RateBand.starts, RateBand.id)
    records = read.all(select(RateBand).where(RateBand.rate_card_id == card).order_by(*order))
    return tuple(BandLine(one.id, _band(one)) for one in records)


def rate_cards(read: Reading) -> tuple[Card, ...]:
    """Every card, the newest first."""
    records = read.all(select(RateCard).order_by(RateCard.valid_from.desc(), RateCard.id))
    bands: dict[int, list[Band]] = {}
    for one in read.all(
        select(RateBand).order_by(RateBand.day_class, RateBand.starts, RateBand.id)
    ):
        bands.setdefault(one.rate_card_id, []).append(_band(one))
    return tuple(_card(record, bands.get(record.id, [])) for record in records)


@dataclass(frozen=True, slots=True)
class RateBook:
    """Every card, with the bank holidays and the zone that a price depends on."""

    cards: tuple[Card, ...]
    holidays: frozenset[dt.date]
    zone: ZoneInfo

    def card_on(self, day: dt.date) -> Card:
        """The card in force on a day; a refusal when there is none."""
        for card in self.cards:
            if card.valid_from <= day and (card.valid_to is None or day < card.valid_to):
                return card
        raise Refusal(
            f"No rate card is in force on {day_and_year(day)}. Add one in Settings, Rate cards."
        )

    def price(self, work: Work) -> tuple[Card, Price]:
        """What work earns by the card in force on its first day."""
        card = self.card_on(work.start.date())
        return card, price(work, card.bands, zone=self.zone, holidays=self.holidays)


def rate_book(read: Reading, *, start: dt.date, end: dt.date) -> RateBook:
    """The cards, and the bank holidays from `start` until before `end`."""
    holidays = bank_holidays(read, start=start, end=end)
    return RateBook(rate_cards(read), frozenset(holidays), read.zone)


def card_on(read: Reading, *, day: dt.date) -> Card:
    """The card in force on a day; a refusal when there is none."""
    return RateBook(rate_cards(read), frozenset(), read.zone).card_on(day)


def claim_price(read: Reading, *, claim: WliClaim) -> tuple[Card, Price]:
    """The card in force on the claim's day, and the claim's price by it, before any share."""
    return price_on(
        read,
        clinician=claim.clinician_id,
        activity=claim.activity_id,
        work=Work(claim.start, claim.end, claim.grade, unit=claim.unit, quantity=claim.quantity),
    )


def price_on(read: Reading, *, clinician: int, activity: int, work: Work) -> tuple[Card, Price]:
    """What a session of this person and activity earns, by the card in force on its day.

    Without a grade the person's present one holds.
    """
    person, kind = read.get(Clinician, clinician), read.get(Activity, activity)
    grade = work.grade or person.grade
    asked = Work(work.start, work.end, grade, kind.code, work.unit, work.quantity)
    book = rate_book(read, start=work.start.date(), end=work.end.date() + dt.timedelta(days=1))
    return book.price(asked)


def _card(record: RateCard, bands: Sequence[Band]) -> Card:
    return Card(
        record.id,
        record.name,
        record.valid_from,
        record.valid_to,
        record.approved_by,
        record.source,
        tuple(bands),
    )


def _band(one: RateBand) -> Band:
    return Band(
        one.day_class, one.starts, one.ends, one.unit, one.amount, one.grade, one.activity_code
    )
