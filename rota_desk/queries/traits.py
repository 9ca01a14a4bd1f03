"""By what the rows of the rota are sifted: each person's grade and skills, each room's site."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from models import Clinician, Permission, Room, Site
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Traits:
    """What people and rooms are known by, as of today."""

    grades: dict[int, str]  # by person
    skills: dict[int, frozenset[int]]  # the activities a person may do
    sites: dict[int, int]  # by room
    site_names: tuple[tuple[int, str], ...]


def traits(read: Reading) -> Traits:
    """Everybody's grade and permissions, and where each room is."""
    today = read.today
    skills: dict[int, set[int]] = defaultdict(set)
    held = select(Permission).where(Permission.start <= today)
    for one in read.all(held.where(Permission.end.is_(None) | (Permission.end > today))):
        skills[one.clinician_id].add(one.activity_id)
    return Traits(
        grades={one.id: one.grade for one in read.all(select(Clinician))},
        skills={person: frozenset(found) for person, found in skills.items()},
        sites={one.id: one.site_id for one in read.all(select(Room))},
        site_names=tuple((one.id, one.name) for one in read.all(select(Site).order_by(Site.name))),
    )
