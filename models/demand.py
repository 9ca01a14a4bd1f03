"""How many wait for what, as a pasted table counts them: never who."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Base, Name


class DemandCount(Base):
    """So many wait for a procedure, on the day of the table, in one of its columns."""

    __tablename__ = "demand_count"
    __table_args__ = (
        UniqueConstraint("day", "procedure", "waits"),
        CheckConstraint("people >= 0", name="people"),
    )

    day: Mapped[dt.date]
    procedure: Mapped[Name]
    waits: Mapped[Name]  # the column's heading: "6 to 13 weeks"
    people: Mapped[int]
