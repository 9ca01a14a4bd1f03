"""The ledger of gaps: why, since when, and what was tried."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Words, key_to
from models.types import AskOutcome, GapActionKind, GapCause, GapState


class Gap(Base):
    """An uncovered or under-covered session, with its cause; it stays when it is filled."""

    __tablename__ = "gap"
    __table_args__ = (UniqueConstraint("session_id"),)

    session_id: Mapped[int] = mapped_column(key_to("clinical_session", cascade=True))
    cause: Mapped[GapCause]
    known_at: Mapped[dt.datetime]  # UTC
    cause_text: Mapped[Words] = mapped_column(default="")
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    state: Mapped[GapState] = mapped_column(default=GapState.OPEN)
    decision: Mapped[Words] = mapped_column(default="")
    decide_by: Mapped[dt.date | None] = mapped_column(default=None)


class GapAction(Base):
    """Something that was tried for a gap, and the answer."""

    __tablename__ = "gap_action"
    __table_args__ = (
        CheckConstraint("answered_at is null or outcome is not null", name="answered"),
    )

    gap_id: Mapped[int] = mapped_column(key_to("gap", cascade=True), index=True)
    kind: Mapped[GapActionKind]
    at: Mapped[dt.datetime]  # UTC
    by: Mapped[Name]
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    whom: Mapped[Name] = mapped_column(default="")
    answer: Mapped[Words] = mapped_column(default="")
    outcome: Mapped[AskOutcome | None] = mapped_column(default=None)
    answered_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
