"""Gaps and risks of the days ahead, the worst first: what a coordinator turns to next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from rota_desk.queries.escalation import Climb, climb, ladder
from rota_desk.queries.findings import findings_between
from rota_desk.queries.leave_troubles import worked_while_absent
from rota_desk.queries.outlook import RISKS
from rota_desk.queries.provision import ShortLine, provision
from rota_desk.rules.contract import Severity, Verdict
from rota_desk.rules.finding import Finding
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

DAY = dt.timedelta(days=1)
WEEK = 8  # days: today and the seven after it
SOON = 2  # days: nearer than that a gap is a matter of today's
GRAVE = frozenset({Severity.STATUTORY, Severity.CONTRACT_HARD})
KINDS = {0: "danger", 1: "danger", 2: "warning", 3: "notice"}


@dataclass(frozen=True, slots=True)
class Risk:
    """A gap or a limit that is broken: how grave, when, what, and what is known of it."""

    rank: int  # 0 is worst
    start: dt.datetime
    when: str  # "today 13:30", "Thu 12 Nov 08:00"
    what: str
    detail: str
    session_id: int | None
    clinician_id: int | None
    gap: bool
    call: str = ""  # whom the ladder says to go to by now, or empty

    @property
    def kind(self) -> str:
        """The kind of its mark: danger, warning or notice."""
        return KINDS[self.rank]


def risks(read: Reading, *, days: int = WEEK) -> tuple[Risk, ...]:
    """What is uncovered or broken from now on, over so many days with today, worst first.

    What began yesterday and still goes on is told with it.
    """
    start, end = read.today, read.today + days * DAY
    found = [*_gaps(read, start, end), *_broken(read, start, end), *_unclosed(read)]
    return tuple(sorted(found, key=lambda one: (one.rank, one.start, one.what)))


def _gaps(read: Reading, start: dt.date, end: dt.date) -> Iterator[Risk]:
    climbs = bool(ladder(read))
    for one in provision(read, start=start - DAY, end=end).lines:
        if one.end <= read.wall:
            continue
        soon = (one.start.date() - read.today).days < SOON
        near = one.session_id if climbs and soon else None
        gone = climb(read, session=near) if near is not None else None
        yield Risk(
            rank=_gap_rank(one, soon=soon),
            start=one.start,
            when=_when(read, one.start),
            what=", ".join(part for part in (one.what, one.place) if part),
            detail=_gap_words(one),
            session_id=one.session_id,
            clinician_id=None,
            gap=True,
            call=_call(read, gone),
        )


def _gap_rank(line: ShortLine, *, soon: bool) -> int:
    if line.have or (line.whom and line.session_id is not None):
        return 3
    return 0 if soon else 2


def _gap_words(line: ShortLine) -> str:
    said = (f"has {line.have} of {line.need}", line.cause, line.tried)
    return ". ".join(part.rstrip(".") for part in said if part)


def _call(read: Reading, gone: Climb | None) -> str:
    if gone is None or gone.next is None or not gone.overdue(read.wall):
        return ""
    reach = f", {gone.next.reach}" if gone.next.reach else ""
    return f"Go to {gone.next.whom}{reach}"


def _broken(read: Reading, start: dt.date, end: dt.date) -> Iterator[Risk]:
    for one in findings_between(read, start=start, end=end):
        if one.verdict is not Verdict.BREACH or not one.key.startswith(RISKS):
            continue
        if one.start is not None and start <= one.start.date() < end:
            yield _finding_risk(read, one, one.start)


def _unclosed(read: Reading) -> Iterator[Risk]:
    """Somebody unavailable without a last day who has worked since."""
    for one in worked_while_absent(read, read.today, read.today + DAY):
        start = dt.datetime.combine(one.first, dt.time())
        yield Risk(
            rank=1,
            start=start,
            when=day_words(one.first),
            what=one.name,
            detail=one.message,
            session_id=None,
            clinician_id=one.clinician_id,
            gap=False,
        )


def _finding_risk(read: Reading, finding: Finding, start: dt.datetime) -> Risk:
    soon = (start.date() - read.today).days < SOON
    return Risk(
        rank=(1 if soon else 2) if finding.severity in GRAVE else 3,
        start=start,
        when=_when(read, start),
        what=finding.name,
        detail=finding.message,
        session_id=finding.session_ids[0] if finding.session_ids else None,
        clinician_id=finding.clinician_id,
        gap=False,
    )


def _when(read: Reading, start: dt.datetime) -> str:
    ahead = (start.date() - read.today).days
    if start <= read.wall and ahead <= 0:
        before = f"{day_words(start.date())} " if ahead < 0 else ""
        return f"now, from {before}{start:%H:%M}"
    day = {0: "today", 1: "tomorrow"}.get(ahead, day_words(start.date()))
    return f"{day} {start:%H:%M}"
