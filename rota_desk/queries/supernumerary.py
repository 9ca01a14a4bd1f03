"""Who is supernumerary, and until when: for the desk, for whoever looks for cover, for swaps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Supernumerary
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year, day_words


@dataclass(frozen=True, slots=True)
class BesideLine:
    """A time in which somebody is beside others, in words; its kind is warning, notice or soft."""

    id: int
    start: dt.date
    end: dt.date  # the first day on which they count
    reason: str
    kind: str
    words: str  # "Supernumerary, counts from Mon 14 Dec 2026"


def supernumerary_list(read: Reading, *, clinician: int) -> tuple[BesideLine, ...]:
    """The times in which somebody was, is or will be supernumerary, the last first."""
    found = read.all(
        select(Supernumerary)
        .where(Supernumerary.clinician_id == clinician)
        .order_by(Supernumerary.start.desc())
    )
    return tuple(_line(one, read.today) for one in found)


def _line(one: Supernumerary, today: dt.date) -> BesideLine:
    if one.end <= today:
        kind, lead = "soft", f"Was supernumerary from {day_and_year(one.start)}, counts"
    elif one.start <= today:
        kind, lead = "warning", "Supernumerary, counts"
    else:
        kind, lead = "notice", f"Supernumerary from {day_and_year(one.start)}, counts"
    return BesideLine(
        one.id, one.start, one.end, one.reason, kind, f"{lead} from {day_and_year(one.end)}"
    )


def beside_on(read: Reading, *, day: dt.date) -> dict[int, str]:
    """Who does not count as cover on a day: "supernumerary until Mon 14 Dec"."""
    return {
        one.clinician_id: f"supernumerary until {day_words(one.end)}"
        for one in read.all(
            select(Supernumerary).where(Supernumerary.start <= day, day < Supernumerary.end)
        )
    }
