"""Hours really worked on a duty: restricted, off by default, and never an exception report."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key_to


class ActualDuty(Base):
    """When somebody really began and ended a duty, and how many of its breaks were missed.

    It holds no reason and no claim: those belong to another system.
    """

    __tablename__ = "actual_duty"
    __table_args__ = (
        CheckConstraint('start < "end"', name="span"),
        CheckConstraint("breaks_missed >= 0", name="breaks_missed"),
        UniqueConstraint("clinician_id", "session_id"),
        Index("ix_actual_duty_start", "start"),
    )

    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True))
    session_id: Mapped[int] = mapped_column(key_to("clinical_session", cascade=True), index=True)
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    breaks_missed: Mapped[int] = mapped_column(default=0)


class ActualCall(Base):
    """A stretch of work within on-call from home: a call, or a way to the site and back."""

    __tablename__ = "actual_call"
    __table_args__ = (CheckConstraint('start < "end"', name="span"),)

    actual_duty_id: Mapped[int] = mapped_column(key_to("actual_duty", cascade=True), index=True)
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
