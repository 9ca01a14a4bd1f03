"""Which changes of a what-if only make sense together, and which cannot stand without others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from models.base import Base
from rota_desk.changes import Change, ChangeSet
from rota_desk.queries.what_if import named_by
from rota_desk.queries.what_if_fit import Key, key_of, unique_columns

Node = tuple[str | int, ...]  # a record, or somebody's seat on a session

JOINS = frozenset(
    {"clinical_session", "assignment", "gap", "swap", "leave_request", "absence", "job_plan_line"}
)
"""What a record belongs to so closely that one without the other would say something untrue."""
WHOLE_ACTS = frozenset({"leave_request", "absence"})
"""What an edit did about these goes with all else it did: the person leaves the rota with it."""
SEATED = frozenset({"assignment", "published_change"})
"""Records of one person on a session, who may come and go without the others on it."""


def grouped(
    changes: ChangeSet, acts: Iterable[tuple[Key, ...]]
) -> tuple[tuple[tuple[Change, ...], frozenset[int]], ...]:
    """The changes in groups, each with the places of the groups without which it cannot stand.

    What was done to one person on a session that stays as it is makes a group, unless one edit did
    it to several; what was done to a session makes one, and so does a swap, or an answer to leave.
    """
    ties = _Ties()
    known = {key_of(one): one for one in changes.changes}
    for key, one in known.items():
        ties.tie(key, *_joined(one, known))
    for act in acts:
        there = [key for key in act if key in known]
        if any(record in WHOLE_ACTS for record, _number in there):
            ties.tie(*there)
        first: dict[Node, Key] = {}
        for key in there:
            for session in _seats(known[key]):
                ties.tie(first.setdefault(session, key), key)
    groups: dict[Node, list[Change]] = defaultdict(list)
    for key, one in known.items():
        groups[ties.root(key)].append(one)
    place = {root: at for at, root in enumerate(groups)}
    at = {key_of(one): place[root] for root, many in groups.items() for one in many}
    needs: dict[int, set[int]] = defaultdict(set)
    for key, needed in (*_needs(changes), *_owns_need_seats(known)):
        if at[key] != at[needed]:
            needs[at[key]].add(at[needed])
    return tuple(
        (tuple(many), frozenset(needs[number])) for number, many in enumerate(groups.values())
    )


class _Ties:
    """Records that belong together, however many steps lie between."""

    def __init__(self) -> None:
        self._up: dict[Node, Node] = {}

    def root(self, key: Node) -> Node:
        while (above := self._up.get(key, key)) != key:
            self._up[key] = self._up.get(above, above)
            key = above
        return key

    def tie(self, first: Node, *others: Node) -> None:
        for other in others:
            self._up[self.root(other)] = self.root(first)


def _joined(change: Change, known: Mapping[Key, Change]) -> Iterator[Node]:
    """What a change is a part of, before and after: a session, or only a seat on it."""
    for column, table in named_by(change.record):
        if table not in JOINS or change.record == "clinical_session":
            continue
        for number in change.fact(column):
            if number is None:
                continue
            alone = table == "clinical_session" and (table, number) not in known
            if alone and change.record in SEATED and None not in change.fact("clinician_id"):
                yield from (("seat", number, who) for who in change.fact("clinician_id"))
            else:
                yield table, number


def _seats(change: Change) -> Iterator[Node]:
    """The sessions on which somebody's seat changed."""
    if change.record in SEATED:
        yield from (("clinical_session", number) for number in change.fact("session_id"))


def _owns_need_seats(known: Mapping[Key, Change]) -> Iterator[tuple[Key, Key]]:
    """The need of a session goes with all the seats on it, for it says how many are missing."""
    seats: dict[Node, list[Key]] = defaultdict(list)
    for key, one in known.items():
        for session in _seats(one):
            seats[session].append(key)
    for key, one in known.items():
        if one.record == "gap":
            for number in set(one.fact("session_id")):
                yield from ((key, seat) for seat in seats["clinical_session", number])


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
