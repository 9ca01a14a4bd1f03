"""The sheet after a small edit equals the sheet asked for anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from build import MONDAY, a_clinician, a_desk, a_list, a_night, a_resident, assigned

from models.types import StaffGroup
from rota_desk.desk import Desk
from rota_desk.edits.absences import record_absence
from rota_desk.edits.assignments import assign, move_assignment, remove_assignment
from rota_desk.edits.clinicians import add_clinician
from rota_desk.edits.publishing import publish
from rota_desk.edits.sessions import add_session, cancel_session
from rota_desk.queries.rota_sheet import By, RotaSheet, rota_sheet
from rota_desk.queries.sheet_after import sheet_after

WEDNESDAY = MONDAY + dt.timedelta(days=2)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def whole(desk: Desk, by: By) -> RotaSheet:
    return desk.ask(rota_sheet, start=MONDAY, days=14, by=by)


EDITS: dict[str, Callable[[Desk, dict[str, int]], object]] = {
    "assign": lambda desk, at: desk.do(assign, session=at["free"], clinician=at["doctor"]),
    "take off": lambda desk, at: desk.do(remove_assignment, assignment=at["placed"]),
    "move": lambda desk, at: desk.do(
        move_assignment, assignment=at["placed"], to_session=at["free"]
    ),
    "add": lambda desk, at: desk.do(add_session, activity=at["activity"], day=WEDNESDAY),
    "cancel": lambda desk, at: desk.do(cancel_session, session=at["taken"], reason="No patients"),
    "sick": lambda desk, at: desk.do(record_absence, clinician=at["doctor"], first=WEDNESDAY),
    "publish": lambda desk, _: desk.do(publish, first=MONDAY, last=WEDNESDAY),
    "somebody new": lambda desk, _: desk.do(
        add_clinician, name="Dr N New", group=StaffGroup.RESIDENT
    ),
}


@pytest.mark.parametrize("by", [By.PERSON, By.ACTIVITY])
@pytest.mark.parametrize("edit", EDITS)
def test_the_sheet_after_an_edit_equals_the_sheet_asked_for_anew(
    desk: Desk, edit: str, by: By
) -> None:
    doctor, other = a_clinician(desk), a_resident(desk)
    taken = a_list(desk, WEDNESDAY)
    placed = assigned(desk, taken, doctor)
    a_night(desk, MONDAY, on=[other])
    free = a_list(desk, MONDAY + dt.timedelta(days=8))
    at = {
        "doctor": doctor.id,
        "placed": placed.id,
        "taken": taken.id,
        "free": free.id,
        "activity": free.activity_id,
    }
    before = whole(desk, by)
    done = EDITS[edit](desk, at)
    scope = getattr(done, "scope")  # noqa: B009 - every edit answers what it did
    assert desk.ask(sheet_after, sheet=before, scopes=(scope,)) == whole(desk, by)
