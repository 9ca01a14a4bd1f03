"""Rate cards: which one is in force on a day, and what a claim earns by it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

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
    return tuple(_card(read, record) for record in records)


def card_on(read: Reading, *, day: dt.date) -> Card:
    """The card in force on a day; a refusal when there is none."""
    record = read.one(
        select(RateCard)
        .where(RateCard.valid_from <= day)
        .where(RateCard.valid_to.is_(None) | (RateCard.valid_to > day))
        .order_by(RateCard.valid_from.desc(), RateCard.id)
    )
    if record is None:
        raise Refusal(
            f"No rate card is in force on {day_and_year(day)}. Add one in Settings, Rate cards."
        )
    return _card(read, record)


def claim_price(read: Reading, *, claim: WliClaim) -> tuple[int, Price]:
    """The card in force on the claim's day, and the claim's price by it."""
    return price_on(
        read,
        clinician=claim.clinician_id,
        activity=claim.activity_id,
        work=Work(claim.start, claim.end, unit=claim.unit, quantity=claim.quantity),
    )


def price_on(read: Reading, *, clinician: int, activity: int, work: Work) -> tuple[int, Price]:
    """What a session of this person and activity earns, by the card in force on its day."""
    card = card_on(read, day=work.start.date())
    person, kind = read.get(Clinician, clinician), read.get(Activity, activity)
    asked = Work(work.start, work.end, person.grade, kind.code, work.unit, work.quantity)
    first, beyond = work.start.date(), work.end.date() + dt.timedelta(days=1)
    holidays = bank_holidays(read, start=first, end=beyond)
    return card.card_id, price(asked, card.bands, zone=read.zone, holidays=holidays)


def _card(read: Reading, record: RateCard) -> Card:
    bands = read.all(
        select(RateBand)
        .where(RateBand.rate_card_id == record.id)
        .order_by(RateBand.day_class, RateBand.starts, RateBand.id)
    )
    return Card(
        record.id,
        record.name,
        record.valid_from,
        record.valid_to,
        record.approved_by,
        record.source,
        tuple(_band(one) for one in bands),
    )


def _band(one: RateBand) -> Band:
    return Band(
        one.day_class, one.starts, one.ends, one.unit, one.amount, one.grade, one.activity_code
    )
