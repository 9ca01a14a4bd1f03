"""The sample's leave: requests waiting, answers with their reasons, and everybody's weeks away."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models import LeaveRequest, LeaveStep
from models.types import LeaveKind, LeavePart, LeaveState, StaffGroup
from rota_desk.planning.cycle import week_of_cycle
from rota_desk.sample.facts import table
from rota_desk.sample.scene import Scene

AWAY_AT_ONCE = {
    StaffGroup.CONSULTANT: 2,
    StaffGroup.SPECIALTY: 1,
    StaffGroup.RESIDENT: 2,
    StaffGroup.ENDOSCOPIST: 1,
    StaffGroup.NURSE: 1,
}
# On which lines of its pattern a post is free from Monday to Friday but for ordinary work.
FREE_LINES = {"SHO": (4, 8), "Registrar": (1,), "On-call": (3, 5, 7, 9, 11)}
WEEKS_BEFORE = (-21, -17)  # of the leave year, before the rota begins
WORKING_DAYS = 5


@dataclass
class Calendar:
    """Which weeks each group has given out already."""

    taken: Counter[tuple[StaffGroup, int]]
    mine: set[tuple[str, int]]


def lay_leave(scene: Scene) -> None:
    """Make the named requests first, then a few weeks for everybody."""
    calendar = Calendar(Counter(), set())
    for facts in table("leave")["leave"]:
        _note(scene, calendar, facts["who"], facts["week"])
        _keep(scene, _named(scene, facts), facts.get("answered"), facts.get("reason", ""))
    for key in scene.people:
        for start, asked in _weeks_of(scene, calendar, key):
            request = _week_off(scene, key, start, asked)
            _keep(scene, request, max((scene.anchor.today - start).days + asked - 4, 3), "")


def _note(scene: Scene, calendar: Calendar, key: str, week: int) -> None:
    calendar.taken[scene.people[key].group, week] += 1
    calendar.mine |= {(key, week), (key, week - 1), (key, week + 1)}


def _named(scene: Scene, facts: dict[str, Any]) -> LeaveRequest:
    first = scene.anchor.day(facts["week"], facts["day"])
    last = first + dt.timedelta(days=facts["days"] - 1)
    part = LeavePart(facts.get("part", "whole"))
    return LeaveRequest(
        clinician_id=scene.person(facts["who"]),
        kind=LeaveKind(facts["kind"]),
        first_day=first,
        last_day=last,
        first_part=part,
        last_part=LeavePart.WHOLE if part is LeavePart.PM else part,
        requested_at=scene.anchor.ago(facts["asked"], "10:20"),
        state=LeaveState(facts.get("state", "requested")),
        requested_by=scene.name(facts["who"]),
        note=facts.get("note", ""),
        course=facts.get("course", ""),
        place=facts.get("place", ""),
        fees=Decimal(facts["fees"]) if "fees" in facts else None,
        evidence=facts.get("evidence", ""),
        promised=facts.get("promised", False),
        life_event=facts.get("life_event", False),
    )


def _keep(scene: Scene, request: LeaveRequest, answered: int | None, reason: str) -> None:
    """Keep a request with its steps; `answered` is how many days ago."""
    scene.work.add(request)
    scene.work.add(
        LeaveStep(
            leave_request_id=request.id,
            state=LeaveState.REQUESTED,
            at=request.requested_at,
            by=request.requested_by,
            reason=request.note,
        )
    )
    if answered is None:
        return
    own = request.state is LeaveState.WITHDRAWN
    scene.work.add(
        LeaveStep(
            leave_request_id=request.id,
            state=request.state,
            at=scene.anchor.ago(answered, "14:05"),
            by=request.requested_by if own else scene.coordinator,
            reason=reason,
        )
    )


def _weeks_of(scene: Scene, calendar: Calendar, key: str) -> Iterator[tuple[dt.date, int]]:
    """A week before the rota begins, one in its past and one ahead, as far as there is room."""
    joined = scene.people[key].joined
    for weeks in (WEEKS_BEFORE, (-12, -1), (1, 9)):
        wanted = [week for week in range(weeks[0], weeks[1] + 1) if weeks[0] < 0 or week > 1]
        scene.dice.shuffle(wanted)
        week = next((one for one in wanted if _is_free(scene, calendar, key, one)), None)
        if week is None:
            continue
        start = scene.anchor.day(week, 0)
        if joined is None or joined <= start:
            _note(scene, calendar, key, week)
            yield start, scene.dice.randrange(50, 120)


def _is_free(scene: Scene, calendar: Calendar, key: str, week: int) -> bool:
    group = scene.people[key].group
    leaves = scene.people[key].leaves
    start = scene.anchor.day(week, 0)
    if (key, week) in calendar.mine or calendar.taken[group, week] >= AWAY_AT_ONCE[group]:
        return False
    if leaves is not None and leaves <= start + dt.timedelta(days=WORKING_DAYS):
        return False
    line = line_of(scene, key, start)
    return line is None or line[1] in FREE_LINES[line[0]] or start < scene.anchor.first


def line_of(scene: Scene, key: str, day: dt.date) -> tuple[str, int] | None:
    """Which line of which pattern somebody's post is on in a day's week, if any."""
    facts = table("department")
    for pattern in facts["pattern"]:
        for line, post in enumerate(pattern["posts"], start=1):
            holders = facts["posts"][post]
            if key == holders[0 if day < scene.anchor.changeover else -1]:
                weeks = len(pattern["weeks"])
                return post.split()[0], week_of_cycle(day, scene.anchor.first, weeks, line)
    return None


def _week_off(scene: Scene, key: str, start: dt.date, asked: int) -> LeaveRequest:
    """A week of annual leave, asked for so many days before it."""
    days = 3 if scene.people[key].group is StaffGroup.NURSE else WORKING_DAYS
    ago = (scene.anchor.today - start).days + asked
    return LeaveRequest(
        clinician_id=scene.person(key),
        kind=LeaveKind.ANNUAL,
        first_day=start,
        last_day=start + dt.timedelta(days=days - 1),
        requested_at=scene.anchor.ago(max(ago, 6), "11:40"),
        state=LeaveState.APPROVED,
        requested_by=scene.name(key),
    )
