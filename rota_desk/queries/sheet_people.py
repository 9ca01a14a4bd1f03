"""The sheet by person: each person's work, leave and the gaps they left."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeAlias

from sqlalchemy import select

from models import (
    Clinician,
    Contract,
)
from models.types import (
    ContractCode,
    StaffGroup,
)
from rota_desk.queries.sheet import GROUPS, Cells, Entry, EntryKind, Row, entry_of, row_of
from rota_desk.queries.sheet_away import away_entries
from rota_desk.queries.standing import Rota
from rota_desk.unit_of_work import Reading

UNCOVERED = "Uncovered"
Head: TypeAlias = tuple[int, str, str, str]  # number, group, name, detail


def person_rows(read: Reading, rota: Rota, known: Sequence[Head] = ()) -> Iterator[Row]:
    """A row for each person who is here, and one for gaps that nobody left.

    Heads that are known are not asked for again, unless somebody else stands there now.
    """
    all_known = {one.clinician_id for one in rota.placed} <= {head[0] for head in known}
    heads = known if known and all_known else person_heads(read, rota)
    cells = person_cells(rota, [head[0] for head in heads], away_entries(read, rota))
    lost = cells.pop(0, {})
    if lost:
        yield row_of(0, UNCOVERED, "No one yet", "", cells=lost, rota=rota)
    for number, group, name, detail in heads:
        yield row_of(number, group, name, detail, cells=cells[number], rota=rota)


def person_heads(read: Reading, rota: Rota) -> list[Head]:
    """Number, group, name and detail of everybody who is here, in the order of the rota."""
    terms = _terms(read, rota)
    return [
        (one.id, GROUPS[one.group], one.name, _detail(one, terms.get(one.id)))
        for one in _people(read, rota)
    ]


def _people(read: Reading, rota: Rota) -> list[Clinician]:
    """Everybody who is here in the period, in the order of the rota: group, then seniority."""
    busy = {one.clinician_id for one in rota.placed}
    found = read.all(select(Clinician).order_by(Clinician.id))
    order = list(StaffGroup)
    here = [one for one in found if one.id in busy or _is_here(one, rota)]
    return sorted(here, key=lambda one: (order.index(one.group), one.id))


def _is_here(person: Clinician, rota: Rota) -> bool:
    joined = person.joined is None or person.joined < rota.end
    return joined and (person.leaves is None or person.leaves > rota.start)


def _terms(read: Reading, rota: Rota) -> dict[int, Contract]:
    found: dict[int, Contract] = {}
    for contract in read.all(
        select(Contract).where(Contract.start < rota.end).order_by(Contract.start)
    ):
        found[contract.clinician_id] = contract
    return found


def _detail(person: Clinician, contract: Contract | None) -> str:
    """What stands beside a name: PAs, hours or grade."""
    if contract is None or contract.code in (ContractCode.ENG_RD_2016, ContractCode.LED_LOCAL):
        share = "" if contract is None or contract.wte >= 1 else f" {contract.wte * 100:.0f} %"
        return f"{person.grade}{share}"
    if contract.contracted_pas is not None:
        return f"{contract.contracted_pas.normalize():f} PA"
    hours = contract.weekly_hours
    return f"{hours.normalize():f} h" if hours is not None else person.grade


def person_cells(
    rota: Rota, people: Collection[int], aways: Iterable[tuple[int, dt.date, Entry]]
) -> dict[int, Cells]:
    """Each person's entries by day; under 0 the gaps that belong to nobody."""
    cells: dict[int, Cells] = {number: defaultdict(list) for number in people}
    cells[0] = defaultdict(list)
    for whom, day, entry in aways:
        if whom in cells:
            cells[whom][day].append(entry)
    for session in rota.sessions:
        if not rota.stands(session):
            continue
        day = session.start.date()
        for one in rota.on.get(session.id, ()):
            if one.clinician_id in cells:
                entry = entry_of(rota, session, one, EntryKind.WORK, code=session.code)
                cells[one.clinician_id][day].append(entry)
        if rota.counted(session.id) < session.wanted:
            keeper = session.left_by or session.owner_id or 0
            whom = keeper if keeper in people and not rota.on.get(session.id) else 0
            cells[whom][day].append(
                entry_of(rota, session, None, EntryKind.GAP, code=session.code)
            )
    if not cells[0]:
        del cells[0]
    return cells
