"""What people do, with the usual times and category of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Activity
from models.types import Category, Slot
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """An activity as it is usually planned."""

    activity_id: int
    code: str
    name: str
    category: Category
    slot: Slot
    starts: dt.time
    ends: dt.time
    sessions: Decimal
    tint: str

    @property
    def words(self) -> str:
        """The activity in a list: "EN  Endoscopy list"."""
        return f"{self.code}  {self.name}"


def activity_list(read: Reading) -> tuple[ActivityFacts, ...]:
    """Every activity that is still in use, in the department's order."""
    found = read.all(
        select(Activity)
        .where(Activity.retired_from.is_(None) | (Activity.retired_from > read.today))
        .order_by(Activity.order, Activity.code)
    )
    return tuple(
        ActivityFacts(
            one.id,
            one.code,
            one.name,
            one.category,
            one.slot,
            one.starts,
            one.ends,
            one.sessions,
            one.tint,
        )
        for one in found
    )
