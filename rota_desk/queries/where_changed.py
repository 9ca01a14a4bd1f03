"""Where on the rota a step changed something, so that whoever takes it back sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from models import Assignment, ClinicalSession
from models.types import Slot
from rota_desk.changes import Change, ChangeSet, Scope
from rota_desk.unit_of_work import Reading

ON_THE_ROTA = frozenset(
    {"leave_request", "leave_exclusion", "absence", "unavailability", "room_booking"}
)
HALVES = frozenset({Slot.AM, Slot.PM})


@dataclass(frozen=True, slots=True)
class Where:
    """A person's day on the rota, and a session there; 0 where there is none."""

    day: dt.date
    clinician: int = 0
    session: int = 0
    half: str = ""
    session_stands: bool = False  # it may have gone with the step

    @property
    def focus(self) -> dict[str, object]:
        """What a screen is given to go there."""
        told = {"day": self.day, "half": self.half, "clinician": self.clinician or None}
        return {**told, "session": self.session if self.session_stands else None}


def where_changed(read: Reading, *, changes: ChangeSet, scope: Scope) -> Where | None:
    """The first day that a step changed, and for whom; nothing when it is not on the rota."""
    found = list(_of_duties(read, changes))
    if found:
        return min(found, key=lambda one: one.day)
    if scope.first is None or not changes.records() & ON_THE_ROTA:
        return None
    return Where(scope.first, min(scope.clinicians, default=0))


def _of_duties(read: Reading, changes: ChangeSet) -> Iterator[Where]:
    """Who was put on or taken off; sessions alone where no person was."""
    own = {one.id: one for one in changes.of(ClinicalSession.__tablename__)}
    people = changes.of(Assignment.__tablename__)
    for change in people:
        session, person = change.fact("session_id")[-1], change.fact("clinician_id")[-1]
        yield from _at(read, own, session, person)
    for number in own if not people else ():
        yield from _at(read, own, number, 0)


def _at(read: Reading, own: dict[int, Change], number: int, person: int) -> Iterator[Where]:
    there = read.find(ClinicalSession, number)
    if there is not None:
        start, slot = there.start, there.slot
    elif number in own:
        start, slot = own[number].fact("start")[-1], own[number].fact("slot")[-1]
    else:
        return
    half = slot.value if slot in HALVES else ""
    yield Where(start.date(), person, number, half, there is not None)
