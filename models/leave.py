"""Leave: asked for, answered, counted."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Money, Name, Quantity, Words, key_to
from models.types import LeaveKind, LeavePart, LeaveState, LeaveUnit, LimitStance, StaffGroup


class LeaveRequest(Base):
    """A span of days somebody asks to be away, both days included."""

    __tablename__ = "leave_request"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="span"),
        Index("ix_leave_request_clinician_first", "clinician_id", "first_day"),
        Index("ix_leave_request_first_last", "first_day", "last_day"),
    )

    clinician_id: Mapped[int] = mapped_column(key_to("clinician"))
    kind: Mapped[LeaveKind]
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    requested_at: Mapped[dt.datetime]  # UTC
    first_part: Mapped[LeavePart] = mapped_column(default=LeavePart.WHOLE)
    last_part: Mapped[LeavePart] = mapped_column(default=LeavePart.WHOLE)
    state: Mapped[LeaveState] = mapped_column(default=LeaveState.REQUESTED)
    requested_by: Mapped[Name] = mapped_column(default="")
    note: Mapped[Words] = mapped_column(default="")
    course: Mapped[Name] = mapped_column(default="")
    place: Mapped[Name] = mapped_column(default="")
    fees: Mapped[Money | None] = mapped_column(default=None)
    evidence: Mapped[Name] = mapped_column(default="")
    promised: Mapped[bool] = mapped_column(default=False)  # promised before they started
    budget: Mapped[Money | None] = mapped_column(default=None)  # agreed of fees and expenses
    life_event: Mapped[bool] = mapped_column(default=False)  # private: no document tells


class LeaveExclusion(Base):
    """A session inside a leave span that is worked all the same."""

    __tablename__ = "leave_exclusion"
    __table_args__ = (UniqueConstraint("leave_request_id", "session_id"),)

    leave_request_id: Mapped[int] = mapped_column(
        key_to("leave_request", cascade=True), index=True
    )
    session_id: Mapped[int] = mapped_column(key_to("clinical_session", cascade=True), index=True)


class LeaveStep(Base):
    """One step of a request: who, when, why."""

    __tablename__ = "leave_step"

    leave_request_id: Mapped[int] = mapped_column(
        key_to("leave_request", cascade=True), index=True
    )
    state: Mapped[LeaveState]
    at: Mapped[dt.datetime]  # UTC
    by: Mapped[Name]
    reason: Mapped[Words] = mapped_column(default="")


class FixedLeave(Base):
    """Leave that comes with a post: whoever holds it has the days, as was agreed with them."""

    __tablename__ = "fixed_leave"
    __table_args__ = (UniqueConstraint("leave_request_id"),)

    leave_request_id: Mapped[int] = mapped_column(key_to("leave_request", cascade=True))
    post_id: Mapped[int] = mapped_column(key_to("post"), index=True)
    agreed: Mapped[Words] = mapped_column(default="")  # with whom; empty: with nobody


class LeaveAllowance(Base):
    """What a person has in a leave year: entitlement, carried over, adjusted."""

    __tablename__ = "leave_allowance"
    __table_args__ = (
        UniqueConstraint("clinician_id", "kind", "year_start"),
        CheckConstraint("year_start < year_end", name="year"),
    )

    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True), index=True)
    kind: Mapped[LeaveKind]
    year_start: Mapped[dt.date]
    year_end: Mapped[dt.date]  # first day of the next year
    entitlement: Mapped[Quantity]
    unit: Mapped[LeaveUnit] = mapped_column(default=LeaveUnit.DAYS)
    carried_over: Mapped[Quantity] = mapped_column(default=0)
    adjustment: Mapped[Quantity] = mapped_column(default=0)
    bank_holidays: Mapped[Quantity | None] = mapped_column(default=None)  # None: not pooled
    budget: Mapped[Money | None] = mapped_column(default=None)  # of study leave, for the year
    note: Mapped[Words] = mapped_column(default="")


class LeaveLimit(Base):
    """How many of some people may be away on one day, always or in some days.

    Whom it binds: a group, a grade, those based at a site, those who do an activity; each that
    is named narrows it.
    """

    __tablename__ = "leave_limit"
    __table_args__ = (
        CheckConstraint("most >= 0", name="most"),
        CheckConstraint(
            "first_day is null or last_day is null or first_day <= last_day", name="span"
        ),
    )

    name: Mapped[Name]  # "Christmas week, consultants"
    most: Mapped[int]
    stance: Mapped[LimitStance] = mapped_column(default=LimitStance.WARN)
    group: Mapped[StaffGroup | None] = mapped_column("staff_group", default=None)
    grade: Mapped[Code] = mapped_column(default="")
    site_id: Mapped[int | None] = mapped_column(key_to("site"), default=None, index=True)
    activity_id: Mapped[int | None] = mapped_column(key_to("activity"), default=None, index=True)
    first_day: Mapped[dt.date | None] = mapped_column(default=None)
    last_day: Mapped[dt.date | None] = mapped_column(default=None)  # included
    note: Mapped[Words] = mapped_column(default="")
