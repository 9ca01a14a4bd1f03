"""Rate cards: a new one ends the old, and what was approved by one keeps it as it is."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import MONDAY, at

from models import RateBand, RateCard, WliClaim
from models.types import ClaimState
from rota_desk.desk import Desk
from rota_desk.edits.rate_cards import (
    add_rate_band,
    add_rate_card,
    change_rate_band,
    remove_rate_band,
)
from rota_desk.errors import Refusal
from rota_desk.queries.rate_cards import card_on, rate_cards
from rota_desk.unit_of_work import UnitOfWork


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


def _approved_by(work: UnitOfWork, *, claim: int, card: int) -> None:
    there = work.get(WliClaim, claim)
    there.rate_card_id, there.state = card, ClaimState.APPROVED


def weekday_band(desk: Desk, card: int, amount: int) -> int:
    return desk.do(
        add_rate_band,
        card=card,
        day_class="weekday",
        starts=dt.time(7),
        ends=dt.time(19),
        amount=Decimal(amount),
    ).value


def test_a_new_card_ends_the_one_before_and_may_copy_it(desk: Desk) -> None:
    old = build.a_rate_card(desk)
    desk.do(add_rate_card, name="Rates 2027", valid_from=dt.date(2027, 4, 1), like=old.id)
    new, before = desk.ask(rate_cards)
    assert (new.name, before.valid_to, new.bands) == (
        "Rates 2027",
        dt.date(2027, 4, 1),
        before.bands,
    )
    assert desk.ask(card_on, day=dt.date(2027, 3, 31)).card_id == old.id
    assert desk.ask(card_on, day=dt.date(2027, 4, 1)).card_id == new.card_id


def test_two_cards_cannot_begin_on_one_day(desk: Desk) -> None:
    old = build.a_rate_card(desk)
    with pytest.raises(Refusal, match="already"):
        desk.do(add_rate_card, name="Again", valid_from=old.valid_from)


def test_a_band_is_added_changed_and_removed(desk: Desk) -> None:
    card = desk.do(add_rate_card, name="Rates", valid_from=MONDAY).value
    band = weekday_band(desk, card, 150)
    with pytest.raises(Refusal, match="starts then already"):
        weekday_band(desk, card, 160)
    with pytest.raises(Refusal, match="below nothing"):
        desk.do(change_rate_band, band=band, amount=Decimal(-1))
    desk.do(change_rate_band, band=band, amount=Decimal(155))
    assert [one.amount for one in build.every(desk, RateBand)] == [Decimal("155.00")]
    desk.do(remove_rate_band, band=band)
    assert build.every(desk, RateBand) == []


def test_a_card_that_paid_somebody_is_kept_as_it_is(desk: Desk) -> None:
    card = build.a_rate_card(desk)
    person = build.a_clinician(desk, contract=None)
    claim = build.a_claim(desk, person, at(MONDAY, "17:00"), at(MONDAY, "19:00"))
    desk.do(_approved_by, claim=claim.id, card=card.id)
    band = build.every(desk, RateBand)[0]
    with pytest.raises(Refusal, match="Begin a new card"):
        desk.do(change_rate_band, band=band.id, amount=Decimal(999))
    assert [one.valid_to for one in build.every(desk, RateCard)] == [None]
