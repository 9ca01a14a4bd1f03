"""What people were told: immutable, whole versions of a period, and what changed after."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Json, Name, Words, key_to
from models.types import Accounting, AssignmentSource, SessionSource, SessionState, Slot

COULD_NOT_WAIT = "Could not wait"  # agreed to by nobody: an emergency


class Publication(Base):
    """A version of a period as it was told to people: number, moment, by whom, fingerprint.

    `activities` names the work of one rota alone, by number; none given, it is the whole
    department. `heads` are the rows of the sheet as they stood: number, group, name, detail.
    Versions that an older program made are not `whole`: they keep times, rooms and people only.
    """

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
    rota: Mapped[Name] = mapped_column(default="")  # the on-call rota's name then
    activities: Mapped[Json | None] = mapped_column(default=None)
    whole: Mapped[bool] = mapped_column(default=True)
    heads: Mapped[Json | None] = mapped_column(default=None)


class PublishedSession(Base):
    """A session as it stood in a version, its work and place as they were called then.

    Cases and training are None in versions of a program that did not keep them.
    """

    __tablename__ = "published_session"
    __table_args__ = (
        CheckConstraint("(case_mix is null) = (training is null)", name="kept"),
        Index("ix_published_session_publication_start", "publication_id", "start"),
    )

    publication_id: Mapped[int] = mapped_column(key_to("publication", cascade=True))
    session_id: Mapped[int]  # by number only: the session itself may be gone
    activity_id: Mapped[int] = mapped_column(key_to("activity"), index=True)
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    slot: Mapped[Slot]
    state: Mapped[SessionState]
    cover_wanted: Mapped[int]
    source: Mapped[SessionSource]
    code: Mapped[Code]
    name: Mapped[Name]
    room_id: Mapped[int | None] = mapped_column(key_to("room"), default=None, index=True)
    owner_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    points: Mapped[int | None] = mapped_column(default=None)
    room: Mapped[Code] = mapped_column(default="")
    place: Mapped[Words] = mapped_column(default="")
    note: Mapped[Words] = mapped_column(default="")
    case_mix: Mapped[Words | None] = mapped_column(default=None)
    training: Mapped[bool | None] = mapped_column(default=None)


class PublishedDuty(Base):
    """One line of a publication: a session as it stood, with its clinician, or nobody.

    Source, accounting, note and name are not kept in versions that are not whole.
    """

    __tablename__ = "published_duty"
    __table_args__ = (
        Index("ix_published_duty_publication_start", "publication_id", "start"),
        Index("ix_published_duty_start", "start"),
    )

    publication_id: Mapped[int] = mapped_column(key_to("publication", cascade=True))
    session_id: Mapped[int] = mapped_column(index=True)  # by number: it may be gone itself
    activity_id: Mapped[int] = mapped_column(key_to("activity"), index=True)
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    room_id: Mapped[int | None] = mapped_column(key_to("room"), default=None)
    role: Mapped[Code] = mapped_column(default="lead")
    uid: Mapped[str] = mapped_column(default="")
    sequence: Mapped[int] = mapped_column(default=0)
    source: Mapped[AssignmentSource | None] = mapped_column(default=None)
    accounting: Mapped[Accounting | None] = mapped_column(default=None)
    note: Mapped[Words] = mapped_column(default="")
    who: Mapped[Name] = mapped_column(default="")
    counted: Mapped[bool] = mapped_column(default=True)  # False: their grade did not count there


class PublishedAway(Base):
    """Where a version showed that somebody was away: its letters, never a private reason."""

    __tablename__ = "published_away"

    publication_id: Mapped[int] = mapped_column(key_to("publication", cascade=True), index=True)
    clinician_id: Mapped[int] = mapped_column(key_to("clinician"), index=True)
    kind: Mapped[Code]  # leave, requested, unavailable
    code: Mapped[Code]
    title: Mapped[Name]
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    slot: Mapped[Slot]


class PublishedCover(Base):
    """Have against need of a day, as a version showed it."""

    __tablename__ = "published_cover"

    publication_id: Mapped[int] = mapped_column(key_to("publication", cascade=True), index=True)
    activity_id: Mapped[int] = mapped_column(key_to("activity"), index=True)
    day: Mapped[dt.date]
    have: Mapped[int]
    need: Mapped[int]


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
    day: Mapped[dt.date | None] = mapped_column(default=None)  # of the session when it changed
    told_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    told_by: Mapped[Name] = mapped_column(default="")
    told_how: Mapped[Name] = mapped_column(default="")
    agreed_by: Mapped[Name] = mapped_column(default="")  # who agreed, or that it could not wait
