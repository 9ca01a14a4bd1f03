"""Whether people of a grade count as cover: by themselves, beside a supervisor, or never."""

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Words, key_to
from models.types import Counting


class CountingTerm(Base):
    """What the department says of a grade from a day on, for all work or for one activity."""

    __tablename__ = "counting_term"
    __table_args__ = (
        CheckConstraint("grade <> ''", name="grade"),
        CheckConstraint('"end" is null or start < "end"', name="span"),
    )

    grade: Mapped[Code]  # "ST" is ST1 to ST8
    start: Mapped[dt.date]
    counts: Mapped[Counting]
    end: Mapped[dt.date | None] = mapped_column(default=None)  # first day it no longer holds
    activity_id: Mapped[int | None] = mapped_column(
        key_to("activity", cascade=True), default=None, index=True
    )  # None: all work
    reason: Mapped[Words] = mapped_column(default="")
