"""What people do, with the usual times and category of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Activity
from models.types import ActivityKind, Category, RoomKind, Slot
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
    kind: ActivityKind
    pas: Decimal
    room_kind: RoomKind | None
    needs_permission: bool
    needs_cover: bool
    cover_wanted: int
    retired_from: dt.date | None
    service: str = ""

    @property
    def words(self) -> str:
        """The activity in a list: "EN  Endoscopy list"."""
        return f"{self.code}  {self.name}"


def activity_list(read: Reading) -> tuple[ActivityFacts, ...]:
    """Every activity that is still in use, in the department's order."""
    return tuple(
        one
        for one in every_activity(read)
        if one.retired_from is None or one.retired_from > read.today
    )


def every_activity(read: Reading) -> tuple[ActivityFacts, ...]:
    """Every activity, also those that are offered no more."""
    found = read.all(select(Activity).order_by(Activity.order, Activity.code))
    return tuple(_facts(one) for one in found)


def _facts(one: Activity) -> ActivityFacts:
    return ActivityFacts(
        activity_id=one.id,
        code=one.code,
        name=one.name,
        category=one.category,
        slot=one.slot,
        starts=one.starts,
        ends=one.ends,
        sessions=one.sessions,
        tint=one.tint,
        kind=one.kind,
        pas=one.pas,
        room_kind=one.room_kind,
        needs_permission=one.needs_permission,
        needs_cover=one.needs_cover,
        cover_wanted=one.cover_wanted,
        retired_from=one.retired_from,
        service=one.service,
    )
