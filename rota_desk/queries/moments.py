"""Moments as they are kept (UTC), told as the department's clocks show them."""

from __future__ import annotations

import datetime as dt

from rota_desk.unit_of_work import Reading


def wall_time(read: Reading, at: dt.datetime) -> dt.datetime:
    """The wall time of a moment that is kept in UTC."""
    return at.replace(tzinfo=dt.UTC).astimezone(read.zone).replace(tzinfo=None)
