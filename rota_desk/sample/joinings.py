"""What went to and fro before the changeover: details of starters, their work schedules."""

from __future__ import annotations

import datetime as dt

from models import Joining
from rota_desk.edits.changeover import With, tick_changeover
from rota_desk.edits.supernumerary import make_supernumerary
from rota_desk.sample.scene import Scene

CAME = (91, 70)  # days before the first day; twelve weeks are 84
SENT = (58,)  # the others still wait for theirs; eight weeks are 56
DAY = dt.timedelta(days=1)
SHADOWS = (5, 3)  # days, of as many starters


def lay_ticks(scene: Scene) -> None:
    """Tick what was settled by hand with the first starter, and leave the rest open."""
    for person in scene.people.values():
        if person.joined is not None and person.joined > scene.anchor.today:
            word = "Corporate induction booked, ward walked round"
            owed = (With(person.id, leaving=False, things=("Induction",)),)
            tick_changeover(scene.work, owed=owed, word=word)
            return


def lay_shadowing(scene: Scene) -> None:
    """The starters shadow for some days, uncounted, as their induction asks."""
    starting = ((one.id, one.joined) for one in scene.people.values() if one.joined is not None)
    later = [(who, first) for who, first in starting if first > scene.anchor.today]
    for (who, first), days in zip(later, SHADOWS, strict=False):
        make_supernumerary(
            scene.work,
            clinician=who,
            start=first,
            end=first + days * DAY,
            reason="Shadowing after induction",
        )


def lay_joinings(scene: Scene) -> None:
    """Note when each starter's details came, and to whom the schedule went."""
    starting = [
        one
        for one in scene.people.values()
        if one.joined is not None and one.joined > scene.anchor.today
    ]
    for number, person in enumerate(starting):
        first = person.joined
        if first is None:
            continue
        sent = first - SENT[number] * DAY if number < len(SENT) else None
        scene.work.add(
            Joining(
                clinician_id=person.id,
                details_on=first - CAME[number % len(CAME)] * DAY,
                schedule_on=sent if sent is not None and sent <= scene.anchor.today else None,
            )
        )
