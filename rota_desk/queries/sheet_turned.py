"""The same sheet turned round: by activity, by room, by post."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import select

from models import (
    Activity,
    Clinician,
    Post,
    PostHolding,
    Room,
    Site,
)
from rota_desk.queries.sheet import GROUPS, Cells, Entry, EntryKind, Row, entry_of, row_of
from rota_desk.queries.sheet_away import away_entries
from rota_desk.queries.sheet_people import person_cells
from rota_desk.queries.standing import Rota, Session
from rota_desk.unit_of_work import Reading

Away = tuple[int, dt.date, Entry]  # whom, on which day


def activity_rows(read: Reading, rota: Rota) -> Iterator[Row]:
    """A row for each activity that stands in the period."""
    names = _short_names(read)
    for activity in read.all(
        select(Activity)
        .where(Activity.id.in_({one.activity_id for one in rota.sessions}))
        .order_by(Activity.order, Activity.id)
    ):
        mine = [one for one in rota.sessions if one.activity_id == activity.id]
        cells = _session_cells(rota, mine, names)
        group = "Must be covered" if activity.needs_cover else "Other work"
        yield row_of(activity.id, group, activity.name, activity.code, cells=cells, rota=rota)


def room_rows(read: Reading, rota: Rota) -> Iterator[Row]:
    """A row for each room, by site and kind."""
    names = _short_names(read)
    sites = {one.id: one.name for one in read.all(select(Site))}
    for room in read.all(select(Room).order_by(Room.site_id, Room.kind, Room.code)):
        kind = room.kind.value.capitalize()
        group = f"{kind}, {sites[room.site_id]}" if len(sites) > 1 else kind
        mine = [one for one in rota.sessions if one.room_id == room.id]
        cells = _session_cells(rota, mine, names, with_activity=True)
        yield row_of(room.id, group, room.name, room.code, cells=cells, rota=rota)


def post_rows(read: Reading, rota: Rota, away: Iterable[Away] | None = None) -> Iterator[Row]:
    """A row for each post, with its holder's work while they hold it.

    `away` is who was away when the rota is an older one; without it, who is.
    """
    people = {person.id: person for person in read.all(select(Clinician))}
    gone = away_entries(read, rota) if away is None else away
    cells = person_cells(rota, people.keys(), gone)
    for post in read.all(select(Post).order_by(Post.id)):
        held: Cells = defaultdict(list)
        holders: list[str] = []
        for holding in _holdings(read, post, rota):
            holders.append(people[holding.clinician_id].name)
            until = holding.end or rota.end
            for day, entries in cells.get(holding.clinician_id, {}).items():
                if holding.start <= day < until:
                    held[day].extend(entries)
        names = " → ".join(holders) or "vacant"
        yield row_of(post.id, GROUPS[post.group], post.name, names, cells=held, rota=rota)


def _holdings(read: Reading, post: Post, rota: Rota) -> Iterable[PostHolding]:
    return read.all(
        select(PostHolding)
        .where(PostHolding.post_id == post.id, PostHolding.start < rota.end)
        .where(PostHolding.end.is_(None) | (PostHolding.end > rota.start))
        .order_by(PostHolding.start)
    )


def _session_cells(
    rota: Rota, sessions: Iterable[Session], names: dict[int, str], *, with_activity: bool = False
) -> Cells:
    cells: Cells = defaultdict(list)
    for session in sessions:
        if not rota.stands(session):
            continue
        there = rota.on.get(session.id, [])
        prefix = f"{session.code} " if with_activity else ""
        for one in there:
            code = f"{prefix}{names.get(one.clinician_id, '')}"
            entry = entry_of(rota, session, one, EntryKind.WORK, code=code)
            cells[session.start.date()].append(entry)
        if rota.counted(session.id) < session.wanted:
            gap = entry_of(rota, session, None, EntryKind.GAP, code=f"{prefix}?")
            cells[session.start.date()].append(gap)
        elif not there:
            free = entry_of(rota, session, None, EntryKind.FREED, code=session.code)
            cells[session.start.date()].append(free)
    return cells


def _short_names(read: Reading) -> dict[int, str]:
    """What stands for a person in a narrow cell: the family name."""
    return {person.id: person.name.split()[-1] for person in read.all(select(Clinician))}
