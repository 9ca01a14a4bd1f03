"""What asking for some days would do; for a preview while the days are still being chosen."""

from __future__ import annotations

import datetime as dt

from models.types import LeaveKind, LeavePart
from rota_desk.edits.leave import request_leave
from rota_desk.queries.leave import LeaveDetail, leave_detail
from rota_desk.unit_of_work import UnitOfWork


def weigh_leave(
    work: UnitOfWork,
    *,
    clinician: int,
    kind: LeaveKind,
    first: dt.date,
    last: dt.date,
    first_part: LeavePart = LeavePart.WHOLE,
    last_part: LeavePart = LeavePart.WHOLE,
    life_event: bool = False,
) -> LeaveDetail:
    """Ask for the days and look at what approving them would do; meant for `desk.preview`."""
    number = request_leave(
        work,
        clinician=clinician,
        kind=kind,
        first=first,
        last=last,
        first_part=first_part,
        last_part=last_part,
        life_event=life_event,
    )
    return leave_detail(work, leave=number)
