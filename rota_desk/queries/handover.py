"""What the next person at the desk has to know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rota_desk.queries.escalation import LadderStep, ladder
from rota_desk.queries.letterhead import letterhead
from rota_desk.queries.on_call import OnCallBoard, on_call_board
from rota_desk.queries.open_log import OpenLog, open_log
from rota_desk.queries.provision import ShortLine, provision
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Handover:
    """The state of the desk, and what stands from `start` until before `end`."""

    start: dt.date
    end: dt.date
    lead: str
    manager: str
    log: OpenLog
    gaps: tuple[ShortLine, ...]  # soonest first
    on_call: OnCallBoard
    ladder: tuple[LadderStep, ...] = ()  # whom to go to when the tiers do not help


def handover(read: Reading, *, start: dt.date, end: dt.date) -> Handover:
    """What is open, what happened since yesterday, the gaps ahead, and whom to ring."""
    head = letterhead(read)
    report = provision(read, start=start, end=end)
    return Handover(
        start=start,
        end=end,
        lead=head.lead,
        manager=head.manager,
        log=open_log(read),
        gaps=tuple(sorted(report.lines, key=lambda one: (one.start, one.what))),
        on_call=on_call_board(read, start=start, end=end),
        ladder=ladder(read),
    )
