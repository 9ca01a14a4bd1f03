"""Time that is not the department's to roster, and is not leave."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, key_to
from models.types import UnavailabilityKind


class Unavailability(Base):
    """An outside commitment or a non-working time, once or every week between two days."""

    __tablename__ = "unavailability"
    __table_args__ = (
        CheckConstraint('start < "end"', name="span"),
        CheckConstraint(
            'repeats_weekly_until is null or repeats_weekly_until > "end"', name="until"
        ),
        Index("ix_unavailability_clinician_start", "clinician_id", "start"),
    )

    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True))
    kind: Mapped[UnavailabilityKind]
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    repeats_weekly_until: Mapped[dt.datetime | None] = mapped_column(default=None)
    title: Mapped[Name] = mapped_column(default="")
    origin: Mapped[Name] = mapped_column(default="", index=True)  # of which calendar's entry
