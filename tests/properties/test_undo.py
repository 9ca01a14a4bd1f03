"""Any edits, undone one by one, leave every state as it was; redone, as it became."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from build import MONDAY, a_clinician, a_desk, a_room, allowed, an_activity
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models import Assignment, AuditChange, AuditEntry, ClinicalSession
from models.base import Base
from rota_desk.desk import Desk
from rota_desk.edits.assignments import (
    assign,
    hand_over,
    move_assignment,
    remove_assignment,
    swap_assignments,
)
from rota_desk.edits.publishing import publish
from rota_desk.edits.sessions import (
    add_session,
    cancel_session,
    close_session,
    note_session,
    plan_again,
    remove_session,
    retime_session,
    set_cover,
)
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import Reading

State = dict[str, list[dict[str, Any]]]
APPEND_ONLY = {AuditEntry.__tablename__, AuditChange.__tablename__}
Wish = tuple[str, int, int]

wishes = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("add", "assign", "assign", "assign", "move", "swap", "hand", "take"),
                *("cancel", "close", "again", "note", "times", "cover", "remove", "publish"),
            ]
        ),
        st.integers(0, 11),
        st.integers(0, 11),
    ),
    min_size=1,
    max_size=14,
)


def every_row(read: Reading) -> State:
    """The whole file but for the audit trail, row by row."""
    return {
        table.name: [dict(row._mapping) for row in read.rows(select(table).order_by(table.c.id))]
        for table in Base.metadata.sorted_tables
        if table.name not in APPEND_ONLY
    }


def numbers(read: Reading, *, kind: type[Base]) -> list[int]:
    return [record.id for record in read.all(select(kind).order_by(kind.id))]


def carry_out(desk: Desk, wish: Wish, people: list[int], activities: list[int]) -> None:
    verb, first, second = wish
    sessions = desk.ask(numbers, kind=ClinicalSession) or [0]
    placed = desk.ask(numbers, kind=Assignment) or [0]
    session, other = sessions[first % len(sessions)], sessions[second % len(sessions)]
    here, there = placed[first % len(placed)], placed[second % len(placed)]
    person = people[second % len(people)]
    day = MONDAY + dt.timedelta(days=first)
    begin = dt.datetime.combine(day, dt.time(8 + second))
    acts: dict[str, Callable[[], object]] = {
        "add": lambda: desk.do(
            add_session, activity=activities[second % len(activities)], day=day
        ),
        "assign": lambda: desk.do(assign, session=session, clinician=person),
        "move": lambda: desk.do(move_assignment, assignment=here, to_session=other),
        "swap": lambda: desk.do(swap_assignments, first=here, second=there),
        "hand": lambda: desk.do(hand_over, assignment=here, clinician=person),
        "take": lambda: desk.do(remove_assignment, assignment=here),
        "cancel": lambda: desk.do(cancel_session, session=session, reason="No patients"),
        "close": lambda: desk.do(close_session, session=session, reason="No room"),
        "again": lambda: desk.do(plan_again, session=session),
        "note": lambda: desk.do(note_session, session=session, note=f"Note {second}"),
        "times": lambda: desk.do(
            retime_session, session=session, start=begin, end=begin + dt.timedelta(hours=4)
        ),
        "cover": lambda: desk.do(set_cover, session=session, wanted=second % 3),
        "remove": lambda: desk.do(remove_session, session=session),
        "publish": lambda: desk.do(publish, first=MONDAY, last=MONDAY + dt.timedelta(days=13)),
    }
    try:
        acts[verb]()
    except Refusal:
        return  # it made no sense here, and the state is compared all the same


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(wishes)
def test_any_edits_undone_leave_every_state_as_it_was_and_redone_as_it_became(
    wanted: list[Wish],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        doctors = [a_clinician(desk, name=f"Dr {letter}") for letter in "ABC"]
        people = [doctor.id for doctor in doctors]
        room = a_room(desk)
        kinds = [an_activity(desk, "EN", needs_permission=True), an_activity(desk, "CL")]
        activities = [kind.id for kind in kinds]
        for doctor in doctors:
            allowed(desk, doctor, kinds[0])
        desk.do(add_session, activity=activities[0], day=MONDAY, room=room.id)
        states = [desk.ask(every_row)]
        labels = []
        for wish in wanted:
            before = desk.can_undo
            carry_out(desk, wish, people, activities)
            after = desk.ask(every_row)
            if after != states[-1]:
                states.append(after)
                labels.append(desk.can_undo)
            else:
                assert desk.can_undo == before
        for state in reversed(states[:-1]):
            desk.undo()
            assert desk.ask(every_row) == state
        for label, state in zip(labels, states[1:], strict=True):
            assert desk.can_redo == label
            desk.redo()
            assert desk.ask(every_row) == state
        desk.close()
