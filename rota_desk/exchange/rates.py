"""`rate-cards`, `claim-approvers`, `mileage-rates`: what claims and journeys are priced by."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import ClaimApprover, ExpenseLine, MileageRate, RateBand, RateCard, WliClaim
from models.base import Base
from models.types import ClaimState, ExpenseState, Vehicle
from rota_desk.domain.rates import DAY_CLASSES, HOUR, UNITS
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import refuse_turned_round
from rota_desk.exchange.table import (
    Cells,
    ExchangeTable,
    Found,
    Level,
    NotTaken,
    Taking,
    Wanted,
    settled,
)
from rota_desk.intake.columns import SHORT, Column, Kind, Value
from rota_desk.unit_of_work import Reading

_BOUND = (ClaimState.APPROVED, ClaimState.SENT, ClaimState.PAID)
_FIXED = (ExpenseState.APPROVED, ExpenseState.PAID)

CARD_COLUMNS = (
    Column("card", "name of the card", needed=True),
    Column("card_from", "first day it holds", Kind.DAY, needed=True),
    Column("card_to", "first day it no longer holds", Kind.DAY),
    Column("approved_by", "who approved it"),
    Column("source", "where it stands"),
    Column("day_class", f"{', '.join(DAY_CLASSES)}", needed=True, most=SHORT),
    Column("starts", "from this time of day", Kind.CLOCK, needed=True),
    Column("ends", "until this time; 00:00: the end of the day", Kind.CLOCK, needed=True),
    Column("unit", f"{', '.join(UNITS)}", most=SHORT),
    Column("amount", "pounds for one of them", Kind.MONEY, needed=True),
    Column("grade", "for this grade only; empty: for all", most=SHORT),
    Column("activity", "for this activity's code only; empty: for all", most=SHORT),
)
_CARD = {"card_to": "valid_to", "approved_by": "approved_by", "source": "source"}
_BAND = {
    **{name: name for name in ("day_class", "starts", "ends", "unit", "amount", "grade")},
    "activity": "activity_code",
}


def _card_rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    def order(one: RateBand) -> tuple[object, ...]:
        card = names.cards[one.rate_card_id]
        return card.valid_from, card.name, one.id

    for one in sorted(read.all(select(RateBand)), key=order):
        card = names.cards[one.rate_card_id]
        if wanted.clinician is None and wanted.open(card.valid_from, card.valid_to):
            cells: dict[str, Value] = {"card": card.name, "card_from": card.valid_from}
            cells |= {name: getattr(card, fact) for name, fact in _CARD.items()}
            yield Found(one.id, cells | {name: getattr(one, fact) for name, fact in _BAND.items()})


def _card_key(cells: Cells) -> tuple[Value, ...]:
    apart = (cells.get(name) or "" for name in ("grade", "activity"))
    return (*(cells.get(name) for name in ("card", "card_from", "day_class", "starts")), *apart)


def _put_band(row: Taking) -> Base | None:
    for column, known in (("day_class", DAY_CLASSES), ("unit", UNITS)):
        if row.text(column) and row.text(column) not in known:
            raise NotTaken(f"write one of {', '.join(known)}.", column)
    start, end = row.day("card_from"), row.day("card_to")
    if start and end and end <= start:
        raise NotTaken("the card ends before it begins: correct one of the days.", "card_to")
    empty: dict[str, Value] = {"unit": HOUR, "grade": "", "activity_code": ""}
    facts: dict[str, object] = dict(row.facts(_BAND, empty=empty))
    facts["rate_card_id"] = _card_of(row)
    return settled(row, RateBand, facts)


def _card_of(row: Taking) -> int:
    """The card of a row, made where there is none; one by which claims were approved stays."""
    name, start = row.text("card"), row.day("card_from")
    assert start is not None  # noqa: S101 - a new band needs it, and a known one is found by it
    there = row.names.cards.values()
    card = next((one for one in there if (one.name, one.valid_from) == (name, start)), None)
    if card is None:
        card = row.work.add(RateCard(name=name, valid_from=start))
        row.names.cards[card.id] = card
    bound = select(WliClaim).where(WliClaim.rate_card_id == card.id, WliClaim.state.in_(_BOUND))
    if row.work.one(bound.limit(1)) is not None:
        raise NotTaken(
            "claims have been approved by this card: begin a new one from a later day.", "card"
        )
    for attribute, value in row.facts(_CARD, empty={"approved_by": "", "source": ""}).items():
        setattr(card, attribute, value)
    return card.id


RATE_CARDS = ExchangeTable(
    kind="rate-cards",
    says="Local rates for extra work, one row a band of a card.",
    level=Level.DESK,
    columns=CARD_COLUMNS,
    key=_card_key,
    rows=_card_rows,
    put=_put_band,
)


APPROVER_COLUMNS = (
    Column("name", "who may approve claims", needed=True),
    Column("from", "first day", Kind.DAY, needed=True),
    Column("to", "first day they no longer may", Kind.DAY),
    Column("role", "service manager, clinical director"),
    Column("up_to", "pounds; empty: any amount", Kind.MONEY),
)
_APPROVER = {"name": "name", "from": "start", "to": "end", "role": "role", "up_to": "up_to"}


def _approver_rows(read: Reading, _names: Names, wanted: Wanted) -> Iterator[Found]:
    for one in read.all(select(ClaimApprover).order_by(ClaimApprover.start, ClaimApprover.name)):
        if wanted.clinician is None and wanted.open(one.start, one.end):
            yield Found(one.id, {name: getattr(one, fact) for name, fact in _APPROVER.items()})


def _approver_key(cells: Cells) -> tuple[Value, ...]:
    return cells.get("name"), cells.get("from")


def _put_approver(row: Taking) -> Base | None:
    refuse_turned_round(row, "it ends before it begins")
    return settled(row, ClaimApprover, row.facts(_APPROVER, empty={"role": ""}))


CLAIM_APPROVERS = ExchangeTable(
    kind="claim-approvers",
    says="Who may approve claims, up to what amount.",
    level=Level.DESK,
    columns=APPROVER_COLUMNS,
    key=_approver_key,
    rows=_approver_rows,
    put=_put_approver,
)


MILEAGE_COLUMNS = (
    Column("vehicle", "what a mile is paid for", needed=True, of=Vehicle),
    Column("from", "first day it holds", Kind.DAY, needed=True),
    Column("rate", "pounds a mile", Kind.NUMBER, needed=True, most=99),
    Column("rate_beyond", "pounds a mile beyond those miles", Kind.NUMBER, most=99),
    Column("miles", "miles in the mileage year after which the second rate holds", Kind.WHOLE),
    Column("source", "where it stands, or who confirmed it", needed=True),
)
_MILEAGE = {
    "vehicle": "vehicle",
    "from": "valid_from",
    "rate": "first_rate",
    "rate_beyond": "beyond_rate",
    "miles": "tier_miles",
    "source": "source",
}


def _mileage_rows(read: Reading, _names: Names, wanted: Wanted) -> Iterator[Found]:
    def order(one: MileageRate) -> tuple[object, ...]:
        return one.valid_from, one.vehicle.value

    for one in sorted(read.all(select(MileageRate)), key=order):
        if wanted.clinician is None and wanted.open(one.valid_from, None):
            yield Found(one.id, {name: getattr(one, fact) for name, fact in _MILEAGE.items()})


def _mileage_key(cells: Cells) -> tuple[Value, ...]:
    return cells.get("vehicle"), cells.get("from")


def _put_mileage(row: Taking) -> Base | None:
    facts = row.facts(_MILEAGE, empty={"source": ""})
    there = row.work.get(MileageRate, row.number) if row.number else None
    beyond, miles = (
        facts[name] if name in facts else getattr(there, name, None)
        for name in ("beyond_rate", "tier_miles")
    )
    if (beyond is None) != (miles is None):
        raise NotTaken(
            "a second rate needs the miles after which it holds, and those a second rate.", "miles"
        )
    if miles == 0:
        raise NotTaken("the miles of the first rate have to be above nothing.", "miles")
    if there is not None:
        _refuse_used(row, there)
    return settled(row, MileageRate, facts)


def _refuse_used(row: Taking, there: MileageRate) -> None:
    used = select(ExpenseLine).where(
        ExpenseLine.vehicle == there.vehicle,
        ExpenseLine.day >= there.valid_from,
        ExpenseLine.state.in_(_FIXED),
    )
    if row.work.one(used.limit(1)) is not None:
        raise NotTaken(
            "lines have been approved by this rate: enter a new one from a later day.", "from"
        )


MILEAGE_RATES = ExchangeTable(
    kind="mileage-rates",
    says="What a mile earns, as the department entered it from its own source.",
    level=Level.DESK,
    columns=MILEAGE_COLUMNS,
    key=_mileage_key,
    rows=_mileage_rows,
    put=_put_mileage,
)
