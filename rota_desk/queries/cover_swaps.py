"""A full swap for a gap: who takes it, what they give up for it, and who takes that over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession
from rota_desk import progress
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL, people_there
from rota_desk.queries.cover_candidates import Candidate, Fit, cover_candidates, reason_line
from rota_desk.queries.cover_ground import Wanted, wanted_of
from rota_desk.queries.findings import REACH
from rota_desk.queries.snapshot import NEEDS, snapshot
from rota_desk.queries.swapping import gravely, is_away, only
from rota_desk.queries.whole_cycles import cycle_breaches, handed
from rota_desk.rules.engine import judge
from rota_desk.rules.registry import NEAR_RULES
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

WEEK = dt.timedelta(days=7)  # either side, in which a duty may be given up for the gap
LOOKED_AT = 6  # people who are looked at, best first, before the search ends
TAKERS = 3  # of what is given up, who are offered
NOBODY_MISSED = "Nobody is needed for what is given up."
LEFT = "Nobody takes what is given up: that becomes the gap."
TRADES = (Fit.SWAP, Fit.AT_LIMIT, Fit.WOULD_BREACH)


@dataclass(frozen=True, slots=True)
class CoverSwap:
    """Somebody takes the gap and gives up a duty; `taker` takes that, where it needs somebody."""

    clinician_id: int
    name: str
    assignment: int  # theirs, that is given up
    gives_up: str  # "Clinic, Tue 10 Nov 09:00–13:00"
    taker: int | None
    taker_name: str
    reasons: tuple[str, ...]
    leaves_gap: bool = False  # nobody takes what is given up: the need moves there

    @property
    def words(self) -> str:
        """The swap in words: "Dr M Okafor gives up Clinic, Tue 10 Nov … to Dr E Voss"."""
        after = f" to {self.taker_name}" if self.taker else ""
        return f"{self.name} gives up {self.gives_up}{after}"


@dataclass(frozen=True, slots=True)
class _Duty:
    assignment: int
    session: ClinicalSession
    title: str
    missed: bool  # somebody has to take it over

    @property
    def words(self) -> str:
        times = f"{self.session.start:%H:%M}–{self.session.end:%H:%M}"
        return f"{self.title}, {day_words(self.session.start.date())} {times}"


def cover_swaps(
    read: Reading, *, session: int, clinician: int | None = None
) -> tuple[CoverSwap, ...]:
    """Swaps that fill a session, each checked for both, the candidates' order kept.

    `clinician` asks for one person alone; then what would leave another gap is told too, last.
    """
    there = read.get(ClinicalSession, session)
    wanted = wanted_of(read, there)
    people = [
        one
        for one in cover_candidates(read, session=session)
        if one.fit in TRADES and clinician in {None, one.clinician_id}
        if one.usual and not wanted.whom.lacks(one.clinician_id)
    ]
    asked = people if clinician else people[:LOOKED_AT]
    found: list[CoverSwap] = []
    for number, person in enumerate(asked):
        progress.at(100 * number / len(asked), f"Looking at what {person.name} could give up")
        found += _of_one(read, there, wanted, person, open_too=clinician is not None)
    return tuple(sorted(found, key=lambda one: one.leaves_gap))


def _of_one(
    read: Reading, there: ClinicalSession, wanted: Wanted, person: Candidate, *, open_too: bool
) -> Iterator[CoverSwap]:
    picture = snapshot(
        read,
        start=there.start.date() - WEEK - REACH,
        end=there.start.date() + WEEK + REACH,
        clinicians={person.clinician_id},
        without=NEEDS,
    )
    for duty in _duties(read, there, person.clinician_id):
        if not _fits(picture, person.clinician_id, wanted, there, duty):
            continue
        if cycle_breaches(
            read,
            gone={(person.clinician_id, duty.session.id)},
            come=[handed(wanted.duty, person.clinician_id)],
        ):
            continue
        if not duty.missed:
            yield _swap(person, duty, None)
            continue
        takers = _takers(read, duty, person.clinician_id)
        yield from (_swap(person, duty, one) for one in takers)
        if open_too and not takers:
            yield _swap(person, duty, None, leaves_gap=True)


def _duties(read: Reading, there: ClinicalSession, clinician: int) -> Iterator[_Duty]:
    """What somebody could give up: what lies on the session alone, else the nearest first."""
    low = max(there.start - WEEK, midnight(read.today))
    rows = read.rows(
        select(Assignment.id, ClinicalSession, Activity, people_there())
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(Assignment.clinician_id == clinician, ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start >= low, ClinicalSession.start < there.start + WEEK)
        .order_by(ClinicalSession.start)
    )
    duties = [
        _Duty(
            number,
            session,
            activity.name,
            missed=activity.needs_cover and have - 1 < session.cover_wanted,
        )
        for number, session, activity, have in rows
    ]
    on_it = [one for one in duties if _meet(one.session, there)]
    near = sorted(duties, key=lambda one: abs(one.session.start - there.start))
    yield from on_it or near


def _meet(one: ClinicalSession, other: ClinicalSession) -> bool:
    return one.start < other.end and other.start < one.end


def _fits(
    picture: Snapshot, person: int, wanted: Wanted, there: ClinicalSession, duty: _Duty
) -> bool:
    """Whether taking the session and giving up the duty breaks nothing new for the person."""
    if is_away(picture, person, there):
        return False
    kept = tuple(one for one in picture.duties if one.session_id != duty.session.id)
    if any(one.start < there.end and there.start < one.end for one in kept):
        return False
    taken = replace(wanted.duty, clinician_id=person)
    mine, after = only(picture, {person}), replace(picture, duties=(*kept, taken))
    on = there.start.date()
    before = gravely(judge(mine, on=on, rules=NEAR_RULES))
    return gravely(judge(only(after, {person}), on=on, rules=NEAR_RULES)) <= before


def _takers(read: Reading, duty: _Duty, giver: int) -> list[Candidate]:
    """Who is free for what is given up and breaks nothing with it, fairest first."""
    found = cover_candidates(read, session=duty.session.id, instead_of=giver)
    free = [
        one for one in found if one.fit is Fit.FITS and one.usual and one.clinician_id != giver
    ]
    return free[:TAKERS]


def _swap(
    person: Candidate, duty: _Duty, taker: Candidate | None, *, leaves_gap: bool = False
) -> CoverSwap:
    why = reason_line(replace(person, reason=""))
    if taker is not None:
        after = f"{taker.name}: {reason_line(taker)}"
    else:
        after = LEFT if leaves_gap else NOBODY_MISSED
    return CoverSwap(
        clinician_id=person.clinician_id,
        name=person.name,
        assignment=duty.assignment,
        gives_up=duty.words,
        taker=taker.clinician_id if taker else None,
        taker_name=taker.name if taker else "",
        reasons=(f"{person.name}: {why}", after),
        leaves_gap=leaves_gap,
    )
