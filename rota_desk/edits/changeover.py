"""Ticking off by hand what a starter or a leaver owes or is owed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import ChangeoverTick, Clinician
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words


@dataclass(frozen=True, slots=True)
class With:
    """Things that are owed with one person who starts or leaves."""

    clinician: int
    leaving: bool
    things: Sequence[str]


def tick_changeover(work: UnitOfWork, *, owed: Sequence[With], word: str = "") -> int:
    """Tick that things are settled, now and by whom; answers how many were open."""
    settled = [found for one in owed if (found := _tick(work, one, word.strip()))]
    if not settled:
        raise Refusal("Choose something that is not ticked yet.")
    work.label = f"Changeover: {_label(settled)}"
    return sum(len(fresh) for _person, fresh in settled)


def _tick(work: UnitOfWork, one: With, word: str) -> tuple[Clinician, list[str]] | None:
    person, day = _moving(work, one.clinician, leaving=one.leaving)
    there = {each.what for each in _ticks(work, one.clinician, day, leaving=one.leaving)}
    wanted = [each.strip() for each in one.things]
    fresh = [each for each in wanted if each and each not in there]
    work.add_all(
        [
            ChangeoverTick(
                clinician_id=one.clinician,
                leaving=one.leaving,
                what=each,
                at=work.stamp,
                by=work.who,
                day=day,
                word=word,
            )
            for each in fresh
        ]
    )
    return (person, fresh) if fresh else None


def _label(settled: Sequence[tuple[Clinician, list[str]]]) -> str:
    """One person by name with what was settled, several by their number."""
    (person, things), *more = settled
    if not more:
        return f"{', '.join(things)} settled with {person.name}"
    count = sum(len(fresh) for _person, fresh in settled)
    people = len({one.id for one, _things in settled})
    return f"{count_words(count, 'thing')} settled with {count_words(people, 'person', 'people')}"


def untick_changeover(work: UnitOfWork, *, owed: Sequence[With]) -> None:
    """Take ticks away: these things are open after all, unless what is on file says otherwise."""
    found = [each for one in owed for each in _ticked(work, one)]
    if not found:
        raise Refusal("None of these was ticked by hand.")
    people = {one.clinician_id for one in found}
    whose = work.get(Clinician, found[0].clinician_id).name
    if len(people) > 1:
        whose = count_words(len(people), "person", "people")
    for one in found:
        work.remove(one)
    work.label = f"Changeover: take {count_words(len(found), 'tick')} of {whose} away"


def _ticked(work: UnitOfWork, one: With) -> list[ChangeoverTick]:
    _person, day = _moving(work, one.clinician, leaving=one.leaving)
    there = _ticks(work, one.clinician, day, leaving=one.leaving)
    return [each for each in there if each.what in one.things]


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
