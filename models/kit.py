"""Equipment that is moved from room to room."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, key_to


class Kit(Base):
    """One thing that can stand in one room at a time: a C-arm, an ultrasound stack.

    Two alike are two records. It is kept in its room when nobody has booked it.
    """

    __tablename__ = "kit"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[Name]
    room_id: Mapped[int] = mapped_column(key_to("room"), index=True)


class KitUse(Base):
    """Equipment that a session, or a booking of a room, has been promised."""

    __tablename__ = "kit_use"
    __table_args__ = (
        UniqueConstraint("kit_id", "session_id"),
        UniqueConstraint("kit_id", "booking_id"),
        CheckConstraint("(session_id is null) <> (booking_id is null)", name="one_use"),
    )

    kit_id: Mapped[int] = mapped_column(key_to("kit", cascade=True), index=True)
    session_id: Mapped[int | None] = mapped_column(
        key_to("clinical_session", cascade=True), default=None, index=True
    )
    booking_id: Mapped[int | None] = mapped_column(
        key_to("room_booking", cascade=True), default=None, index=True
    )
