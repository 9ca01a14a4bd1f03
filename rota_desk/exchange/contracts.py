"""`contracts`: one row a contract of a person, from a day on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from models import Contract
from models.base import Base
from models.types import ContractCode
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import PERSON, person_key, person_lines, refuse_turned_round
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
from rota_desk.intake.columns import Column, Kind, Value
from rota_desk.unit_of_work import Reading

LONGEST_CYCLE = 104  # weeks
MOST_ADDITIONAL = 40  # hours a week

OWN = (
    Column("contract", "which terms bind: ENG-CONS-2003, …", needed=True, of=ContractCode),
    Column("from", "first day in force", Kind.DAY, needed=True),
    Column("to", "first day no longer in force", Kind.DAY),
    Column("wte", "whole-time equivalent", Kind.NUMBER, needed=True),
    Column("contracted_pas", "programmed activities a week", Kind.NUMBER),
    Column("weekly_hours", "contracted hours a week", Kind.NUMBER),
    Column("opt_out", "a working-time opt-out is on file", Kind.YES_NO),
    Column("opt_out_signed", "it was signed; empty: it holds from the first day on", Kind.DAY),
    Column("opt_out_notice", "the person gave notice to end it", Kind.DAY),
    Column("opt_out_until", "first day on which it no longer holds", Kind.DAY),
    Column("service_from", "reckonable service counts from", Kind.DAY),
    Column("cycle_weeks", "weeks of the rota cycle", Kind.WHOLE, most=LONGEST_CYCLE),
    Column(
        "additional_hours",
        "hours a week above the basic ones, by the work schedule; empty: not known",
        Kind.NUMBER,
    ),
)
_FACTS = {one.name: one.name for one in OWN} | {"contract": "code", "from": "start", "to": "end"}
MOST_WTE = 1.5


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    return person_lines(read.all(select(Contract)), names, wanted, _FACTS)


def _key(cells: Cells) -> tuple[Value, ...]:
    return (*person_key(cells), cells.get("from"))


def _put(row: Taking) -> Base | None:
    facts = row.facts(_FACTS, empty={"opt_out": False})
    wte = facts.get("wte")
    if wte is not None and not 0 < float(str(wte)) <= MOST_WTE:
        raise NotTaken("a whole-time equivalent is more than 0 and at most 1.5.", "wte")
    more = facts.get("additional_hours")
    if more is not None and not 0 <= float(str(more)) <= MOST_ADDITIONAL:
        raise NotTaken(
            f"additional hours lie between 0 and {MOST_ADDITIONAL}.", "additional_hours"
        )
    _refuse_opt_out(facts)
    refuse_turned_round(row)
    return settled(row, Contract, {**facts, "clinician_id": row.who()})


def _refuse_opt_out(facts: Mapping[str, Value]) -> None:
    given, until = facts.get("opt_out_notice"), facts.get("opt_out_until")
    if isinstance(until, dt.date) and not (isinstance(given, dt.date) and given < until):
        raise NotTaken("an opt-out ends after notice was given: give both days.", "opt_out_until")


CONTRACTS = ExchangeTable(
    kind="contracts",
    says="The terms that bind a person, one row a contract.",
    level=Level.DESK,
    columns=(*PERSON, *OWN),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians",),
    people=(("assignment_number", "clinician"),),
)
