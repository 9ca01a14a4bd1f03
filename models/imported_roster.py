"""What a spreadsheet said when it was last brought in."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, Name, key_to


class ImportedRoster(Base):
    """One person's lines of a source's latest import: its next file is compared with them."""

    __tablename__ = "imported_roster"
    __table_args__ = (UniqueConstraint("source", "clinician_id"),)

    source: Mapped[Name]
    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True), index=True)
    said: Mapped[Json]
