"""One edit, one transaction, one change set; and the reading side that queries get."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, Row, Select, Table, event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session

from models import AuditChange, AuditEntry, Department
from models.base import Base
from models.guards import PUBLISHED
from models.types import AuditKind
from rota_desk.changes import Change, ChangeSet, Values, as_json, merged
from rota_desk.clock import Clock
from rota_desk.errors import Refusal
from rota_desk.sense import is_a_number, refuse_row

Record = TypeVar("Record", bound=Base)

HOME_ZONE = "Europe/London"
_LEFT_OUT_OF_CHANGES = frozenset({AuditEntry.__tablename__, AuditChange.__tablename__})
_AT_ONCE = 500  # rows that one statement names
_THEIR_OWN_RECORD = frozenset(PUBLISHED) - {"publication"}  # a version never changes


class Reading:
    """A look at the records that changes nothing; what every query is given."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock
        self._zone: ZoneInfo | None = None

    @property
    def now(self) -> dt.datetime:
        """The present moment, aware, in UTC."""
        return self._clock.now()

    @property
    def stamp(self) -> dt.datetime:
        """The present moment as records keep it: UTC, without a zone, to the second."""
        return self.now.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)

    @property
    def zone(self) -> ZoneInfo:
        """The department's zone; Europe/London until it has one that this machine knows."""
        if self._zone is None:
            name = self._session.scalar(select(Department.zone).limit(1))
            self._zone = _zone_named(name or HOME_ZONE)
        return self._zone

    @property
    def wall(self) -> dt.datetime:
        """The present moment by the department's clock on the wall, to the second."""
        return self.now.astimezone(self.zone).replace(tzinfo=None, microsecond=0)

    @property
    def today(self) -> dt.date:
        """The department's present day."""
        return self.wall.date()

    def get(self, kind: type[Record], number: int) -> Record:
        """The record of that number; a refusal when it is gone."""
        record = self.find(kind, number)
        if record is None:
            name = kind.__tablename__.replace("_", " ")
            raise Refusal(f"That {name} is no longer there. Look at the rota again.")
        return record

    def find(self, kind: type[Record], number: int) -> Record | None:
        """The record of that number, or none."""
        return self._session.get(kind, number) if is_a_number(number) else None

    def all(self, statement: Select[Record]) -> Sequence[Record]:
        """Every record the statement finds."""
        return self._session.scalars(statement).all()

    def one(self, statement: Select[Record]) -> Record | None:
        """The first record the statement finds, or none."""
        return self._session.scalars(statement.limit(1)).first()

    def rows(self, statement: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
        """The columns the statement asks for, row by row."""
        return self._session.execute(statement).all()


@dataclass(frozen=True, slots=True)
class Acting:
    """On whose behalf, why, and from which view an edit is done."""

    who: str
    reason: str = ""
    initiator: object = None


class UnitOfWork(Reading):
    """The writing side that every edit is given; it sees each row that is flushed."""

    def __init__(
        self, session: Session, clock: Clock, acting: Acting, defer: Callable[[Session], None]
    ) -> None:
        super().__init__(session, clock)
        self.who = acting.who
        self.reason = acting.reason
        self.label = ""
        self._defer = defer
        self._seen: list[Change] = []
        event.listen(session, "before_flush", _refuse_senseless_rows)
        event.listen(session, "before_flush", _refuse_other_versions)
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", _refuse_bulk_statements)

    def add(self, record: Record) -> Record:
        """Keep a new record; it has its number when this returns."""
        self._session.add(record)
        self._session.flush()
        return record

    def add_all(self, records: Sequence[Base]) -> None:
        """Keep many new records in one go; they have their numbers when this returns."""
        self._session.add_all(records)
        self._session.flush()

    def hold(self, kind: type[Record], number: int) -> Record:
        """The record as it stands now, kept from everybody else until this unit ends.

        On a server a second desk waits here, and then sees what the first one did.
        """
        self._session.flush()
        held = (
            self._session.get(kind, number, with_for_update=True, populate_existing=True)
            if is_a_number(number)
            else None
        )
        return held if held is not None else self.get(kind, number)

    def remove(self, record: Base) -> None:
        """Remove a record and what belongs to it, each row seen and kept for undo."""
        self._session.flush()
        for owned in _belongings(self._session, record):
            self.remove(owned)
        self._session.delete(record)
        self._session.flush()

    def flush(self) -> None:
        """Send what was changed so far to the database, so that questions see it."""
        self._session.flush()

    @property
    def changes(self) -> ChangeSet:
        """All that was flushed so far, one change a record."""
        return merged(self._seen)

    def apply(self, changes: ChangeSet) -> None:
        """Play a change set forward, row by row; a refusal when a row has moved on since."""
        self._session.flush()
        _play(self._session, changes, self._defer)
        self._seen.extend(changes.changes)
        self._session.expire_all()

    @contextmanager
    def taken_back(self, changes: ChangeSet) -> Iterator[Reading]:
        """Look at the records as they were before `changes`, inside this transaction."""
        self._session.flush()
        connection = self._session.connection()
        savepoint = connection.begin_nested()
        with Session(connection, join_transaction_mode="rollback_only") as then:
            _play(then, changes.reversed(), self._defer)
            yield Reading(then, self._clock)
        savepoint.rollback()

    def write_audit(self, kind: AuditKind, edit: str, of_entry: int | None = None) -> int:
        """Write the audit entry of this unit in the same transaction, and return its number."""
        changes = self.changes
        entry = AuditEntry(
            at=self.stamp,
            who=self.who,
            kind=kind,
            edit=edit,
            label=self.label,
            reason=self.reason,
            of_entry_id=of_entry,
        )
        self._session.add(entry)
        self._session.flush()
        lines = [
            _audit_line(entry.id, change)
            for change in changes.changes
            if change.record not in _THEIR_OWN_RECORD
        ]
        if lines:
            self._session.connection().execute(_table(AuditChange).insert(), lines)
        return entry.id

    def _after_flush(self, session: Session, _context: object) -> None:
        self._seen.extend(_flushed(session))


def _zone_named(name: str) -> ZoneInfo:
    """The zone of that name; the usual one where this machine knows no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(HOME_ZONE)


def _refuse_senseless_rows(session: Session, _context: object, _instances: object) -> None:
    """Judge every row before it is sent, the same on every database."""
    for record in (*session.new, *session.dirty):
        refuse_row(record)


def _refuse_other_versions(session: Session, _context: object, _instances: object) -> None:
    """Let no edit change or remove what people were told; undo of publishing goes row by row."""
    changed = (record for record in session.dirty if session.is_modified(record))
    if any(record.__tablename__ in PUBLISHED for record in (*changed, *session.deleted)):
        raise Refusal("A published version stays as it was told. Publish the days again.")


def _flushed(session: Session) -> list[Change]:
    """Every row of this flush: columns are final here, swapped relationships included."""
    found = [_added(record) for record in session.new]
    found += [_changed(record) for record in session.dirty if session.is_modified(record)]
    found += [_removed(record) for record in session.deleted]
    return [change for change in found if change.record not in _LEFT_OUT_OF_CHANGES]


def _added(record: Base) -> Change:
    return Change(record.__tablename__, record.id, None, _columns(record))


def _removed(record: Base) -> Change:
    return Change(record.__tablename__, record.id, _columns(record), None)


def _changed(record: Base) -> Change:
    state = inspect(record)
    after = _columns(record)
    before = dict(after)
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if history.has_changes():
            before[attribute.columns[0].name] = history.deleted[0] if history.deleted else None
    return Change(record.__tablename__, record.id, before, after)


def _columns(record: Base) -> Values:
    mapper = inspect(record).mapper
    return {
        attribute.columns[0].name: getattr(record, attribute.key)
        for attribute in mapper.column_attrs
    }


def _belongings(session: Session, record: Base) -> list[Base]:
    """The rows that the model says go with this one (foreign keys that cascade)."""
    found: list[Base] = []
    for mapper in Base.registry.mappers:
        for attribute in mapper.column_attrs:
            column = attribute.columns[0]
            for key in column.foreign_keys:
                if key.ondelete == "CASCADE" and key.column.table.name == record.__tablename__:
                    there = getattr(mapper.class_, attribute.key) == record.id
                    found.extend(session.scalars(select(mapper.class_).where(there)))
    return found


def _table(kind: type[Base]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)  # noqa: S101 - every record is mapped to one table
    return table


def _play(session: Session, changes: ChangeSet, defer: Callable[[Session], None]) -> None:
    """Apply a change set row by row, with foreign keys judged at the end."""
    defer(session)
    connection = session.connection()
    whole = [one for one in changes.changes if one.record in _THEIR_OWN_RECORD]
    _apply_whole(connection, whole)
    rest = ChangeSet(tuple(one for one in changes.changes if one.record not in _THEIR_OWN_RECORD))
    for change in _in_safe_order(rest):
        _apply(connection, change)


def _in_safe_order(changes: ChangeSet) -> list[Change]:
    """Rows go before rows change before rows come back, so that unique facts are free again.

    A row that a changing one still belongs to goes after it, or would take it along; so does
    whatever that row belongs to.
    """
    changing = [change for change in changes.changes if None not in (change.before, change.after)]
    going = [change for change in changes.changes if change.after is None]
    owners = _held_back(changing, going)
    return [
        *(change for change in going if (change.record, change.id) not in owners),
        *changing,
        *(change for change in going if (change.record, change.id) in owners),
        *(change for change in changes.changes if change.before is None),
    ]


def _held_back(changing: Sequence[Change], going: Sequence[Change]) -> set[tuple[str, object]]:
    """The rows that changing ones belonged to, and all that these belong to in turn."""
    owners = {owner for change in changing for owner in _owners(change)}
    waiting = [change for change in going if (change.record, change.id) in owners]
    while waiting:
        found = {owner for change in waiting for owner in _owners(change)} - owners
        owners |= found
        waiting = [change for change in going if (change.record, change.id) in found]
    return owners


def _owners(change: Change) -> Iterator[tuple[str, object]]:
    """The rows that a row belonged to before it changed."""
    for column in Base.metadata.tables[change.record].columns:
        for key in column.foreign_keys:
            yield key.column.table.name, (change.before or {}).get(column.name)


def _apply_whole(connection: Connection, changes: Sequence[Change]) -> None:
    """Take the rows of a version away or bring them back at once: nobody can have changed them."""
    tables = dict.fromkeys(change.record for change in changes)
    for table in (Base.metadata.tables[name] for name in tables):
        mine = [change for change in changes if change.record == table.name]
        gone = [change.id for change in mine if change.after is None]
        back = [change.after for change in mine if change.after is not None]
        for start in range(0, len(gone), _AT_ONCE):
            here = table.c.id.in_(gone[start : start + _AT_ONCE])
            connection.execute(table.delete().where(here))
        if back:
            connection.execute(table.insert(), back)


def _apply(connection: Connection, change: Change) -> None:
    table = Base.metadata.tables[change.record]
    if change.before is None:
        connection.execute(table.insert().values(**(change.after or {})))
        return
    here = table.c.id == change.id
    before, after = change.differing()
    row = connection.execute(select(table).where(here)).mappings().first()
    if row is None or any(row[column] != value for column, value in (before or {}).items()):
        name = change.record.replace("_", " ")
        raise Refusal(f"This {name} has been changed since. Undo the later change first.")
    if change.after is None:
        connection.execute(table.delete().where(here))
    else:
        connection.execute(table.update().where(here).values(**(after or {})))


def _audit_line(entry_id: int, change: Change) -> dict[str, Any]:
    before, after = change.differing()
    return {
        "entry_id": entry_id,
        "record": change.record,
        "record_id": change.id,
        "session_id": _concerned(change, "clinical_session", "session_id"),
        "clinician_id": _concerned(change, "clinician", "clinician_id"),
        "before": as_json(before),
        "after": as_json(after),
    }


def _concerned(change: Change, record: str, column: str) -> int | None:
    """The session or clinician that a change is about, so that its history is found at once."""
    if change.record == record:
        return change.id
    held = [number for number in change.fact(column) if isinstance(number, int)]
    return held[-1] if held else None


def _refuse_bulk_statements(state: ORMExecuteState) -> None:
    """A bulk statement would escape the change set, and with it undo and the audit trail."""
    if state.is_insert or state.is_update or state.is_delete:
        raise TypeError("Bulk statements are not seen by the change set; change records instead.")
