"""Limits knowingly exceeded, and findings knowingly accepted."""

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Name, Words, key_to


class Authorisation(Base):
    """A contract limit that a named person allowed to be exceeded, for a person and a time."""

    __tablename__ = "authorisation"
    __table_args__ = (CheckConstraint("until is null or since <= until", name="span"),)

    rule_id: Mapped[Code]
    since: Mapped[dt.date]
    authorised_by: Mapped[Name]
    authorised_at: Mapped[dt.datetime]  # UTC
    reason: Mapped[Words]
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    until: Mapped[dt.date | None] = mapped_column(default=None)


class Waiver(Base):
    """A single finding knowingly accepted: who, when, why."""

    __tablename__ = "waiver"

    rule_id: Mapped[Code]
    start: Mapped[dt.datetime]
    end: Mapped[dt.datetime]
    waived_by: Mapped[Name]
    waived_at: Mapped[dt.datetime]  # UTC
    reason: Mapped[Words]
    clinician_id: Mapped[int | None] = mapped_column(key_to("clinician"), default=None, index=True)
    session_id: Mapped[int | None] = mapped_column(
        key_to("clinical_session", cascade=True), default=None, index=True
    )
