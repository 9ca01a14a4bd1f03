"""The days ahead as a duty manager needs them: gaps and risks, who is on call, what is open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rota_desk.queries.absence_hours import AbsenceHours, absence_hours
from rota_desk.queries.findings import findings_between
from rota_desk.queries.on_call import OnCallBoard, on_call_board
from rota_desk.queries.open_log import OpenLog, open_log
from rota_desk.queries.provision import ProvisionReport, ShortLine, provision
from rota_desk.rules.contract import Verdict
from rota_desk.rules.engine import Finding
from rota_desk.unit_of_work import Reading

ABSENCE_DAYS = dt.timedelta(days=10)
RISKS = ("rooms.", "rest.", "hours.", "oncall.", "runs.", "leave.working_on_leave", "cover.not_p")


@dataclass(frozen=True, slots=True)
class Outlook:
    """From `start` until before `end`; absence over ten days from `start`."""

    start: dt.date
    end: dt.date
    provision: ProvisionReport
    gaps: tuple[ShortLine, ...]  # soonest first
    risks: tuple[Finding, ...]  # breaches of people and rooms, soonest first
    on_call: OnCallBoard
    log: OpenLog
    absence: tuple[AbsenceHours, ...]

    @property
    def absence_days(self) -> tuple[dt.date, ...]:
        """The days of the absence table."""
        count = ABSENCE_DAYS.days
        return tuple(self.start + dt.timedelta(days=number) for number in range(count))


def outlook(read: Reading, *, start: dt.date, end: dt.date) -> Outlook:
    """What stands ahead from `start` until before `end`."""
    report = provision(read, start=start, end=end)
    found = findings_between(read, start=start, end=end)
    risks = [
        one
        for one in found
        if one.verdict is Verdict.BREACH
        and one.start is not None
        and start <= one.start.date() < end
        and one.key.startswith(RISKS)
    ]
    return Outlook(
        start=start,
        end=end,
        provision=report,
        gaps=tuple(sorted(report.lines, key=lambda one: (one.start, one.what))),
        risks=tuple(sorted(risks, key=lambda one: (str(one.start), one.name))),
        on_call=on_call_board(read, start=start, end=end),
        log=open_log(read),
        absence=absence_hours(read, start=start, end=start + ABSENCE_DAYS),
    )
