"""A frozen picture of the rota for the rules, loaded in a handful of plain questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from models.guards import PUBLISHED
from rota_desk.domain.snapshot import (
    Duty,
    Snapshot,
)
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.distances import known_ways
from rota_desk.queries.picture.askings import askings_of
from rota_desk.queries.picture.aways import aways_of, leave_span, occurrences
from rota_desk.queries.picture.bookings import bookings_of
from rota_desk.queries.picture.changes import changes_of
from rota_desk.queries.picture.duties import WHOLE_SHIFTS, duties_of, may_do
from rota_desk.queries.picture.horizon import Horizon
from rota_desk.queries.picture.local_limits import limits_of, meetings_of
from rota_desk.queries.picture.needs import needs_of
from rota_desk.queries.picture.papers import (
    CLAIMS_THAT_FELL,
    claims_of,
    plan_line,
    plan_lines_of,
    requests_of,
    told_of,
)
from rota_desk.queries.picture.people import people_of
from rota_desk.queries.picture.trainees import trainees_of
from rota_desk.queries.readings import readings
from rota_desk.unit_of_work import Reading

__all__ = [
    "CLAIMS_THAT_FELL",
    "NEEDS",
    "PAPERS",
    "WHOLE_SHIFTS",
    "leave_span",
    "may_do",
    "occurrences",
    "plan_line",
    "snapshot",
    "snapshot_where",
]

EVERY_DAY = frozenset({"activity", "permission", "room"})
FEW_DAYS = dt.timedelta(days=90)  # a longer act may have been cut short where it is judged
NEEDS = frozenset({"needs", "bookings", "askings", "trainees", "meetings"})
# what is no duty
PAPERS = frozenset({"plan_lines", "claims", "told", "requests", "changes", "ways"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the picture, the tables it is loaded from, and how."""

    name: str
    tables: frozenset[str]
    load: Callable[[Reading, Horizon, Horizon], object]


def snapshot(
    read: Reading,
    *,
    start: dt.date,
    end: dt.date,
    clinicians: Collection[int] | None = None,
    needs: tuple[dt.date, dt.date] | None = None,
    without: frozenset[str] = frozenset(),
) -> Snapshot:
    """The rota from `start` until before `end`, of these people; needs and rooms of `needs`' days.

    Without `needs` the needs and bookings of the whole horizon are there. Parts that nobody will
    look at can be left out.
    """
    whose = None if clinicians is None else frozenset(clinicians)
    horizon, looked_at = Horizon(start, end, whose), Horizon(*(needs or (start, end)))
    facts: dict[str, Any] = {
        part.name: part.load(read, horizon, looked_at)
        for part in PARTS
        if part.name not in without
    }
    return Snapshot(zone=read.zone, horizon_start=start, horizon_end=end, **facts)


def snapshot_where(
    read: Reading,
    *,
    picture: Snapshot,
    records: frozenset[str],
    clinicians: frozenset[int],
    needs: tuple[dt.date, dt.date],
    without: frozenset[str] = frozenset(),
) -> Snapshot:
    """The same picture from where only these records differ: the other parts are kept."""
    horizon = Horizon(picture.horizon_start, picture.horizon_end, clinicians)
    looked_at = Horizon(*needs)
    differing = [part for part in PARTS if part.tables & records and part.name not in without]
    facts: dict[str, Any] = {
        part.name: part.load(read, horizon, looked_at)
        for part in differing
        if part.name != "duties" or not _on_their_days(records, needs)
    }
    if "duties" in {part.name for part in differing} - facts.keys():
        facts["duties"] = _with_days(picture.duties, read, horizon.within(*needs))
    return replace(picture, **facts)


def _on_their_days(records: frozenset[str], days: tuple[dt.date, dt.date]) -> bool:
    """Whether the records change duties of these days alone, and no kind of work for all days."""
    return not records & EVERY_DAY and days[1] - days[0] <= FEW_DAYS


def _with_days(duties: tuple[Duty, ...], read: Reading, days: Horizon) -> tuple[Duty, ...]:
    """The duties, with those that start on some days read again."""
    return (
        *(one for one in duties if one.start < days.begin),
        *duties_of(read, days),
        *(one for one in duties if one.start >= days.until),
    )


WHO_COUNTS = ("counting_term", "supernumerary", "permission", "clinician")
PARTS = (
    Part(
        "people",
        frozenset({"clinician", "contract", "authorisation", "joining"}),
        lambda read, horizon, _: tuple(people_of(read, horizon)),
    ),
    Part(
        "duties",
        frozenset({"assignment", "clinical_session", "activity", "permission", "room"}),
        lambda read, horizon, _: tuple(duties_of(read, horizon)),
    ),
    Part(
        "aways",
        frozenset({"leave_request", "leave_exclusion", "absence", "unavailability"}),
        aways_of,
    ),
    Part(
        "needs",
        frozenset({"assignment", "clinical_session", "activity", "gap", *WHO_COUNTS}),
        lambda read, _, needs: tuple(needs_of(read, needs)),
    ),
    Part(
        "askings",
        frozenset(
            {
                *("assignment", "clinical_session", "activity", "room", "cover_requirement"),
                *("held_skill", "clinician", "bank_holiday", "department", *WHO_COUNTS),
            }
        ),
        lambda read, _, needs: tuple(askings_of(read, needs)),
    ),
    Part(
        "trainees",
        frozenset({"assignment", "clinical_session", "activity", *WHO_COUNTS}),
        lambda read, _, needs: tuple(trainees_of(read, needs)),
    ),
    Part(
        "bookings",
        frozenset(
            {"clinical_session", "activity", "room", "room_booking", "kit", "kit_use", "setting"}
        ),
        bookings_of,
    ),
    Part(
        "plan_lines",
        frozenset({"job_plan", "job_plan_line", "activity", "contract", "clinician", "setting"}),
        lambda read, horizon, _: tuple(plan_lines_of(read, horizon)),
    ),
    Part(
        "claims",
        frozenset({"wli_claim"}),
        lambda read, horizon, _: tuple(claims_of(read, horizon)),
    ),
    Part(
        "holidays",
        frozenset({"bank_holiday", "department"}),
        lambda read, horizon, _: frozenset(
            bank_holidays(read, start=horizon.start, end=horizon.end)
        ),
    ),
    Part(
        "told",
        frozenset({*PUBLISHED, "published_change"}),
        lambda read, horizon, _: tuple(told_of(read, horizon)),
    ),
    Part(
        "requests",
        frozenset({"leave_request", "leave_step"}),
        lambda read, horizon, _: tuple(requests_of(read, horizon)),
    ),
    Part(
        "changes",
        frozenset({*PUBLISHED, "published_change", "assignment", "clinical_session", "setting"}),
        lambda read, horizon, _: tuple(changes_of(read, horizon)),
    ),
    Part("ways", frozenset({"distance", "setting"}), lambda read, _, __: known_ways(read)),
    Part(
        "limits",
        frozenset({"local_rule", "activity", "clinician"}),
        lambda read, horizon, _: tuple(limits_of(read, horizon)),
    ),
    Part(
        "meetings",
        frozenset({"local_rule", "assignment", "clinical_session", "clinician"}),
        lambda read, _, needs: tuple(meetings_of(read, needs)),
    ),
    Part("read_as", frozenset({"setting"}), lambda read, _, __: readings(read).own),
)
