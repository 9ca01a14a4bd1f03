"""Every change of a session's state, with its moment: the measures of rooms derive from these."""

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, Name, Words, key_to
from models.types import SessionState


class SessionStep(Base):
    """A session came into a state: when, by whom and why.

    `stood` is kept where a list was locked: its room, times and people as they stood then.
    """

    __tablename__ = "session_step"

    session_id: Mapped[int] = mapped_column(key_to("clinical_session", cascade=True), index=True)
    state: Mapped[SessionState]
    at: Mapped[dt.datetime]  # UTC
    by: Mapped[Name]
    reason: Mapped[Words] = mapped_column(default="")
    stood: Mapped[Json | None] = mapped_column(default=None)


class LockException(Base):
    """A change after the lock that a senior signed for, and how the session stood then."""

    __tablename__ = "lock_exception"

    session_id: Mapped[int] = mapped_column(key_to("clinical_session", cascade=True), index=True)
    at: Mapped[dt.datetime]  # UTC
    by: Mapped[Name]
    approver: Mapped[Name]
    what: Mapped[Words]
    stood: Mapped[Json]
    reason: Mapped[Words] = mapped_column(default="")
