"""The coordinator's log and her bring-forward dates."""

import datetime as dt

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Words, key_to
from models.types import LogCategory


class LogEntry(Base):
    """A call, message or problem, tied to a session or a person where there is one."""

    __tablename__ = "log_entry"
    __table_args__ = (Index("ix_log_entry_at", "at"),)

    at: Mapped[dt.datetime]  # UTC
    by: Mapped[Name]
    category: Mapped[LogCategory]
    text: Mapped[Words]
    owner: Mapped[Name] = mapped_column(default="")
    session_id: Mapped[int | None] = mapped_column(
        key_to("clinical_session"), default=None, index=True
    )
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    due: Mapped[dt.date | None] = mapped_column(default=None)
    done_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC


class Reminder(Base):
    """A bring-forward date: job-plan reviews, contracts ending, leave year end."""

    __tablename__ = "reminder"

    due: Mapped[dt.date] = mapped_column(index=True)
    text: Mapped[Words]
    owner: Mapped[Name] = mapped_column(default="")
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    done_on: Mapped[dt.date | None] = mapped_column(default=None)
