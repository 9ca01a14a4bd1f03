"""The versions that people were told of, newest first, with what each holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select

from models import OnCallRota, Publication, PublishedDuty, PublishedSession
from rota_desk.queries.cover import FELL
from rota_desk.queries.moments import wall_time
from rota_desk.queries.tell_list import tell_list
from rota_desk.unit_of_work import Reading
from rota_desk.words import span_words


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version: its number, when and by whom it was told, of which days, and what it holds."""

    number: int
    made: dt.datetime  # wall time
    by: str
    note: str
    first: dt.date
    last: dt.date
    rota: str  # an on-call rota's name; empty: the whole department
    whole: bool  # False: an older program kept times, rooms and people only
    sessions: int
    people: int
    placed: int  # people on sessions, each session counted
    gaps: int  # standing sessions with fewer people than they need
    untold: int  # changes since, of which somebody has not been told

    @property
    def words(self) -> str:
        """The version in words: "v14, 9 – 22 November 2026"."""
        of_it = f" {self.rota}" if self.rota else ""
        return f"v{self.number}{of_it}, {span_words(self.first, self.last)}"

    def shares_days_with(self, other: VersionLine) -> bool:
        """Whether another version tells of some of the same days, so that both compare."""
        apart = self.first > other.last or other.first > self.last
        return self.number != other.number and not apart


@dataclass(frozen=True, slots=True)
class _Held:
    sessions: int = 0
    people: int = 0
    placed: int = 0
    gaps: int = 0


def versions(read: Reading) -> tuple[VersionLine, ...]:
    """Every version, newest first."""
    held, untold = _held(read), _untold(read)
    return tuple(
        VersionLine(
            number=one.number,
            made=wall_time(read, one.made_at),
            by=one.made_by,
            note=one.note,
            first=one.first_day,
            last=one.last_day,
            rota=one.rota,
            whole=one.whole,
            sessions=held[one.id].sessions,
            people=held[one.id].people,
            placed=held[one.id].placed,
            gaps=held[one.id].gaps,
            untold=untold[one.number],
        )
        for one in read.all(select(Publication).order_by(Publication.number.desc()))
    )


def _held(read: Reading) -> dict[int, _Held]:
    """What each version holds, by its record's number; an older one's gaps are those of nobody."""
    line = PublishedDuty
    found: dict[int, _Held] = defaultdict(_Held)
    nobody = func.count(line.id) - func.count(line.clinician_id)
    for number, sessions, people, placed, gaps in read.rows(
        select(
            line.publication_id,
            func.count(line.session_id.distinct()),
            func.count(line.clinician_id.distinct()),
            func.count(line.clinician_id),
            nobody,
        ).group_by(line.publication_id)
    ):
        found[number] = _Held(sessions, people, placed, gaps)
    for number, gaps in _short(read).items():
        one = found[number]
        found[number] = _Held(one.sessions, one.people, one.placed, gaps)
    return found


def _short(read: Reading) -> dict[int, int]:
    """How many standing sessions of each whole version have fewer people than they need."""
    session, line = PublishedSession, PublishedDuty
    counted = (
        select(line.publication_id, line.session_id, func.count(line.clinician_id).label("have"))
        .where(line.role != "supernumerary", line.counted)
        .group_by(line.publication_id, line.session_id)
        .subquery()
    )
    have = func.coalesce(counted.c.have, 0)
    found = dict.fromkeys(
        (row[0] for row in read.rows(select(session.publication_id).distinct())), 0
    )
    for number, gaps in read.rows(
        select(session.publication_id, func.count(session.id))
        .outerjoin(
            counted,
            (counted.c.publication_id == session.publication_id)
            & (counted.c.session_id == session.session_id),
        )
        .where(session.state.not_in(FELL), have < session.cover_wanted)
        .group_by(session.publication_id)
    ):
        found[number] = gaps
    return found


def _untold(read: Reading) -> Counter[int]:
    """How many changes of each version somebody has still to be told of, by its number."""
    return Counter(one.version for one in tell_list(read) if one.untold)


@dataclass(frozen=True, slots=True)
class RotaToPublish:
    """An on-call rota that can be told to people by itself."""

    rota_id: int
    name: str


def rotas_to_publish(read: Reading) -> tuple[RotaToPublish, ...]:
    """Every on-call rota, by name."""
    found = read.all(select(OnCallRota).order_by(OnCallRota.name))
    return tuple(RotaToPublish(one.id, one.name) for one in found)
