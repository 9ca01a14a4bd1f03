"""How far apart two sites are."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Quantity, key_to


class Distance(Base):
    """The way between two sites, the same in both directions; the lower number stands first.

    Miles earn mileage, minutes part two sessions of one person; either may be unknown.
    """

    __tablename__ = "distance"
    __table_args__ = (
        UniqueConstraint("first_site_id", "second_site_id"),
        CheckConstraint("first_site_id < second_site_id", name="pair"),
        CheckConstraint("miles is null or miles >= 0", name="miles"),
        CheckConstraint("minutes is null or minutes >= 0", name="minutes"),
    )

    first_site_id: Mapped[int] = mapped_column(key_to("site", cascade=True))
    second_site_id: Mapped[int] = mapped_column(key_to("site", cascade=True), index=True)
    miles: Mapped[Quantity | None] = mapped_column(default=None)
    minutes: Mapped[int | None] = mapped_column(default=None)
