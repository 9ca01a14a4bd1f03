"""A deadline as it is told: what is due when, how pressing, and where it is dealt with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

NEAR = dt.timedelta(days=2)  # "due" begins this long before the day itself


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that is due; `state` is ok, soon, due or overdue, `place` where it is done."""

    kind: str
    title: str
    detail: str
    due: dt.date
    state: str
    place: str
    count: int = 0
    clinician_id: int | None = None  # of the first whom it concerns, where it is about people


def state_of(today: dt.date, due: dt.date, soon: dt.timedelta) -> str:
    """How pressing a day is, seen from today."""
    if due < today:
        return "overdue"
    if due <= today + NEAR:
        return "due"
    return "soon" if due <= today + soon else "ok"
