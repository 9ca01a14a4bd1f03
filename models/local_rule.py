"""What a department asks of its own rota beyond every contract."""

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Words, key_to
from models.types import LocalRuleKind, StaffGroup


class LocalRule(Base):
    """A department's own rule, from a day on: which columns it fills says its kind.

    spacing: `activity_id`, `days` from one duty to the next. ceiling: `activity_id`, `count` in
    `days` running. before_leave: nothing past `clock` on the day before. apart: `clinician_id` and
    `other_id`. The first three bind the `clinician_id` or the `group` they name, or everybody.
    """

    __tablename__ = "local_rule"
    __table_args__ = (
        CheckConstraint('"end" is null or start < "end"', name="span"),
        CheckConstraint("clinician_id <> other_id", name="pair"),
        CheckConstraint("days >= 1", name="days"),
        CheckConstraint("count >= 1", name="count"),
        CheckConstraint(
            "case kind"
            " when 'spacing' then activity_id is not null and days is not null"
            " when 'ceiling' then activity_id is not null and days is not null"
            " and count is not null"
            " when 'before_leave' then clock is not null"
            " else clinician_id is not null and other_id is not null end",
            name="whole",
        ),
    )

    kind: Mapped[LocalRuleKind]
    start: Mapped[dt.date]
    end: Mapped[dt.date | None] = mapped_column(default=None)  # the first day it no longer holds
    activity_id: Mapped[int | None] = mapped_column(
        key_to("activity", cascade=True), default=None, index=True
    )
    days: Mapped[int | None] = mapped_column(default=None)
    count: Mapped[int | None] = mapped_column(default=None)
    clock: Mapped[dt.time | None] = mapped_column(default=None)
    clinician_id: Mapped[int | None] = mapped_column(
        key_to("clinician", cascade=True), default=None, index=True
    )
    other_id: Mapped[int | None] = mapped_column(
        key_to("clinician", cascade=True), default=None, index=True
    )
    group: Mapped[StaffGroup | None] = mapped_column("staff_group", default=None)
    reason: Mapped[Words] = mapped_column(default="")
