"""One record of every noun, each column filled, for tests that go through the whole model."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import Boolean, Column, Date, DateTime, Enum, Integer, Text, Time
from sqlalchemy.orm import Session  # noqa: TID251 - the whole model is kept without a desk
from sqlalchemy.types import JSON

import models
from models.base import Base, Exact

Facts = dict[str, object]

NOUNS: tuple[type[Base], ...] = tuple(getattr(models, name) for name in models.__all__)
BY_TABLE = {noun.__tablename__: noun for noun in NOUNS}

SPANS: dict[str, object] = {
    "start": dt.date(2026, 3, 29),
    "end": dt.date(2026, 10, 25),
    "valid_from": dt.date(2026, 4, 1),
    "valid_to": dt.date(2027, 4, 1),
    "year_start": dt.date(2026, 4, 1),
    "year_end": dt.date(2027, 4, 1),
    "first_day": dt.date(2026, 12, 24),
    "last_day": dt.date(2027, 1, 2),
    "opt_out_until": dt.date(2028, 3, 7),
}
MOMENTS: dict[str, object] = {
    "start": dt.datetime(2026, 10, 24, 20, 0),
    "end": dt.datetime(2026, 10, 25, 8, 30),
    "began": dt.datetime(2026, 10, 24, 20, 20),
}
SPECIAL: dict[tuple[str, str], object] = {
    ("job_plan", "post_id"): None,
    ("pattern_place", "post_id"): None,
    ("job_plan_line", "flexible"): "week",
    ("plan_exception", "job_plan_line_id"): None,
    ("rate_band", "day_class"): "saturday",
    ("rate_band", "unit"): "hour",
    ("audit_entry", "of_entry_id"): None,
    ("log_entry", "corrects_id"): None,
    ("kit_use", "booking_id"): None,
    ("room_booking", "left_out"): "2026-11-17 2026-11-24",
    ("swap", "second_clinician_id"): 2,
    ("distance", "second_site_id"): 2,
    ("local_rule", "other_id"): 2,
    ("contract", "wte"): Decimal("0.833"),
    ("department", "zone"): "Europe/London",
    ("department", "nation"): "scotland",
}


def facts_of(table: str) -> Facts:
    """A value for every column of a noun; references name the first record of their noun."""
    columns = Base.metadata.tables[table].columns
    return {column.name: _fact(table, column) for column in columns if column.name != "id"}


def _fact(table: str, column: "Column[object]") -> object:
    if (table, column.name) in SPECIAL:
        return SPECIAL[table, column.name]
    if column.foreign_keys:
        return 1
    return _plain_fact(table, column)


def _plain_fact(table: str, column: "Column[object]") -> object:
    kind = column.type
    answers: tuple[tuple[type[object], object], ...] = (
        (DateTime, MOMENTS.get(column.name, dt.datetime(2026, 11, 10, 8, 12, 30))),
        (Date, SPANS.get(column.name, dt.date(2028, 2, 29))),
        (Time, dt.time(21, 30)),
        (Exact, Decimal("10.20")),
        (Boolean, True),
        (Integer, 3),
        (JSON, {"days": [1, 2.5, None], "Ward": "Ærø – “Süd”"}),
        (Text, f"{table}: Ærø,\n“Süd” – 100 %"),
    )
    if isinstance(kind, Enum):
        assert kind.enum_class is not None
        return list(kind.enum_class)[-1]
    return next((answer for family, answer in answers if isinstance(kind, family)), "Ødegård")


def a_record(table: str, **different: object) -> Base:
    """A record of a noun, ready to be kept; `different` is by column name."""
    noun = BY_TABLE[table]
    facts = {**facts_of(table), **different}
    return noun(**{_attribute(noun, column): fact for column, fact in facts.items()})


def _attribute(noun: type[Base], column: str) -> str:
    """The attribute that holds a column: `group` for staff_group."""
    mapper = noun.__mapper__
    return mapper.get_property_by_column(Base.metadata.tables[noun.__tablename__].c[column]).key


def keep_one_of_each(session: Session) -> dict[str, Facts]:
    """Keep one record of every noun; answer what was kept.

    Two clinicians for the swap, two sites for the way between them.
    """
    kept: dict[str, Facts] = {}
    for table in Base.metadata.sorted_tables:
        kept[table.name] = {"id": 1, **facts_of(table.name)}
        session.add(a_record(table.name))
        session.flush()
        if table.name == "clinician":
            session.add(a_record("clinician", assignment_number="2"))
            session.flush()
        if table.name == "site":
            session.add(a_record("site", code="2"))
            session.flush()
    session.commit()
    return kept
