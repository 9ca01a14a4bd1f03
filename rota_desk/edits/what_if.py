"""Putting a what-if on the real rota: all of it or what was chosen, as one step."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from models import AuditChange, ClinicalSession, Clinician
from rota_desk import progress
from rota_desk.changes import Change, ChangeSet
from rota_desk.edits.gaps import settle_gaps
from rota_desk.edits.told import Noted, note_changes
from rota_desk.errors import Refusal
from rota_desk.queries.speaking import speaking
from rota_desk.queries.what_if import named_by
from rota_desk.queries.what_if_fit import Key, key_of, moved_since
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words

NOTHING = ChangeSet()
NONE_CHOSEN = "Nothing is ticked. Tick what shall go onto the real rota."
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Applied:
    """What came onto the real rota, and which number each new record has there."""

    records: int
    numbers: Mapping[Key, int]


def apply_what_if(
    work: UnitOfWork, *, changes: ChangeSet, name: str, since: int, left: ChangeSet = NOTHING
) -> Applied:
    """Do on the real rota what was done in a what-if; `left` is what is not chosen of it.

    `since` is the entry of the audit trail after which it was begun. Nothing is done where the
    real rota has moved since in a way that does not fit. Days that were published meanwhile get
    their changes on the list of who must be told.
    """
    if not changes:
        raise Refusal("Nothing was changed in this what-if yet." if not left else NONE_CHOSEN)
    _refuse_torn(changes, left)
    progress.at(0, "Looking whether it fits the real rota")
    moved = moved_since(work, changes=changes, since=since)
    if moved:
        raise Refusal(
            f"The real rota has moved since: {moved[0]}. "
            "Nothing was applied. Compare both, then begin the what-if anew."
        )
    progress.at(30, "Putting it on the rota")
    numbers = _fresh_numbers(work, changes)
    fresh = renumbered(changes, numbers)
    work.apply(fresh)
    progress.at(80)
    if left:
        _settle_needs(work, fresh)
    _note_told_since(work, fresh, since)
    some = "Apply part of" if left else "Apply"
    work.label = f"{some} the what-if “{name}” ({count_words(len(changes.changes), 'record')})"
    return Applied(len(changes.changes), numbers)


def _refuse_torn(changes: ChangeSet, left: ChangeSet) -> None:
    """What hangs on something that is left out cannot go alone, nor can its ground go under it."""
    added = {key_of(one) for one in left.changes if one.before is None}
    gone = {key_of(one) for one in changes.changes if one.after is None}
    for some, side, keys in ((changes, "after", added), (left, "before", gone)):
        for one in some.changes:
            facts = getattr(one, side) or {}
            if any((table, facts.get(column)) in keys for column, table in named_by(one.record)):
                what = one.record.replace("_", " ")
                raise Refusal(f"A {what} hangs on what is not ticked. Tick both, or neither.")


def _fresh_numbers(work: UnitOfWork, changes: ChangeSet) -> dict[Key, int]:
    """Numbers for new records that the real rota has not used meanwhile."""
    fresh: dict[str, list[int]] = defaultdict(list)
    for one in changes.changes:
        if one.before is None:
            fresh[one.record].append(one.id)
    return {
        (record, old): new
        for record, olds in fresh.items()
        for old, new in zip(olds, work.free_numbers(record, len(olds)), strict=True)
    }


def renumbered(changes: ChangeSet, numbers: Mapping[Key, int]) -> ChangeSet:
    """The changes with other numbers for new records, and wherever these are named."""
    return ChangeSet(tuple(_renumbered(one, numbers) for one in changes.changes))


def _renumbered(change: Change, numbers: Mapping[Key, int]) -> Change:
    if change.after is None:
        return change
    after = dict(change.after)
    for column, table in named_by(change.record):
        if after[column] is not None:
            after[column] = numbers.get((table, after[column]), after[column])
    number = change.id if change.before is not None else numbers.get(key_of(change), change.id)
    after["id"] = number
    return replace(change, id=number, after=after)


def _settle_needs(work: UnitOfWork, changes: ChangeSet) -> None:
    """Open or close the needs of sessions whose people came and went only in part."""
    told = {number for one in changes.of("gap") for number in one.fact("session_id")}
    people = [one for one in changes.of("assignment") if not told & set(one.fact("session_id"))]
    numbers = {number for one in people for number in one.fact("session_id")}
    left: dict[int, list[int]] = defaultdict(list)
    for one in people:
        if one.before is not None:
            left[one.before["session_id"]].append(one.before["clinician_id"])
    sessions = work.among(ClinicalSession, ClinicalSession.id, numbers)
    settle_gaps(work, sessions=sessions, left=left)


def _note_told_since(work: UnitOfWork, changes: ChangeSet, since: int) -> None:
    """Note who must be told where the days were published only after the what-if was begun."""
    told = select(AuditChange.record_id).where(
        AuditChange.entry_id > since, AuditChange.record == "publication"
    )
    fresh = {number for (number,) in work.rows(told)}
    notes = list(_notes(work, changes)) if fresh else []
    if not notes:
        return
    days = [one.session.start.date() for one in notes]
    versions = speaking(work, start=min(days), end=max(days) + DAY)
    told_of = [
        one
        for one, day in zip(notes, days, strict=True)
        if (version := versions.of(day, one.session.activity_id)) and version.id in fresh
    ]
    note_changes(work, told_of)


def _notes(work: UnitOfWork, changes: ChangeSet) -> Iterator[Noted]:
    """Who comes onto a session and who leaves it."""
    for one in changes.of("assignment"):
        for facts, what in ((one.before, "taken off"), (one.after, "added")):
            other = one.after if facts is one.before else one.before
            places = [
                (side["session_id"], side["clinician_id"]) if side else None
                for side in (facts, other)
            ]
            if facts is None or places[0] == places[1]:
                continue
            session = work.find(ClinicalSession, facts["session_id"])
            if session is not None:
                person = work.get(Clinician, facts["clinician_id"])
                yield Noted(session, person.id, f"{person.name} {what}")
