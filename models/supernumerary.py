"""Who stands beside others for a time and does not count as cover."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Words, key_to


class Supernumerary(Base):
    """A person is beside others from a day on, uncounted: a starter who shadows, a returner."""

    __tablename__ = "supernumerary"
    __table_args__ = (
        UniqueConstraint("clinician_id", "start"),
        CheckConstraint('start < "end"', name="span"),
    )

    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True), index=True)
    start: Mapped[dt.date]
    end: Mapped[dt.date]  # the first day on which they count
    reason: Mapped[Words] = mapped_column(default="")
