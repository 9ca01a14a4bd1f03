"""Which changes of a what-if only make sense together, and which cannot stand without others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from models.base import Base
from rota_desk.changes import Change, ChangeSet
from rota_desk.queries.what_if import named_by
from rota_desk.queries.what_if_fit import Key, key_of, unique_columns

JOINS = frozenset(
    {"clinical_session", "assignment", "gap", "swap", "leave_request", "absence", "job_plan_line"}
)
"""What a record belongs to so closely that one without the other would say something untrue."""
WHOLE_ACTS = frozenset({"leave_request", "absence"})
"""What an edit did about these goes with all else it did: the person leaves the rota with it."""


def grouped(
    changes: ChangeSet, acts: Iterable[tuple[Key, ...]]
) -> tuple[tuple[tuple[Change, ...], frozenset[int]], ...]:
    """The changes in groups, each with the places of the groups without which it cannot stand.

    What was done to one session is one group, and so is one swap, and one answer to leave.
    """
    ties = _Ties()
    for one in changes.changes:
        ties.tie(key_of(one), *_joined(one))
    changed = {key_of(one) for one in changes.changes}
    for act in acts:
        there = [key for key in act if key in changed]
        if any(record in WHOLE_ACTS for record, _number in there):
            ties.tie(*there)
    groups: dict[Key, list[Change]] = defaultdict(list)
    for one in changes.changes:
        groups[ties.root(key_of(one))].append(one)
    place = {root: at for at, root in enumerate(groups)}
    at = {key_of(one): place[root] for root, many in groups.items() for one in many}
    needs: dict[int, set[int]] = defaultdict(set)
    for key, needed in _needs(changes):
        if at[key] != at[needed]:
            needs[at[key]].add(at[needed])
    return tuple(
        (tuple(many), frozenset(needs[number])) for number, many in enumerate(groups.values())
    )


class _Ties:
    """Records that belong together, however many steps lie between."""

    def __init__(self) -> None:
        self._up: dict[Key, Key] = {}

    def root(self, key: Key) -> Key:
        while (above := self._up.get(key, key)) != key:
            self._up[key] = self._up.get(above, above)
            key = above
        return key

    def tie(self, first: Key, *others: Key) -> None:
        for other in others:
            self._up[self.root(other)] = self.root(first)


def _joined(change: Change) -> Iterator[Key]:
    """What a change is a part of, before and after."""
    for column, table in named_by(change.record):
        if table in JOINS and change.record != "clinical_session":
            yield from ((table, number) for number in change.fact(column) if number is not None)


def _needs(changes: ChangeSet) -> Iterator[tuple[Key, Key]]:
    """Pairs of records: the first change cannot be made without the second."""
    added = {key_of(one) for one in changes.changes if one.before is None}
    gone = {key_of(one) for one in changes.changes if one.after is None}
    left = {facts: key_of(one) for one in changes.changes for facts in _left(one)}
    for one in changes.changes:
        for column, table in named_by(one.record):
            if one.after is not None and (table, one.after[column]) in added:
                yield key_of(one), (table, one.after[column])
            if one.before is not None and (table, one.before[column]) in gone:
                yield (table, one.before[column]), key_of(one)
        for facts in _facts(one, one.after):
            if facts in left and left[facts] != key_of(one):
                yield key_of(one), left[facts]


Facts = tuple[str, tuple[str, ...], tuple[object, ...]]


def _left(change: Change) -> Iterator[Facts]:
    """What no two may have alike, and this record has no longer."""
    after = set(_facts(change, change.after))
    yield from (one for one in _facts(change, change.before) if one not in after)


def _facts(change: Change, side: object) -> Iterator[Facts]:
    values = change.before if side is change.before else change.after
    if values is None:
        return
    for columns in unique_columns(Base.metadata.tables[change.record]):
        facts = tuple(values[column] for column in columns)
        if None not in facts:
            yield change.record, columns, facts
