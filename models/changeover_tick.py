"""What was settled by hand with somebody who starts or leaves."""

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Words, key_to


class ChangeoverTick(Base):
    """A thing owed at a changeover was ticked off: which, when, by whom."""

    __tablename__ = "changeover_tick"
    __table_args__ = (UniqueConstraint("clinician_id", "leaving", "what", "day"),)

    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True), index=True)
    leaving: Mapped[bool]  # False: of the start
    what: Mapped[Name]  # "Induction"
    at: Mapped[dt.datetime]  # UTC
    by: Mapped[Name]
    day: Mapped[dt.date]  # the first day it is about: another start asks again
    word: Mapped[Words] = mapped_column(default="")
