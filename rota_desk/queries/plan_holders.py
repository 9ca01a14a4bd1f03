"""Whose weeks the plan of a post are: who holds it now and next, and where nobody does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from models import Clinician, PostHolding
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year

VACANT = "Nobody"


def holder_lines(read: Reading, *, post: int) -> tuple[str, ...]:
    """Who holds a post from today on, in lines: "Dr E Voss until 1 December 2026"."""
    held = (
        select(PostHolding, Clinician.name)
        .join(Clinician, Clinician.id == PostHolding.clinician_id)
        .where(PostHolding.post_id == post)
        .where(PostHolding.end.is_(None) | (PostHolding.end > read.today))
        .order_by(PostHolding.start)
    )
    spans = [(name, one.start, one.end) for one, name in read.rows(held)]
    return tuple(_lines(spans, read.today))


def _lines(spans: list[tuple[str, dt.date, dt.date | None]], today: dt.date) -> Iterator[str]:
    free: dt.date | None = today  # the first day on which nobody is known to hold it
    for name, start, end in spans:
        if free is not None and start > free:
            yield _line(VACANT, free, start, today)
        yield _line(name, start, end, today)
        free = end
    if free is not None:
        yield _line(VACANT, free, None, today)


def _line(name: str, start: dt.date, end: dt.date | None, today: dt.date) -> str:
    since = f"from {day_and_year(start)}" if start > today else ""
    until = f"until {day_and_year(end - dt.timedelta(days=1))}" if end is not None else ""
    return " ".join(part for part in (name, since, until) if part)
