"""The changeover: who starts and who leaves, and what each of them still owes or is owed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from models import (
    Activity,
    Assignment,
    ChangeoverTick,
    ClinicalSession,
    Clinician,
    ContactDetail,
    Contract,
    LeaveRequest,
    OnCallPart,
    Permission,
    Post,
    PostHolding,
)
from models.types import ContactKind, LeaveState
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_words, moment_words

STANDING_LEAVE = (LeaveState.REQUESTED, LeaveState.APPROVED)


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing to be settled: what, whether it is, and in what words."""

    what: str  # "Contract"
    done: bool
    words: str
    ticked: str = ""  # by whom and when, where it was ticked by hand
    derived: bool = True  # False: nothing on file says it, only a tick does


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody who starts or leaves, with everything to be settled."""

    clinician_id: int
    name: str
    grade: str
    day: dt.date  # the first day here, or the first no longer here
    posts: tuple[str, ...]
    owed: tuple[Owed, ...]
    leaving: bool = False

    @property
    def open(self) -> int:
        """How many things are not settled."""
        return sum(not one.done for one in self.owed)


@dataclass(frozen=True, slots=True)
class Changeover:
    """Starters and leavers of the days from `start` until before `end`."""

    start: dt.date
    end: dt.date
    starters: tuple[Mover, ...]
    leavers: tuple[Mover, ...]


def changeover(read: Reading, *, start: dt.date, end: dt.date) -> Changeover:
    """Whoever starts or leaves in a period, by day and name, with what is to be settled."""
    starting = select(Clinician).where(Clinician.joined >= start, Clinician.joined < end)
    leaving = select(Clinician).where(Clinician.leaves >= start, Clinician.leaves < end)
    return Changeover(
        start=start,
        end=end,
        starters=tuple(
            _starter(read, one, one.joined)
            for one in read.all(starting.order_by(Clinician.joined, Clinician.name))
            if one.joined is not None
        ),
        leavers=tuple(
            _leaver(read, one, one.leaves)
            for one in read.all(leaving.order_by(Clinician.leaves, Clinician.name))
            if one.leaves is not None
        ),
    )


def _starter(read: Reading, person: Clinician, day: dt.date) -> Mover:
    posts = _posts(read, person.id, day)
    return Mover(
        clinician_id=person.id,
        name=person.name,
        grade=person.grade,
        day=day,
        posts=posts,
        owed=_with_ticks(
            read,
            person.id,
            day,
            leaving=False,
            owed=(
                Owed("Post", bool(posts), ", ".join(posts) or "no post from that day"),
                _contract(read, person.id, day),
                _contact(read, person.id),
                _permissions(read, person.id, day),
                _promised(read, person.id, day),
                _first_on_call(read, person.id, day),
                Owed("Induction", done=False, words="not ticked yet", derived=False),
            ),
        ),
    )


def _leaver(read: Reading, person: Clinician, day: dt.date) -> Mover:
    posts = _posts(read, person.id, day - dt.timedelta(days=1))
    return Mover(
        clinician_id=person.id,
        name=person.name,
        grade=person.grade,
        day=day,
        posts=posts,
        owed=_with_ticks(
            read,
            person.id,
            day,
            leaving=True,
            owed=(
                *_successors(read, posts, day),
                _duties_after(read, person.id, day),
                _leave_after(read, person.id, day),
                Owed("Handover", done=False, words="not ticked yet", derived=False),
            ),
        ),
        leaving=True,
    )


def _with_ticks(
    read: Reading, clinician: int, day: dt.date, *, leaving: bool, owed: tuple[Owed, ...]
) -> tuple[Owed, ...]:
    """What was ticked by hand for this very day is done, whatever is on file."""
    found = read.all(
        select(ChangeoverTick).where(
            ChangeoverTick.clinician_id == clinician,
            ChangeoverTick.leaving == leaving,
            ChangeoverTick.day == day,
        )
    )
    ticks = {one.what: one for one in found}
    return tuple(_ticked(one, ticks.get(one.what)) for one in owed)


def _ticked(one: Owed, tick: ChangeoverTick | None) -> Owed:
    if tick is None:
        return one
    word = f": {tick.word}" if tick.word else ""
    said = f"{day_words(tick.at.date())}, {tick.by}{word}"
    words = f"settled {said}" if not one.derived else f"{one.words}; ticked {said}"
    return replace(one, done=True, words=words, ticked=said)


def _posts(read: Reading, clinician: int, day: dt.date) -> tuple[str, ...]:
    rows = read.rows(
        select(Post.name)
        .join(PostHolding, PostHolding.post_id == Post.id)
        .where(PostHolding.clinician_id == clinician, PostHolding.start <= day)
        .where(PostHolding.end.is_(None) | (PostHolding.end > day))
        .order_by(Post.name)
    )
    return tuple(row[0] for row in rows)


def _contract(read: Reading, clinician: int, day: dt.date) -> Owed:
    held = read.one(
        select(Contract).where(
            Contract.clinician_id == clinician,
            Contract.start <= day,
            Contract.end.is_(None) | (Contract.end > day),
        )
    )
    if held is None:
        return Owed("Contract", done=False, words="none in force on the first day")
    return Owed("Contract", done=True, words=f"{held.code.value}, {held.wte:.0%} of full time")


def _contact(read: Reading, clinician: int) -> Owed:
    kinds = {
        row[0]
        for row in read.rows(
            select(ContactDetail.kind).where(ContactDetail.clinician_id == clinician)
        )
    }
    if kinds - {ContactKind.EMAIL}:
        return Owed("Contact", done=True, words="a number is on file")
    said = "only an e-mail address" if kinds else "none on file"
    return Owed("Contact", done=False, words=said)


def _permissions(read: Reading, clinician: int, day: dt.date) -> Owed:
    codes = [
        row[0]
        for row in read.rows(
            select(Activity.code)
            .join(Permission, Permission.activity_id == Activity.id)
            .where(Permission.clinician_id == clinician, Permission.start <= day)
            .where(Permission.end.is_(None) | (Permission.end > day))
            .order_by(Activity.code)
        )
    ]
    needed = _asked_without_permission(read, clinician, day)
    if needed:
        return Owed("Permissions", done=False, words=f"down for {', '.join(needed)} without one")
    return Owed("Permissions", done=True, words=", ".join(codes) or "none is needed")


def _asked_without_permission(read: Reading, clinician: int, day: dt.date) -> list[str]:
    allowed = select(Permission.activity_id).where(Permission.clinician_id == clinician)
    rows = read.rows(
        select(Activity.code)
        .join(ClinicalSession, ClinicalSession.activity_id == Activity.id)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(Assignment.clinician_id == clinician, ClinicalSession.start >= midnight(day))
        .where(Activity.needs_permission, Activity.id.not_in(allowed))
        .distinct()
        .order_by(Activity.code)
    )
    return [row[0] for row in rows]


def _promised(read: Reading, clinician: int, day: dt.date) -> Owed:
    asked = read.all(
        select(LeaveRequest)
        .where(LeaveRequest.clinician_id == clinician, LeaveRequest.promised)
        .where(LeaveRequest.last_day >= day, LeaveRequest.state.in_(STANDING_LEAVE))
        .order_by(LeaveRequest.first_day)
    )
    if not asked:
        return Owed("Promised leave", done=True, words="none was promised")
    said = "; ".join(f"{day_words(one.first_day)} to {day_words(one.last_day)}" for one in asked)
    waiting = [one for one in asked if one.state is LeaveState.REQUESTED]
    if waiting:
        count = count_words(len(waiting), "request")
        return Owed("Promised leave", done=False, words=f"{said}; {count} not answered")
    return Owed("Promised leave", done=True, words=f"{said}, approved")


def _first_on_call(read: Reading, clinician: int, day: dt.date) -> Owed:
    first = read.rows(
        select(ClinicalSession.start, Activity.name)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .join(OnCallPart, OnCallPart.activity_id == Activity.id)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(Assignment.clinician_id == clinician, ClinicalSession.start >= midnight(day))
        .where(ClinicalSession.state.not_in(FELL))
        .order_by(ClinicalSession.start)
        .limit(1)
    )
    if not first:
        return Owed("First on-call", done=True, words="none is planned yet")
    start, name = first[0]
    said = f"{name}, {moment_words(start)}"
    if start.date() == day:
        return Owed("First on-call", done=False, words=f"{said}: on the first day")
    return Owed("First on-call", done=True, words=said)


def _leave_after(read: Reading, clinician: int, day: dt.date) -> Owed:
    count = read.rows(
        select(func.count(LeaveRequest.id))
        .where(LeaveRequest.clinician_id == clinician, LeaveRequest.last_day >= day)
        .where(LeaveRequest.state.in_(STANDING_LEAVE))
    )[0][0]
    if count:
        said = f"{count_words(count, 'request')} still standing after the last day"
        return Owed("Leave", done=False, words=said)
    return Owed("Leave", done=True, words="none after the last day")


def _successors(read: Reading, posts: tuple[str, ...], day: dt.date) -> Iterator[Owed]:
    for name in posts:
        row = read.rows(
            select(Clinician.name)
            .join(PostHolding, PostHolding.clinician_id == Clinician.id)
            .join(Post, Post.id == PostHolding.post_id)
            .where(Post.name == name, PostHolding.start <= day)
            .where(PostHolding.end.is_(None) | (PostHolding.end > day))
            .limit(1)
        )
        said = f"passes to {row[0][0]}" if row else "vacant from that day"
        yield Owed(name, done=bool(row), words=said)


def _duties_after(read: Reading, clinician: int, day: dt.date) -> Owed:
    count = read.rows(
        select(func.count(Assignment.id))
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(Assignment.clinician_id == clinician, ClinicalSession.start >= midnight(day))
    )[0][0]
    if count:
        said = f"{count_words(count, 'duty', 'duties')} still down after the last day"
        return Owed("Duties", done=False, words=said)
    return Owed("Duties", done=True, words="none after the last day")
