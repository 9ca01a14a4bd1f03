"""The department, its sites and its rooms."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Name, Words, key_to
from models.types import RoomKind


class Department(Base):
    """The department whose rota this is; one record in a file."""

    __tablename__ = "department"
    __table_args__ = (
        CheckConstraint("leave_year_month between 1 and 12", name="leave_year_month"),
        CheckConstraint("leave_year_day between 1 and 31", name="leave_year_day"),
    )

    name: Mapped[Name]
    zone: Mapped[Code] = mapped_column(default="Europe/London")
    nation: Mapped[Code] = mapped_column(default="england-and-wales")
    leave_year_month: Mapped[int] = mapped_column(default=4)
    leave_year_day: Mapped[int] = mapped_column(default=1)
    lead: Mapped[Name] = mapped_column(default="")
    manager: Mapped[Name] = mapped_column(default="")


class Site(Base):
    """A hospital where the department works; an outlying one earns mileage.

    How far it is from the others stands in `Distance`.
    """

    __tablename__ = "site"
    __table_args__ = (UniqueConstraint("code"),)

    code: Mapped[Code]
    name: Mapped[Name]
    outlying: Mapped[bool] = mapped_column(default=False)


class Room(Base):
    """A room that sessions stand in; endoscopy rooms have a points capacity for a list.

    `hours` says when it is open ("Mon-Fri 08:00-18:00"), empty with the department's day. What a
    training list holds is `training_points`, or the department's share of the capacity.
    """

    __tablename__ = "room"
    __table_args__ = (
        UniqueConstraint("site_id", "name"),
        UniqueConstraint("code"),
        CheckConstraint("points_capacity >= 0", name="points_capacity"),
        CheckConstraint("training_points is null or training_points >= 0", name="training_points"),
        CheckConstraint(
            "closed_from is null or opened is null or opened <= closed_from", name="open"
        ),
    )

    site_id: Mapped[int] = mapped_column(key_to("site"), index=True)
    code: Mapped[Code]
    name: Mapped[Name]
    kind: Mapped[RoomKind]
    points_capacity: Mapped[int] = mapped_column(default=0)
    equipment: Mapped[Words] = mapped_column(default="")
    opened: Mapped[dt.date | None] = mapped_column(default=None)
    closed_from: Mapped[dt.date | None] = mapped_column(default=None)
    hours: Mapped[Words] = mapped_column(default="")
    training_points: Mapped[int | None] = mapped_column(default=None)
