"""The department at this moment, on one screen: who is where, who is on call, what presses."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from models import Clinician
from rota_desk.queries.changes_since import ChangeLine, changes_since
from rota_desk.queries.deadlines import deadlines
from rota_desk.queries.deadlines_met import DeadlinesMet, deadlines_met
from rota_desk.queries.due import Deadline
from rota_desk.queries.on_call import OnCallRotaView, on_call_board
from rota_desk.queries.open_log import LogLine, ReminderLine, open_log
from rota_desk.queries.standing import Rota, Session, standing_rota
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
TOGETHER = dt.timedelta(hours=4)  # what begins so soon after the next start belongs to it
AHEAD = dt.timedelta(days=8)  # how far the next start is looked for: over a weekend or a holiday
SHOWN = 60  # changes
ANSWERS = frozenset(
    [
        *("leave", "swaps", "claims-verify", "claims-approve", "bank-answers", "bank-papers"),
        *("tell", "return-talk", "absence"),
    ]
)


@dataclass(frozen=True, slots=True)
class Station:
    """A session now or next: where it is, what it is, and who stands there."""

    session_id: int
    start: dt.datetime
    end: dt.datetime
    place: str  # site, or empty where it is in no room
    room: str
    what: str
    who: tuple[str, ...]  # empty: nobody
    short: int


@dataclass(frozen=True, slots=True)
class Today:
    """Who is where, who is on call, what is waited for: all but gaps and risks (`risks`)."""

    moment: dt.datetime  # wall time
    now: tuple[Station, ...]
    next_from: dt.datetime | None
    next: tuple[Station, ...]
    on_call: tuple[OnCallRotaView, ...]
    owed: tuple[Deadline, ...]  # answers that somebody waits for
    log: tuple[LogLine, ...]  # open and due, the most overdue first
    reminders: tuple[ReminderLine, ...]  # due today or before
    since: dt.datetime  # wall time
    changes: tuple[ChangeLine, ...]  # newest first
    met: DeadlinesMet  # of the last full quarter


def today(read: Reading, *, since: dt.datetime | None = None) -> Today:
    """The desk now; changes since a wall moment, yesterday's same hour when none is given."""
    moment = read.wall
    begin = since or moment - DAY
    rota = standing_rota(read, start=read.today - DAY, end=read.today + AHEAD)
    names = {row[0]: row[1] for row in read.rows(select(Clinician.id, Clinician.name))}
    coming = [one for one in rota.sessions if rota.stands(one) and one.start > moment]
    first = min((one.start for one in coming), default=None)
    log = open_log(read)
    return Today(
        moment=moment,
        now=_stations(rota, [one for one in rota.sessions if _is_on(rota, one, moment)], names),
        next_from=first,
        next=_stations(
            rota, [one for one in coming if first and one.start < first + TOGETHER], names
        ),
        on_call=on_call_board(read, start=read.today, end=read.today + DAY).rotas,
        owed=tuple(one for one in deadlines(read) if one.kind in ANSWERS),
        log=tuple(one for one in log.open if one.due is not None and one.due <= read.today),
        reminders=tuple(one for one in log.reminders if one.due <= read.today),
        since=begin,
        changes=changes_since(read, since=begin, most=SHOWN),
        met=deadlines_met(read),
    )


def _is_on(rota: Rota, session: Session, moment: dt.datetime) -> bool:
    return rota.stands(session) and session.start <= moment < session.end


def _stations(rota: Rota, sessions: list[Session], names: dict[int, str]) -> tuple[Station, ...]:
    """By site and room, what is in no room last."""
    made = [_station(rota, one, names) for one in sessions]
    order: dict[bool, list[Station]] = defaultdict(list)
    for one in made:
        order[not one.room].append(one)
    return tuple(
        one
        for loose in (False, True)
        for one in sorted(order[loose], key=lambda at: (at.place, at.room, at.what, at.start))
    )


def _station(rota: Rota, session: Session, names: dict[int, str]) -> Station:
    room, _comma, site = session.place.rpartition(", ")
    counted = rota.counted(session.id)
    return Station(
        session_id=session.id,
        start=session.start,
        end=session.end,
        place=site if room else "",
        room=room or site,
        what=session.name,
        who=tuple(names.get(one.clinician_id, "?") for one in rota.on.get(session.id, ())),
        short=max(session.wanted - counted, 0) if session.needs_cover else 0,
    )
