"""What somebody could be asked to do on a day: its sessions, gaps first, and every activity."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity
from rota_desk.queries.standing import Rota, Session, standing_rota
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CouldDo:
    """A session of the day, or an activity at its usual times."""

    words: str
    activity_id: int
    code: str
    session_id: int | None = None


def could_do(read: Reading, *, day: dt.date) -> tuple[CouldDo, ...]:
    """The day's sessions that stand, those that are short first, then every activity in use."""
    rota = standing_rota(read, start=day, end=day + DAY)
    there = sorted(
        (one for one in rota.sessions if rota.stands(one)),
        key=lambda one: (not _short(rota, one), one.start, one.name, one.id),
    )
    usual = read.all(
        select(Activity)
        .where(Activity.retired_from.is_(None) | (Activity.retired_from > day))
        .order_by(Activity.code)
    )
    return (
        *(_session(rota, one) for one in there),
        *(
            CouldDo(
                f"{one.code}  {one.name}, {one.starts:%H:%M} – {one.ends:%H:%M}", one.id, one.code
            )
            for one in usual
        ),
    )


def _short(rota: Rota, session: Session) -> int:
    return max(0, session.wanted - rota.counted(session.id)) if session.needs_cover else 0


def _session(rota: Rota, one: Session) -> CouldDo:
    lead = "Gap: " if _short(rota, one) else "Session: "
    times = f"{one.start:%H:%M} – {one.end:%H:%M}"
    return CouldDo(f"{lead}{one.title}, {times}", one.activity_id, one.code, one.id)
