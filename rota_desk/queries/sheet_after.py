"""The sheet after a small edit: only the days it touched are asked for again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from rota_desk.changes import Scope
from rota_desk.queries.rota_sheet import rota_sheet
from rota_desk.queries.sheet import By, CoverCell, CoverLine, RotaSheet, Row
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
BY_THE_DAY = frozenset(
    {
        *("assignment", "clinical_session", "gap", "gap_action", "swap", "published_change"),
        *("leave_request", "leave_step", "leave_exclusion", "absence", "absence_told"),
        *("unavailability", "room_booking"),
    }
)

T = TypeVar("T")


def sheet_after(read: Reading, *, sheet: RotaSheet, scopes: tuple[Scope, ...]) -> RotaSheet:
    """The sheet as it is now, when these scopes are all that changed since it was asked for."""
    touched = _touched(sheet, scopes)
    if touched is None:
        return rota_sheet(read, start=sheet.start, days=len(sheet.days), by=sheet.by)
    start, end = touched
    if start >= end:
        return sheet
    known = [(row.key, row.group, row.name, row.detail) for row in sheet.rows if row.key]
    part = rota_sheet(read, start=start, days=(end - start).days, by=sheet.by, known=known)
    return spliced(sheet, part) or rota_sheet(
        read, start=sheet.start, days=len(sheet.days), by=sheet.by
    )


def _touched(sheet: RotaSheet, scopes: Iterable[Scope]) -> tuple[dt.date, dt.date] | None:
    """The touched days of the sheet, half-open; nothing when more than days was touched."""
    firsts: list[dt.date] = []
    lasts: list[dt.date] = []
    for scope in scopes:
        if scope.everything or not scope.records <= BY_THE_DAY:
            return None
        if scope.first is None or scope.last is None:
            return None
        firsts.append(scope.first)
        lasts.append(scope.last)
    start = max(min(firsts, default=sheet.end), sheet.start)
    return start, min(max(lasts, default=sheet.start) + DAY, sheet.end)


def spliced(sheet: RotaSheet, part: RotaSheet) -> RotaSheet | None:
    """Put the days of a part in their place; nothing when the part has lines the sheet has not."""
    at = (part.start - sheet.start).days
    new = {(row.group, row.key): row for row in part.rows}
    if not new.keys() <= {(row.group, row.key) for row in sheet.rows}:
        return None
    cover = {line.activity_id: line for line in part.cover}
    if not cover.keys() <= {line.activity_id for line in sheet.cover}:
        return None
    nothing: tuple[tuple[()], ...] = ((),) * len(part.days)
    no_need = (CoverCell(0, 0),) * len(part.days)
    rows = [_row(row, new.get((row.group, row.key)), at, nothing) for row in sheet.rows]
    if sheet.by is By.ACTIVITY and not all(any(row.cells) for row in rows):
        return None
    return replace(
        sheet,
        days=_put(sheet.days, at, part.days),
        rows=tuple(row for row in rows if row.key or any(row.cells)),
        cover=tuple(_line(line, cover.get(line.activity_id), at, no_need) for line in sheet.cover),
        day_changes=_put(sheet.day_changes, at, part.day_changes),
        legend=tuple(sorted({*sheet.legend, *part.legend})),
    )


def _row(row: Row, new: Row | None, at: int, nothing: tuple[tuple[()], ...]) -> Row:
    return replace(row, cells=_put(row.cells, at, new.cells if new else nothing))


def _line(
    line: CoverLine, new: CoverLine | None, at: int, nothing: tuple[CoverCell, ...]
) -> CoverLine:
    return replace(line, cells=_put(line.cells, at, new.cells if new else nothing))


def _put(whole: tuple[T, ...], at: int, part: tuple[T, ...]) -> tuple[T, ...]:
    return (*whole[:at], *part, *whole[at + len(part) :])
