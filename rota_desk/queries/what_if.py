"""What a what-if changed, and the real rota and it side by side."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import func, select

from models import AuditChange, AuditEntry, Clinician
from models.base import Base
from rota_desk.changes import Change, ChangeSet
from rota_desk.domain.shares import KINDS, share_words
from rota_desk.queries.fairness import Fairness, ShareLine, fairness
from rota_desk.queries.findings import findings_between
from rota_desk.queries.rota_sheet import rota_sheet
from rota_desk.queries.standing import standing_rota
from rota_desk.rules.engine import Finding
from rota_desk.unit_of_work import Reading

HOUR = dt.timedelta(hours=1)
Rows = dict[tuple[str, int], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a period stands: cover, hours, duties and findings."""

    cover: tuple[tuple[str, int, int], ...]  # name, have, need
    hours: tuple[tuple[str, float], ...]  # name, hours on the rota
    fair: Fairness
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure of the real rota and of the what-if."""

    what: str
    real: str
    tried: str
    more: float  # how much more it is in the what-if

    @property
    def mark(self) -> str:
        """A shape for more or fewer."""
        return "▲" if self.more > 0 else "▼" if self.more < 0 else ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A period of the real rota and of a what-if."""

    cover: tuple[Beside, ...]
    hours: tuple[Beside, ...]
    duties: tuple[Beside, ...]
    gained: tuple[Finding, ...]
    lost: tuple[Finding, ...]


def latest_entry(read: Reading) -> int:
    """The number of the last entry of the audit trail."""
    return read.rows(select(func.max(AuditEntry.id)))[0][0] or 0


def touched_since(read: Reading, *, entry: int) -> tuple[tuple[str, int], ...]:
    """Every record that edits touched after an entry of the audit trail."""
    return tuple(sorted({key for one in acts_since(read, entry=entry) for key in one}))


def acts_since(read: Reading, *, entry: int) -> tuple[tuple[tuple[str, int], ...], ...]:
    """The records that each edit touched, of those after an entry of the audit trail."""
    found = read.rows(
        select(AuditChange.entry_id, AuditChange.record, AuditChange.record_id)
        .where(AuditChange.entry_id > entry)
        .order_by(AuditChange.entry_id, AuditChange.record, AuditChange.record_id)
    )
    acts: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for number, record, which in found:
        acts[number].append((record, which))
    return tuple(tuple(one) for one in acts.values())


def rows_of(read: Reading, *, records: tuple[tuple[str, int], ...]) -> Rows:
    """These records as they stand, every column; those that are gone are left out."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for record, number in records:
        wanted[record].append(number)
    found: Rows = {}
    for record, numbers in wanted.items():
        table = Base.metadata.tables[record]
        for at in range(0, len(numbers), 500):
            part = select(table).where(table.c.id.in_(numbers[at : at + 500]))
            names = [column.name for column in table.columns]
            for row in read.rows(part):
                found[record, row.id] = dict(zip(names, row, strict=True))
    return found


def changes_between(before: Rows, after: Rows) -> ChangeSet:
    """What turns the one into the other: belongings go first, and come after their owners.

    So that nothing is swept away by a cascade, played forwards or backwards.
    """
    order = {table.name: at for at, table in enumerate(Base.metadata.sorted_tables)}
    keys = sorted({*before, *after}, key=lambda key: (order[key[0]], key[1]))
    found = [Change(*key, before.get(key), after.get(key)) for key in keys]
    found = [one for one in found if one.before != one.after]
    gone = [one for one in reversed(found) if one.after is None]
    return ChangeSet((*gone, *(one for one in found if one.after is not None)))


@cache
def references(record: str) -> tuple[tuple[str, str], ...]:
    """The columns of a record that name others, and the tables these are in."""
    return tuple(
        (column.name, key.column.table.name)
        for column in Base.metadata.tables[record].columns
        for key in column.foreign_keys
    )


@cache
def named_by(record: str) -> tuple[tuple[str, str], ...]:
    """Its references, and a session that it knows by number only: that one may be gone."""
    column = Base.metadata.tables[record].columns.get("session_id")
    if column is None or column.foreign_keys:
        return references(record)
    return (*references(record), (column.name, "clinical_session"))


def standing(read: Reading, *, start: dt.date, end: dt.date) -> Standing:
    """How the days from `start` until before `end` stand."""
    sheet = rota_sheet(read, start=start, days=(end - start).days)
    return Standing(
        cover=tuple(
            (line.name, sum(min(one.have, one.need) for one in line.cells), _need(line.cells))
            for line in sheet.cover
        ),
        hours=tuple(_hours(read, start, end)),
        fair=fairness(read, start=start, end=end),
        findings=tuple(one for one in findings_between(read, start=start, end=end) if one.flagged),
    )


def _need(cells: Iterable[Any]) -> int:
    return sum(one.need for one in cells)


def _hours(read: Reading, start: dt.date, end: dt.date) -> Iterator[tuple[str, float]]:
    """Everybody's hours on the rota, by the clock on the wall."""
    rota = standing_rota(read, start=start, end=end)
    lengths = {one.id: (one.end - one.start) / HOUR for one in rota.sessions if rota.stands(one)}
    sums: dict[int, float] = defaultdict(float)
    for one in rota.placed:
        sums[one.clinician_id] += lengths.get(one.session_id, 0.0)
    for person in read.all(select(Clinician).order_by(Clinician.id)):
        if person.id in sums:
            yield person.name, sums[person.id]


def side_by_side(real: Standing, tried: Standing) -> SideBySide:
    """Both, figure by figure; what is the same on both sides is left out, save cover."""
    return SideBySide(
        cover=tuple(_covers(real, tried)),
        hours=tuple(one for one in _hours_beside(real, tried) if one.more),
        duties=tuple(one for one in _duties(real, tried) if one.more),
        gained=tuple(one for one in tried.findings if one not in real.findings),
        lost=tuple(one for one in real.findings if one not in tried.findings),
    )


def _covers(real: Standing, tried: Standing) -> Iterator[Beside]:
    here = {name: (have, need) for name, have, need in real.cover}
    there = {name: (have, need) for name, have, need in tried.cover}
    for name in dict.fromkeys((*here, *there)):
        (have, need), (other, wanted) = here.get(name, (0, 0)), there.get(name, (0, 0))
        more = (other - wanted) - (have - need)
        yield Beside(name, f"{have} of {need}", f"{other} of {wanted}", more)


def _hours_beside(real: Standing, tried: Standing) -> Iterator[Beside]:
    here, there = dict(real.hours), dict(tried.hours)
    for name in dict.fromkeys((*here, *there)):
        one, other = here.get(name, 0.0), there.get(name, 0.0)
        yield Beside(name, f"{one:g} h", f"{other:g} h", other - one)


def _duties(real: Standing, tried: Standing) -> Iterator[Beside]:
    """Each one's duties of a kind beside their share; whoever has none on a side has 0 there."""
    here = {one.name: one for one in real.fair.lines}
    there = {one.name: one for one in tried.fair.lines}
    for name in dict.fromkeys((*here, *there)):
        for at, kind in enumerate(KINDS):
            (one, said), (other, told) = _had(here.get(name), at), _had(there.get(name), at)
            yield Beside(f"{name}, {kind.lower()}", said, told, other - one)


def _had(line: ShareLine | None, at: int) -> tuple[int, str]:
    """How many duties of a kind somebody has, and in words beside their share."""
    if line is None:
        return 0, "0"
    return line.counts[at], share_words(line.counts[at], line.usual[at]) or "0"
