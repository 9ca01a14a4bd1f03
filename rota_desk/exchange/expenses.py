"""`expenses`: one row a line of travel or study expense."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from models import ExpenseLine, LeaveRequest
from models.base import Base
from models.types import ExpenseKind, ExpenseState, LeaveState, Vehicle
from rota_desk.domain.discretion import discreet
from rota_desk.domain.expense_road import SIGNED, STATE_WORDS
from rota_desk.exchange.leave import LeaveWord
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import PERSON, person_cells, person_key
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

OWN = (
    Column("day", "the day of the journey or cost", Kind.DAY, needed=True),
    Column("kind", "what it is for", needed=True, of=ExpenseKind),
    Column("state", "where it stands", of=ExpenseState),
    Column("from_place", "where the journey began"),
    Column("to_place", "where it ended"),
    Column("site", "code of the outlying hospital", most=SHORT),
    Column("miles", "miles driven", Kind.NUMBER),
    Column("amount", "pounds", Kind.MONEY),
    Column("passengers", "passengers carried", Kind.WHOLE, most=99),
    Column("receipt", "where the receipt is"),
    Column("leave_from", "first day of the study or professional leave it belongs to", Kind.DAY),
    Column("submitted_on", "when it was handed in", Kind.DAY),
    Column("reference", "the line's reference; empty in a new row: made", most=SHORT),
    Column("vehicle", "what a mile is paid for", of=Vehicle),
    Column("from_site", "code of the hospital where the journey began", most=SHORT),
    Column("from_home", "it began at home", Kind.YES_NO),
    Column("there_and_back", "the miles are of both ways", Kind.YES_NO),
    Column("home_miles", "miles from home to the place, one way", Kind.NUMBER),
    Column("passenger_names", "who went along", most=10**6),
    Column("source", "through which system it was claimed"),
    Column("brought_forward", "miles that an older system paid", Kind.YES_NO),
    Column("reckoned", "the sum, as it was fixed", most=10**6),
    Column("verified_by", "who held it against rota and leave"),
    Column("approved_by", "who approved it"),
    Column("payroll_batch", "the batch it went to payroll with", most=SHORT),
    Column("paid_on", "when it was paid", Kind.DAY),
    Column("rejection_reason", "why it was turned down", most=10**6),
)
_NAMED = {"reckoned": "priced_as", "there_and_back": "returns"}
_SITES = {"site": "site_id", "from_site": "from_site_id"}
_FACTS = {
    one.name: _NAMED.get(one.name, one.name)
    for one in OWN
    if one.name not in {*_SITES, "leave_from"}
}
_EMPTY: dict[str, Value] = {
    **dict.fromkeys(
        (
            *("from_place", "to_place", "receipt", "reference", "passenger_names", "source"),
            *("priced_as", "verified_by", "approved_by", "payroll_batch", "rejection_reason"),
        ),
        "",
    ),
    **dict.fromkeys(("from_home", "returns", "brought_forward"), False),
    "state": ExpenseState.SUBMITTED,
    "passengers": 0,
    "vehicle": Vehicle.CAR,
}
_OPEN = frozenset(one.value for one in LeaveWord)


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    leave = {one.id: one for one in read.all(select(LeaveRequest))}

    def order(one: ExpenseLine) -> tuple[object, ...]:
        return one.day, names.person_key(one.clinician_id), one.id

    for one in sorted(read.all(select(ExpenseLine)), key=order):
        if wanted.person(one.clinician_id) and wanted.days(one.day):
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
            away = leave.get(one.leave_request_id or 0)
            for column, fact in _SITES.items():
                number = getattr(one, fact)
                cells[column] = names.site_codes[number] if number else ""
            cells["rejection_reason"] = discreet(one.rejection_reason)
            cells["leave_from"] = away.first_day if away and away.kind.value in _OPEN else None
            yield Found(one.id, {**person_cells(names, one.clinician_id), **cells})


def _key(cells: Cells) -> tuple[Value, ...]:
    told = (cells.get(name) for name in ("day", "kind", "from_place", "to_place"))
    return *person_key(cells), *(one or "" for one in told)


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty=_EMPTY))
    facts["clinician_id"] = clinician = row.who()
    for column, fact in _SITES.items():
        if row.has(column):
            facts[fact] = row.named(column, row.names.site_numbers, "site")
    if row.has("leave_from"):
        facts["leave_request_id"] = _leave(row, clinician)
    _refuse_unpriced(row, facts)
    return settled(row, ExpenseLine, facts)


def _refuse_unpriced(row: Taking, facts: Mapping[str, object]) -> None:
    """A line that is signed has its amount: without one payroll would be told of nothing."""
    there = row.work.get(ExpenseLine, row.number) if row.number is not None else None
    state, amount, brought = (
        facts.get(name, getattr(there, name, None))
        for name in ("state", "amount", "brought_forward")
    )
    if isinstance(state, ExpenseState) and state in SIGNED and amount is None and not brought:
        raise NotTaken(
            f"it is {STATE_WORDS[state].lower()} and has no amount: write the pounds, or bring it"
            " in as submitted and have it verified here.",
            "amount",
        )


def _leave(row: Taking, clinician: int) -> int | None:
    """The person's leave that begins on the day named; what was approved goes first."""
    day = row.day("leave_from")
    if day is None:
        return None
    asked = select(LeaveRequest).where(
        LeaveRequest.clinician_id == clinician, LeaveRequest.first_day == day
    )
    there = [one for one in row.work.all(asked) if one.kind.value in _OPEN]
    there.sort(key=lambda one: one.state is not LeaveState.APPROVED)
    if not there:
        raise NotTaken("no leave of theirs begins on that day: import leave first.", "leave_from")
    return there[0].id


EXPENSES = ExchangeTable(
    kind="expenses",
    says="Travel and study expenses, one row a line.",
    level=Level.DESK,
    columns=(*PERSON, *OWN),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians", "rooms", "leave"),
    people=(("assignment_number", "clinician"),),
    repeats=True,
)
