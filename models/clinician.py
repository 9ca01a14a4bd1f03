"""People, the contracts that bind them, and how they are reached."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Code, Name, Quantity, Words, key_to
from models.types import ContactKind, ContractCode, StaffGroup


class Clinician(Base):
    """A person who is rostered."""

    __tablename__ = "clinician"
    __table_args__ = (
        UniqueConstraint("assignment_number"),
        CheckConstraint("leaves is null or joined is null or joined <= leaves", name="service"),
    )

    name: Mapped[Name]  # "Dr A Patel", as it stands on the rota
    group: Mapped[StaffGroup] = mapped_column("staff_group")
    full_name: Mapped[Name] = mapped_column(default="")
    initials: Mapped[Code] = mapped_column(default="")
    grade: Mapped[Code] = mapped_column(default="")  # "ST6", "Consultant"
    assignment_number: Mapped[str | None] = mapped_column(default=None)  # ESR
    joined: Mapped[dt.date | None] = mapped_column(default=None)
    leaves: Mapped[dt.date | None] = mapped_column(default=None)  # first day no longer here
    base_site_id: Mapped[int | None] = mapped_column(key_to("site"), default=None, index=True)
    home_to_base_miles: Mapped[int] = mapped_column(default=0)
    note: Mapped[Words] = mapped_column(default="")


class Contract(Base):
    """The terms that bind a person from a day on: code, share, PAs or hours, opt-out."""

    __tablename__ = "contract"
    __table_args__ = (
        UniqueConstraint("clinician_id", "start"),
        CheckConstraint('"end" is null or start < "end"', name="span"),
        CheckConstraint("wte > 0 and wte <= 1.5", name="wte"),
        CheckConstraint("additional_hours is null or additional_hours >= 0", name="additional"),
        CheckConstraint(
            "opt_out_until is null or (opt_out_notice is not null"
            " and opt_out_notice < opt_out_until)",
            name="notice",
        ),
    )

    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True), index=True)
    code: Mapped[ContractCode]
    start: Mapped[dt.date]
    wte: Mapped[Quantity]
    end: Mapped[dt.date | None] = mapped_column(default=None)  # first day no longer in force
    contracted_pas: Mapped[Quantity | None] = mapped_column(default=None)
    weekly_hours: Mapped[Quantity | None] = mapped_column(default=None)
    opt_out: Mapped[bool] = mapped_column(default=False)
    service_from: Mapped[dt.date | None] = mapped_column(default=None)  # reckonable service
    cycle_weeks: Mapped[int | None] = mapped_column(default=None)
    # a week, above the basic ones, by the work schedule; None: not known
    additional_hours: Mapped[Quantity | None] = mapped_column(default=None)
    opt_out_signed: Mapped[dt.date | None] = mapped_column(default=None)  # None: with the contract
    opt_out_notice: Mapped[dt.date | None] = mapped_column(default=None)  # given by the person
    opt_out_until: Mapped[dt.date | None] = mapped_column(default=None)  # first day without it


class Joining(Base):
    """What went to and fro before somebody started: told of by whoever sends them, and told."""

    __tablename__ = "joining"
    __table_args__ = (UniqueConstraint("clinician_id"),)

    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True))
    details_on: Mapped[dt.date | None] = mapped_column(default=None)  # from the training body
    schedule_on: Mapped[dt.date | None] = mapped_column(default=None)  # work schedule sent


class ContactDetail(Base):
    """A way to reach a person, and when it was last confirmed."""

    __tablename__ = "contact_detail"
    __table_args__ = (UniqueConstraint("clinician_id", "kind", "value"),)

    clinician_id: Mapped[int] = mapped_column(key_to("clinician", cascade=True), index=True)
    kind: Mapped[ContactKind]
    value: Mapped[Name]
    last_confirmed: Mapped[dt.date | None] = mapped_column(default=None)
    private: Mapped[bool] = mapped_column(default=False)
