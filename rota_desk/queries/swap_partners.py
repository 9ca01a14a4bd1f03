"""With whom somebody could swap a session, or who could take it: legal for both, fairest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from models import Assignment, ClinicalSession, Clinician
from rota_desk import progress
from rota_desk.domain.snapshot import Snapshot
from rota_desk.errors import Refusal
from rota_desk.queries.cover_candidates import Fit, cover_candidates
from rota_desk.queries.findings import REACH
from rota_desk.queries.snapshot import NEEDS, may_do, snapshot
from rota_desk.queries.swapping import (
    Like,
    Place,
    gravely,
    is_away,
    is_on_leave,
    like_duties,
    only,
    swapped,
)
from rota_desk.queries.whole_cycles import cycle_breaches, handed
from rota_desk.queries.whom_to_find import whom_to_find
from rota_desk.queries.work_loads import work_loads
from rota_desk.rules.engine import judge
from rota_desk.rules.registry import NEAR_RULES
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_words, person_words

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who could swap, or take the session, without a breach for either."""

    clinician_id: int
    name: str
    theirs: int | None  # their assignment that comes back; None: they simply take it
    session_id: int | None
    day: dt.date | None
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """The offer in words: "Dr M Okafor, for Thu 12 Nov"."""
        return f"{self.name}, for {day_words(self.day)}" if self.day else f"{self.name} takes it"


def swap_partners(read: Reading, *, assignment: int) -> tuple[Partner, ...]:
    """Legal partners for a person's session: like for like first, then by who has done fewest.

    Who would swap into a time when they do not work stands last, and it is said: nothing forbids
    it, and it is theirs to agree.
    """
    placed = read.get(Assignment, assignment)
    mine = read.get(ClinicalSession, placed.session_id)
    if mine.end.date() < read.today:
        raise Refusal("It is over: nobody can be asked. Note who worked it with Swap with ….")
    loads = work_loads(read, mine)
    swaps = [
        (_rank(mine, one, loads, off), _swap(mine, one, loads, placed.clinician_id, off))
        for one, off in _legal(read, placed, mine)
    ]
    takers = [
        ((False, 1, 1, loads.get(one.clinician_id, 0.0), 0, one.name), one)
        for one in _takers(read, placed, mine, loads)
    ]
    ordered = sorted((*swaps, *takers), key=lambda one: one[0])
    return tuple(partner for _rank_of_it, partner in ordered)


def _legal(read: Reading, placed: Assignment, mine: ClinicalSession) -> Iterator[tuple[Like, str]]:
    """The nearest duty of each colleague whose exchange breaks nothing for the two of them.

    With each goes who of them does not work then; a duty without that comes before a nearer one.
    """
    likes = list(like_duties(read, clinician=placed.clinician_id, mine=mine))
    allowed = may_do(read, activity=mine.activity_id, day=mine.start.date())
    likes = [one for one in likes if not allowed or one.clinician in allowed]
    if not likes:
        return
    picture = _picture(read, placed.clinician_id, mine, likes)
    me, found, off_work = placed.clinician_id, set[int](), dict[int, tuple[Like, str]]()
    whom = whom_to_find(read, mine, instead_of=me)
    for number, one in enumerate(likes):
        progress.at(90 * number / len(likes), "Looking for partners")
        if one.clinician in found or whom.lacks(one.clinician):
            continue
        if not _fits(picture, me, mine, one):
            continue
        off = _off_work(read, picture, placed, mine, one)
        if off and one.clinician in off_work:
            continue
        if _missed(read, me, one) or _over_cycles(read, picture, (me, mine.id), one):
            continue
        if off:
            off_work[one.clinician] = one, off
            continue
        found.add(one.clinician)
        yield one, ""
    yield from (told for number, told in off_work.items() if number not in found)


def _off_work(
    read: Reading, picture: Snapshot, placed: Assignment, mine: ClinicalSession, one: Like
) -> str:
    """Who of the two would take what lies in a time when they do not work; mostly nobody."""
    told = [
        f"{name} does not usually work on {day_words(session.start.date())}"
        for person, name, session in (
            (one.clinician, one.name, mine),
            (placed.clinician_id, person_words(read, placed.clinician_id), one.session),
        )
        if is_away(picture, person, session)
    ]
    return "; ".join(told)


def _missed(read: Reading, me: int, one: Like) -> str:
    """Why the other's session would not be met by me; empty when it would."""
    return whom_to_find(read, one.session, instead_of=one.clinician).lacks(me)


def _over_cycles(read: Reading, picture: Snapshot, mine: Place, one: Like) -> bool:
    """Whether the exchange breaks what is judged over whole cycles, for either."""
    takers = {mine: one.clinician, one.place: mine[0]}
    come = [
        handed(duty, takers[duty.clinician_id, duty.session_id or 0])
        for duty in picture.duties
        if (duty.clinician_id, duty.session_id or 0) in takers
    ]
    return bool(cycle_breaches(read, gone=takers, come=come))


def _picture(read: Reading, me: int, mine: ClinicalSession, likes: list[Like]) -> Snapshot:
    days = [mine.start.date(), *(one.session.start.date() for one in likes)]
    return snapshot(
        read,
        start=min(days) - REACH,
        end=max(days) + REACH,
        clinicians={me, *(one.clinician for one in likes)},
        without=NEEDS,
    )


def _fits(picture: Snapshot, me: int, mine: ClinicalSession, one: Like) -> bool:
    if is_on_leave(picture, me, one.session) or is_on_leave(picture, one.clinician, mine):
        return False
    two = only(picture, {me, one.clinician})
    after = swapped(two, (me, mine.id), one.place)
    if after is None or _meets(after, me, one.session) or _meets(after, one.clinician, mine):
        return False
    on = min(mine.start.date(), one.session.start.date())
    before = gravely(judge(two, on=on, rules=NEAR_RULES))
    return gravely(judge(after, on=on, rules=NEAR_RULES)) <= before


def _meets(picture: Snapshot, person: int, session: ClinicalSession) -> bool:
    """Whether somebody would stand in two places at once."""
    return any(
        duty.clinician_id == person
        and duty.session_id != session.id
        and duty.start < session.end
        and duty.end > session.start
        for duty in picture.duties
    )


def _takers(
    read: Reading, placed: Assignment, mine: ClinicalSession, loads: Mapping[int, float]
) -> Iterator[Partner]:
    group = read.get(Clinician, placed.clinician_id).group
    same = {one.id for one in read.all(select(Clinician).where(Clinician.group == group))}
    for one in cover_candidates(read, session=mine.id, instead_of=placed.clinician_id):
        if one.fit is Fit.FITS and one.clinician_id in same:
            reasons = ("free and fits", one.rested, _load(loads, one.clinician_id, placed))
            told = tuple(reason for reason in reasons if reason)
            yield Partner(one.clinician_id, one.name, None, None, None, told)


def _swap(
    mine: ClinicalSession, one: Like, loads: Mapping[int, float], me: int, off: str
) -> Partner:
    apart = abs((one.session.start.date() - mine.start.date()).days)
    kind = "weekend for weekend" if _weekend(mine) else "weekday for weekday"
    reasons = (
        kind if _weekend(mine) is _weekend(one.session) else "a weekend on one side only",
        f"{count_words(apart, 'day')} apart" if apart else "the same day",
        _compared(loads, one.clinician, me),
        *((off,) if off else ()),
    )
    day = one.session.start.date()
    return Partner(one.clinician, one.name, one.assignment, one.session.id, day, reasons)


def _rank(
    mine: ClinicalSession, one: Like, loads: Mapping[int, float], off: str
) -> tuple[object, ...]:
    uneven = _weekend(mine) is not _weekend(one.session)
    apart = abs((one.session.start.date() - mine.start.date()).days)
    return bool(off), int(uneven), 0, loads.get(one.clinician, 0.0), apart, one.name


def _weekend(session: ClinicalSession) -> bool:
    return session.start.weekday() >= SATURDAY


def _compared(loads: Mapping[int, float], other: int, me: int) -> str:
    theirs, own = round(loads.get(other, 0.0)), round(loads.get(me, 0.0))
    return f"{theirs} of these in six months, you {own}" if theirs != own else f"{own} each"


def _load(loads: Mapping[int, float], other: int, placed: Assignment) -> str:
    return _compared(loads, other, placed.clinician_id)
