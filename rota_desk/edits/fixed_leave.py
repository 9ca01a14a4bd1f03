"""Leave that comes with a post: whoever holds it on those days has them, as was agreed."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import Clinician, FixedLeave, Post, PostHolding
from models.types import LeaveKind
from rota_desk.edits.leave import approve_leave, request_leave
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import span_words

DAY = dt.timedelta(days=1)


def fix_leave(
    work: UnitOfWork, *, post: int, first: dt.date, last: dt.date, agreed: str = ""
) -> tuple[int, ...]:
    """Give the holders of a post annual leave on these days; answers the leave's numbers.

    A change of holder within the days cuts the leave in two. `agreed` says with whom; without it
    the leave is given and marked.
    """
    there = work.get(Post, post)
    if last < first:
        raise Refusal("The leave ends before it begins. Turn the two days round.")
    given = []
    for holding in _holdings(work, post, first, last):
        until = min(last, holding.end - DAY) if holding.end else last
        since = max(first, holding.start)
        number = request_leave(
            work,
            clinician=work.get(Clinician, holding.clinician_id).id,
            kind=LeaveKind.ANNUAL,
            first=since,
            last=until,
            note=f"Fixed leave of {there.name}",
        )
        note = f"agreed with {agreed.strip()}" if agreed.strip() else "no agreement on file"
        approve_leave(work, leave=number, note=f"Fixed leave of {there.name}, {note}")
        work.add(FixedLeave(leave_request_id=number, post_id=post, agreed=agreed.strip()))
        given.append(number)
    if not given:
        raise Refusal(f"Nobody holds {there.name} in these days. Name the holder under People.")
    work.label = f"Fix leave of {there.name}, {span_words(first, last)}"
    return tuple(given)


def _holdings(work: UnitOfWork, post: int, first: dt.date, last: dt.date) -> list[PostHolding]:
    wanted = select(PostHolding).where(PostHolding.post_id == post, PostHolding.start <= last)
    held = wanted.where(PostHolding.end.is_(None) | (PostHolding.end > first))
    return list(work.all(held.order_by(PostHolding.start)))
