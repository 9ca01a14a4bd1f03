"""The common ground of every record: naming, keys, foreign keys and column shorthands."""

from __future__ import annotations

import datetime as dt
import enum
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
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
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType


def _what_is_checked(constraint: CheckConstraint, _table: Table) -> str:
    """A column of set words names its check: two columns of a table may share their words."""
    columns = list(constraint.columns)
    words = columns[0].type if len(columns) == 1 else None
    if isinstance(words, Enum) and words.name == constraint.name:
        return columns[0].name
    return str(constraint.name)


NAMING: dict[str, Any] = {
    "what_constraint_name": _what_is_checked,
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(what_constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class _SqliteNumeric(UserDefinedType[Any]):
    """A column of numbers in SQLite, which turns the text of a number into the number."""

    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        self.precision, self.scale = precision, scale

    def get_col_spec(self, **_facts: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own signature
        """The column's declared type, whose affinity is NUMERIC."""
        return f"NUMERIC({self.precision}, {self.scale})"


class Exact(TypeDecorator[Decimal]):
    """A decimal with so many places, exact on every database; more places are rounded half up."""

    impl = Numeric
    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        super().__init__(precision, scale)
        self.precision, self.places = precision, scale

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite has no decimals of its own; every other database has."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_SqliteNumeric(self.precision, self.places))
        return dialect.type_descriptor(Numeric(self.precision, self.places))

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """The rounded number, as text where the database takes no decimals."""
        if value is None:
            return None
        rounded = self._rounded(Decimal(value))
        return str(rounded) if dialect.name == "sqlite" else rounded

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ANN401, ARG002
        """The number with its places."""
        return None if value is None else self._rounded(Decimal(str(value)))

    def _rounded(self, value: Decimal) -> Decimal:
        return value.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)


Code = Annotated[str, mapped_column(String(24))]
Name = Annotated[str, mapped_column(String(120))]
Words = Annotated[str, mapped_column(Text)]
Quantity = Annotated[Decimal, mapped_column(Exact(9, 3))]
Money = Annotated[Decimal, mapped_column(Exact(10, 2))]
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
        Decimal: Exact(10, 3),
    }

    id: Mapped[int] = mapped_column(primary_key=True, init=False)


def key_to(table: str, *, cascade: bool = False) -> ForeignKey:
    """A foreign key that may wait until the end of a transaction, so that undo can go backwards.

    With `cascade`, deleting the parent deletes its rows; otherwise a parent with rows stays. Not
    RESTRICT, which PostgreSQL never defers.
    """
    return ForeignKey(
        f"{table}.id",
        ondelete="CASCADE" if cascade else None,
        deferrable=True,
        initially="IMMEDIATE",
    )


@event.listens_for(Table, "after_parent_attach")
def _never_reuse_numbers(table: Table, _parent: object) -> None:
    """Undo brings a record back under its own number, so no number may be given twice."""
    table.dialect_options["sqlite"]["autoincrement"] = True
