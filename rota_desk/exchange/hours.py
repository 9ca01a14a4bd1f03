"""Hours and absence for HealthRoster- and GRS-like systems. No real file of either was seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from models import Assignment, ClinicalSession
from models.types import ActivityKind, LeaveState
from rota_desk.domain.span import Span
from rota_desk.exchange.assignments import placed
from rota_desk.exchange.leave import LEAVE, LeaveWord
from rota_desk.exchange.names import Names
from rota_desk.exchange.table import Cells, ExchangeTable, Found, Level, Wanted
from rota_desk.intake.columns import Column, Kind, Value
from rota_desk.unit_of_work import Reading

HOURS = (
    Column("assignment_number", "ESR assignment number"),
    Column("person", "the person's name"),
    Column("grade", "their grade"),
    Column("date", "the day it starts", Kind.DAY),
    Column("start", "start by the clock on the wall", Kind.MOMENT),
    Column("end", "end by the clock on the wall", Kind.MOMENT),
    Column("hours", "planned hours that pass, clock changes counted", Kind.NUMBER),
    Column("category", "Duty, On-call, SPA, Teaching or Admin"),
    Column("shift", "code of the activity"),
    Column("location", "code of the room"),
)
ABSENCE = (
    Column("assignment_number", "ESR assignment number"),
    Column("person", "the person's name"),
    Column("first_day", "first day away", Kind.DAY),
    Column("last_day", "last day away, included; empty: not known yet", Kind.DAY),
    Column("days", "days from the first to the last, both counted", Kind.WHOLE),
    Column("category", "the kind of leave; whatever is private says Unavailable"),
)
CATEGORIES = {
    ActivityKind.ON_CALL: "On-call",
    ActivityKind.SPA: "SPA",
    ActivityKind.TEACHING: "Teaching",
    ActivityKind.ADMIN: "Admin",
    ActivityKind.MEETING: "Admin",
}
WORDS = {
    LeaveWord.ANNUAL: "Annual leave",
    LeaveWord.STUDY: "Study leave",
    LeaveWord.PROFESSIONAL: "Professional leave",
    LeaveWord.TOIL: "TOIL",
    LeaveWord.LIEU: "Lieu day",
    LeaveWord.UNAVAILABLE: "Unavailable",
}
HEALTHROSTER = {
    "assignment_number": "Staff Number",
    "person": "Staff Name",
    "grade": "Grade",
    "date": "Date",
    "start": "Actual Start",
    "end": "Actual End",
    "hours": "Work Hours",
    "category": "Category",
    "shift": "Shift",
    "location": "Unit",
    "first_day": "Start Date",
    "last_day": "End Date",
    "days": "Days",
}
GRS = HEALTHROSTER | {"assignment_number": "Employee Number", "person": "Employee"}
GRS |= {"start": "From", "end": "To", "hours": "Hours", "first_day": "From", "last_day": "To"}
_SECONDS = 3600


def _hours(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    def order(pair: tuple[Assignment, ClinicalSession]) -> tuple[str, dt.datetime, int]:
        return names.person_key(pair[0].clinician_id), pair[1].start, pair[1].id

    for one, session in sorted(placed(read, wanted), key=order):
        activity, person = names.activities[session.activity_id], names.people[one.clinician_id]
        elapsed = Span(session.start, session.end).length(read.zone)
        cells: dict[str, Value] = {
            "assignment_number": person.assignment_number,
            "person": person.name,
            "grade": person.grade,
            "date": session.start.date(),
            "start": session.start,
            "end": session.end,
            "hours": Decimal(int(elapsed.total_seconds())) / _SECONDS,
            "category": CATEGORIES.get(activity.kind, "Duty"),
            "shift": activity.code,
            "location": names.room_codes[session.room_id] if session.room_id else "",
        }
        yield Found(one.id, cells)


def _absence(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    for found in LEAVE.rows(read, names, wanted):
        kind, state = found.cells["kind"], found.cells.get("state")
        first, last = found.cells["first_day"], found.cells.get("last_day")
        if state not in (None, LeaveState.APPROVED) or not isinstance(kind, LeaveWord):
            continue
        days = None
        if isinstance(first, dt.date) and isinstance(last, dt.date):
            days = (last - first).days + 1
        cells: dict[str, Value] = {"person": found.cells["clinician"], "category": WORDS[kind]}
        cells |= {"assignment_number": found.cells["assignment_number"], "days": days}
        yield Found(found.number, {**cells, "first_day": first, "last_day": last})


def _key(cells: Cells) -> tuple[Value, ...]:
    return cells.get("assignment_number"), cells.get("start"), cells.get("first_day")


_HOURS = ExchangeTable(
    kind="healthroster-hours",
    says="Planned hours for a HealthRoster-like system, one row a duty. Written only.",
    level=Level.SHARED,
    columns=HOURS,
    key=_key,
    rows=_hours,
    headings=HEALTHROSTER,
)
_ABSENCE = ExchangeTable(
    kind="healthroster-absence",
    says="Absence by category for a HealthRoster-like system, one row a span. Written only.",
    level=Level.SHARED,
    columns=ABSENCE,
    key=_key,
    rows=_absence,
    headings=HEALTHROSTER,
)
HOURS_AND_ABSENCE = (
    _HOURS,
    _ABSENCE,
    replace(
        _HOURS, kind="grs-hours", headings=GRS, says=_HOURS.says.replace("HealthRoster", "GRS")
    ),
    replace(
        _ABSENCE,
        kind="grs-absence",
        headings=GRS,
        says=_ABSENCE.says.replace("HealthRoster", "GRS"),
    ),
)
