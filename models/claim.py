"""Claims: waiting-list-initiative sessions, their rates, and expenses."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Money, Name, Quantity, Words, key_to
from models.types import ClaimState, ExpenseKind, ExpenseState, Vehicle


class RateCard(Base):
    """A dated card of local rates for extra work."""

    __tablename__ = "rate_card"
    __table_args__ = (
        UniqueConstraint("name", "valid_from"),
        CheckConstraint("valid_to is null or valid_from < valid_to", name="span"),
    )

    name: Mapped[Name]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)
    approved_by: Mapped[Name] = mapped_column(default="")
    source: Mapped[Name] = mapped_column(default="")


class RateBand(Base):
    """A rate for a class of day and a band of the clock."""

    __tablename__ = "rate_band"
    __table_args__ = (
        UniqueConstraint("rate_card_id", "grade", "activity_code", "day_class", "starts"),
        CheckConstraint(
            "day_class in ('weekday', 'saturday', 'sunday', 'holiday')", name="day_class"
        ),
        CheckConstraint("unit in ('hour', 'session', 'pa', 'list', 'point')", name="unit"),
        CheckConstraint("amount >= 0", name="amount"),
    )

    rate_card_id: Mapped[int] = mapped_column(key_to("rate_card", cascade=True), index=True)
    day_class: Mapped[Code]
    starts: Mapped[dt.time]
    ends: Mapped[dt.time]  # 00:00 means midnight at the end
    unit: Mapped[Code]
    amount: Mapped[Money]
    grade: Mapped[Code] = mapped_column(default="")
    activity_code: Mapped[Code] = mapped_column(default="")


class WliClaim(Base):
    """A claim for an extra session; claimant, verifier and approver are three people."""

    __tablename__ = "wli_claim"
    __table_args__ = (
        UniqueConstraint("reference"),
        CheckConstraint('start < "end"', name="span"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("points is null or points >= 0", name="points"),
        CheckConstraint("share_percent between 0 and 100", name="share_percent"),
        Index("ix_wli_claim_clinician_start", "clinician_id", "start"),
    )

    reference: Mapped[Code]
    clinician_id: Mapped[int] = mapped_column(key_to("clinician"))
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    activity_id: Mapped[int] = mapped_column(key_to("activity"), index=True)
    reason_code: Mapped[Code] = mapped_column(default="WLI")
    state: Mapped[ClaimState] = mapped_column(default=ClaimState.DRAFT)
    room_id: Mapped[int | None] = mapped_column(key_to("room"), default=None, index=True)
    session_id: Mapped[int | None] = mapped_column(
        key_to("clinical_session"), default=None, index=True
    )
    requested_by: Mapped[Name] = mapped_column(default="")
    pre_authorised_by: Mapped[Name] = mapped_column(default="")
    pre_authorised_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    pre_authorisation_ref: Mapped[Code] = mapped_column(default="")
    rate_card_id: Mapped[int | None] = mapped_column(key_to("rate_card"), default=None, index=True)
    unit: Mapped[Code] = mapped_column(default="hour")
    quantity: Mapped[Quantity] = mapped_column(default=0)
    amount: Mapped[Money] = mapped_column(default=0)
    patients: Mapped[int | None] = mapped_column(default=None)  # a count, never who
    time_shift_session_id: Mapped[int | None] = mapped_column(
        key_to("clinical_session"), default=None, index=True
    )
    time_shift_agreed_on: Mapped[dt.date | None] = mapped_column(default=None)
    site_id: Mapped[int | None] = mapped_column(key_to("site"), default=None, index=True)
    grade: Mapped[Code] = mapped_column(default="")  # as it was on the day
    contract: Mapped[Code] = mapped_column(default="")  # the terms that bound on the day
    list_ref: Mapped[Code] = mapped_column(default="")  # the list's number in theatre or clinic
    points: Mapped[int | None] = mapped_column(default=None)  # done, where lists are counted so
    declaration: Mapped[Words] = mapped_column(default="")  # of SPA, leave or time shift
    evidence_link: Mapped[Words] = mapped_column(default="")  # where the letter or log is kept
    share_percent: Mapped[int] = mapped_column(default=100)  # less for a list cancelled late
    priced_as: Mapped[Words] = mapped_column(default="")  # the sum and the card, as submitted
    submitted_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    verified_by: Mapped[Name] = mapped_column(default="")
    verified_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    approved_by: Mapped[Name] = mapped_column(default="")
    approved_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    payroll_batch: Mapped[Code] = mapped_column(default="")
    paid_on: Mapped[dt.date | None] = mapped_column(default=None)
    rejection_reason: Mapped[Words] = mapped_column(default="")
    note: Mapped[Words] = mapped_column(default="")


class ClaimApprover(Base):
    """Who may approve claims, up to what amount, from which day until before which."""

    __tablename__ = "claim_approver"
    __table_args__ = (
        CheckConstraint("up_to is null or up_to >= 0", name="up_to"),
        CheckConstraint('"end" is null or start < "end"', name="span"),
        UniqueConstraint("name", "start"),
    )

    name: Mapped[Name]
    start: Mapped[dt.date]
    role: Mapped[Name] = mapped_column(default="")  # service manager, clinical director
    up_to: Mapped[Money | None] = mapped_column(default=None)  # None: any amount
    end: Mapped[dt.date | None] = mapped_column(default=None)


class ExpenseLine(Base):
    """A line of travel or study expense, matched to leave or to an outlying session."""

    __tablename__ = "expense_line"
    __table_args__ = (
        CheckConstraint("miles is null or miles >= 0", name="miles"),
        CheckConstraint("amount is null or amount >= 0", name="amount"),
        Index("ix_expense_line_clinician_day", "clinician_id", "day"),
    )

    clinician_id: Mapped[int] = mapped_column(key_to("clinician"))
    day: Mapped[dt.date]
    kind: Mapped[ExpenseKind]
    state: Mapped[ExpenseState] = mapped_column(default=ExpenseState.SUBMITTED)
    from_place: Mapped[Name] = mapped_column(default="")
    to_place: Mapped[Name] = mapped_column(default="")
    site_id: Mapped[int | None] = mapped_column(key_to("site"), default=None, index=True)
    miles: Mapped[Quantity | None] = mapped_column(default=None)
    amount: Mapped[Money | None] = mapped_column(default=None)
    passengers: Mapped[int] = mapped_column(default=0)
    receipt: Mapped[Name] = mapped_column(default="")
    leave_request_id: Mapped[int | None] = mapped_column(
        key_to("leave_request"), default=None, index=True
    )
    submitted_on: Mapped[dt.date | None] = mapped_column(default=None)
    query: Mapped[Words] = mapped_column(default="")  # the question that waits for an answer
    note: Mapped[Words] = mapped_column(default="")
    reference: Mapped[Code] = mapped_column(default="")
    vehicle: Mapped[Vehicle] = mapped_column(default=Vehicle.CAR)
    from_site_id: Mapped[int | None] = mapped_column(key_to("site"), default=None, index=True)
    from_home: Mapped[bool] = mapped_column(default=False)
    returns: Mapped[bool] = mapped_column(default=False)  # miles are there and back
    home_miles: Mapped[Quantity | None] = mapped_column(default=None)  # home to the place, one way
    passenger_names: Mapped[Words] = mapped_column(default="")
    brought_forward: Mapped[bool] = mapped_column(default=False)  # miles paid by an older system
    source: Mapped[Name] = mapped_column(default="")  # the study budget, the travel system
    priced_as: Mapped[Words] = mapped_column(default="")
    verified_by: Mapped[Name] = mapped_column(default="")
    approved_by: Mapped[Name] = mapped_column(default="")
    payroll_batch: Mapped[Code] = mapped_column(default="")
    paid_on: Mapped[dt.date | None] = mapped_column(default=None)
    rejection_reason: Mapped[Words] = mapped_column(default="")


class ExpenseQuery(Base):
    """A question about an expense line, and the answer when it came."""

    __tablename__ = "expense_query"

    expense_line_id: Mapped[int] = mapped_column(key_to("expense_line", cascade=True), index=True)
    question: Mapped[Words]
    asked_by: Mapped[Name]
    asked_at: Mapped[dt.datetime]  # UTC
    answer: Mapped[Words] = mapped_column(default="")
    answered_by: Mapped[Name] = mapped_column(default="")
    answered_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC


class MileageRate(Base):
    """What a mile earns from a day on, as the department entered it from its own source."""

    __tablename__ = "mileage_rate"
    __table_args__ = (
        UniqueConstraint("vehicle", "valid_from"),
        CheckConstraint("first_rate >= 0", name="first_rate"),
        CheckConstraint("beyond_rate is null or beyond_rate >= 0", name="beyond_rate"),
        CheckConstraint("tier_miles is null or tier_miles > 0", name="tier_miles"),
    )

    vehicle: Mapped[Vehicle]
    valid_from: Mapped[dt.date]
    first_rate: Mapped[Decimal]  # pounds a mile
    beyond_rate: Mapped[Decimal | None] = mapped_column(default=None)  # beyond the tier's miles
    tier_miles: Mapped[int | None] = mapped_column(default=None)  # in a mileage year
    source: Mapped[Name] = mapped_column(default="")
