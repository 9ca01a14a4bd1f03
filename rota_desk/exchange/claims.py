"""`claims`: one row a claim for extra work."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import RateCard, WliClaim
from models.base import Base
from models.types import ClaimState
from rota_desk.domain.discretion import discreet
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import PERSON, person_cells
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

BEFORE = (Column("reference", "the claim's reference", needed=True, most=SHORT),)
OWN = (
    Column("start", "start by the clock on the wall", Kind.MOMENT, needed=True),
    Column("end", "end by the clock on the wall", Kind.MOMENT, needed=True),
    Column("activity", "code of the activity", needed=True, most=SHORT),
    Column("reason_code", "why it was extra", most=SHORT),
    Column("state", "where it stands", of=ClaimState),
    Column("room", "code of the room", most=SHORT),
    Column("session", "the session it is for"),
    Column("requested_by", "who asked for the work"),
    Column("pre_authorised_by", "who allowed it before"),
    Column("pre_authorised_at", "when", Kind.STAMP),
    Column("pre_authorisation_ref", "under which reference", most=SHORT),
    Column("rate_card", "name of the rate card"),
    Column("rate_card_from", "first day of that card", Kind.DAY),
    Column("unit", "what is counted: hour, session, …", most=SHORT),
    Column("quantity", "how many", Kind.NUMBER),
    Column("amount", "pounds", Kind.MONEY),
    Column("patients", "how many patients; never who", Kind.WHOLE, most=9999),
    Column("time_shift_session", "the session it was moved from"),
    Column("time_shift_agreed_on", "when that was agreed", Kind.DAY),
    Column("site", "code of the hospital", most=SHORT),
    Column("grade", "grade on the day", most=SHORT),
    Column("contract", "terms that bound on the day", most=SHORT),
    Column("list_ref", "the list's number in theatre or clinic", most=SHORT),
    Column("points", "points done, where lists are counted so", Kind.WHOLE),
    Column("share_percent", "per cent paid; less for a list cancelled late", Kind.WHOLE, most=100),
    Column("submitted_at", "when it was claimed", Kind.STAMP),
    Column("verified_by", "who held it against the rota"),
    Column("verified_at", "when", Kind.STAMP),
    Column("approved_by", "who approved it"),
    Column("approved_at", "when", Kind.STAMP),
    Column("payroll_batch", "the batch it went to payroll with", most=SHORT),
    Column("paid_on", "when it was paid", Kind.DAY),
    Column("rejection_reason", "why it was sent back", most=10**6),
)
_OTHERS = (
    "activity",
    "room",
    "site",
    "session",
    "rate_card",
    "rate_card_from",
    "time_shift_session",
)
_FACTS = {one.name: one.name for one in (*BEFORE, *OWN) if one.name not in _OTHERS}
_TEXTS = ("requested_by", "pre_authorised_by", "pre_authorisation_ref", "verified_by")
_EMPTY: dict[str, Value] = {
    **dict.fromkeys((*_TEXTS, "approved_by", "payroll_batch", "rejection_reason"), ""),
    "share_percent": 100,
    "reason_code": "WLI",
    "state": ClaimState.DRAFT,
    "unit": "hour",
    "quantity": 0,
    "amount": 0,
}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    for one in read.all(select(WliClaim).order_by(WliClaim.reference)):
        if not wanted.person(one.clinician_id) or not wanted.days(one.start.date()):
            continue
        cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
        card = names.cards[one.rate_card_id] if one.rate_card_id else None
        shifted = one.time_shift_session_id
        cells |= {
            "activity": names.activities[one.activity_id].code,
            "room": names.room_codes[one.room_id] if one.room_id else "",
            "site": names.site_codes[one.site_id] if one.site_id else "",
            "session": names.sessions[one.session_id] if one.session_id else "",
            "rate_card": card.name if card else "",
            "rate_card_from": card.valid_from if card else None,
            "time_shift_session": names.sessions[shifted] if shifted else "",
            "rejection_reason": discreet(one.rejection_reason),
        }
        yield Found(one.id, {**person_cells(names, one.clinician_id), **cells})


def _key(cells: Cells) -> tuple[Value, ...]:
    return (cells.get("reference"),)


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty=_EMPTY))
    start, end = row.moment("start"), row.moment("end")
    if start and end and end <= start:
        raise NotTaken("it ends before it starts: correct one of the times.", "end")
    if row.number is None or row.has("clinician") or row.has("assignment_number"):
        facts["clinician_id"] = row.who()
    if row.has("activity"):
        facts["activity_id"] = row.named("activity", row.names.activity_numbers, "activity")
    if row.has("room"):
        facts["room_id"] = row.named("room", row.names.room_numbers, "room")
    if row.has("site"):
        facts["site_id"] = row.named("site", row.names.site_numbers, "site")
    for column in ("session", "time_shift_session"):
        if row.has(column):
            facts[f"{column}_id"] = row.named(column, row.names.session_numbers, "session")
    if row.has("rate_card"):
        facts["rate_card_id"] = _card(row)
    return settled(row, WliClaim, facts)


def _card(row: Taking) -> int | None:
    """The rate card of a row; one that the desk does not have is made without its rates."""
    name, start = row.text("rate_card"), row.day("rate_card_from")
    if not name:
        return None
    if start is None:
        raise NotTaken("a rate card is told by its name and its first day.", "rate_card_from")
    there = row.names.cards.values()
    card = next((one for one in there if (one.name, one.valid_from) == (name, start)), None)
    if card is None:
        card = row.work.add(RateCard(name=name, valid_from=start))
        row.names.cards[card.id] = card
        row.made.append(f"the rate card {name} from {start}, without its rates")
    return card.id


CLAIMS = ExchangeTable(
    kind="claims",
    says="Claims for extra work, one row a claim.",
    level=Level.DESK,
    columns=(*BEFORE, *PERSON, *OWN),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians", "activities", "rooms", "sessions"),
    people=(("assignment_number", "clinician"),),
)
