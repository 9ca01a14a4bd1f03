"""Rate cards: a dated card with its bands; what was paid by an old one never changes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from models import RateBand, RateCard, WliClaim
from models.types import ClaimState
from rota_desk.domain.rates import DAY_CLASSES, HOUR, UNITS
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year

_BOUND = (ClaimState.APPROVED, ClaimState.SENT, ClaimState.PAID)


def add_rate_card(
    work: UnitOfWork,
    *,
    name: str,
    valid_from: dt.date,
    approved_by: str = "",
    source: str = "",
    like: int | None = None,
) -> int:
    """Begin a card on a day; the card before it ends there. `like` copies another's bands."""
    if not name.strip():
        raise Refusal("Give the rate card a name.")
    _end_earlier(work, valid_from)
    card = work.add(
        RateCard(
            name=name.strip(),
            valid_from=valid_from,
            approved_by=approved_by.strip(),
            source=source.strip(),
        )
    )
    if like is not None:
        work.add_all([_copy(band, card.id) for band in _bands(work, like)])
    work.label = f"Begin rate card {card.name}, {day_and_year(valid_from)}"
    return card.id


def add_rate_band(
    work: UnitOfWork,
    *,
    card: int,
    day_class: str,
    starts: dt.time,
    ends: dt.time,
    amount: Decimal,
    unit: str = HOUR,
    grade: str = "",
) -> int:
    """Add a rate for a class of day between two times; `ends` 00:00 is the day's end."""
    there = _open_card(work, card)
    if day_class not in DAY_CLASSES or unit not in UNITS:
        raise Refusal("Choose a class of day and a unit from the lists.")
    _refuse_below_nothing(amount)
    same = select(RateBand).where(
        RateBand.rate_card_id == card,
        RateBand.day_class == day_class,
        RateBand.starts == starts,
        RateBand.grade == grade.strip(),
    )
    if work.one(same) is not None:
        raise Refusal("There is a band that starts then already. Change its amount instead.")
    band = RateBand(
        rate_card_id=card,
        day_class=day_class,
        starts=starts,
        ends=ends,
        unit=unit,
        amount=amount,
        grade=grade.strip(),
    )
    work.add(band)
    work.label = f"Add a band to {there.name}"
    return band.id


def change_rate_band(work: UnitOfWork, *, band: int, amount: Decimal) -> None:
    """Correct a band's amount, while nothing was approved by its card."""
    there = work.get(RateBand, band)
    card = _open_card(work, there.rate_card_id)
    _refuse_below_nothing(amount)
    there.amount = amount
    work.label = f"Change a rate of {card.name} to £{amount}"


def remove_rate_band(work: UnitOfWork, *, band: int) -> None:
    """Take a band off a card, while nothing was approved by it."""
    there = work.get(RateBand, band)
    card = _open_card(work, there.rate_card_id)
    work.remove(there)
    work.label = f"Take a band off {card.name}"


def _open_card(work: UnitOfWork, card: int) -> RateCard:
    """The card; a refusal once a claim was approved by it."""
    there = work.get(RateCard, card)
    bound = select(WliClaim).where(WliClaim.rate_card_id == card, WliClaim.state.in_(_BOUND))
    if work.one(bound) is not None:
        raise Refusal(
            f"Claims have been approved by {there.name} of {day_and_year(there.valid_from)}."
            " Begin a new card from a later day."
        )
    return there


def _end_earlier(work: UnitOfWork, day: dt.date) -> None:
    for card in work.all(select(RateCard)):
        if card.valid_from == day:
            raise Refusal(f"{card.name} begins on {day_and_year(day)} already.")
        if card.valid_from < day and (card.valid_to is None or card.valid_to > day):
            card.valid_to = day


def _bands(work: UnitOfWork, card: int) -> list[RateBand]:
    found = select(RateBand).where(RateBand.rate_card_id == card).order_by(RateBand.id)
    return list(work.all(found))


def _copy(band: RateBand, card: int) -> RateBand:
    return RateBand(
        rate_card_id=card,
        day_class=band.day_class,
        starts=band.starts,
        ends=band.ends,
        unit=band.unit,
        amount=band.amount,
        grade=band.grade,
        activity_code=band.activity_code,
    )


def _refuse_below_nothing(amount: Decimal) -> None:
    if amount < 0:
        raise Refusal("A rate cannot be below nothing.")
