"""Rolling rotas: 1 in n, each line a week of shifts; and where each was laid."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, Name, Quantity, key_to
from models.types import ContractCode


class DutyPattern(Base):
    """A rolling rota of so many weeks, and the terms it is designed for."""

    __tablename__ = "duty_pattern"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("weeks between 1 and 52", name="weeks"),
        CheckConstraint("leave_days between 0 and 365", name="leave_days"),
        CheckConstraint("standard_hours > 0 and standard_hours <= 24", name="standard_hours"),
    )

    name: Mapped[Name]
    weeks: Mapped[int]
    contract_code: Mapped[ContractCode] = mapped_column(default=ContractCode.ENG_RD_2016)
    opt_out: Mapped[bool] = mapped_column(default=False)
    leave_days: Mapped[Quantity] = mapped_column(default=Decimal(0))  # a year, by colleagues
    standard_hours: Mapped[Quantity] = mapped_column(default=Decimal(8))  # of a normal day


class PatternLine(Base):
    """What a week of the pattern holds on a weekday; days without a row are off."""

    __tablename__ = "pattern_line"
    __table_args__ = (
        UniqueConstraint("pattern_id", "week", "weekday", "activity_id"),
        CheckConstraint("weekday between 0 and 6", name="weekday"),
        CheckConstraint("week >= 1", name="week"),
        CheckConstraint("(starts is null) = (ends is null)", name="times"),
    )

    pattern_id: Mapped[int] = mapped_column(key_to("duty_pattern", cascade=True), index=True)
    week: Mapped[int]
    weekday: Mapped[int]
    activity_id: Mapped[int] = mapped_column(key_to("activity"), index=True)
    starts: Mapped[dt.time | None] = mapped_column(default=None)  # None: the activity's own times
    ends: Mapped[dt.time | None] = mapped_column(default=None)  # not after `starts` means next day


class PatternLaying(Base):
    """A pattern in force from a Monday, as it was drawn then, for those who have a place on it.

    `lines` keeps the weeks and cells that were laid, so that designing on changes nothing that
    is built: {"weeks": 2, "cells": [[week, weekday, activity, starts or null, ends or null]]}.
    """

    __tablename__ = "pattern_laying"
    __table_args__ = (
        UniqueConstraint("pattern_id", "start"),
        CheckConstraint('"end" is null or start < "end"', name="span"),
    )

    pattern_id: Mapped[int] = mapped_column(key_to("duty_pattern", cascade=True), index=True)
    start: Mapped[dt.date]  # a Monday; everybody stands on their line in this week
    lines: Mapped[Json]
    end: Mapped[dt.date | None] = mapped_column(default=None)  # first day no longer in force


class PatternPlace(Base):
    """The line on which a post, or a person by name, stands in the first week of a laying."""

    __tablename__ = "pattern_place"
    __table_args__ = (
        UniqueConstraint("laying_id", "post_id"),
        UniqueConstraint("laying_id", "clinician_id"),
        CheckConstraint("(clinician_id is null) <> (post_id is null)", name="one_owner"),
        CheckConstraint("line >= 1", name="line"),
    )

    laying_id: Mapped[int] = mapped_column(key_to("pattern_laying", cascade=True), index=True)
    line: Mapped[int]
    post_id: Mapped[int | None] = mapped_column(
        key_to("post", cascade=True), default=None, index=True
    )
    clinician_id: Mapped[int | None] = mapped_column(
        key_to("clinician", cascade=True), default=None, index=True
    )
