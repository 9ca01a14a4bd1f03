"""What people do: adding, correcting and retiring activities."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Activity
from models.types import ActivityKind, Category, RoomKind, Slot
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork

MOST = 12  # PAs or sessions of one duty: a day and a night at their dearest come to fewer
TINTS = ("blue", "green", "amber", "violet", "grey", "teal", "navy", "red", "sand", "rose")


@dataclass(frozen=True, slots=True)
class ActivityShape:
    """What an activity is, as a form hands it in; an end not after the start is next day."""

    name: str
    kind: ActivityKind
    category: Category
    slot: Slot
    starts: dt.time
    ends: dt.time
    tint: str = "grey"
    sessions: Decimal = Decimal(1)
    pas: Decimal = Decimal(1)
    room_kind: RoomKind | None = None
    needs_permission: bool = True
    needs_cover: bool = True
    cover_wanted: int = 1
    service: str = ""  # round the clock, whose demand it meets


def add_activity(work: UnitOfWork, *, code: str, shape: ActivityShape) -> int:
    """Add an activity under a short code that nothing else has."""
    short = code.strip().upper()
    if not short:
        raise Refusal("Give the activity a short code, such as EN.")
    there = work.one(select(Activity).where(Activity.code == short))
    if there is not None:
        raise Refusal(f"{short} stands for {there.name} already. Choose another code.")
    _refuse_odd(shape)
    activity = Activity(
        code=short,
        name=shape.name.strip(),
        kind=shape.kind,
        category=shape.category,
        slot=shape.slot,
        starts=shape.starts,
        ends=shape.ends,
        tint=shape.tint,
    )
    _fill(activity, shape)
    work.add(activity)
    work.label = f"Add {activity.name}"
    return activity.id


def change_activity(work: UnitOfWork, *, activity: int, shape: ActivityShape) -> None:
    """Correct an activity; sessions that are planned keep their own times."""
    there = work.get(Activity, activity)
    _refuse_odd(shape)
    there.name, there.kind, there.category = shape.name.strip(), shape.kind, shape.category
    there.slot, there.starts, there.ends = shape.slot, shape.starts, shape.ends
    there.tint = shape.tint
    _fill(there, shape)
    work.label = f"Change {there.name}"


def retire_activity(work: UnitOfWork, *, activity: int, from_day: dt.date | None) -> None:
    """Offer an activity no more from a day on; None offers it again."""
    there = work.get(Activity, activity)
    there.retired_from = from_day
    work.label = f"Retire {there.name}" if from_day else f"Offer {there.name} again"


def _fill(activity: Activity, shape: ActivityShape) -> None:
    activity.sessions, activity.pas = shape.sessions, shape.pas
    activity.room_kind = shape.room_kind
    activity.needs_permission, activity.needs_cover = shape.needs_permission, shape.needs_cover
    activity.cover_wanted, activity.service = shape.cover_wanted, shape.service.strip()


def _refuse_odd(shape: ActivityShape) -> None:
    if not shape.name.strip():
        raise Refusal("Give the activity a name.")
    if shape.tint not in TINTS:
        raise Refusal(f"Choose a colour: {', '.join(TINTS)}.")
    if shape.sessions < 0 or shape.pas < 0 or shape.cover_wanted < 0:
        raise Refusal("Sessions, PA and people needed cannot be below none.")
    if shape.pas > MOST or shape.sessions > MOST:
        raise Refusal(f"One duty has at most {MOST} PA and {MOST} sessions; check both numbers.")
