"""Where findings are marked on the grid: by session and person, else by person and day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rota_desk.desk import Done
from rota_desk.queries.rota_sheet import Entry
from rota_desk.rules.contract import Severity, Verdict
from rota_desk.rules.finding import Finding
from ui.roster.face import Mark
from ui.roster.period import Period

_GRAVE = frozenset({Severity.STATUTORY, Severity.CONTRACT_HARD, Severity.CONTRACT_AUTH})


def mark_of(finding: Finding) -> Mark:
    """The mark of a finding: its verdict and severity as a shape."""
    if finding.verdict is not Verdict.BREACH or finding.severity is Severity.INFO:
        return Mark.NOTICE
    return Mark.DANGER if finding.severity in _GRAVE else Mark.WARNING


@dataclass(frozen=True, slots=True)
class Marks:
    """The findings of a period, looked up by what stands in a cell."""

    by_session: dict[tuple[int, int], list[Finding]] = field(default_factory=dict)
    by_day: dict[tuple[int, dt.date], list[Finding]] = field(default_factory=dict)

    def of_entry(self, entry: Entry) -> tuple[Finding, ...]:
        """The findings that concern an entry."""
        if entry.session_id is None:
            return ()
        person = entry.clinician_id or 0
        found = self.by_session.get((entry.session_id, person), [])
        return tuple(found + (self.by_session.get((entry.session_id, 0), []) if person else []))

    def of_day(self, clinician: int, day: dt.date) -> tuple[Finding, ...]:
        """The findings of a person's day that belong to no one session."""
        return tuple(self.by_day.get((clinician, day), ()))


def worst(findings: Iterable[Finding]) -> Mark:
    """The worst mark of several findings."""
    return max((mark_of(finding) for finding in findings), default=Mark.NONE)


def marks_of(findings: Iterable[Finding]) -> Marks:
    """Sort findings to the places where they are shown."""
    marks = Marks()
    for finding in findings:
        person = finding.clinician_id or 0
        for session in finding.session_ids:
            marks.by_session.setdefault((session, person), []).append(finding)
        if not finding.session_ids and person and finding.start is not None:
            marks.by_day.setdefault((person, finding.start.date()), []).append(finding)
    return marks


def after(
    findings: Iterable[Finding], steps: Iterable[Done[Any]], period: Period
) -> tuple[Finding, ...]:
    """The findings of a period after a few edits: without the lost, with the gained."""
    found = dict.fromkeys(findings)
    for done in steps:
        for one in done.lost:
            found.pop(one, None)
        found.update((one, None) for one in done.gained if one.flagged and _in(one, period))
    return tuple(found)


def _in(finding: Finding, period: Period) -> bool:
    if finding.start is None or finding.end is None:
        return True
    return finding.start.date() < period.end and finding.end.date() >= period.start
