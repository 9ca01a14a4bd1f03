"""Undo is exact after publishing, restoring, an import, a hundred steps, and across midnight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from build import MONDAY, NOW, a_clinician, a_desk, a_list, a_room, an_activity, every
from sqlalchemy import select

from models import Assignment, ClinicalSession, Gap
from models.base import Base
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign, remove_assignment
from rota_desk.edits.publishing import publish
from rota_desk.edits.restoring import restore_version
from rota_desk.edits.sessions import add_session, note_session
from rota_desk.edits.told import tick_told
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
SUNDAY = MONDAY + 6 * DAY
HUNDRED = 100

State = dict[str, list[dict[str, Any]]]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    opened = a_desk(tmp_path, clock)
    yield opened
    opened.close()


def every_row(read: Reading) -> State:
    """The whole file but for the audit trail, row by row."""
    return {
        table.name: [dict(row._mapping) for row in read.rows(select(table).order_by(table.c.id))]
        for table in Base.metadata.sorted_tables
        if not table.name.startswith("audit")
    }


def walked(desk: Desk, states: list[State]) -> None:
    """Undo every step and do it again: each state as it was, and as it became."""
    last = len(states) - 1
    for place in range(last - 1, -1, -1):
        desk.undo()
        assert desk.ask(every_row) == states[place]
    for place in range(1, last + 1):
        desk.redo()
        assert desk.ask(every_row) == states[place]


def test_publishing_changing_ticking_and_restoring_are_undone_row_by_row(desk: Desk) -> None:
    doctor = a_clinician(desk)
    a_list(desk, MONDAY + 2 * DAY, on=[doctor], room=a_room(desk))
    states = [desk.ask(every_row)]
    placed = every(desk, Assignment)[0].id
    steps: tuple[Callable[[], object], ...] = (
        lambda: desk.do(publish, first=MONDAY, last=SUNDAY),
        lambda: desk.do(remove_assignment, assignment=placed),
        lambda: desk.do(tick_told, changes=(1,), how="by phone"),
        lambda: desk.do(publish, first=MONDAY, last=SUNDAY, note="Again"),
        lambda: desk.do(restore_version, number=1),
    )
    for step in steps:
        step()
        states.append(desk.ask(every_row))
    walked(desk, states)


def touched_rows(read: Reading) -> State:
    """The rows that the hundred steps touch: the whole file is compared at both ends."""
    nouns: tuple[type[Base], ...] = (ClinicalSession, Assignment, Gap)
    return {
        noun.__tablename__: [
            dict(row._mapping) for row in read.rows(select(noun.__table__).order_by(noun.id))
        ]
        for noun in nouns
    }


def test_a_hundred_steps_are_undone_one_by_one(desk: Desk) -> None:
    doctor, activity = a_clinician(desk), an_activity(desk, "EN")
    whole, states = desk.ask(every_row), [desk.ask(touched_rows)]
    for step in range(HUNDRED // 4):
        day = MONDAY + step * DAY
        session = desk.do(add_session, activity=activity.id, day=day).value
        states.append(desk.ask(touched_rows))
        placed = desk.do(assign, session=session, clinician=doctor.id).value
        states.append(desk.ask(touched_rows))
        desk.do(note_session, session=session, note=f"Step {step}")
        states.append(desk.ask(touched_rows))
        desk.do(remove_assignment, assignment=placed)
        states.append(desk.ask(touched_rows))
    done = desk.ask(every_row)
    for before in reversed(states[:-1]):
        desk.undo()
        assert desk.ask(touched_rows) == before
    assert desk.ask(every_row) == whole
    for after in states[1:]:
        desk.redo()
        assert desk.ask(touched_rows) == after
    assert desk.ask(every_row) == done


def test_undo_after_midnight_brings_back_the_day_before_as_it_was(
    desk: Desk, clock: FixedClock
) -> None:
    doctor = a_clinician(desk)
    session = a_list(desk, MONDAY + 2 * DAY, on=[doctor])
    desk.do(publish, first=MONDAY, last=SUNDAY)
    placed = every(desk, Assignment)[0].id
    states = [desk.ask(every_row)]
    clock.moment = dt.datetime(2026, 11, 10, 23, 59, 58, tzinfo=dt.UTC)
    desk.do(remove_assignment, assignment=placed)
    states.append(desk.ask(every_row))
    clock.moment = dt.datetime(2026, 11, 11, 0, 0, 1, tzinfo=dt.UTC)
    desk.do(note_session, session=session.id, note="After midnight")
    states.append(desk.ask(every_row))
    walked(desk, states)


def test_undo_of_what_somebody_changed_since_says_so_and_changes_nothing(
    desk: Desk,
) -> None:
    session = a_list(desk, MONDAY)
    desk.do(note_session, session=session.id, note="Mine")
    other = Desk(desk.database, who="J Penrose", clock=FixedClock(NOW))
    other.do(note_session, session=session.id, note="Theirs")
    before = desk.ask(every_row)
    with pytest.raises(Refusal, match="has been changed since"):
        desk.undo()
    assert desk.ask(every_row) == before
    assert desk.can_undo
    other.undo()
    desk.undo()
    assert [one.note for one in every(desk, ClinicalSession)] == [""]
