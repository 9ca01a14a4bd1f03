"""Who changed what, when, from what to what. Append-only: the database itself refuses more."""

import datetime as dt

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, Name, Words, key_to
from models.types import AuditKind


class AuditEntry(Base):
    """One edit, with its label and its reason."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_at", "at"),)

    at: Mapped[dt.datetime]  # UTC
    who: Mapped[Name]
    kind: Mapped[AuditKind]
    edit: Mapped[Name]  # the edit's own name
    label: Mapped[Words]
    reason: Mapped[Words] = mapped_column(default="")
    of_entry_id: Mapped[int | None] = mapped_column(
        key_to("audit_entry"), default=None
    )  # what was undone or redone


class AuditChange(Base):
    """One record that an edit added, changed or removed; only the columns that differ."""

    __tablename__ = "audit_change"
    __table_args__ = (Index("ix_audit_change_record", "record", "record_id"),)

    entry_id: Mapped[int] = mapped_column(key_to("audit_entry"), index=True)
    record: Mapped[Name]  # the table's name
    record_id: Mapped[int]
    session_id: Mapped[int | None] = mapped_column(
        default=None, index=True
    )  # concerned, by number
    clinician_id: Mapped[int | None] = mapped_column(default=None, index=True)  # likewise
    before: Mapped[Json | None] = mapped_column(default=None)
    after: Mapped[Json | None] = mapped_column(default=None)
