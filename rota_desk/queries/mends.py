"""The nearest mends of a finding, each tried on a picture before it is offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from sqlalchemy import select

from models import Assignment
from models.publication import COULD_NOT_WAIT
from rota_desk.domain.snapshot import Duty, Need, Snapshot
from rota_desk.domain.span import midnight
from rota_desk.queries.cover_candidates import Candidate, Fit, cover_candidates
from rota_desk.queries.findings import REACH
from rota_desk.queries.snapshot import snapshot
from rota_desk.rules.engine import Finding, judge
from rota_desk.rules.notice.unagreed_change import UnagreedChange
from rota_desk.rules.registry import CYCLE_RULES, NEAR_RULES
from rota_desk.rules.rule import Rule
from rota_desk.unit_of_work import Reading
from rota_desk.words import moment_words

STEP = 5  # minutes to which a new time is rounded
FURTHER = 30  # minutes tried further when the shortfall alone does not clear it
TRIES = 4
_CYCLE_AND_COVER = (*CYCLE_RULES, *(one for one in NEAR_RULES if one.key.startswith("cover.")))
OTHERS = 3  # people offered for one session
SESSIONS = 8  # of one finding, latest first


class MendKind(StrEnum):
    """What is done to a duty, the least change first."""

    LATER_START = "later start"
    EARLIER_END = "earlier end"
    SWAP_OUT = "somebody else"
    DAY_OFF = "day off"
    AGREED = "agreement"  # of a change that was posted


@dataclass(frozen=True, slots=True)
class Mend:
    """One change that clears a finding and brings nothing new.

    A new time is done by `retime_session`, somebody else by taking one person off and assigning
    the other (`instead`), a day off by taking the person off; what was agreed (`agreed_by`) is
    noted with the changes.
    """

    kind: MendKind
    session_id: int
    clinician_id: int
    words: str
    start: dt.datetime
    end: dt.datetime
    minutes: int = 0  # by how much the duty is shortened
    instead: int | None = None
    agreed_by: str = ""
    changes: tuple[int, ...] = ()


def mends(read: Reading, *, finding: Finding) -> tuple[Mend, ...]:
    """Offer what would clear a finding about a person, nearest first; nothing when none does."""
    trial = mend_trial(read, finding=finding)
    if trial is None:
        return ()
    swaps = (
        one
        for session in trial.may_be_given()
        for one in given_to_others(read, trial=trial, session=session)
    )
    return nearest_first((*trial.own_mends(), *swaps))


def nearest_first(found: Iterable[Mend]) -> tuple[Mend, ...]:
    """Order mends by how little they change."""
    return tuple(sorted(found, key=lambda one: (_KINDS.index(one.kind), one.minutes, one.words)))


def is_cleared(finding: Finding, *, lost: Iterable[Finding], gained: Iterable[Finding]) -> bool:
    """Whether a change that lost and gained these clears a finding and brings nothing worse."""
    gone = tuple(lost)
    if not any(_same_trouble(one, finding) for one in gone):
        return False
    return all(
        not _same_trouble(one, finding)
        and any(_same_trouble(one, old) and _excess(one) <= _excess(old) for old in gone)
        for one in gained
        if one.flagged and one.key != UnagreedChange.key  # whom a mend moves is asked afterwards
    )


_KINDS = (
    MendKind.LATER_START,
    MendKind.EARLIER_END,
    MendKind.SWAP_OUT,
    MendKind.DAY_OFF,
    MendKind.AGREED,
)


@dataclass(frozen=True)
class Trial:
    """The picture in which mends are tried, and what is found on it as it stands.

    It needs no database: all that is slow may be done while others ask.
    """

    finding: Finding
    clinician: int
    picture: Snapshot
    rules: tuple[Rule, ...]
    before: tuple[Finding, ...]

    def own_mends(self) -> Iterator[Mend]:
        """Yield other times, and days off where nobody is needed, that clear the finding."""
        if self.finding.key == UnagreedChange.key:
            yield from _agreed(self)
            return
        for duty in self.duties_of_finding():
            yield from _shorter(self, duty)
            yield from _day_off(self, duty)

    def may_be_given(self) -> tuple[int, ...]:
        """The sessions whose duty, in somebody else's hands, would clear the finding."""
        if self.finding.key == UnagreedChange.key:
            return ()  # another change needs agreement too
        return tuple(
            duty.session_id
            for duty in self.duties_of_finding()
            if duty.session_id is not None and self.clears(_without(self, duty))
        )

    def duties_of_finding(self) -> tuple[Duty, ...]:
        """The person's duties that the finding names, latest first."""
        named = [
            duty
            for duty in self.picture.duties
            if duty.clinician_id == self.clinician and duty.session_id in self.finding.session_ids
        ]
        return tuple(sorted(named, key=lambda one: one.start, reverse=True)[:SESSIONS])

    def clears(self, duties: Iterable[Duty], needs: tuple[Need, ...] | None = None) -> bool:
        """Whether with these duties the finding is gone and nothing is worse than before."""
        changed = replace(
            self.picture,
            duties=tuple(duties),
            needs=self.picture.needs if needs is None else needs,
        )
        after = judge(changed, on=changed.horizon_start, rules=self.rules)
        gone = not any(_same_trouble(one, self.finding) for one in after)
        return gone and not any(self._is_worse(one) for one in after)

    def _is_worse(self, one: Finding) -> bool:
        return not any(
            _same_trouble(one, old) and _excess(one) <= _excess(old) for old in self.before
        )


def mend_trial(read: Reading, *, finding: Finding) -> Trial | None:
    """Load the picture in which mends of a finding are tried; none for what has no person."""
    whom = finding.clinician_id
    if whom is None or finding.start is None or finding.end is None or not finding.session_ids:
        return None
    trial = _trial(read, finding, whom, (finding.start.date(), finding.end.date()))
    there = any(_same_trouble(one, finding) for one in trial.before)
    return trial if there else None


def given_to_others(read: Reading, *, trial: Trial, session: int) -> tuple[Mend, ...]:
    """Offer the session of a finding to those whom it fits."""
    duty = next(one for one in trial.duties_of_finding() if one.session_id == session)
    when = moment_words(duty.start)
    return tuple(
        _given(
            duty, MendKind.SWAP_OUT, f"{one.name} does {duty.activity} on {when}", one.clinician_id
        )
        for one in _fitting(read, session)[:OTHERS]
    )


def _fitting(read: Reading, session: int) -> list[Candidate]:
    return [one for one in cover_candidates(read, session=session) if one.fit is Fit.FITS]


def _trial(
    read: Reading, finding: Finding, clinician: int, days: tuple[dt.date, dt.date]
) -> Trial:
    """Load everybody on the finding's sessions, and the needs of its days."""
    first, last = days
    if any(rule.key == finding.key for rule in CYCLE_RULES):
        return _cycle_trial(read, finding, clinician, days)
    beside = select(Assignment.clinician_id).where(Assignment.session_id.in_(finding.session_ids))
    whose = {clinician, *(row[0] for row in read.rows(beside))}
    picture = snapshot(
        read,
        start=first - 2 * REACH,
        end=last + 2 * REACH,
        clinicians=whose,
        needs=(first, last + dt.timedelta(days=1)),
    )
    picture = replace(picture, bookings=())
    before = judge(picture, on=picture.horizon_start, rules=NEAR_RULES)
    return Trial(finding, clinician, picture, NEAR_RULES, before)


def _cycle_trial(
    read: Reading, finding: Finding, clinician: int, days: tuple[dt.date, dt.date]
) -> Trial:
    """Load the cycle that the finding spans."""
    first, last = days
    picture = snapshot(read, start=first, end=last, clinicians={clinician}, needs=(first, last))
    picture = replace(picture, bookings=())
    before = judge(picture, on=first, rules=_CYCLE_AND_COVER)
    return Trial(finding, clinician, picture, _CYCLE_AND_COVER, before)


def _shorter(trial: Trial, duty: Duty) -> Iterator[Mend]:
    """Try a later start and an earlier end, by the shortfall first and then by a little more."""
    length = (duty.end - duty.start) // dt.timedelta(minutes=1)
    for kind in (MendKind.LATER_START, MendKind.EARLIER_END):
        for minutes in _amounts(trial.finding):
            if minutes * 2 > length:
                break
            cut = _cut(duty, kind, minutes)
            if trial.clears(_with(trial.picture.duties, cut)):
                yield _shortened(duty, cut, kind, minutes)
                break


def _amounts(finding: Finding) -> list[int]:
    short = 0
    if finding.unit == "h" and finding.measured is not None and finding.limit is not None:
        short = STEP * ceil(round(abs(finding.limit - finding.measured) * 60, 2) / STEP)
    return [one for one in range(short, short + TRIES * FURTHER, FURTHER) if one > 0]


def _cut(duty: Duty, kind: MendKind, minutes: int) -> Duty:
    by = dt.timedelta(minutes=minutes)
    if kind is MendKind.LATER_START:
        return replace(duty, start=duty.start + by)
    return replace(duty, end=duty.end - by)


def _with(duties: Iterable[Duty], cut: Duty) -> Iterator[Duty]:
    """Give the duties with the session's new times, for everybody who stands on it."""
    for one in duties:
        same = one.session_id == cut.session_id
        yield replace(one, start=cut.start, end=cut.end) if same else one


def _shortened(duty: Duty, cut: Duty, kind: MendKind, minutes: int) -> Mend:
    said = (
        f"start {duty.activity} at {moment_words(cut.start)}"
        if kind is MendKind.LATER_START
        else f"end {duty.activity} at {moment_words(cut.end)}"
    )
    return Mend(
        kind=kind,
        session_id=duty.session_id or 0,
        clinician_id=duty.clinician_id,
        words=said[0].upper() + said[1:],
        start=cut.start,
        end=cut.end,
        minutes=minutes,
    )


def _day_off(trial: Trial, duty: Duty) -> Iterator[Mend]:
    """Try nobody at all, where nobody is needed."""
    needs = tuple(_one_less(trial.picture.needs, duty.session_id or 0))
    if trial.clears(_without(trial, duty), needs):
        words = f"Take {duty.activity} on {moment_words(duty.start)} off"
        yield _given(duty, MendKind.DAY_OFF, words)


def _agreed(trial: Trial) -> Iterator[Mend]:
    """Offer to note what is true of the changes: that the person agreed, or an emergency."""
    open_ones = tuple(
        one
        for one in trial.picture.changes
        if one.clinician_id == trial.clinician
        and not one.agreed
        and _is_on(trial.finding, one.day)
    )
    name, numbers = trial.finding.name, tuple(one.change_id for one in open_ones)
    for by, words in (
        (name, f"Note that {name} agreed, if so"),
        (COULD_NOT_WAIT, "Note that it could not wait, if it was an emergency"),
    ):
        yield Mend(
            MendKind.AGREED,
            open_ones[0].session_id,
            trial.clinician,
            words,
            midnight(open_ones[0].day),
            midnight(open_ones[-1].day + dt.timedelta(days=1)),
            agreed_by=by,
            changes=numbers,
        )


def _is_on(finding: Finding, day: dt.date) -> bool:
    return finding.start is not None and finding.start.date() == day


def _without(trial: Trial, duty: Duty) -> tuple[Duty, ...]:
    return tuple(one for one in trial.picture.duties if one is not duty)


def _one_less(needs: Iterable[Need], session: int) -> Iterator[Need]:
    for need in needs:
        yield replace(need, have=need.have - 1) if need.session_id == session else need


def _given(duty: Duty, kind: MendKind, words: str, instead: int | None = None) -> Mend:
    return Mend(
        kind=kind,
        session_id=duty.session_id or 0,
        clinician_id=duty.clinician_id,
        words=words,
        start=duty.start,
        end=duty.end,
        instead=instead,
    )


def _same_trouble(one: Finding, other: Finding) -> bool:
    """Whether two findings are of one rule, person, room and time."""
    if (one.rule, one.clinician_id, one.room_id, one.claim_id) != (
        other.rule,
        other.clinician_id,
        other.room_id,
        other.claim_id,
    ):
        return False
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    return one.start < other.end and other.start < one.end


def _excess(one: Finding) -> float:
    return abs((one.measured or 0) - (one.limit or 0))
