"""The common ground of every record: naming, keys, foreign keys and column shorthands."""

from __future__ import annotations

import datetime as dt
import enum
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    JSON,
    Date,
    DateTime,
    Enum,
    ForeignKey,
    MetaData,
    Numeric,
    String,
    Text,
    Time,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

Code = Annotated[str, mapped_column(String(24))]
Name = Annotated[str, mapped_column(String(120))]
Words = Annotated[str, mapped_column(Text)]
Quantity = Annotated[Decimal, mapped_column(Numeric(9, 3))]
Money = Annotated[Decimal, mapped_column(Numeric(10, 2))]
Json = Annotated[Any, mapped_column(JSON)]


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """A record that is kept: made with named facts, compared by identity."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        dt.datetime: DateTime(timezone=False),
        dt.date: Date(),
        dt.time: Time(),
        enum.Enum: Enum(enum.Enum, native_enum=False, length=24, validate_strings=True),
        Decimal: Numeric(10, 3),
    }

    id: Mapped[int] = mapped_column(primary_key=True, init=False)


def key_to(table: str, *, cascade: bool = False) -> ForeignKey:
    """A foreign key that may wait until the end of a transaction, so that undo can go backwards.

    With `cascade`, deleting the parent deletes its rows.
    """
    return ForeignKey(
        f"{table}.id",
        ondelete="CASCADE" if cascade else "RESTRICT",
        deferrable=True,
        initially="IMMEDIATE",
    )
