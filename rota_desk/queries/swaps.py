"""Swaps that were asked for: who agreed, what is missing, and whether they are still possible."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, Swap, SwapStep
from models.types import SwapState, SwapStepKind
from rota_desk.queries.cover import FELL
from rota_desk.queries.moments import wall_time
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words, moment_words

SAID = {
    SwapStepKind.ASKED: "asked",
    SwapStepKind.CONSENTED: "agreed",
    SwapStepKind.ACCEPTED: "done",
    SwapStepKind.DECLINED: "declined",
    SwapStepKind.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class SwapSide:
    """One side of a swap: who, which session, and how they agreed."""

    clinician_id: int
    name: str
    session_id: int | None  # None: this side gives nothing back
    title: str
    day: dt.date | None
    assignment: int | None  # None: they are not on it, or no longer
    agreed: str  # "Tue 10 Nov 08:12, by e-mail"; empty: not yet


@dataclass(frozen=True, slots=True)
class SwapLine:
    """A swap with its two sides and its steps in words; `hindered` says why it cannot be done."""

    number: int
    state: SwapState
    first: SwapSide
    second: SwapSide
    steps: tuple[str, ...]
    hindered: str
    told: str  # the last step: "declined: away that week"

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody."""
        return self.state is SwapState.PROPOSED

    @property
    def waits_for(self) -> tuple[SwapSide, ...]:
        """Who has not agreed yet."""
        sides = (self.first, self.second)
        return tuple(one for one in sides if self.is_open and not one.agreed)

    @property
    def day(self) -> dt.date:
        """The first day that it is about."""
        return min(one.day for one in (self.first, self.second) if one.day is not None)


def swap_list(read: Reading) -> tuple[SwapLine, ...]:
    """Every swap: the open ones first, by day, then the settled ones, newest first."""
    steps: dict[int, list[SwapStep]] = defaultdict(list)
    for one in read.all(select(SwapStep).order_by(SwapStep.id)):
        steps[one.swap_id].append(one)
    names = {one.id: one.name for one in read.all(select(Clinician))}
    found = [
        _line(read, swap, steps[swap.id], names)
        for swap in read.all(select(Swap).order_by(Swap.id))
    ]
    waiting = sorted((one for one in found if one.is_open), key=lambda one: one.day)
    settled = [one for one in reversed(found) if not one.is_open]
    return (*waiting, *settled)


def _line(read: Reading, swap: Swap, steps: list[SwapStep], names: dict[int, str]) -> SwapLine:
    agreed = {
        one.clinician_id: f"{moment_words(wall_time(read, one.at))}, {one.how}"
        for one in steps
        if one.kind is SwapStepKind.CONSENTED
    }
    first = _side(read, swap.first_clinician_id, swap.first_session_id, names, agreed)
    second = _side(read, swap.second_clinician_id, swap.second_session_id, names, agreed)
    said = tuple(_said(read, one, names) for one in steps)
    open_one = swap.state is SwapState.PROPOSED
    if not steps and swap.agreed_at is not None:
        consent = f": {swap.consent}" if swap.consent else ""
        said = (f"{moment_words(wall_time(read, swap.agreed_at))} done{consent}",)
    hindered = _hindered(read, (first, second)) if open_one else ""
    return SwapLine(swap.id, swap.state, first, second, said, hindered, said[-1] if said else "")


def _side(
    read: Reading,
    clinician: int,
    session: int | None,
    names: dict[int, str],
    agreed: dict[int | None, str],
) -> SwapSide:
    there = read.find(ClinicalSession, session) if session is not None else None
    name, told = names.get(clinician, "somebody no longer here"), agreed.get(clinician, "")
    if there is None:
        return SwapSide(clinician, name, session, "", None, None, told)
    activity = read.get(Activity, there.activity_id)
    day = there.start.date()
    placed = read.one(
        select(Assignment).where(
            Assignment.session_id == there.id, Assignment.clinician_id == clinician
        )
    )
    title = f"{day_words(day)} {there.start:%H:%M} {activity.name}"
    return SwapSide(clinician, name, there.id, title, day, placed.id if placed else None, told)


def _hindered(read: Reading, sides: tuple[SwapSide, SwapSide]) -> str:
    for one in sides:
        if one.session_id is None:
            continue
        there = read.find(ClinicalSession, one.session_id)
        if there is None or there.state in FELL:
            return f"{one.title or 'The session'} does not take place any more"
        if one.assignment is None:
            return f"{one.name} is no longer on {one.title}"
    return ""


def _said(read: Reading, step: SwapStep, names: dict[int, str]) -> str:
    who = f" {names[step.clinician_id]}" if step.clinician_id in names else ""
    how = f": {step.how}" if step.how else ""
    return f"{moment_words(wall_time(read, step.at))}{who} {SAID[step.kind]}{how}"
