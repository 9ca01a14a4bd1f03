"""Posts, and who holds them from when to when."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Name, key_to
from models.types import StaffGroup


class Post(Base):
    """A place on the establishment, "SHO 1", that people pass through."""

    __tablename__ = "post"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[Name]
    group: Mapped[StaffGroup] = mapped_column("staff_group")
    grade: Mapped[Code] = mapped_column(default="")
    pattern_line: Mapped[int | None] = mapped_column(default=None)


class PostHolding(Base):
    """Who holds a post, from a day to the day before another."""

    __tablename__ = "post_holding"
    __table_args__ = (
        UniqueConstraint("post_id", "start"),
        CheckConstraint('"end" is null or start < "end"', name="span"),
    )

    post_id: Mapped[int] = mapped_column(key_to("post", cascade=True), index=True)
    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True), index=True)
    start: Mapped[dt.date]
    end: Mapped[dt.date | None] = mapped_column(default=None)
