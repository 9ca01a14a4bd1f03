"""How many are needed, and requests to bank and agency."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Money, Name, Quantity, Words, key_to
from models.types import CoverRequestState, CoverVia, GapCause, Slot


class CoverRequirement(Base):
    """Minimum and target for an activity on a weekday and slot, from a day on."""

    __tablename__ = "cover_requirement"
    __table_args__ = (
        CheckConstraint("minimum >= 0", name="minimum"),
        CheckConstraint("target is null or target >= minimum", name="target"),
        CheckConstraint("weekday is null or weekday between 0 and 6", name="weekday"),
        CheckConstraint('"end" is null or start < "end"', name="span"),
        UniqueConstraint(
            *("activity_id", "site_id", "weekday", "slot", "grade", "skill", "bank_holiday"),
            "start",
            name="uq_cover_requirement_line",
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
    """A request to bank or agency for a session: from asking to the invoice passed on."""

    __tablename__ = "cover_request"
    __table_args__ = (
        CheckConstraint("hourly_rate is null or hourly_rate >= 0", name="rate"),
        CheckConstraint("agreed_hours is null or agreed_hours > 0", name="agreed_hours"),
        CheckConstraint("timesheet_hours is null or timesheet_hours >= 0", name="timesheet_hours"),
        CheckConstraint("invoice_amount is null or invoice_amount >= 0", name="invoice_amount"),
    )

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
    via: Mapped[CoverVia] = mapped_column(default=CoverVia.BANK)
    reference: Mapped[Code] = mapped_column(default="")
    cause: Mapped[GapCause] = mapped_column(default=GapCause.UNKNOWN)  # why it was short
    asked_of: Mapped[Name] = mapped_column(default="")  # who there was asked
    authorised_by: Mapped[Name] = mapped_column(default="")
    agreed_hours: Mapped[Quantity | None] = mapped_column(default=None)  # None: the session's
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    filled_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    timesheet_ref: Mapped[Code] = mapped_column(default="")
    timesheet_hours: Mapped[Quantity | None] = mapped_column(default=None)
    invoice_number: Mapped[Code] = mapped_column(default="")
    invoice_amount: Mapped[Money | None] = mapped_column(default=None)
    passed_on: Mapped[dt.date | None] = mapped_column(default=None)  # for payment
    answer: Mapped[Words] = mapped_column(default="")  # why refused or cancelled, what was offered


class CoverBudget(Base):
    """What may be spent on bank and agency from a day until before another."""

    __tablename__ = "cover_budget"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint('start < "end"', name="span"),
        UniqueConstraint("via", "start"),
    )

    start: Mapped[dt.date]
    end: Mapped[dt.date]
    amount: Mapped[Money]
    via: Mapped[CoverVia | None] = mapped_column(default=None)  # None: both together
    source: Mapped[Name] = mapped_column(default="")  # who set it, and where it stands
