"""How many people a round-the-clock service needs, by the hour of the week."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Quantity

BANK_HOLIDAY = 7  # beside the weekdays 0 to 6


class HourlyDemand(Base):
    """People a service needs from a clock time on a weekday, or on bank holidays, for an hour.

    Half an hour later another row may say otherwise. Who is there to meet it are those on the
    activities of the same service.
    """

    __tablename__ = "hourly_demand"
    __table_args__ = (
        UniqueConstraint("service", "weekday", "starts", "start"),
        CheckConstraint("weekday between 0 and 7", name="weekday"),
        CheckConstraint("people >= 0", name="people"),
        CheckConstraint('"end" is null or start < "end"', name="span"),
    )

    service: Mapped[Name]  # "111"
    weekday: Mapped[int]
    starts: Mapped[dt.time]  # on the hour, or on the half hour
    people: Mapped[Quantity]  # 12.5: half of somebody's time
    start: Mapped[dt.date]
    end: Mapped[dt.date | None] = mapped_column(default=None)  # first day no longer in force
