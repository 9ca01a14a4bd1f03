"""Leave answered by the department's rule, as it is asked for or later; each time is logged."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from models.types import LeaveKind, LeavePart
from rota_desk.edits.leave import approve_leave, request_leave
from rota_desk.errors import Refusal
from rota_desk.queries.leave_rule import leave_rule
from rota_desk.unit_of_work import UnitOfWork

BY_RULE = "The department's rule"


def ask_for_leave(
    work: UnitOfWork,
    *,
    clinician: int,
    kind: LeaveKind,
    first: dt.date,
    last: dt.date,
    first_part: LeavePart = LeavePart.WHOLE,
    last_part: LeavePart = LeavePart.WHOLE,
    note: str = "",
    course: str = "",
    place: str = "",
    fees: Decimal | None = None,
    life_event: bool = False,
) -> int:
    """Ask for leave, and approve it where the department's rule does; answers its number."""
    number = request_leave(
        work,
        clinician=clinician,
        kind=kind,
        first=first,
        last=last,
        first_part=first_part,
        last_part=last_part,
        note=note,
        course=course,
        place=place,
        fees=fees,
        life_event=life_event,
    )
    if leave_rule(work, leave=number).approves:
        asked = work.label
        answer_by_rule(work, leave=number)
        work.label = f"{asked}; approved by rule"
    return number


def answer_by_rule(work: UnitOfWork, *, leave: int) -> int:
    """Approve a request that keeps every condition of the rule; answers how many sessions."""
    answer = leave_rule(work, leave=leave)
    if not answer.on:
        raise Refusal("The department approves nothing by rule. Settings, Local figures, says so.")
    if answer.against:
        raise Refusal(f"The rule asks for: {', '.join(answer.against)}. Answer it yourself.")
    kept = "; ".join(one.text for one in answer.conditions)
    return approve_leave(work, leave=leave, note=f"By rule: {kept}", by=BY_RULE)
