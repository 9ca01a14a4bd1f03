"""What people were told: immutable versions of a period."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Name, Words, key_to


class Publication(Base):
    """A version of a period as it was told to people: number, moment, by whom, fingerprint."""

    __tablename__ = "publication"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("first_day <= last_day", name="span"),
    )

    number: Mapped[int]
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    made_at: Mapped[dt.datetime]  # UTC
    made_by: Mapped[Name]
    fingerprint: Mapped[str]
    note: Mapped[Words] = mapped_column(default="")


class PublishedDuty(Base):
    """One line of a publication: a session as it stood, with its clinician, or nobody."""

    __tablename__ = "published_duty"
    __table_args__ = (
        Index("ix_published_duty_publication_start", "publication_id", "start"),
        Index("ix_published_duty_start", "start"),
    )

    publication_id: Mapped[int] = mapped_column(key_to("publication", cascade=True))
    session_id: Mapped[int]  # by number only: the session itself may be gone
    activity_id: Mapped[int] = mapped_column(key_to("activity"), index=True)
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    room_id: Mapped[int | None] = mapped_column(key_to("room"), default=None)
    role: Mapped[Code] = mapped_column(default="lead")
    uid: Mapped[str] = mapped_column(default="")
    sequence: Mapped[int] = mapped_column(default=0)


class PublishedChange(Base):
    """A change made after publishing: why, and who has to be told."""

    __tablename__ = "published_change"

    publication_id: Mapped[int] = mapped_column(key_to("publication", cascade=True), index=True)
    session_id: Mapped[int] = mapped_column(index=True)  # by number only
    at: Mapped[dt.datetime]  # UTC
    by: Mapped[Name]
    what: Mapped[Words]
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    reason: Mapped[Words] = mapped_column(default="")
    told_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
