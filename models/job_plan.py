"""Job plans: what a clinician or post does in a cycle of weeks."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Quantity, Words, key_to
from models.types import Category, Slot


class JobPlan(Base):
    """A dated version of somebody's, or some post's, repeating weeks."""

    __tablename__ = "job_plan"
    __table_args__ = (
        CheckConstraint("(clinician_id is null) <> (post_id is null)", name="one_owner"),
        CheckConstraint('"end" is null or start < "end"', name="span"),
        CheckConstraint("cycle_weeks between 1 and 26", name="cycle_weeks"),
        UniqueConstraint("clinician_id", "start"),
        UniqueConstraint("post_id", "start"),
    )

    start: Mapped[dt.date]  # a Monday; week 1 of the cycle
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    post_id: Mapped[int | None] = mapped_column(key_to("post"), default=None, index=True)
    end: Mapped[dt.date | None] = mapped_column(default=None)
    cycle_weeks: Mapped[int] = mapped_column(default=1)
    contracted_pas: Mapped[Quantity | None] = mapped_column(default=None)
    agreed_on: Mapped[dt.date | None] = mapped_column(default=None)
    note: Mapped[Words] = mapped_column(default="")


class JobPlanLine(Base):
    """One entry of a job plan: in a week of the cycle, nth weekday of a month, or flexible."""

    __tablename__ = "job_plan_line"
    __table_args__ = (
        CheckConstraint("weekday is null or weekday between 0 and 6", name="weekday"),
        CheckConstraint("week is null or week between 1 and 26", name="week"),
        CheckConstraint("nth_of_month is null or nth_of_month between 1 and 5", name="nth"),
        CheckConstraint("flexible in ('', 'week', 'year')", name="flexible"),
        CheckConstraint("flexible <> '' or weekday is not null", name="placed"),
        CheckConstraint("flexible <> 'year' or coalesce(per_year, 0) > 0", name="number_a_year"),
    )

    job_plan_id: Mapped[int] = mapped_column(key_to("job_plan", cascade=True), index=True)
    category: Mapped[Category]
    slot: Mapped[Slot]
    starts: Mapped[dt.time]
    ends: Mapped[dt.time]
    activity_id: Mapped[int | None] = mapped_column(key_to("activity"), default=None, index=True)
    title: Mapped[Name] = mapped_column(default="")
    week: Mapped[int | None] = mapped_column(default=None)  # None: every week of the cycle
    weekday: Mapped[int | None] = mapped_column(default=None)  # 0 is Monday
    nth_of_month: Mapped[int | None] = mapped_column(default=None)
    room_id: Mapped[int | None] = mapped_column(key_to("room"), default=None, index=True)
    sessions: Mapped[Quantity] = mapped_column(default=0)
    pas: Mapped[Quantity | None] = mapped_column(default=None)  # None: reckoned from the times
    flexible: Mapped[str] = mapped_column(default="")
    per_year: Mapped[Quantity | None] = mapped_column(default=None)
