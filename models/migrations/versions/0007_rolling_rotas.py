"""Rolling rotas: the terms of a pattern, times of its own, and where it was laid for whom."""

import datetime as dt
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ("setting",)
"""Tables whose number of rows this migration changes on purpose."""

CODES = "ENG-RD-2016 ENG-CONS-2003 ENG-SAS-2021 ENG-SAS-2008 AFC-ENG AFC-SCO LED-LOCAL"
LAID = "pattern.laid."  # the settings in which layings were kept before


def upgrade() -> None:
    """Widen the pattern's tables, make those of its layings, and move the layings there."""
    _terms()
    _times()
    _layings()
    _move()


def _terms() -> None:
    number = sa.Numeric(precision=9, scale=3)
    code = sa.Enum(*CODES.split(), native_enum=False, length=24)
    columns: tuple[sa.Column[Any], ...] = (
        sa.Column("contract_code", code, nullable=False, server_default="ENG-RD-2016"),
        sa.Column("opt_out", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("leave_days", number, nullable=False, server_default="0"),
        sa.Column("standard_hours", number, nullable=False, server_default="8"),
    )
    checks = {
        "leave_days": "leave_days between 0 and 365",
        "standard_hours": "standard_hours > 0 and standard_hours <= 24",
        "contract_code": f"contract_code IN ({', '.join(map(repr, CODES.split()))})",
    }
    if op.get_bind().dialect.name != "sqlite":
        for column in columns:
            op.add_column("duty_pattern", column)
            op.alter_column("duty_pattern", column.name, server_default=None)
        for name, said in checks.items():
            op.create_check_constraint(op.f(f"ck_duty_pattern_{name}"), "duty_pattern", said)
        return
    with op.batch_alter_table("duty_pattern", recreate="always") as table:
        for column in columns:
            table.add_column(column)
    with op.batch_alter_table(
        "duty_pattern",
        recreate="always",
        table_args=tuple(
            sa.CheckConstraint(said, name=op.f(f"ck_duty_pattern_{name}"))
            for name, said in checks.items()
        ),
        table_kwargs={"sqlite_autoincrement": True},
    ) as table:
        for column in columns:
            table.alter_column(column.name, server_default=None)


def _times() -> None:
    times = "(starts is null) = (ends is null)"
    columns = (sa.Column("starts", sa.Time()), sa.Column("ends", sa.Time()))
    if op.get_bind().dialect.name != "sqlite":
        for column in columns:
            op.add_column("pattern_line", column)
        op.create_check_constraint(op.f("ck_pattern_line_times"), "pattern_line", times)
        return
    with op.batch_alter_table(
        "pattern_line",
        recreate="always",
        table_args=(sa.CheckConstraint(times, name=op.f("ck_pattern_line_times")),),
        table_kwargs={"sqlite_autoincrement": True},
    ) as table:
        for column in columns:
            table.add_column(column)


def _layings() -> None:
    op.create_table(
        "pattern_laying",
        sa.Column("pattern_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('"end" is null or start < "end"', name=op.f("ck_pattern_laying_span")),
        _key("pattern_laying", "pattern_id", "duty_pattern.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pattern_laying")),
        sa.UniqueConstraint(
            "pattern_id", "start", name=op.f("uq_pattern_laying_pattern_id_start")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pattern_laying_pattern_id"), "pattern_laying", ["pattern_id"])
    op.create_table(
        "pattern_place",
        sa.Column("laying_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(clinician_id is null) <> (post_id is null)", name=op.f("ck_pattern_place_one_owner")
        ),
        sa.CheckConstraint("line >= 1", name=op.f("ck_pattern_place_line")),
        _key("pattern_place", "laying_id", "pattern_laying.id"),
        _key("pattern_place", "post_id", "post.id"),
        _key("pattern_place", "clinician_id", "clinician.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pattern_place")),
        sa.UniqueConstraint(
            "laying_id", "post_id", name=op.f("uq_pattern_place_laying_id_post_id")
        ),
        sa.UniqueConstraint(
            "laying_id", "clinician_id", name=op.f("uq_pattern_place_laying_id_clinician_id")
        ),
        sqlite_autoincrement=True,
    )
    for column in ("laying_id", "post_id", "clinician_id"):
        op.create_index(op.f(f"ix_pattern_place_{column}"), "pattern_place", [column])


def _key(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    """A reference that goes with its parent, put off until the end of the transaction."""
    return sa.ForeignKeyConstraint(
        [column],
        [parent],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="CASCADE",
        initially="IMMEDIATE",
        deferrable=True,
    )


def _move() -> None:
    """Turn each setting that told of a laying into a laying with its places."""
    bind = op.get_bind()
    kept = bind.execute(sa.text("SELECT id, weeks FROM duty_pattern"))
    weeks: dict[int, int] = {row[0]: row[1] for row in kept}
    posts = {row[0] for row in bind.execute(sa.text("SELECT id FROM post"))}
    settings = sa.table("setting", sa.column("key", sa.String), sa.column("value", sa.JSON))
    laid = bind.execute(
        sa.select(settings.c.key, settings.c.value).where(settings.c.key.startswith(LAID))
    ).all()
    for key, value in laid:
        pattern = int(key.removeprefix(LAID))
        facts = json.loads(value) if isinstance(value, str) else value
        if pattern in weeks:
            lines = {"weeks": weeks[pattern], "cells": _cells(bind, pattern)}
            _keep(bind, pattern, lines, facts, posts)
    bind.execute(sa.delete(settings).where(settings.c.key.startswith(LAID)))


def _cells(bind: sa.Connection, pattern: int) -> list[list[int | None]]:
    asked = sa.text("SELECT week, weekday, activity_id FROM pattern_line WHERE pattern_id = :p")
    return [[*row, None, None] for row in bind.execute(asked, {"p": pattern})]


def _keep(
    bind: sa.Connection,
    pattern: int,
    lines: dict[str, object],
    facts: dict[str, object],
    posts: set[int],
) -> None:
    laying = sa.table(
        "pattern_laying",
        sa.column("id", sa.Integer),
        sa.column("pattern_id", sa.Integer),
        sa.column("start", sa.Date),
        sa.column("lines", sa.JSON),
    )
    start = dt.date.fromisoformat(str(facts["from"]))
    bind.execute(sa.insert(laying).values(pattern_id=pattern, start=start, lines=lines))
    number = bind.execute(
        sa.select(laying.c.id).where(laying.c.pattern_id == pattern, laying.c.start == start)
    ).scalar_one()
    place = sa.table(
        "pattern_place", sa.column("laying_id"), sa.column("post_id"), sa.column("line")
    )
    starts = facts["starts"]
    for post, line in starts.items() if isinstance(starts, dict) else ():
        if int(post) in posts:
            bind.execute(
                sa.insert(place).values(laying_id=number, post_id=int(post), line=int(line))
            )
