"""Putting a what-if on the real rota: all of it, as one step, or none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from rota_desk.changes import Change, ChangeSet
from rota_desk.errors import Refusal
from rota_desk.queries.what_if import moved_since, references
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words


def apply_what_if(work: UnitOfWork, *, changes: ChangeSet, name: str, since: int) -> int:
    """Do on the real rota what was done in a what-if; answers how many records changed.

    `since` is the entry of the audit trail after which it was begun. Nothing is done where the
    real rota has moved since in a way that does not fit.
    """
    if not changes:
        raise Refusal("Nothing was changed in this what-if yet.")
    moved = moved_since(work, changes=changes, since=since)
    if moved:
        raise Refusal(
            f"The real rota has moved since: {moved[0]}. "
            "Nothing was applied. Compare both, then begin the what-if anew."
        )
    work.apply(_numbered_anew(work, changes))
    work.label = f"Apply the what-if “{name}” ({count_words(len(changes.changes), 'record')})"
    return len(changes.changes)


def _numbered_anew(work: UnitOfWork, changes: ChangeSet) -> ChangeSet:
    """Give new records numbers that the real rota has not used meanwhile."""
    fresh: dict[str, list[int]] = defaultdict(list)
    for one in changes.changes:
        if one.before is None:
            fresh[one.record].append(one.id)
    numbers = {
        (record, old): new
        for record, olds in fresh.items()
        for old, new in zip(olds, work.free_numbers(record, len(olds)), strict=True)
    }
    return ChangeSet(tuple(_renumbered(one, numbers) for one in changes.changes))


def _renumbered(change: Change, numbers: dict[tuple[str, int], int]) -> Change:
    if change.after is None:
        return change
    after = dict(change.after)
    for column, table in references(change.record):
        if after[column] is not None:
            after[column] = numbers.get((table, after[column]), after[column])
    number = change.id if change.before is not None else numbers[change.record, change.id]
    after["id"] = number
    return replace(change, id=number, after=after)
