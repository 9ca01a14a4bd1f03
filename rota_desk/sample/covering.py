"""Covering the sample's gaps: somebody who is free, rested and may do it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from models import (
    Assignment,
    Gap,
    Permission,
)
from models.base import Base
from models.types import (
    Accounting,
    AssignmentSource,
    GapActionKind,
    GapState,
)
from rota_desk.sample.board import Board
from rota_desk.sample.scene import Scene
from rota_desk.sample.tried import known_at, tried

DAY = dt.timedelta(days=1)


def skilled_people(scene: Scene) -> dict[int, list[int]]:
    """Who may do what alone; shifts of the wards are for those who hold such a post."""
    able: dict[int, list[int]] = {}
    for one in scene.work.all(select(Permission).order_by(Permission.id)):
        if not one.supervised:
            able.setdefault(one.activity_id, []).append(one.clinician_id)
    wards = [
        person.id for person in scene.people.values() if person.grade.startswith(("F", "IMT"))
    ]
    for code in ("LD", "NT", "SD"):
        able[scene.activities[code].id] = wards
    return able


def covered(scene: Scene, board: Board, skilled: dict[int, list[int]], gap: Gap) -> Iterator[Base]:
    """Somebody who is free, rested and may do it; whoever gives up SPA has it time-shifted."""
    session = board.sessions[gap.session_id]
    able = [
        number
        for number in skilled.get(session.activity_id, [])
        if number != gap.clinician_id and serves(scene, number, session.start.date())
    ]
    scene.dice.shuffle(able)
    whom = next((number for number in able if board.fits(number, session)), None)
    if whom is None:
        return
    given_up = board.met(whom, session.start, session.end)
    for one in given_up:
        board.busy[whom].remove(one)
        scene.work.remove(one)
    placed = Assignment(
        session_id=session.id,
        clinician_id=whom,
        uid=scene.uid(),
        source=AssignmentSource.COVER,
        accounting=Accounting.TIME_SHIFTED if given_up else Accounting.PLANNED,
        changed_at=known_at(scene, gap) + 2 * DAY,
    )
    board.note([placed])
    gap.state, gap.decision = GapState.FILLED, "Covered by a colleague"
    yield placed
    yield tried(scene, gap, GapActionKind.ASKED, "", "Yes", clinician=whom, after=1)


def serves(scene: Scene, number: int, day: dt.date) -> bool:
    """Whether somebody has started and not left on a day."""
    person = next(one for one in scene.people.values() if one.id == number)
    begun = person.joined is None or person.joined <= day
    return begun and (person.leaves is None or day < person.leaves)
