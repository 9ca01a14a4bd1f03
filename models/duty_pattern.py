"""Rolling rotas: 1 in n, each line a week of shifts."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, key_to


class DutyPattern(Base):
    """A rolling rota of so many weeks."""

    __tablename__ = "duty_pattern"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("weeks between 1 and 52", name="weeks"),
    )

    name: Mapped[Name]
    weeks: Mapped[int]


class PatternLine(Base):
    """What a week of the pattern holds on a weekday; days without a row are off."""

    __tablename__ = "pattern_line"
    __table_args__ = (
        UniqueConstraint("pattern_id", "week", "weekday", "activity_id"),
        CheckConstraint("weekday between 0 and 6", name="weekday"),
        CheckConstraint("week >= 1", name="week"),
    )

    pattern_id: Mapped[int] = mapped_column(key_to("duty_pattern", cascade=True), index=True)
    week: Mapped[int]
    weekday: Mapped[int]
    activity_id: Mapped[int] = mapped_column(key_to("activity"), index=True)
