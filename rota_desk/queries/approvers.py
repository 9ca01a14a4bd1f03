"""Approvers: who may approve claims on a day, up to what amount."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import ClaimApprover
from rota_desk.domain.claim_case import Approver
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class ApproverLine:
    """An approver of the list; `end` is the first day on which they no longer approve."""

    approver_id: int
    name: str
    role: str
    up_to: Decimal | None
    start: dt.date
    end: dt.date | None


def approver_list(read: Reading) -> tuple[ApproverLine, ...]:
    """Everybody who was ever on the list, the newest entries first."""
    asked = select(ClaimApprover).order_by(ClaimApprover.start.desc(), ClaimApprover.name)
    return tuple(
        ApproverLine(one.id, one.name, one.role, one.up_to, one.start, one.end)
        for one in read.all(asked)
    )


def approvers_on(read: Reading, *, day: dt.date) -> tuple[Approver, ...]:
    """Who is on the list on a day, the lowest limit first; empty where no list is kept."""
    found = read.all(
        select(ClaimApprover)
        .where(ClaimApprover.start <= day)
        .where(ClaimApprover.end.is_(None) | (ClaimApprover.end > day))
    )
    order = sorted(found, key=lambda one: (one.up_to is None, one.up_to or 0, one.name))
    return tuple(Approver(one.name, one.role, one.up_to) for one in order)
