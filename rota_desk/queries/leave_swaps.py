"""What would make leave fit where it does not: who takes each session, or swaps for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from models import ClinicalSession, Clinician, LeaveRequest
from rota_desk.queries.cover_candidates import Fit, cover_candidates
from rota_desk.queries.findings import REACH
from rota_desk.queries.leave_effect import LostSession, leave_effect
from rota_desk.queries.life_event import is_owed
from rota_desk.queries.snapshot import leave_span, may_do, snapshot
from rota_desk.queries.swapping import Like, gravely, is_away, like_duties, swapped
from rota_desk.rules.engine import judge
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

TRIED = 12  # swaps judged for a duty before it is given up


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
    no_swap: bool = False  # none may be asked: only who is free was looked for

    @property
    def whole(self) -> bool:
        """Whether the leave would then leave nothing short."""
        return bool(self.helps) and not self.still_open


def leave_swaps(
    read: Reading, *, leave: int, tell: Callable[[int, str], None] | None = None
) -> WayOut:
    """For each session that would be short: somebody free who may, else a swap of like duties.

    Everything named brings no new finding to either person. Nobody is asked twice on a day. For
    leave that has to be granted no swap is looked for: none may be asked.
    `tell` hears how far the search is, in percent, and may stop it.
    """
    request = read.get(LeaveRequest, leave)
    owed = is_owed(read, request)
    search = _free if owed else _help
    short = [one for one in leave_effect(read, leave=leave).sessions if one.uncovered]
    helps: list[Help] = []
    still_open: list[str] = []
    used: set[tuple[int, dt.date]] = set()
    for place, lost in enumerate(short):
        if tell is not None:
            tell(100 * place // len(short), f"{lost.title}, {day_words(lost.day)}")
        found = search(read, request, lost, used)
        if found is None:
            still_open.append(f"{day_words(lost.day)} {lost.start:%H:%M} {lost.title}")
        else:
            helps.append(found)
            used.add((found.clinician, lost.day))
    return WayOut(tuple(helps), tuple(still_open), owed)


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
    people = {request.clinician_id, *(one.clinician for one in offers)}
    if len(people) == 1:
        return None
    days = [mine.start.date(), *(one.session.start.date() for one in offers)]
    first, last = min(days), max(days)
    picture = snapshot(
        read, start=first - REACH, end=last + REACH, clinicians=people, needs=(first, first)
    )
    bare = replace(picture, needs=(), askings=(), trainees=(), bookings=())
    before = gravely(judge(bare, on=first))
    allowed = may_do(read, activity=mine.activity_id, day=mine.start.date())
    for one in offers:
        if (one.clinician, lost.day) in used or (allowed and one.clinician not in allowed):
            continue
        after = swapped(bare, (request.clinician_id, mine.id), one.place)
        if after is None or is_away(bare, one.clinician, mine):
            continue
        if gravely(judge(after, on=first)) <= before:
            own = f"{day_words(one.session.start.date())}"
            said = f"{one.name} takes {lost.title}, {day_words(lost.day)}, for that of {own}"
            return Help(lost.session_id, one.clinician, one.session.id, said)
    return None


def _like(read: Reading, request: LeaveRequest, mine: ClinicalSession) -> Iterator[Like]:
    """Duties of others with the same activity that lie outside the leave."""
    start, end = leave_span(request)
    for one in like_duties(read, clinician=request.clinician_id, mine=mine):
        if one.session.end <= start or one.session.start >= end:
            yield one
