"""Who stands on a session."""

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Words, key_to
from models.types import Accounting, AssignmentRole, AssignmentSource


class Assignment(Base):
    """A clinician on a session; its uid and sequence follow it into calendars."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("session_id", "clinician_id"),
        UniqueConstraint("uid"),
    )

    session_id: Mapped[int] = mapped_column(key_to("clinical_session", cascade=True), index=True)
    clinician_id: Mapped[int] = mapped_column(key_to("clinician"), index=True)
    uid: Mapped[str]
    sequence: Mapped[int] = mapped_column(default=0)
    role: Mapped[AssignmentRole] = mapped_column(default=AssignmentRole.LEAD)
    source: Mapped[AssignmentSource] = mapped_column(default=AssignmentSource.HAND)
    accounting: Mapped[Accounting] = mapped_column(default=Accounting.PLANNED)
    changed_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    note: Mapped[Words] = mapped_column(default="")
