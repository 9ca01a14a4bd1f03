"""The two columns that name a person in every table, and what they say."""

from __future__ import annotations

from rota_desk.exchange.names import Names
from rota_desk.exchange.table import Cells
from rota_desk.intake.columns import Column, Value

PERSON = (
    Column("assignment_number", "the person's ESR assignment number", most=40),
    Column("clinician", "the person's name; the number goes first where both are given"),
)


def person_cells(names: Names, clinician: int | None) -> dict[str, Value]:
    """A person's cells."""
    return {
        "assignment_number": names.number_of(clinician),
        "clinician": names.name_of(clinician),
    }


def person_key(cells: Cells) -> tuple[Value, ...]:
    """What tells a person from others in a key."""
    return (cells.get("assignment_number") or cells.get("clinician"),)
