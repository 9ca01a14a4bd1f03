"""A post passes on: its next holder takes over what is built, or it falls vacant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from models import Clinician, PatternLaying, PatternPlace, PostHolding
from rota_desk.edits.assignments import new_uid
from rota_desk.edits.contracts import end_holding, hold_post, remove_holding
from rota_desk.edits.following import How, PlanMove
from rota_desk.edits.plan_changes import Followed, follow_owner
from rota_desk.edits.relaying import Relaid, relay
from rota_desk.errors import Refusal
from rota_desk.queries.built_until import built_to
from rota_desk.queries.laid_shifts import LaidShift, Place, laid_shifts
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year


@dataclass(frozen=True, slots=True)
class PassAnswer(Followed):
    """A holding of a post, and what passed on with it as far as the rota is built."""

    holding: int = 0


def take_up_post(
    work: UnitOfWork,
    *,
    clinician: int,
    post: int,
    start: dt.date,
    end: dt.date | None = None,
    uid: Callable[[], str] = new_uid,
) -> PassAnswer:
    """Put somebody in a post from a day on, with the post's rota as far as it is built.

    Shifts of its patterns and sessions of its plan pass to them; what was done by hand stays.
    """
    _refuse_while_not_here(work.get(Clinician, clinician), start)
    return _passing(
        work,
        post,
        start,
        uid,
        lambda: hold_post(work, clinician=clinician, post=post, start=start, end=end),
    )


def give_up_post(
    work: UnitOfWork, *, holding: int, day: dt.date, uid: Callable[[], str] = new_uid
) -> PassAnswer:
    """Say from which day somebody no longer holds a post; what is built from then on is a gap.

    A holding that would begin on that day or later is taken away; one that was to end before
    that day goes on until then.
    """
    there = work.get(PostHolding, holding)
    since = max(min(day, there.end or day), there.start)

    def change() -> int:
        if there.start >= day:
            remove_holding(work, holding=holding)
        else:
            end_holding(work, holding=holding, end=day)
        return holding

    return _passing(work, there.post_id, since, uid, change)


def _refuse_while_not_here(person: Clinician, day: dt.date) -> None:
    if person.joined is not None and day < person.joined:
        raise Refusal(
            f"{person.name} starts on {day_and_year(person.joined)}. Choose that day or later."
        )
    if person.leaves is not None and day >= person.leaves:
        raise Refusal(
            f"{person.name} leaves on {day_and_year(person.leaves)}. Choose a day before."
        )


def _passing(
    work: UnitOfWork, post: int, day: dt.date, uid: Callable[[], str], change: Callable[[], int]
) -> PassAnswer:
    """Change who holds a post, and let what is built from a day on follow."""
    first, last = max(day, work.today), built_to(work)
    if last is None or last < first:
        return PassAnswer((), holding=change())
    before = {one: _laid(work, one, first, last) for one in _patterns(work, post, first, last)}
    holding = change()
    work.flush()
    label = work.label
    moves: list[PlanMove] = []
    for pattern, was in before.items():
        told = relay(work, pattern=pattern, first=first, last=last, before=was, uid=uid)
        moves += _moves(told)
    moves += follow_owner(work, owner=(None, post), first=first, last=last, uid=uid)
    work.label = label
    return PassAnswer(tuple(moves), first, last, holding=holding)


def _laid(
    work: UnitOfWork, pattern: int, first: dt.date, last: dt.date
) -> Mapping[Place, LaidShift]:
    return laid_shifts(work, pattern=pattern, first=first, last=last)


def _patterns(work: UnitOfWork, post: int, first: dt.date, last: dt.date) -> list[int]:
    """The patterns that roll for a post in some days, both included."""
    asked = (
        select(PatternLaying.pattern_id)
        .join(PatternPlace, PatternPlace.laying_id == PatternLaying.id)
        .where(PatternPlace.post_id == post, PatternLaying.start <= last)
        .where(PatternLaying.end.is_(None) | (PatternLaying.end > first))
    )
    return [row[0] for row in work.rows(asked.distinct().order_by(PatternLaying.pattern_id))]


def _moves(told: Relaid) -> Iterator[PlanMove]:
    for how, found in ((How.CHANGED, [*told.taken_off, *told.added]), (How.KEPT, told.kept)):
        for one in found:
            yield PlanMove(how, one.day, one.activity, one.who, one.what)
