"""What booking teams were told of their clinics: immutable notices, each from the last one on."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Name, Words, key_to
from models.types import NoticeChange


class ChangeNotice(Base):
    """A notice as it went out: number, days, moment, by whom."""

    __tablename__ = "change_notice"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("first_day <= last_day", name="span"),
    )

    number: Mapped[int]
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    made_at: Mapped[dt.datetime]  # UTC
    made_by: Mapped[Name]
    note: Mapped[Words] = mapped_column(default="")


class NoticeLine(Base):
    """One clinic of a notice as it was told, and as it had been told before.

    The newest line of a session is what booking teams know of it. Rooms and people stand as
    they were called then.
    """

    __tablename__ = "notice_line"

    notice_id: Mapped[int] = mapped_column(key_to("change_notice", cascade=True), index=True)
    session_id: Mapped[int] = mapped_column(index=True)  # by number only
    change: Mapped[NoticeChange]
    clinic_code: Mapped[Code]
    clinic: Mapped[Name]
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    room: Mapped[Name] = mapped_column(default="")
    who: Mapped[Words] = mapped_column(default="")
    was_start: Mapped[dt.datetime | None] = mapped_column(default=None)
    was_end: Mapped[dt.datetime | None] = mapped_column(default=None)
    was_room: Mapped[Name] = mapped_column(default="")
    was_who: Mapped[Words] = mapped_column(default="")
    reason: Mapped[Words] = mapped_column(default="")
