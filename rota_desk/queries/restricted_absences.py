"""The restricted side of an absence. Nothing shared, printed or exported may ask this."""

from __future__ import annotations

from dataclasses import dataclass

from models import Absence
from models.types import AbsenceKind
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class AbsenceReason:
    """Why somebody is absent; for the one who keeps the record, on screen only."""

    absence_id: int
    kind: AbsenceKind
    reason_code: str
    note: str


def absence_reason(read: Reading, *, absence: int) -> AbsenceReason:
    """The kind, the national reason code and the note of an absence."""
    there = read.get(Absence, absence)
    return AbsenceReason(there.id, there.kind, there.reason_code, there.note)
