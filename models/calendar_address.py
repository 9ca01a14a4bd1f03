"""The secret part of the address under which somebody's calendar is served."""

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, key_to


class CalendarAddress(Base):
    """A secret of one person; whoever knows it can read their calendar, until it is withdrawn."""

    __tablename__ = "calendar_address"
    __table_args__ = (UniqueConstraint("secret"),)

    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True), index=True)
    secret: Mapped[Name]
    made_at: Mapped[dt.datetime]  # UTC
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
