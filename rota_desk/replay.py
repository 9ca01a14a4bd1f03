"""Playing a change set over the records: many rows at a time, each found as it was left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, Table, bindparam, select

from models.base import Base
from models.guards import PUBLISHED
from rota_desk.changes import Change, ChangeSet, Values
from rota_desk.errors import Refusal

AT_ONCE = 500  # rows that one statement names
THEIR_OWN_RECORD = frozenset(PUBLISHED) - {"publication"}  # a version never changes


def play(connection: Connection, changes: ChangeSet, *, known: bool = False) -> None:
    """Apply a change set where foreign keys are judged at the end.

    A refusal when a row has moved on since, unless it is known that none has; the rows of a
    version nobody can have changed.
    """
    _take_away(connection, [one for one in _whole(changes) if one.after is None])
    _bring_back(connection, [one for one in _whole(changes) if one.before is None])
    rest = [one for one in changes.changes if one.record not in THEIR_OWN_RECORD]
    going = [one for one in rest if one.after is None]
    changing = [one for one in rest if None not in (one.before, one.after)]
    owners = _held_back(changing, going)
    last = [one for one in going if (one.record, one.id) in owners]
    first = [one for one in going if (one.record, one.id) not in owners]
    # Rows go before rows change before rows come back, so that unique facts are free again. A row
    # that a changing one still belongs to goes after it, or would take it along; so does whatever
    # that row belongs to.
    _take_away(connection, first, judged=not known)
    if not known:
        _refuse_moved_on(connection, changing)
    _change(connection, changing)
    _take_away(connection, last, judged=not known)
    _bring_back(connection, [one for one in rest if one.before is None])


def _whole(changes: ChangeSet) -> list[Change]:
    return [one for one in changes.changes if one.record in THEIR_OWN_RECORD]


def _held_back(changing: Sequence[Change], going: Sequence[Change]) -> set[tuple[str, object]]:
    """The rows that changing ones belonged to, and all that these belong to in turn."""
    owners = {owner for one in changing for owner in _owners(one)}
    waiting = [one for one in going if (one.record, one.id) in owners]
    while waiting:
        found = {owner for one in waiting for owner in _owners(one)} - owners
        owners |= found
        waiting = [one for one in going if (one.record, one.id) in found]
    return owners


def _owners(change: Change) -> Iterator[tuple[str, object]]:
    """The rows that a row belonged to before it changed."""
    for column in _table(change.record).columns:
        for key in column.foreign_keys:
            yield key.column.table.name, (change.before or {}).get(column.name)


def _take_away(connection: Connection, gone: Sequence[Change], *, judged: bool = False) -> None:
    """Delete rows, all of them judged before the first goes: one may take others along."""
    if judged:
        _refuse_moved_on(connection, gone)
    for record, numbers in _numbers(gone):
        table = _table(record)
        connection.execute(table.delete().where(table.c.id.in_(numbers)))


def _bring_back(connection: Connection, back: Sequence[Change]) -> None:
    for record in dict.fromkeys(one.record for one in back):
        rows = [one.after for one in back if one.record == record and one.after is not None]
        connection.execute(_table(record).insert(), rows)


def _change(connection: Connection, changing: Sequence[Change]) -> None:
    """Update rows in their order, neighbours that change the same columns at once."""
    for (record, columns), same in groupby(changing, key=_columns_of):
        table = _table(record)
        rows = [{f"_{name}": (one.after or {})[name] for name in ("id", *columns)} for one in same]
        update = table.update().where(table.c.id == bindparam("_id"))
        connection.execute(update.values({name: bindparam(f"_{name}") for name in columns}), rows)


def _columns_of(change: Change) -> tuple[str, tuple[str, ...]]:
    _before, after = change.differing()
    return change.record, tuple(after or {})


def _refuse_moved_on(connection: Connection, changes: Sequence[Change]) -> None:
    for record, numbers in _numbers(changes):
        table = _table(record)
        found = connection.execute(select(table).where(table.c.id.in_(numbers))).mappings()
        there: dict[int, Values] = {row["id"]: dict(row) for row in found}
        meant = {one.id: one for one in changes if one.record == record}
        if any(_moved_on(there.get(number), meant[number]) for number in numbers):
            name = record.replace("_", " ")
            raise Refusal(f"This {name} has been changed since. Undo the later change first.")


def _moved_on(row: Values | None, change: Change) -> bool:
    """Whether a row is gone, or another than the change left it."""
    before, _after = change.differing()
    return row is None or any(row[name] != value for name, value in (before or {}).items())


def _numbers(changes: Sequence[Change]) -> Iterator[tuple[str, list[int]]]:
    """The rows' numbers table by table, no more than a statement may name."""
    for record in dict.fromkeys(one.record for one in changes):
        numbers = [one.id for one in changes if one.record == record]
        for start in range(0, len(numbers), AT_ONCE):
            yield record, numbers[start : start + AT_ONCE]


def _table(record: str) -> Table:
    return Base.metadata.tables[record]
