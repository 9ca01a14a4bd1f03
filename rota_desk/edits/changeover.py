"""Ticking off by hand what a starter or a leaver owes or is owed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from models import ChangeoverTick, Clinician
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words


def tick_changeover(
    work: UnitOfWork,
    *,
    clinician: int,
    leaving: bool,
    things: Sequence[str],
    word: str = "",
) -> int:
    """Tick that things are settled with somebody: now, by whom; answers how many were open."""
    person, day = _moving(work, clinician, leaving=leaving)
    there = {one.what for one in _ticks(work, clinician, day, leaving=leaving)}
    fresh = [one.strip() for one in things if one.strip() and one.strip() not in there]
    if not fresh:
        raise Refusal("Choose something that is not ticked yet.")
    work.add_all(
        [
            ChangeoverTick(
                clinician_id=clinician,
                leaving=leaving,
                what=one,
                at=work.stamp,
                by=work.who,
                day=day,
                word=word.strip(),
            )
            for one in fresh
        ]
    )
    work.label = f"Changeover: {', '.join(fresh)} settled with {person.name}"
    return len(fresh)


def untick_changeover(
    work: UnitOfWork, *, clinician: int, leaving: bool, things: Sequence[str]
) -> None:
    """Take ticks away: these things are open after all, unless what is on file says otherwise."""
    person, day = _moving(work, clinician, leaving=leaving)
    found = [one for one in _ticks(work, clinician, day, leaving=leaving) if one.what in things]
    if not found:
        raise Refusal("None of these was ticked by hand.")
    for one in found:
        work.remove(one)
    count = count_words(len(found), "tick")
    work.label = f"Changeover: take {count} of {person.name} away"


def _moving(work: UnitOfWork, clinician: int, *, leaving: bool) -> tuple[Clinician, dt.date]:
    person = work.get(Clinician, clinician)
    day = person.leaves if leaving else person.joined
    if day is None:
        which = "last" if leaving else "first"
        raise Refusal(f"{person.name} has no {which} day on file. Write it under People first.")
    return person, day


def _ticks(
    work: UnitOfWork, clinician: int, day: dt.date, *, leaving: bool
) -> Sequence[ChangeoverTick]:
    return work.all(
        select(ChangeoverTick).where(
            ChangeoverTick.clinician_id == clinician,
            ChangeoverTick.leaving == leaving,
            ChangeoverTick.day == day,
        )
    )
