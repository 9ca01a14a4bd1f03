"""Hours written by hand: what no rota says, with who wrote it and why."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Quantity, Words, key_to
from models.types import HoursKind


class HoursPosting(Base):
    """A line in somebody's account of hours: worked besides the rota, put right, or in lieu."""

    __tablename__ = "hours_posting"
    __table_args__ = (
        CheckConstraint("hours <> 0", name="hours"),
        Index("ix_hours_posting_clinician_day", "clinician_id", "day"),
    )

    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True))
    kind: Mapped[HoursKind]
    day: Mapped[dt.date]
    hours: Mapped[Quantity]  # below nothing only where hours are put right
    reason: Mapped[Words]
    at: Mapped[dt.datetime]  # UTC
    by: Mapped[Name]
