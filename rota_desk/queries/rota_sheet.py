"""The rota of a period as a sheet, by person, activity, room or post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from models import (
    Activity,
)
from models.types import (
    ActivityKind,
)
from rota_desk import progress
from rota_desk.domain.times import days_from
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.day_cover import DayCover, day_covers
from rota_desk.queries.rota_version import day_changes
from rota_desk.queries.sheet import (
    GROUPS,
    By,
    CoverCell,
    CoverLine,
    DayHead,
    Entry,
    EntryKind,
    RotaSheet,
    Row,
)
from rota_desk.queries.sheet_people import Head, person_rows
from rota_desk.queries.sheet_turned import activity_rows, post_rows, room_rows
from rota_desk.queries.standing import Rota, standing_rota
from rota_desk.unit_of_work import Reading

__all__ = [
    "GROUPS",
    "By",
    "CoverCell",
    "CoverLine",
    "DayHead",
    "Entry",
    "EntryKind",
    "RotaSheet",
    "Row",
    "rota_sheet",
]

COVERED_KINDS = (
    ActivityKind.LIST,
    ActivityKind.CLINIC,
    ActivityKind.WARD,
    ActivityKind.SHIFT,
    ActivityKind.ON_CALL,
)


def rota_sheet(
    read: Reading,
    *,
    start: dt.date,
    days: int = 7,
    by: By = By.PERSON,
    known: Sequence[Head] = (),
) -> RotaSheet:
    """The rota of so many days from `start` on, with a row for each person, activity, ….

    `known` are the heads of people that have not changed since another look.
    """
    end = start + dt.timedelta(days=days)
    progress.at(0, "Reading the rota")
    rota = standing_rota(read, start=start, end=end)
    progress.at(60)
    rows = person_rows(read, rota, known) if by is By.PERSON else _ROWS[by](read, rota)
    return RotaSheet(
        department=department_name(read),
        start=start,
        by=by,
        days=tuple(day_heads(read, rota)),
        rows=tuple(rows),
        cover=tuple(_cover(read, rota)),
        version=rota.speaking.newest,
        day_changes=tuple(day_changes(rota)),
        legend=legend_of(rota),
    )


def legend_of(rota: Rota) -> tuple[tuple[str, str, str], ...]:
    """Each code of a rota with its words and its colour."""
    ordered = sorted(rota.sessions, key=lambda one: one.code)
    return tuple(dict.fromkeys((one.code, one.name, one.tint) for one in ordered))


def department_name(read: Reading) -> str:
    """The department's name; empty until it has one."""
    department = read.department
    return department.name if department else ""


def day_heads(read: Reading, rota: Rota) -> Iterator[DayHead]:
    """The head of each day's column."""
    holidays = bank_holidays(read, start=rota.start, end=rota.end)
    today = read.today
    for day in days_from(rota.start, (rota.end - rota.start).days):
        yield DayHead(
            day=day,
            weekend=day.weekday() >= SATURDAY,
            holiday=holidays.get(day, ""),
            today=day == today,
            published=rota.speaking.on(day),
        )


SATURDAY = 5


def _cover(read: Reading, rota: Rota) -> Iterator[CoverLine]:
    there = {(one.activity_id, one.day): one for one in day_covers(read, rota)}
    wanted = {number for number, _ in there}
    days = days_from(rota.start, (rota.end - rota.start).days)
    for activity in read.all(
        select(Activity)
        .where(Activity.id.in_(wanted), Activity.kind.in_(COVERED_KINDS))
        .order_by(Activity.order, Activity.id)
    ):
        found = (there.get((activity.id, day)) for day in days)
        cells = (_cell(one) if one else CoverCell(0, 0) for one in found)
        yield CoverLine(activity.id, activity.name, tuple(cells))


def _cell(cover: DayCover) -> CoverCell:
    lacks = tuple(
        f"{one.have} of {one.asked.minimum} {one.asked.whom}"
        for one in cover.mixes
        if one.have < one.asked.minimum
    )
    return CoverCell(cover.have, cover.need, cover.filled, cover.over, cover.target, lacks)


_ROWS = {
    By.ACTIVITY: activity_rows,
    By.ROOM: room_rows,
    By.POST: post_rows,
}
