"""`skills`: one row a skill that a person has, from a day on."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import HeldSkill
from models.base import Base
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import PERSON, person_key, person_lines, refuse_turned_round
from rota_desk.exchange.table import (
    Cells,
    ExchangeTable,
    Found,
    Level,
    Taking,
    Wanted,
    settled,
)
from rota_desk.intake.columns import SHORT, Column, Kind, Value
from rota_desk.unit_of_work import Reading

OWN = (
    Column("skill", "what they can do: ALS, ERCP", needed=True, most=SHORT),
    Column("from", "first day valid", Kind.DAY, needed=True),
    Column("to", "first day no longer valid; empty: does not lapse", Kind.DAY),
    Column("evidence", "certificate, course, who signed it off"),
)
_FACTS = {"skill": "skill", "from": "start", "to": "end", "evidence": "evidence"}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    held = read.all(select(HeldSkill))
    return person_lines(held, names, wanted, _FACTS, lambda one: (one.skill.casefold(), one.start))


def _key(cells: Cells) -> tuple[Value, ...]:
    return (*person_key(cells), cells.get("skill"), cells.get("from"))


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty={"evidence": ""}))
    refuse_turned_round(row, "it lapses before it begins")
    return settled(row, HeldSkill, {**facts, "clinician_id": row.who()})


SKILLS = ExchangeTable(
    kind="skills",
    says="Who has which skill, one row a skill; one that has to be renewed ends.",
    level=Level.SHARED,
    columns=(*PERSON, *OWN),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians",),
    people=(("assignment_number", "clinician"),),
)
