"""What an edit leaves behind: which records changed, from what to what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, TypeAlias

Values: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One record added (`before` is None), removed (`after` is None) or changed.

    Both sides carry all columns, so that anybody can tell whom and which days it concerns.
    """

    record: str  # the table's name
    id: int
    before: Values | None
    after: Values | None

    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.record, self.id, self.after, self.before)

    def fact(self, column: str) -> list[Any]:
        """What the column held before and after."""
        return [side[column] for side in (self.before, self.after) if side and column in side]

    def differing(self) -> tuple[Values | None, Values | None]:
        """Both sides, and of a changed record only the columns that differ."""
        if self.before is None or self.after is None:
            return self.before, self.after
        columns = [name for name, value in self.after.items() if self.before[name] != value]
        return (
            {name: self.before[name] for name in columns},
            {name: self.after[name] for name in columns},
        )


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All that one edit changed, one entry a record, in the order of first touch."""

    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def reversed(self) -> ChangeSet:
        """The change set that takes this one back."""
        return ChangeSet(tuple(change.reversed() for change in reversed(self.changes)))

    def records(self) -> frozenset[str]:
        """The names of the tables touched."""
        return frozenset(change.record for change in self.changes)

    def of(self, record: str) -> tuple[Change, ...]:
        """The changes to one kind of record."""
        return tuple(change for change in self.changes if change.record == record)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom and which days a change touched; what has to be judged and drawn again."""

    clinicians: frozenset[int] = frozenset()
    first: dt.date | None = None
    last: dt.date | None = None  # included
    everything: bool = False  # contracts, permissions, activities: no day can be named
    records: frozenset[str] = frozenset()

    @property
    def nobody(self) -> bool:
        """Whether it names no person and no day, so that no verdict can turn."""
        return not self.clinicians and self.first is None and not self.everything

    def touches(self, start: dt.date, end: dt.date) -> bool:
        """Whether any day of the half-open period is touched."""
        if self.everything:
            return True
        if self.first is None or self.last is None:
            return False
        return self.first < end and self.last >= start


def merged(changes: Iterable[Change]) -> ChangeSet:
    """Join the changes of several flushes, one a record; what came and went drops out."""
    joined: dict[tuple[str, int], Change] = {}
    for change in changes:
        key = (change.record, change.id)
        before = joined[key].before if key in joined else change.before
        joined[key] = Change(change.record, change.id, before, change.after)
    return ChangeSet(tuple(each for each in joined.values() if each.before != each.after))


@dataclass(frozen=True, slots=True)
class Step:
    """A change set under its label, as undo keeps it."""

    label: str
    edit: str
    changes: ChangeSet
    entry_id: int = field(default=0)  # its audit entry


def as_json(values: Values | None) -> dict[str, Any] | None:
    """Columns as plain JSON values: dates and times in ISO form, numbers as text where exact."""
    if values is None:
        return None
    return {column: plain(value) for column, value in values.items()}


def plain(value: object) -> object:
    """A value as JSON can hold it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
