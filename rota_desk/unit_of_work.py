"""One edit, one transaction, one change set; and the reading side that queries get."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Row, Select, Table, event, func, inspect, select
from sqlalchemy.orm import ORMExecuteState, QueryableAttribute, Session

from models import AuditChange, AuditEntry, Department
from models.base import Base
from models.guards import PUBLISHED
from models.types import AuditKind
from rota_desk import progress
from rota_desk.changes import Change, ChangeSet, Values, as_json, merged
from rota_desk.clock import Clock
from rota_desk.errors import Refusal
from rota_desk.replay import AT_ONCE, THEIR_OWN_RECORD, play
from rota_desk.sense import is_a_number, refuse_row

Record = TypeVar("Record", bound=Base)
Column: TypeAlias = QueryableAttribute[Any]

A_PORTION = 500  # records that are kept before whoever waits hears of it
HOME_ZONE = "Europe/London"
_LEFT_OUT_OF_CHANGES = frozenset({AuditEntry.__tablename__, AuditChange.__tablename__})


def portions(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Numbers that records can have, each once, in portions that one statement may name."""
    ordered = sorted({number for number in numbers if is_a_number(number)})
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


class Reading:
    """A look at the records that changes nothing; what every query is given."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock
        self._department: Department | None = None
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
    def department(self) -> Department | None:
        """The department's own record, asked for once; none until it has one."""
        if self._department is None:
            self._department = self.one(select(Department))
        return self._department

    @property
    def zone(self) -> ZoneInfo:
        """The department's zone; Europe/London until it has one that this machine knows."""
        if self._zone is None:
            there = self.department
            self._zone = _zone_named(there.zone if there else HOME_ZONE)
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

    def get_all(self, kind: type[Record], numbers: Sequence[int]) -> list[Record]:
        """The records of these numbers, each once, in this order; a refusal when one is gone."""
        there = {record.id: record for record in self.among(kind, kind.id, numbers)}
        return [there.get(number) or self.get(kind, number) for number in dict.fromkeys(numbers)]

    def find(self, kind: type[Record], number: int) -> Record | None:
        """The record of that number, or none."""
        return self._session.get(kind, number) if is_a_number(number) else None

    def all(
        self, statement: Select[Record], facts: Mapping[str, object] | None = None
    ) -> Sequence[Record]:
        """Every record the statement finds; `facts` are what it was written without."""
        return self._session.scalars(statement, facts).all()

    def among(self, kind: type[Record], column: Column, numbers: Iterable[int]) -> list[Record]:
        """Every record whose column holds one of these numbers, by its own number."""
        found = (
            record
            for some in portions(numbers)
            for record in self.all(select(kind).where(column.in_(some)))
        )
        return sorted(found, key=lambda record: record.id)

    def rows_among(
        self, statement: Select[*tuple[Any, ...]], column: Column, numbers: Iterable[int]
    ) -> list[Row[*tuple[Any, ...]]]:
        """The rows of a statement whose column holds one of these numbers."""
        return [
            row
            for some in portions(numbers)
            for row in self.rows(statement.where(column.in_(some)))
        ]

    def one(self, statement: Select[Record]) -> Record | None:
        """The first record the statement finds, or none."""
        return self._session.scalars(statement.limit(1)).first()

    def rows(
        self, statement: Select[*tuple[Any, ...]], facts: Mapping[str, object] | None = None
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        """The columns the statement asks for, row by row; `facts` are what it lacks."""
        return self._session.execute(statement, facts).all()


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
        self.agreed: Mapping[
            int, str
        ] = {}  # who agreed to what changes now, or why it could not wait
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
        for start in range(0, len(records), A_PORTION):
            self._session.add_all(records[start : start + A_PORTION])
            self._session.flush()
            progress.at(100 * start / len(records))
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
        self.remove_all([record])

    def remove_all(self, records: Sequence[Base]) -> None:
        """Remove many records and what belongs to them, each row seen and kept for undo."""
        if not records:
            return
        self._session.flush()
        self.remove_all(_belongings(self, records))
        for record in records:
            if inspect(record).persistent:  # else it went with another of them
                self._session.delete(record)
        self._session.flush()

    def flush(self) -> None:
        """Send what was changed so far to the database, so that questions see it."""
        self._session.flush()

    @property
    def changes(self) -> ChangeSet:
        """All that was flushed so far, one change a record."""
        return merged(self._seen)

    def free_numbers(self, record: str, count: int) -> list[int]:
        """Numbers that no record of a kind has; a server is told that they are taken."""
        connection = self._session.connection()
        if connection.dialect.name == "sqlite":
            highest = connection.execute(select(func.max(Base.metadata.tables[record].c.id)))
            first = (highest.scalar() or 0) + 1
            return list(range(first, first + count))
        taking = select(func.nextval(func.pg_get_serial_sequence(record, "id")))
        return [int(connection.execute(taking).scalar_one()) for _ in range(count)]

    def apply(self, changes: ChangeSet) -> None:
        """Play a change set forward; a refusal when a row has moved on since."""
        self._session.flush()
        self._play(self._session, changes)
        self._seen.extend(changes.changes)
        self._session.expire_all()

    @contextmanager
    def taken_back(self, changes: ChangeSet) -> Iterator[Reading]:
        """Look at the records as they were before `changes`, inside this transaction."""
        self._session.flush()
        connection = self._session.connection()
        savepoint = connection.begin_nested()
        with Session(connection, join_transaction_mode="rollback_only") as then:
            self._play(then, changes.reversed(), known=True)
            yield Reading(then, self._clock)
        savepoint.rollback()

    def _play(self, session: Session, changes: ChangeSet, *, known: bool = False) -> None:
        self._defer(session)
        play(session.connection(), changes, known=known)

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
            if change.record not in THEIR_OWN_RECORD
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
    held = record.__dict__  # read past the attributes' machinery: an act may touch thousands
    return {
        name: held[key] if key in held else getattr(record, key)
        for name, key in _names(type(record))
    }


@cache
def _names(kind: type[Base]) -> tuple[tuple[str, str], ...]:
    """The columns of a kind of record, each with the attribute that holds it."""
    return tuple((one.columns[0].name, one.key) for one in inspect(kind).column_attrs)


def _belongings(read: Reading, records: Sequence[Base]) -> list[Base]:
    """The rows that the model says go with these (foreign keys that cascade), each once."""
    found: dict[tuple[str, int], Base] = {}
    for table in dict.fromkeys(record.__tablename__ for record in records):
        owners = [record.id for record in records if record.__tablename__ == table]
        for kind, attribute in _cascades(table):
            for row in read.among(kind, getattr(kind, attribute), owners):
                found[row.__tablename__, row.id] = row
    return list(found.values())


@cache
def _cascades(table: str) -> tuple[tuple[type[Base], str], ...]:
    """Who goes with a row of a table: the kinds of record, by which attribute."""
    return tuple(
        (mapper.class_, attribute.key)
        for mapper in Base.registry.mappers
        for attribute in mapper.column_attrs
        for key in attribute.columns[0].foreign_keys
        if key.ondelete == "CASCADE" and key.column.table.name == table
    )


def _table(kind: type[Base]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)  # noqa: S101 - every record is mapped to one table
    return table


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
