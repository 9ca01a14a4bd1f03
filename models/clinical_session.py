"""The need: a dated session, shift or on-call period, which stays when nobody is there."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Words, key_to
from models.types import SessionSource, SessionState, Slot


class ClinicalSession(Base):
    """A dated piece of work that somebody has to do, in local wall time, half-open."""

    __tablename__ = "clinical_session"
    __table_args__ = (
        CheckConstraint('start < "end"', name="span"),
        CheckConstraint("cover_wanted >= 0", name="cover_wanted"),
        CheckConstraint("points_done is null or points_done >= 0", name="points_done"),
        CheckConstraint("cases_done is null or cases_done >= 0", name="cases_done"),
        CheckConstraint("touch_minutes is null or touch_minutes >= 0", name="touch_minutes"),
        CheckConstraint("began is null or ended is null or began < ended", name="ran"),
        Index("ix_clinical_session_start", "start"),
        Index("ix_clinical_session_activity_start", "activity_id", "start"),
        Index("ix_clinical_session_room_start", "room_id", "start"),
    )

    activity_id: Mapped[int] = mapped_column(key_to("activity"))
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    slot: Mapped[Slot]
    room_id: Mapped[int | None] = mapped_column(key_to("room"), default=None)
    cover_wanted: Mapped[int] = mapped_column(default=1)
    state: Mapped[SessionState] = mapped_column(default=SessionState.PLANNED)
    state_reason: Mapped[Words] = mapped_column(default="")
    state_by: Mapped[Name] = mapped_column(default="")
    state_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    source: Mapped[SessionSource] = mapped_column(default=SessionSource.HAND)
    owner_id: Mapped[int | None] = mapped_column(
        key_to("clinician"), default=None, index=True
    )  # whose session it is by plan
    job_plan_line_id: Mapped[int | None] = mapped_column(
        key_to("job_plan_line"), default=None, index=True
    )
    points: Mapped[int | None] = mapped_column(default=None)  # booked
    points_done: Mapped[int | None] = mapped_column(default=None)
    case_mix: Mapped[Words] = mapped_column(default="")  # counts only: "4 COL + 3 OGD"
    training: Mapped[bool] = mapped_column(default=False)  # a trainee is the operator
    note: Mapped[Words] = mapped_column(default="")
    began: Mapped[dt.datetime | None] = mapped_column(default=None)  # the first case
    ended: Mapped[dt.datetime | None] = mapped_column(default=None)  # the last
    cases_done: Mapped[int | None] = mapped_column(default=None)  # a count, never who
    touch_minutes: Mapped[int | None] = mapped_column(default=None)  # with a case under way
