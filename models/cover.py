"""How many are needed, and requests to bank and agency."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Money, Name, Words, key_to
from models.types import CoverRequestState, Slot


class CoverRequirement(Base):
    """Minimum and target for an activity on a weekday and slot, from a day on."""

    __tablename__ = "cover_requirement"
    __table_args__ = (
        CheckConstraint("minimum >= 0", name="minimum"),
        CheckConstraint("target is null or target >= minimum", name="target"),
        CheckConstraint("weekday is null or weekday between 0 and 6", name="weekday"),
        CheckConstraint('"end" is null or start < "end"', name="span"),
        UniqueConstraint(
            "activity_id", "site_id", "weekday", "slot", "grade", "bank_holiday", "start"
        ),
    )

    activity_id: Mapped[int] = mapped_column(key_to("activity"), index=True)
    slot: Mapped[Slot]
    start: Mapped[dt.date]
    minimum: Mapped[int]
    target: Mapped[int | None] = mapped_column(default=None)
    end: Mapped[dt.date | None] = mapped_column(default=None)
    weekday: Mapped[int | None] = mapped_column(default=None)  # None: every day
    site_id: Mapped[int | None] = mapped_column(key_to("site"), default=None)
    grade: Mapped[Code] = mapped_column(default="")
    skill: Mapped[Code] = mapped_column(default="")
    bank_holiday: Mapped[bool] = mapped_column(default=False)


class CoverRequest(Base):
    """A request to bank or agency for a session."""

    __tablename__ = "cover_request"
    __table_args__ = (CheckConstraint("hourly_rate is null or hourly_rate >= 0", name="rate"),)

    session_id: Mapped[int] = mapped_column(key_to("clinical_session"), index=True)
    supplier: Mapped[Name]  # "Bank" or the agency's name
    requested_at: Mapped[dt.datetime]  # UTC
    grade: Mapped[Code] = mapped_column(default="")
    reason: Mapped[Words] = mapped_column(default="")
    hourly_rate: Mapped[Money | None] = mapped_column(default=None)
    state: Mapped[CoverRequestState] = mapped_column(default=CoverRequestState.REQUESTED)
    requested_by: Mapped[Name] = mapped_column(default="")
    order_number: Mapped[Code] = mapped_column(default="")
    timesheet_seen: Mapped[bool] = mapped_column(default=False)
    invoice_seen: Mapped[bool] = mapped_column(default=False)
