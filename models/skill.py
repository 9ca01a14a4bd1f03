"""What people can do beyond their permissions, as a requirement may ask for it."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Name, key_to


class HeldSkill(Base):
    """A person has a skill, from a day on; one that has to be renewed has an end."""

    __tablename__ = "held_skill"
    __table_args__ = (
        UniqueConstraint("clinician_id", "skill", "start"),
        CheckConstraint('"end" is null or start < "end"', name="span"),
    )

    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True), index=True)
    skill: Mapped[Code]  # "ALS", "ERCP"
    start: Mapped[dt.date]
    end: Mapped[dt.date | None] = mapped_column(default=None)  # first day no longer valid
    evidence: Mapped[Name] = mapped_column(default="")  # certificate, course, who signed it off
