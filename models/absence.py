"""Sickness and other absence: restricted, and never named on anything shared."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Name, Words, key_to
from models.types import AbsenceKind


class Absence(Base):
    """An episode; it may be open at its end."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("last_day is null or first_day <= last_day", name="span"),
        Index("ix_absence_clinician_first", "clinician_id", "first_day"),
    )

    clinician_id: Mapped[int] = mapped_column(key_to("clinician"))
    kind: Mapped[AbsenceKind]
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date | None] = mapped_column(default=None)
    reason_code: Mapped[Code] = mapped_column(default="")
    note: Mapped[Words] = mapped_column(default="")
    reported_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    fit_note_due: Mapped[dt.date | None] = mapped_column(default=None)
    fit_note_seen: Mapped[dt.date | None] = mapped_column(default=None)
    return_talk_due: Mapped[dt.date | None] = mapped_column(default=None)
    return_talk_done: Mapped[dt.date | None] = mapped_column(default=None)
    sent_to_esr: Mapped[dt.date | None] = mapped_column(default=None)


class AbsenceTold(Base):
    """Somebody who has to be told of an absence, and when that was done."""

    __tablename__ = "absence_told"
    __table_args__ = (UniqueConstraint("absence_id", "whom"),)

    absence_id: Mapped[int] = mapped_column(key_to("absence", cascade=True), index=True)
    whom: Mapped[Name]
    told_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
