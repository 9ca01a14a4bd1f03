"""The coordinator's log, what became of each entry, her bring-forward dates, whom to ring next."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Words, key_to
from models.types import LogCategory, LogStepKind


class LogEntry(Base):
    """A call, message or problem, tied to a session or a person where there is one.

    What was said is never written over: a correction is an entry of its own that names the one
    it stands in for, and the old one is kept.
    """

    __tablename__ = "log_entry"
    __table_args__ = (Index("ix_log_entry_at", "at"), UniqueConstraint("corrects_id"))

    at: Mapped[dt.datetime]  # UTC
    by: Mapped[Name]
    category: Mapped[LogCategory]
    text: Mapped[Words]
    owner: Mapped[Name] = mapped_column(default="")
    session_id: Mapped[int | None] = mapped_column(default=None, index=True)  # by number only
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    due: Mapped[dt.date | None] = mapped_column(default=None)
    done_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    corrects_id: Mapped[int | None] = mapped_column(key_to("log_entry"), default=None)


class LogStep(Base):
    """What became of an entry: closed, reopened, put off, handed to somebody; with a word why."""

    __tablename__ = "log_step"

    entry_id: Mapped[int] = mapped_column(key_to("log_entry", cascade=True), index=True)
    at: Mapped[dt.datetime]  # UTC
    by: Mapped[Name]
    kind: Mapped[LogStepKind]
    word: Mapped[Words] = mapped_column(default="")


class Reminder(Base):
    """A bring-forward date: job-plan reviews, contracts ending, leave year end."""

    __tablename__ = "reminder"

    due: Mapped[dt.date] = mapped_column(index=True)
    text: Mapped[Words]
    owner: Mapped[Name] = mapped_column(default="")
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    done_on: Mapped[dt.date | None] = mapped_column(default=None)


class EscalationStep(Base):
    """A step of the ladder: whom to go to when the step before has not helped, and how."""

    __tablename__ = "escalation_step"
    __table_args__ = (CheckConstraint("after_minutes >= 0", name="after_minutes"),)

    place: Mapped[int]  # 1 is gone to first
    role: Mapped[Name]  # "Duty manager"
    name: Mapped[Name] = mapped_column(default="")
    reach: Mapped[Name] = mapped_column(default="")  # "bleep 2001, then 07700 900123"
    after_minutes: Mapped[int] = mapped_column(default=0)  # since the step before, or the gap
