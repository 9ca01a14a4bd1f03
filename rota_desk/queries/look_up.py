"""Names to find things by: people, rooms, activities, and what the desk is called."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Clinician, Department, Post, PostHolding, Room, Site
from rota_desk.queries.clinicians import contacts_of, reach_words
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its number and its name."""

    id: int
    name: str
    code: str = ""
    reach: str = ""  # of a person: how they are reached, without what is private
    also: str = ""  # of a person: full name, initials, grade and the post they hold

    @property
    def words(self) -> str:
        """The name with its code before it, where it has one: "E2  Endoscopy 2"."""
        return f"{self.code}  {self.name}" if self.code else self.name


@dataclass(frozen=True, slots=True)
class LookUp:
    """What a coordinator may type the name of."""

    department: str
    today: dt.date
    people: tuple[Named, ...]
    rooms: tuple[Named, ...]
    activities: tuple[Named, ...]
    sites: tuple[Named, ...]


def look_up(read: Reading) -> LookUp:
    """Every person, room, activity and site by name; empty in an empty file."""
    department = read.one(select(Department))
    reach = {who: reach_words(ways) for who, ways in contacts_of(read).items()}
    posts = _posts(read)
    return LookUp(
        department=department.name if department else "",
        today=read.today,
        people=tuple(
            Named(
                one.id,
                one.name,
                reach=reach.get(one.id, ""),
                also=" ".join((one.full_name, one.initials, one.grade, posts.get(one.id, ""))),
            )
            for one in read.all(select(Clinician).order_by(Clinician.id))
        ),
        rooms=tuple(
            Named(one.id, one.name, one.code) for one in read.all(select(Room).order_by(Room.name))
        ),
        activities=tuple(
            Named(one.id, one.name, one.code)
            for one in read.all(select(Activity).order_by(Activity.code))
        ),
        sites=tuple(Named(one.id, one.name) for one in read.all(select(Site).order_by(Site.name))),
    )


def _posts(read: Reading) -> dict[int, str]:
    """The posts that each person holds today."""
    held: dict[int, str] = {}
    for person, post in read.rows(
        select(PostHolding.clinician_id, Post.name)
        .join(Post, Post.id == PostHolding.post_id)
        .where(PostHolding.start <= read.today)
        .where(PostHolding.end.is_(None) | (PostHolding.end > read.today))
        .order_by(Post.name)
    ):
        held[person] = f"{held.get(person, '')} {post}".strip()
    return held
