"""What the rules find in a period, or in what an edit touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from sqlalchemy import select

from models import Clinician, Waiver
from rota_desk import progress
from rota_desk.changes import Scope
from rota_desk.domain.snapshot import Snapshot
from rota_desk.queries.long_pictures import UNSEEN, LongPicture, cycle_pictures, period_pictures
from rota_desk.queries.snapshot import snapshot, snapshot_where
from rota_desk.rules.contract import Severity, Verdict
from rota_desk.rules.engine import Finding, judge
from rota_desk.rules.registry import NEAR_RULES
from rota_desk.rules.rule import Rule
from rota_desk.unit_of_work import Reading

REACH = dt.timedelta(days=15)  # what a rest or a run before or after a change can depend on
DAY = dt.timedelta(days=1)
PLANS = frozenset({"job_plan", "job_plan_line", "contract", "activity", "setting"})
LONGEST_ACT = dt.timedelta(days=92)  # an open-ended absence is judged this far ahead


def findings_between(
    read: Reading,
    *,
    start: dt.date,
    end: dt.date,
    clinician: int | None = None,
    whole: bool = False,
) -> tuple[Finding, ...]:
    """Every breach and advisory that touches the days from `start` until before `end`.

    Rota cycles are always seen whole. `whole` also judges the law's reference periods of
    months, which takes the longer the more people there are.
    """
    whose = None if clinician is None else {clinician}
    progress.at(0, "Looking at the rules")
    picture = snapshot(
        read, start=start - REACH, end=end + REACH, clinicians=whose, needs=(start, end)
    )
    longer = [*cycle_pictures(read, start=start, end=end, clinicians=whose)]
    progress.at(50)
    if whole:
        longer += period_pictures(read, start=start, end=end, clinicians=whose)
    found = [
        *judge(picture, on=start, rules=NEAR_RULES),
        *(one for seen in longer for one in judge(seen.picture, on=start, rules=seen.rules)),
    ]
    found = sorted(found, key=lambda one: (one.name, one.clinician_id or 0, str(one.start)))
    waivers = read.all(select(Waiver))
    return _waived(waivers, (one for one in found if _touches(one, start, end)))


def first_look(read: Reading) -> tuple[Finding, ...]:
    """What the rules find with one person today; most of what an edit's verdict asks the file."""
    somebody = read.one(select(Clinician).order_by(Clinician.id))
    if somebody is None:
        return ()
    return findings_between(read, start=read.today, end=read.today + DAY, clinician=somebody.id)


@dataclass(frozen=True, slots=True)
class Look:
    """The people and days a change touched, and the days around them."""

    clinicians: frozenset[int]
    first: dt.date
    last: dt.date
    records: frozenset[str]

    def picture(self, read: Reading) -> Snapshot:
        """The rota there as it is."""
        return snapshot(
            read,
            start=self.first - 2 * REACH,
            end=self.last + 2 * REACH,
            clinicians=self.clinicians,
            needs=self._needs,
        )

    def picture_then(self, then: Reading, picture: Snapshot) -> Snapshot:
        """The rota there as it was, which differs only in the records that changed."""
        return snapshot_where(
            then,
            picture=picture,
            records=self.records,
            clinicians=self.clinicians,
            needs=self._needs,
        )

    def after_and_before(
        self, now: Reading, taken_back: AbstractContextManager[Reading]
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """What the rota breaks there as it is, and what it broke as it was."""
        picture = self.picture(now)
        cycles, waivers = self._cycles(now), now.all(select(Waiver))
        after = self._found(picture, cycles, waivers)
        with taken_back as then:
            cycles = self._cycles_then(then, cycles)
            if "waiver" in self.records:
                waivers = then.all(select(Waiver))
            before = self._found(self.picture_then(then, picture), cycles, waivers)
        return after, before

    def _cycles(self, read: Reading) -> list[LongPicture]:
        first, end = self.first, self.last + DAY
        return list(cycle_pictures(read, start=first, end=end, clinicians=self.clinicians))

    def _cycles_then(self, then: Reading, cycles: list[LongPicture]) -> list[LongPicture]:
        """The cycles as they were; the same ones, unless a contract said otherwise."""
        if "contract" in self.records:
            return self._cycles(then)
        return [replace(one, picture=self._cycle_then(then, one.picture)) for one in cycles]

    def _cycle_then(self, then: Reading, picture: Snapshot) -> Snapshot:
        return snapshot_where(
            then,
            picture=picture,
            records=self.records,
            clinicians=frozenset(one.clinician_id for one in picture.people),
            needs=self._needs,
            without=UNSEEN,
        )

    def _found(
        self, picture: Snapshot, cycles: Iterable[LongPicture], waivers: Sequence[Waiver]
    ) -> tuple[Finding, ...]:
        """What a picture breaks, near what was touched."""
        start, end = self.first - REACH, self.last + REACH
        found = [
            *judge(picture, on=self.first, rules=_concerned(self.records)),
            *(one for seen in cycles for one in judge(seen.picture, on=start, rules=seen.rules)),
        ]
        return _waived(waivers, (one for one in found if _touches(one, start, end)))

    @property
    def _needs(self) -> tuple[dt.date, dt.date]:
        return self.first, self.last + DAY


def _concerned(records: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that these records can turn: a job plan is not reckoned again for a duty."""
    if records & PLANS:
        return NEAR_RULES
    return tuple(rule for rule in NEAR_RULES if not rule.key.startswith("job_plan."))


def look_at(read: Reading, *, scope: Scope) -> Look:
    """Where to look for what a change gained and lost."""
    if scope.first is None or scope.last is None:
        return Look(scope.clinicians, read.today, read.today, scope.records)
    last = min(scope.last, scope.first + LONGEST_ACT)
    return Look(scope.clinicians, scope.first, last, scope.records)


def _touches(one: Finding, start: dt.date, end: dt.date) -> bool:
    if one.start is None or one.end is None:
        return True
    return one.start.date() < end and one.end.date() >= start


def _waived(waivers: Sequence[Waiver], found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Turn what was knowingly accepted into an advisory that says who accepted it."""
    if not waivers:
        return tuple(found)
    return tuple(_as_waived(one, waivers) for one in found)


def _as_waived(one: Finding, waivers: Iterable[Waiver]) -> Finding:
    if one.severity is Severity.STATUTORY:
        return one
    for waiver in waivers:
        if _is_about(waiver, one):
            accepted = f"{one.message}. Accepted by {waiver.waived_by}: {waiver.reason}"
            return replace(one, verdict=Verdict.ADVISORY, message=accepted)
    return one


def _is_about(waiver: Waiver, one: Finding) -> bool:
    if waiver.rule_id != one.rule or one.start is None or one.end is None:
        return False
    same_person = waiver.clinician_id in (None, one.clinician_id)
    same_session = waiver.session_id is None or waiver.session_id in one.session_ids
    return same_person and same_session and waiver.start < one.end and one.start < waiver.end
