"""`assignments`: one row a person on a session."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

from sqlalchemy import select

from models import Assignment, ClinicalSession
from models.base import Base
from models.types import Accounting, AssignmentRole, AssignmentSource
from rota_desk.domain.span import midnight
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
    Column("session", "the session's name in `sessions`; may be empty where the next two tell it"),
    Column("activity", "code of the activity", most=SHORT),
    Column("start", "start by the clock on the wall", Kind.MOMENT),
    Column("end", "end by the clock on the wall", Kind.MOMENT, told=True),
)
REST = (
    Column("role", "what they do there", of=AssignmentRole),
    Column("source", "how they came to it", of=AssignmentSource),
    Column("accounting", "how it counts against the job plan", of=Accounting),
    Column("calendar_uid", "its identity in calendars; empty in a new row: made", most=255),
    Column("calendar_sequence", "how often it changed since", Kind.WHOLE),
    Column("changed_at", "last changed", Kind.STAMP),
)
_FACTS = {
    "role": "role",
    "source": "source",
    "accounting": "accounting",
    "calendar_uid": "uid",
    "calendar_sequence": "sequence",
    "changed_at": "changed_at",
}
_EMPTY: dict[str, Value] = {
    "role": AssignmentRole.LEAD,
    "source": AssignmentSource.IMPORT,
    "accounting": Accounting.PLANNED,
    "sequence": 0,
}


def placed(read: Reading, wanted: Wanted) -> list[tuple[Assignment, ClinicalSession]]:
    """Everybody on a session of the days asked for."""
    question = select(Assignment, ClinicalSession).join(
        ClinicalSession, ClinicalSession.id == Assignment.session_id
    )
    if wanted.start is not None:
        question = question.where(ClinicalSession.start >= midnight(wanted.start))
    if wanted.end is not None:
        question = question.where(ClinicalSession.start < midnight(wanted.end))
    if wanted.clinician is not None:
        question = question.where(Assignment.clinician_id == wanted.clinician)
    return [(one, session) for one, session in read.rows(question)]


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    def order(pair: tuple[Assignment, ClinicalSession]) -> tuple[object, ...]:
        one, session = pair
        code = names.activities[session.activity_id].code
        return session.start, code, session.id, names.person_key(one.clinician_id)

    for one, session in sorted(placed(read, wanted), key=order):
        cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
        cells |= {
            "session": names.sessions[session.id],
            "activity": names.activities[session.activity_id].code,
            "start": session.start,
            "end": session.end,
        }
        yield Found(one.id, {**cells, **person_cells(names, one.clinician_id)})


def _key(cells: Cells) -> tuple[Value, ...]:
    if cells.get("session"):
        return cells["session"], *person_key(cells)
    return cells.get("activity"), cells.get("start"), *person_key(cells)


def session_of(row: Taking) -> int:
    """The session that a row names, or that its activity and start tell."""
    name, start = row.text("session"), row.moment("start")
    if name:
        number = row.names.session_numbers.get(name)
        if number is None:
            raise NotTaken("the desk has no such session: import sessions first.", "session")
        return number
    there = row.names.sessions_at.get((row.text("activity"), start), []) if start else []
    if len(there) != 1:
        many = f"{len(there)} sessions" if there else "no session"
        raise NotTaken(f"{many} of that activity at that time: name the session.", "session")
    return there[0]


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty=_EMPTY))
    if row.number is None:
        facts["session_id"], facts["clinician_id"] = session_of(row), row.who()
        facts["uid"] = facts.get("uid") or f"{uuid4().hex}@rota-desk"
        facts.setdefault("source", AssignmentSource.IMPORT)
        facts.setdefault("changed_at", row.work.stamp)
    elif not facts.get("uid"):
        facts.pop("uid", None)
    return settled(row, Assignment, facts)


ASSIGNMENTS = ExchangeTable(
    kind="assignments",
    says="Who stands on which session, one row a person on a session.",
    level=Level.SHARED,
    columns=(*OWN, *PERSON, *REST),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians", "activities", "sessions"),
    without="session",
    people=(("assignment_number", "clinician"),),
)
