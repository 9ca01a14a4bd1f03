"""A swap: both sides, one act."""

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Words, key_to
from models.types import SwapState, SwapStepKind


class Swap(Base):
    """Two people exchange sessions, or one gives a session away; asked for, agreed, done."""

    __tablename__ = "swap"
    __table_args__ = (CheckConstraint("first_clinician_id <> second_clinician_id", name="two"),)

    first_clinician_id: Mapped[int] = mapped_column(key_to("clinician"), index=True)
    second_clinician_id: Mapped[int] = mapped_column(key_to("clinician"), index=True)
    first_session_id: Mapped[int] = mapped_column(key_to("clinical_session"), index=True)
    second_session_id: Mapped[int | None] = mapped_column(
        key_to("clinical_session"), default=None, index=True
    )
    state: Mapped[SwapState] = mapped_column(default=SwapState.AGREED)
    agreed_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    consent: Mapped[Words] = mapped_column(default="")


class SwapStep(Base):
    """A step of a swap: who asked, who consented, when, and how or why."""

    __tablename__ = "swap_step"

    swap_id: Mapped[int] = mapped_column(key_to("swap", cascade=True), index=True)
    kind: Mapped[SwapStepKind]
    at: Mapped[dt.datetime]  # UTC
    by: Mapped[Name]  # at the desk
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    how: Mapped[Words] = mapped_column(default="")
