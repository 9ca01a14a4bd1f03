"""Rooms booked, and what the six-, four- and two-week meetings decided."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Words, key_to
from models.types import BookingKind, Milestone, Repeat


class RoomBooking(Base):
    """A room held for somebody other than a session of this rota, or closed.

    One that repeats stands again on later days, its first time told by `start` and `end`, until
    the day `until` where there is one, but not on the days `left_out` (ISO, a blank between).
    """

    __tablename__ = "room_booking"
    __table_args__ = (
        CheckConstraint('start < "end"', name="span"),
        Index("ix_room_booking_room_start", "room_id", "start"),
    )

    room_id: Mapped[int] = mapped_column(key_to("room"))
    kind: Mapped[BookingKind]
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    title: Mapped[Name]
    booked_by: Mapped[Name] = mapped_column(default="")
    session_id: Mapped[int | None] = mapped_column(
        key_to("clinical_session"), default=None, index=True
    )
    note: Mapped[Words] = mapped_column(default="")
    repeats: Mapped[Repeat] = mapped_column(default=Repeat.NEVER)
    until: Mapped[dt.date | None] = mapped_column(default=None)  # the last day, included
    left_out: Mapped[Words] = mapped_column(default="")


class SixFourTwoMeeting(Base):
    """A meeting that walks the weeks six, four and two weeks ahead; once closed it stands."""

    __tablename__ = "six_four_two_meeting"
    __table_args__ = (UniqueConstraint("day"),)

    day: Mapped[dt.date]
    chair: Mapped[Name]
    present: Mapped[Words] = mapped_column(default="")
    note: Mapped[Words] = mapped_column(default="")
    closed_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    closed_by: Mapped[Name] = mapped_column(default="")


class SixFourTwoDecision(Base):
    """What a meeting decided about a session at six, four or two weeks.

    `decision` is one of `MeetingDecision`; files of before may hold other words.
    """

    __tablename__ = "six_four_two_decision"
    __table_args__ = (UniqueConstraint("session_id", "milestone"),)

    session_id: Mapped[int] = mapped_column(key_to("clinical_session", cascade=True), index=True)
    milestone: Mapped[Milestone]
    meeting_day: Mapped[dt.date]
    decision: Mapped[Name]
    decided_by: Mapped[Name]
    note: Mapped[Words] = mapped_column(default="")
