"""How this department reads what the contracts leave open."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from models import Setting
from rota_desk.rules.readings import ROOM, RULEBOOK, Readings, points
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point that the sources leave open, and how it is read here."""

    point: str
    title: str
    says: str
    choice: str
    choice_words: str
    own: bool  # differs from the rulebook's


def readings(read: Reading) -> Readings:
    """The department's readings; a choice that is no longer offered is read as the rulebook."""
    kept = select(Setting.key, Setting.value).where(Setting.key.startswith(ROOM))
    chosen = RULEBOOK
    for key, choice in read.rows(kept):
        point = key.removeprefix(ROOM)
        if point in points() and choice in points()[point].choices:
            chosen = chosen.reading(point, choice)
    return chosen


def open_points(read: Reading) -> tuple[OpenPoint, ...]:
    """Every open point with its reading here, for the settings and the compliance report."""
    chosen = readings(read)
    return tuple(
        OpenPoint(
            point=name,
            title=spec.title,
            says=spec.says,
            choice=chosen.of(name),
            choice_words=spec.choices[chosen.of(name)],
            own=chosen.of(name) != spec.default,
        )
        for name, spec in points().items()
    )
