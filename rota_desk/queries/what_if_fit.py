"""Whether the changes of a what-if still fit the real rota, change by change, and why not."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Table, UniqueConstraint, select

from models import Activity, AuditChange, ClinicalSession, Clinician
from models.base import Base
from rota_desk.changes import Change, ChangeSet
from rota_desk.queries.what_if import named_by, references, rows_of
from rota_desk.replay import AT_ONCE
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

Key = tuple[str, int]  # a record: the table's name and its number


def moved_since(read: Reading, *, changes: ChangeSet, since: int) -> tuple[str, ...]:
    """Why a what-if no longer fits the real rota, in words; empty when it does.

    `since` is the entry of the audit trail after which it was begun.
    """
    return tuple(dict.fromkeys(misfits(read, changes=changes, since=since).values()))


def misfits(read: Reading, *, changes: ChangeSet, since: int) -> dict[Key, str]:
    """What no longer fits, by the record it is about, each in a sentence."""
    now = rows_of(read, records=tuple(key_of(one) for one in changes.changes))
    told = {
        key_of(one): f"{_about(read, one)}: {why}"
        for one in changes.changes
        if (why := _why_not(one, now.get(key_of(one))))
    }
    touched = dict(_both_touched(read, changes, since, told))
    told |= {key: one for key, one in touched.items() if key[0] == "gap"}  # of who comes to it
    for key, sentence in (
        *touched.items(),
        *_missing(read, changes),
        *_of_leavers(read, changes),
        *_doubled(read, changes),
    ):
        told.setdefault(key, sentence)
    return told


def key_of(change: Change) -> Key:
    """The record a change is about."""
    return change.record, change.id


def _both_touched(
    read: Reading, changes: ChangeSet, since: int, told: Mapping[Key, str]
) -> Iterator[tuple[Key, str]]:
    """All changes of sessions changed on both sides: filled twice, or filled and moved."""
    fresh = {one.id for one in changes.of("clinical_session") if one.before is None}
    mine: dict[int | None, list[Change]] = defaultdict(list)
    for one in changes.changes:
        mine[_session_of(one)].append(one)
    numbers = mine.keys() - fresh - {None}
    touched = select(AuditChange.session_id).where(AuditChange.entry_id > since).distinct()
    for number in sorted(one for (one,) in read.rows(touched) if one in numbers):
        seats = [one for one in mine[number] if one.record == "assignment"] or mine[number]
        known = (told[key] for one in seats if (key := key_of(one)) in told)
        last = f"{_about(read, seats[-1])}: changed on the real rota since"
        sentence = next(known, last)
        yield from ((key_of(one), sentence) for one in mine[number])


def _session_of(change: Change) -> int | None:
    """The session a change is about, if it is about one."""
    if change.record == "clinical_session":
        return change.id
    held = [number for number in change.fact("session_id") if isinstance(number, int)]
    return held[-1] if held else None


def _why_not(change: Change, now: Mapping[str, Any] | None) -> str:
    if change.before is None:
        return ""
    if now is None:
        return "removed from the real rota since"
    before, _after = change.differing()
    moved = any(now[column] != value for column, value in (before or {}).items())
    return "changed on the real rota since" if moved else ""


def _missing(read: Reading, changes: ChangeSet) -> Iterator[tuple[Key, str]]:
    """What new records hang on that the real rota no longer has."""
    added = {(one.record, one.id) for one in changes.changes if one.before is None}
    wanted: dict[tuple[str, int], Change] = {}
    for change in changes.changes:
        for column, table in references(change.record):
            number = (change.after or {}).get(column)
            if number is not None and (table, number) not in added:
                wanted.setdefault((table, number), change)
    there = rows_of(read, records=tuple(wanted))
    for key, change in wanted.items():
        if key not in there:
            gone = key[0].replace("_", " ")
            yield key_of(change), f"{_about(read, change)}: its {gone} is gone"


def _of_leavers(read: Reading, changes: ChangeSet) -> Iterator[tuple[Key, str]]:
    """Who would be put on a session of a day on which they are no longer here."""
    fresh = {one.id: one.after for one in changes.of("clinical_session") if one.after}
    goes = {one.id: one.after["leaves"] for one in changes.of("clinician") if one.after}
    put = [(one, one.after) for one in changes.of("assignment") if one.after]
    whom = {facts["clinician_id"] for _one, facts in put}
    here = {one.id: one.leaves for one in read.among(Clinician, Clinician.id, whom)}
    leaving = {number: leaves for number in here if (leaves := goes.get(number, here[number]))}
    for one, facts in put:
        leaves = leaving.get(facts["clinician_id"])
        start = _start(read, facts["session_id"], fresh) if leaves is not None else None
        if leaves is not None and start is not None and leaves <= start.date():
            yield key_of(one), f"{_about(read, one)}: leaves on {day_words(leaves)}"


def _start(
    read: Reading, session: int, fresh: Mapping[int, Mapping[str, Any]]
) -> dt.datetime | None:
    """When a session begins: as the what-if has it, else as the real rota does."""
    if session in fresh:
        start: dt.datetime = fresh[session]["start"]
        return start
    there = read.find(ClinicalSession, session)
    return there.start if there else None


def _doubled(read: Reading, changes: ChangeSet) -> Iterator[tuple[Key, str]]:
    """Where the real rota already has what the what-if would add."""
    ours = {key_of(one) for one in changes.changes}
    added = {key_of(one): one for one in changes.changes if one.before is None}
    for (record, columns), wanted in _unlike_any(added).items():
        table = Base.metadata.tables[record]
        named = [table.c[column] for column in columns]
        firsts = list(dict.fromkeys(held[0] for held in wanted))
        for start in range(0, len(firsts), AT_ONCE):
            among = named[0].in_(firsts[start : start + AT_ONCE])
            for number, *held in read.rows(select(table.c.id, *named).where(among)):
                change = wanted.get(tuple(held))
                if change is not None and (record, number) not in ours:
                    yield key_of(change), f"{_about(read, change)}: there already on the real rota"


Unlike = dict[tuple[str, tuple[str, ...]], dict[tuple[Any, ...], Change]]


def _unlike_any(added: Mapping[Key, Change]) -> Unlike:
    """What new records hold that no two may have alike, by the table and its columns."""
    found: Unlike = defaultdict(dict)
    for change in added.values():
        facts = change.after or {}
        fresh = {
            column for column, named in named_by(change.record) if (named, facts[column]) in added
        }  # its number is another's on the real rota
        for columns in unique_columns(Base.metadata.tables[change.record]):
            held = tuple(facts[column] for column in columns)
            if None not in held and not fresh & set(columns):
                found[change.record, columns][held] = change
    return found


@cache
def unique_columns(table: Table) -> tuple[tuple[str, ...], ...]:
    """The columns that no two records of a table have alike, set by set."""
    return tuple(
        tuple(column.name for column in one.columns)
        for one in sorted(table.constraints, key=lambda one: str(one.name))
        if isinstance(one, UniqueConstraint)
    )


def _about(read: Reading, change: Change) -> str:
    """Whom or what a change is about: "Endoscopy list, Tue 10 Nov, Dr A Patel"."""
    facts = change.after or change.before or {}
    session = change.id if change.record == "clinical_session" else facts.get("session_id")
    words = [_session_words(read, session, facts)] if session else []
    person = read.find(Clinician, facts.get("clinician_id") or 0)
    words += [person.name] if person else []
    return ", ".join(one for one in words if one) or change.record.replace("_", " ").capitalize()


def _session_words(read: Reading, number: int, facts: Mapping[str, Any]) -> str:
    fresh = "activity_id" in facts  # the session itself: a new one's number may be another's
    there = None if fresh else read.find(ClinicalSession, number)
    activity = there.activity_id if there else facts.get("activity_id")
    start = there.start if there else facts.get("start")
    kind = read.find(Activity, activity or 0)
    named = kind.name if kind else "A session"
    return f"{named}, {day_words(start.date())}" if start else named
