"""What would make leave fit where it does not: who takes each session, or swaps for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from models import Assignment, ClinicalSession, Clinician, LeaveRequest
from rota_desk.domain.snapshot import Duty, Snapshot
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL
from rota_desk.queries.cover_candidates import Fit, cover_candidates
from rota_desk.queries.findings import REACH
from rota_desk.queries.leave_effect import LostSession, leave_effect
from rota_desk.queries.snapshot import leave_span, may_do, snapshot
from rota_desk.rules.engine import Finding, judge
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

DAY = dt.timedelta(days=1)
LOOKED_AT = 28 * DAY  # either side of a duty for one to swap with
TRIED = 12  # swaps judged for a duty before it is given up
HARD = frozenset({"breach"})


@dataclass(frozen=True, slots=True)
class Help:
    """One session of the leave and who would work it; with `theirs` they swap duties."""

    session: int
    clinician: int
    theirs: int | None  # the session that the person on leave works instead
    text: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """What has to be done so that the leave leaves nothing short."""

    helps: tuple[Help, ...]
    still_open: tuple[str, ...]  # sessions for which nobody was found

    @property
    def whole(self) -> bool:
        """Whether the leave would then leave nothing short."""
        return bool(self.helps) and not self.still_open


def leave_swaps(
    read: Reading, *, leave: int, tell: Callable[[int, str], None] | None = None
) -> WayOut:
    """For each session that would be short: somebody free who may, else a swap of like duties.

    Everything named brings no new finding to either person. Nobody is asked twice on a day.
    `tell` hears how far the search is, in percent, and may stop it.
    """
    request = read.get(LeaveRequest, leave)
    short = [one for one in leave_effect(read, leave=leave).sessions if one.uncovered]
    helps: list[Help] = []
    still_open: list[str] = []
    used: set[tuple[int, dt.date]] = set()
    for place, lost in enumerate(short):
        if tell is not None:
            tell(100 * place // len(short), f"{lost.title}, {day_words(lost.day)}")
        found = _help(read, request, lost, used)
        if found is None:
            still_open.append(f"{day_words(lost.day)} {lost.title}")
        else:
            helps.append(found)
            used.add((found.clinician, lost.day))
    return WayOut(tuple(helps), tuple(still_open))


def _help(
    read: Reading, request: LeaveRequest, lost: LostSession, used: set[tuple[int, dt.date]]
) -> Help | None:
    if lost.on_call:
        return _swap(read, request, lost, used) or _free(read, request, lost, used)
    return _free(read, request, lost, used) or _swap(read, request, lost, used)


def _free(
    read: Reading, request: LeaveRequest, lost: LostSession, used: set[tuple[int, dt.date]]
) -> Help | None:
    """Somebody of the same group who is free and whom it would not bring a finding."""
    group = read.get(Clinician, request.clinician_id).group
    same = {one.id for one in read.all(select(Clinician).where(Clinician.group == group))}
    for one in cover_candidates(read, session=lost.session_id):
        fits = one.fit is Fit.FITS and one.clinician_id in same
        if fits and one.clinician_id != request.clinician_id:
            if (one.clinician_id, lost.day) in used:
                continue
            said = f"{one.name} takes {lost.title}, {day_words(lost.day)}"
            return Help(lost.session_id, one.clinician_id, None, f"{said} ({one.rested})")
    return None


def _swap(
    read: Reading, request: LeaveRequest, lost: LostSession, used: set[tuple[int, dt.date]]
) -> Help | None:
    """Somebody who does the same on another day on which the person on leave could."""
    mine = read.get(ClinicalSession, lost.session_id)
    offers = list(_like(read, request, mine))[:TRIED]
    people = {request.clinician_id, *(person for person, _name, _session in offers)}
    if len(people) == 1:
        return None
    days = [mine.start.date(), *(session.start.date() for _p, _n, session in offers)]
    first, last = min(days), max(days)
    picture = snapshot(
        read, start=first - REACH, end=last + REACH, clinicians=people, needs=(first, first)
    )
    bare = replace(picture, needs=(), bookings=())
    before = _gravely(judge(bare, on=first))
    allowed = may_do(read, activity=mine.activity_id, day=mine.start.date())
    for person, name, session in offers:
        if (person, lost.day) in used or (allowed and person not in allowed):
            continue
        after = _swapped(bare, (request.clinician_id, mine.id), (person, session.id))
        if after is None or _is_away(bare, person, mine):
            continue
        if _gravely(judge(after, on=first)) <= before:
            own = f"{day_words(session.start.date())}"
            said = f"{name} takes {lost.title}, {day_words(lost.day)}, for that of {own}"
            return Help(lost.session_id, person, session.id, said)
    return None


def _like(
    read: Reading, request: LeaveRequest, mine: ClinicalSession
) -> Iterator[tuple[int, str, ClinicalSession]]:
    """Duties of others with the same activity, the nearest first, outside the leave and ahead."""
    start, end = leave_span(request)
    group = read.get(Clinician, request.clinician_id).group
    low, high = mine.start - LOOKED_AT, mine.start + LOOKED_AT
    rows = read.rows(
        select(Assignment.clinician_id, Clinician.name, ClinicalSession)
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .join(Clinician, Clinician.id == Assignment.clinician_id)
        .where(ClinicalSession.activity_id == mine.activity_id, Clinician.group == group)
        .where(ClinicalSession.state.not_in(FELL), ClinicalSession.id != mine.id)
        .where(Assignment.clinician_id != request.clinician_id)
        .where(ClinicalSession.start >= max(low, midnight(read.today + DAY)))
        .where(ClinicalSession.start < high)
        .where((ClinicalSession.end <= start) | (ClinicalSession.start >= end))
    )
    near = sorted(rows, key=lambda row: (abs(row[2].start - mine.start), row[1]))
    yield from ((row[0], row[1], row[2]) for row in near)


def _is_away(picture: Snapshot, person: int, session: ClinicalSession) -> bool:
    return any(
        away.clinician_id == person and away.start < session.end and away.end > session.start
        for away in picture.aways
    )


def _swapped(picture: Snapshot, mine: tuple[int, int], theirs: tuple[int, int]) -> Snapshot | None:
    """The picture after two people exchanged duties; None when one of them is not in it."""
    owners = {mine: theirs[0], theirs: mine[0]}
    found = 0
    duties: list[Duty] = []
    for duty in picture.duties:
        taken_by = owners.get((duty.clinician_id, duty.session_id or 0))
        found += taken_by is not None
        duties.append(duty if taken_by is None else replace(duty, clinician_id=taken_by))
    return replace(picture, duties=tuple(duties)) if found == len(owners) else None


def _gravely(found: Collection[Finding] | Sequence[Finding]) -> frozenset[tuple[object, ...]]:
    """The breaches, told apart by person, rule and moment."""
    return frozenset(
        (one.clinician_id, one.rule, one.start) for one in found if one.verdict.value in HARD
    )
