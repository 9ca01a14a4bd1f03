"""Settings and local bank holidays the department keeps in its own file."""

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Json, Name
from models.types import LeavePart


class Setting(Base):
    """A setting that differs from its default in resources/settings.toml."""

    __tablename__ = "setting"
    __table_args__ = (UniqueConstraint("key"),)

    key: Mapped[Name]
    value: Mapped[Json]


class BankHoliday(Base):
    """A public holiday as this department observes it; `observed` false strikes one out."""

    __tablename__ = "bank_holiday"
    __table_args__ = (UniqueConstraint("nation", "day"),)

    nation: Mapped[Code]
    day: Mapped[dt.date]
    name: Mapped[Name]
    observed: Mapped[bool] = mapped_column(default=True)
    part: Mapped[LeavePart] = mapped_column(default=LeavePart.WHOLE)  # of the day that is free
