"""Hours really worked, judged apart from the rota. Nothing shared, printed or exported may ask."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import select

from models import Activity, ActualCall, ActualDuty, Assignment, ClinicalSession, Clinician
from models.types import ActivityKind
from rota_desk.domain.call_times import Call
from rota_desk.domain.facts import Duty, DutyKind
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.span import instant, midnight
from rota_desk.queries.cover import FELL
from rota_desk.queries.settings import yes_no_setting
from rota_desk.queries.snapshot import snapshot
from rota_desk.rules.asking import Asking, weigh_person
from rota_desk.rules.contract import load
from rota_desk.rules.finding import Basis, Finding
from rota_desk.rules.readings import Readings
from rota_desk.rules.reference_periods import longest_reference
from rota_desk.rules.registry import WORKED_RULES
from rota_desk.rules.telling import find
from rota_desk.rules.weighing import Weighed
from rota_desk.unit_of_work import Reading

KEPT_HERE = "records.actual_hours"  # the setting
MAKING_UP = dt.timedelta(weeks=4)  # what leave took out of a reference period
AFTER = dt.timedelta(days=29)  # four weeks of breaks
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ActualLine:
    """A duty as it was planned, and as it was worked where that was recorded; wall times."""

    clinician_id: int
    name: str
    session_id: int
    activity: str
    on_call: bool
    planned_start: dt.datetime
    planned_end: dt.datetime
    number: int | None = None  # of the record; none was made yet
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    breaks_missed: int = 0
    calls: tuple[Call, ...] = ()

    @property
    def minutes_over(self) -> int | None:
        """How much longer it lasted than planned, by the clock; None while nothing is recorded."""
        if self.start is None or self.end is None:
            return None
        more = (self.end - self.start) - (self.planned_end - self.planned_start)
        return int(more / dt.timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class ActualJudged:
    """What hours really worked break, and whether the plan broke it already."""

    finding: Finding
    planned_too: bool
    fine_trigger: bool  # on the Guardian's list; no money is reckoned


@dataclass(frozen=True, slots=True)
class ActualHours:
    """The duties of some days with the hours really worked, and what those break."""

    kept: bool  # whether this desk keeps them at all
    lines: tuple[ActualLine, ...] = ()
    judged: tuple[ActualJudged, ...] = ()


def actual_hours(read: Reading, *, start: dt.date, end: dt.date) -> ActualHours:
    """Give the duties from `start` until before `end` that were begun by now, by person and time.

    Whoever's hours break something stands first, then whoever has a record.
    Empty, and judged by nothing, unless the department keeps actual hours at this desk.
    """
    if not yes_no_setting(read, key=KEPT_HERE):
        return ActualHours(kept=False)
    judged = tuple(_judged(read, start, end))
    lines = tuple(_lines(read, start, end))
    broken = {one.finding.clinician_id for one in judged}
    known = {one.clinician_id for one in lines if one.number is not None}
    ordered = sorted(
        lines, key=lambda one: (one.clinician_id not in broken, one.clinician_id not in known)
    )
    return ActualHours(kept=True, lines=tuple(ordered), judged=judged)


def _lines(read: Reading, start: dt.date, end: dt.date) -> Iterator[ActualLine]:
    kept = {(one.clinician_id, one.session_id): one for one in _records(read, start, end)}
    calls = _calls(read)
    for whom, name, session, title, kind, begins, ends in read.rows(
        select(
            Clinician.id,
            Clinician.name,
            ClinicalSession.id,
            Activity.name,
            Activity.kind,
            ClinicalSession.start,
            ClinicalSession.end,
        )
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .join(Clinician, Clinician.id == Assignment.clinician_id)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(ClinicalSession.start >= midnight(start), ClinicalSession.start < midnight(end))
        .where(ClinicalSession.start <= read.wall)
        .where(ClinicalSession.state.not_in(FELL))
        .order_by(Clinician.name, ClinicalSession.start)
    ):
        line = ActualLine(whom, name, session, title, kind is ActivityKind.ON_CALL, begins, ends)
        one = kept.get((whom, session))
        yield (
            line
            if one is None
            else replace(
                line,
                number=one.id,
                start=one.start,
                end=one.end,
                breaks_missed=one.breaks_missed,
                calls=calls[one.id],
            )
        )


def _records(read: Reading, start: dt.date, end: dt.date) -> list[ActualDuty]:
    return list(
        read.all(
            select(ActualDuty)
            .where(ActualDuty.start >= midnight(start - DAY), ActualDuty.start < midnight(end))
            .order_by(ActualDuty.id)
        )
    )


def _calls(read: Reading) -> dict[int, tuple[Call, ...]]:
    found: dict[int, list[Call]] = defaultdict(list)
    for one in read.all(select(ActualCall).order_by(ActualCall.start)):
        found[one.actual_duty_id].append((one.start, one.end))
    return defaultdict(tuple, {number: tuple(calls) for number, calls in found.items()})


def _judged(read: Reading, start: dt.date, end: dt.date) -> Iterator[ActualJudged]:
    whose = {one.clinician_id for one in _records(read, start, end)}
    if not whose:
        return
    planned = snapshot(
        read,
        start=start - longest_reference() - MAKING_UP,
        end=end + AFTER,
        clinicians=whose,
        needs=(start, start),
    )
    worked = _as_worked(planned, *_worked(read, planned))
    before = _flagged(planned, start, end)
    for one in _flagged(worked, start, end):
        found = replace(find(one), basis=Basis.ACTUAL)
        yield ActualJudged(
            finding=found,
            planned_too=any(_same(one, old) for old in before),
            fine_trigger=is_fine_trigger(found.contract, found.rule),
        )


def _worked(
    read: Reading, picture: Snapshot
) -> tuple[dict[tuple[int, int], ActualDuty], dict[int, tuple[Call, ...]]]:
    found = _records(read, picture.horizon_start, picture.horizon_end)
    return {(one.clinician_id, one.session_id): one for one in found}, _calls(read)


def _as_worked(
    picture: Snapshot,
    kept: dict[tuple[int, int], ActualDuty],
    calls: dict[int, tuple[Call, ...]],
) -> Snapshot:
    """Lay the hours really worked over the planned duties."""

    def laid(duty: Duty) -> Duty:
        one = kept.get((duty.clinician_id, duty.session_id or 0))
        if one is None:
            return duty
        duty = replace(duty, start=one.start, end=one.end, breaks_missed=one.breaks_missed)
        if duty.kind is not DutyKind.ON_CALL:
            return duty
        known = calls[one.id]
        return replace(
            duty,
            calls=known,
            episodes=len(known),
            expected_minutes=duty.work_minutes or 0,
            work_minutes=sum(
                instant(b, picture.zone) - instant(a, picture.zone) for a, b in known
            ),
        )

    return replace(picture, duties=tuple(laid(duty) for duty in picture.duties))


def _flagged(picture: Snapshot, start: dt.date, end: dt.date) -> list[Weighed]:
    opens, closes = midnight(start), midnight(end)
    asking = Asking(start, WORKED_RULES, load, Readings(picture.read_as))
    return [
        one
        for line in picture.timelines
        for one in weigh_person(line, asking)
        if one.flagged and one.measure.start < closes and one.measure.end > opens
    ]


def _same(one: Weighed, old: Weighed) -> bool:
    """Whether the plan breaks the same rule of the same person at the same time."""
    if (one.person, one.terms.id) != (old.person, old.terms.id):
        return False
    return one.measure.start < old.measure.end and old.measure.start < one.measure.end


@cache
def is_fine_trigger(contract: str, rule: str) -> bool:
    """Whether a breach of hours really worked stands on the Guardian's list."""
    return any(one.id == rule and bool(one.table.get("fine")) for one in load(contract).clauses)
