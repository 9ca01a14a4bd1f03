"""What the parts of the sample share while it is made."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from random import Random

from models import Activity, Clinician, Post, Room, Site
from rota_desk.sample.anchor import Anchor
from rota_desk.unit_of_work import UnitOfWork


@dataclass
class Scene:
    """The unit of work, the days, the dice, and everybody and everything by a short name."""

    anchor: Anchor
    dice: Random
    work: UnitOfWork = field(init=False)  # of the act that is being done
    coordinator: str = ""
    deputy: str = ""
    manager: str = ""
    sites: dict[str, Site] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    people: dict[str, Clinician] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    uids: set[str] = field(default_factory=set)

    def uid(self) -> str:
        """A calendar identity, the same for the same seed."""
        made = f"{uuid.UUID(int=self.dice.getrandbits(128), version=4).hex}@rota-desk"
        self.uids.add(made)
        return made

    def person(self, key: str) -> int:
        """A person's number."""
        return self.people[key].id

    def name(self, key: str) -> str:
        """A person's name as it stands on the rota."""
        return self.people[key].name
