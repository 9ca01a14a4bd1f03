"""Why somebody cannot be rostered: everything that it would break, each with its clause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models import Clinician
from rota_desk.domain.snapshot import AwayKind, Duty, LeaveAsked
from rota_desk.domain.span import midnight
from rota_desk.errors import Refusal
from rota_desk.queries.asked_duty import activity_duty, session_duty
from rota_desk.queries.findings import DAY, REACH
from rota_desk.queries.long_pictures import LongPicture, cycle_pictures
from rota_desk.queries.snapshot import snapshot
from rota_desk.rules.contract import Severity, Verdict
from rota_desk.rules.engine import Finding, judge
from rota_desk.rules.registry import NEAR_RULES
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year

_EVER = midnight(dt.date.min)
_WEIGHT = {severity: place for place, severity in enumerate(Severity)}
_LEAVE_WORDS = {AwayKind.ANNUAL_LEAVE: "annual leave", AwayKind.STUDY_LEAVE: "study leave"}


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What stands against a person doing something on a day.

    `hindrances` are facts that break no rule and yet matter; `findings` is what the rota would
    break that it does not break now.
    """

    clinician_id: int
    name: str
    activity: str
    start: dt.datetime
    end: dt.datetime
    hindrances: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def fits(self) -> bool:
        """Whether nothing stands against it."""
        return not self.hindrances and not self.findings


def why_not(
    read: Reading,
    *,
    clinician: int,
    day: dt.date | None = None,
    activity: int | None = None,
    session: int | None = None,
) -> WhyNot:
    """List everything that rostering this person would break, gravest first.

    For a session, or for an activity at its usual times on a day.
    """
    person = read.get(Clinician, clinician)
    duty = _asked(read, clinician, day, activity, session)
    on = duty.start.date()
    picture = snapshot(
        read, start=on - 2 * REACH, end=on + 2 * REACH, clinicians={clinician}, needs=(on, on)
    )
    looked = [LongPicture(replace(picture, bookings=()), NEAR_RULES)]
    looked += cycle_pictures(read, start=on, end=on + DAY, clinicians={clinician})
    broken = [one for seen in looked for one in _brought(seen, duty, on)]
    return WhyNot(
        clinician_id=clinician,
        name=person.name,
        activity=duty.activity,
        start=duty.start,
        end=duty.end,
        hindrances=(
            *_not_here(person, on),
            *(_waits(one) for one in picture.requests if _on(one, on)),
        ),
        findings=tuple(sorted(broken, key=gravest_first)),
    )


def _brought(seen: LongPicture, duty: Duty, on: dt.date) -> Iterator[Finding]:
    """What a duty breaks that was kept before it."""
    duties = tuple(
        one
        for one in seen.picture.duties
        if one.session_id is None or one.session_id != duty.session_id
    )
    bare = replace(seen.picture, duties=duties)
    before = set(judge(bare, on=on, rules=seen.rules))
    after = judge(replace(bare, duties=(*duties, duty)), on=on, rules=seen.rules)
    yield from (one for one in after if one not in before)


def _asked(
    read: Reading,
    clinician: int,
    day: dt.date | None,
    activity: int | None,
    session: int | None,
) -> Duty:
    if session is not None:
        return session_duty(read, session=session, clinician=clinician)
    if activity is None or day is None:
        raise Refusal("Name a session, or an activity and a day.")
    return activity_duty(read, activity=activity, day=day, clinician=clinician)


def _not_here(person: Clinician, day: dt.date) -> tuple[str, ...]:
    if person.joined is not None and day < person.joined:
        return (f"{person.name} joins on {day_and_year(person.joined)}.",)
    if person.leaves is not None and day >= person.leaves:
        return (f"{person.name} has left by {day_and_year(person.leaves)}.",)
    return ()


def _on(asked: LeaveAsked, day: dt.date) -> bool:
    return asked.first_day <= day <= asked.last_day


def _waits(asked: LeaveAsked) -> str:
    words = _LEAVE_WORDS.get(asked.kind, "leave")
    return f"A request for {words} from {day_and_year(asked.first_day)} waits for an answer."


def gravest_first(one: Finding) -> tuple[bool, int, dt.datetime]:
    """Order findings: breaches before advisories, the law before a contract, then by time."""
    return one.verdict is not Verdict.BREACH, _WEIGHT[one.severity], one.start or _EVER
