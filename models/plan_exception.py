"""One-off changes to weeks of a job plan that are not built yet."""

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Words, key_to
from models.types import Slot


class PlanException(Base):
    """On one day a line of a plan does not come round, or an activity comes beside the plan."""

    __tablename__ = "plan_exception"
    __table_args__ = (
        CheckConstraint("(job_plan_line_id is null) <> (activity_id is null)", name="one_thing"),
        CheckConstraint(
            "activity_id is null "
            "or (slot is not null and starts is not null and ends is not null)",
            name="timed",
        ),
    )

    job_plan_id: Mapped[int] = mapped_column(key_to("job_plan", cascade=True), index=True)
    day: Mapped[dt.date] = mapped_column(index=True)
    at: Mapped[dt.datetime]  # UTC
    by: Mapped[Name]
    reason: Mapped[Words]
    job_plan_line_id: Mapped[int | None] = mapped_column(
        key_to("job_plan_line", cascade=True), default=None, index=True
    )  # what does not come round
    activity_id: Mapped[int | None] = mapped_column(
        key_to("activity"), default=None, index=True
    )  # what comes beside the plan
    slot: Mapped[Slot | None] = mapped_column(default=None)
    starts: Mapped[dt.time | None] = mapped_column(default=None)
    ends: Mapped[dt.time | None] = mapped_column(default=None)
    room_id: Mapped[int | None] = mapped_column(key_to("room"), default=None, index=True)
    session_id: Mapped[int | None] = mapped_column(default=None)  # built; by number only
