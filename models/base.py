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
    Table,
    Text,
    Time,
    event,
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


def _values(kinds: type[enum.Enum]) -> list[str]:
    """What is stored: the words themselves, not their Python names."""
    return [str(kind.value) for kind in kinds]


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False):
    """A record that is kept: made with named facts, compared by identity."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        dt.datetime: DateTime(timezone=False),
        dt.date: Date(),
        dt.time: Time(),
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=True,
            length=24,
            values_callable=_values,
            validate_strings=True,
        ),
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


@event.listens_for(Table, "after_parent_attach")
def _never_reuse_numbers(table: Table, _parent: object) -> None:
    """Undo brings a record back under its own number, so no number may be given twice."""
    table.dialect_options["sqlite"]["autoincrement"] = True
