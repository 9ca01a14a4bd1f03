"""Approvers: who may approve claims, up to what amount, from which day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from models import ClaimApprover
from rota_desk.domain.claim_road import same_person
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year


def add_approver(
    work: UnitOfWork,
    *,
    name: str,
    role: str = "",
    up_to: Decimal | None = None,
    start: dt.date | None = None,
) -> int:
    """Put somebody on the list from a day, today when left out; no `up_to` is any amount.

    A person who is on the list already has the new limit from then on; the old one stays dated.
    """
    if not name.strip():
        raise Refusal("Name the approver as they sign.")
    if up_to is not None and up_to <= 0:
        raise Refusal("The limit has to be above nothing; leave it empty for any amount.")
    begins = start or work.today
    _end_earlier(work, name, begins)
    there = work.add(
        ClaimApprover(name=name.strip(), role=role.strip(), up_to=up_to, start=begins)
    )
    limit = f"up to £{up_to:,.2f}" if up_to is not None else "any amount"
    work.label = f"{there.name} approves {limit} from {day_and_year(begins)}"
    return there.id


def end_approver(work: UnitOfWork, *, approver: int, end: dt.date | None = None) -> None:
    """Take somebody off the list from a day, today when left out; the entry stays on record."""
    there = work.get(ClaimApprover, approver)
    last = end or work.today
    if last <= there.start:
        work.label = f"Take {there.name} off the list of approvers"
        work.remove(there)
        return
    there.end = last
    work.label = f"{there.name} no longer approves from {day_and_year(last)}"


def _end_earlier(work: UnitOfWork, name: str, begins: dt.date) -> None:
    for one in work.all(select(ClaimApprover)):
        if not same_person(one.name, name) or (one.end is not None and one.end <= begins):
            continue
        if one.start >= begins:
            raise Refusal(
                f"{one.name} is on the list from {day_and_year(one.start)} already."
                " Take that entry off first."
            )
        one.end = begins
