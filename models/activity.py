"""What people do, and who may do it."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Name, Quantity, key_to
from models.types import ActivityKind, Category, RoomKind, Slot


class Activity(Base):
    """A kind of work: endoscopy list, clinic, ward round, long day, on-call, SPA."""

    __tablename__ = "activity"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("cover_wanted >= 0", name="cover_wanted"),
    )

    code: Mapped[Code]
    name: Mapped[Name]
    kind: Mapped[ActivityKind]
    category: Mapped[Category]
    slot: Mapped[Slot]
    starts: Mapped[dt.time]
    ends: Mapped[dt.time]  # not after `starts` means next day
    tint: Mapped[Code]
    sessions: Mapped[Quantity] = mapped_column(default=0)
    pas: Mapped[Quantity] = mapped_column(default=0)
    hours: Mapped[Quantity] = mapped_column(default=0)
    room_kind: Mapped[RoomKind | None] = mapped_column(default=None)
    needs_permission: Mapped[bool] = mapped_column(default=True)
    needs_cover: Mapped[bool] = mapped_column(default=True)  # a gap when nobody stands there
    cover_wanted: Mapped[int] = mapped_column(default=1)
    on_call_hours: Mapped[Quantity | None] = mapped_column(default=None)  # work expected in it
    on_call_episodes: Mapped[int | None] = mapped_column(default=None)
    clinic_code: Mapped[Code] = mapped_column(default="")
    service: Mapped[Name] = mapped_column(default="")  # round the clock, whose demand it meets
    order: Mapped[int] = mapped_column("display_order", default=0)
    retired_from: Mapped[dt.date | None] = mapped_column(default=None)


class Permission(Base):
    """A person may do an activity, from a day on."""

    __tablename__ = "permission"
    __table_args__ = (
        UniqueConstraint("clinician_id", "activity_id", "start"),
        CheckConstraint('"end" is null or start < "end"', name="span"),
    )

    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True), index=True)
    activity_id: Mapped[int] = mapped_column(key_to("activity", cascade=True), index=True)
    start: Mapped[dt.date]
    end: Mapped[dt.date | None] = mapped_column(default=None)
    supervised: Mapped[bool] = mapped_column(default=False)
