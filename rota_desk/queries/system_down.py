"""What has to lie on paper for the day on which the desk cannot be opened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Clinician
from models.types import ContactKind
from rota_desk.queries.clinicians import ContactLine, contacts_of
from rota_desk.queries.escalation import LadderStep, ladder
from rota_desk.queries.letterhead import letterhead
from rota_desk.queries.on_call import OnCallBoard, on_call_board
from rota_desk.queries.rota_sheet import GROUPS
from rota_desk.queries.settings import setting
from rota_desk.unit_of_work import Reading

NUMBERS = "pack.numbers"  # the setting that says whose numbers may stand on it
AT_WORK = (ContactKind.BLEEP, ContactKind.LANDLINE, ContactKind.EMAIL)


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody of the department and the ways that may be given on paper."""

    name: str
    group: str
    grade: str
    ways: tuple[ContactLine, ...]
    kept_back: int  # ways that are on file and may not be printed


@dataclass(frozen=True, slots=True)
class SystemDown:
    """On call, whom to go to, and how everybody is reached, from `start` until before `end`."""

    start: dt.date
    end: dt.date
    moment: dt.datetime  # wall time
    lead: str
    manager: str
    on_call: OnCallBoard
    ladder: tuple[LadderStep, ...]
    people: tuple[Reached, ...]  # by group and name; empty where only on-call numbers may stand


def system_down(read: Reading, *, start: dt.date, end: dt.date) -> SystemDown:
    """The pack of some days; private numbers never, others as the department allows."""
    head = letterhead(read)
    return SystemDown(
        start=start,
        end=end,
        moment=head.wall,
        lead=head.lead,
        manager=head.manager,
        on_call=on_call_board(read, start=start, end=end),
        ladder=ladder(read),
        people=_people(read, str(setting(read, key=NUMBERS))),
    )


def _people(read: Reading, allowed: str) -> tuple[Reached, ...]:
    if allowed == "on_call":
        return ()
    kinds = AT_WORK if allowed == "work" else tuple(ContactKind)
    contacts = contacts_of(read)
    here = read.all(
        select(Clinician)
        .where(Clinician.joined.is_(None) | (Clinician.joined <= read.today))
        .where(Clinician.leaves.is_(None) | (Clinician.leaves > read.today))
    )
    order = list(GROUPS)
    return tuple(
        _reached(one, contacts.get(one.id, ()), kinds)
        for one in sorted(here, key=lambda one: (order.index(one.group), one.name))
    )


def _reached(
    person: Clinician, ways: tuple[ContactLine, ...], kinds: tuple[ContactKind, ...]
) -> Reached:
    given = tuple(one for one in ways if not one.private and one.kind in kinds)
    return Reached(
        name=person.name,
        group=GROUPS[person.group],
        grade=person.grade,
        ways=given,
        kept_back=len(ways) - len(given),
    )
