"""Leave with limits, pooled bank holidays, budgets, and leave that comes with a post."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""

PART_CHECK = "CONSTRAINT ck_bank_holiday_part CHECK (part IN ('whole', 'am', 'pm'))"


def upgrade() -> None:
    """Widen four tables, keeping every check of theirs; then add two."""
    _widen("bank_holiday", ("part VARCHAR(24) NOT NULL", "'whole'"), check=PART_CHECK)
    _widen("leave_allowance", ("bank_holidays NUMERIC(9, 3)", ""), ("budget NUMERIC(10, 2)", ""))
    _widen("leave_request", ("budget NUMERIC(10, 2)", ""))
    _widen("absence", ("fit_note_seen DATE", ""))
    _fixed_leave()
    _leave_limit()


def _widen(table: str, *columns: tuple[str, str], check: str = "") -> None:
    """Add columns, each with what the rows there get; a file's table is written anew for it."""
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        _write_anew(bind, table, columns, check)
        return
    for column, value in columns:
        name, said = column.split()[0], f"{column} DEFAULT {value}" if value else column
        op.execute(f"ALTER TABLE {table} ADD COLUMN {said} {check}")
        if value:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {name} DROP DEFAULT")


def _write_anew(
    bind: sa.Connection, table: str, columns: tuple[tuple[str, str], ...], check: str
) -> None:
    """Make a wider table from the words of the narrow one, move every row, take its name."""
    wide = f"{table}_wider"
    there = sa.text("SELECT type, sql FROM sqlite_schema WHERE tbl_name = :name AND sql NOT NULL")
    found = [(kind, str(sql)) for kind, sql in bind.execute(there, {"name": table})]
    (made,) = (sql for kind, sql in found if kind == "table")
    _, _, body = made.partition("(")
    lines = ", ".join(f"\n\t{column}" for column, _ in columns)
    last = body.rindex("\n)")
    closing = f", \n\t{check}" if check else ""
    names = [one["name"] for one in sa.inspect(bind).get_columns(table)]
    before = ", ".join(names)
    filled = [(column.split()[0], value or "NULL") for column, value in columns]
    bind.exec_driver_sql(f"CREATE TABLE {wide} ({lines}, {body[:last]}{closing}{body[last:]}")
    bind.exec_driver_sql(
        f"INSERT INTO {wide} ({before}, {', '.join(name for name, _ in filled)})"  # noqa: S608
        f" SELECT {before}, {', '.join(value for _, value in filled)} FROM {table}"
    )
    bind.exec_driver_sql(f"DROP TABLE {table}")
    bind.exec_driver_sql(f"ALTER TABLE {wide} RENAME TO {table}")
    for kind, sql in found:
        if kind == "index":
            bind.exec_driver_sql(sql)


def _fixed_leave() -> None:
    op.create_table(
        "fixed_leave",
        sa.Column("leave_request_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key(
            "leave_request_id",
            "leave_request.id",
            op.f("fk_fixed_leave_leave_request_id"),
            cascade=True,
        ),
        _key("post_id", "post.id", op.f("fk_fixed_leave_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fixed_leave")),
        sa.UniqueConstraint("leave_request_id", name=op.f("uq_fixed_leave_leave_request_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_fixed_leave_post_id"), "fixed_leave", ["post_id"], unique=False)


def _leave_limit() -> None:
    op.create_table(
        "leave_limit",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("stance", _one_of("ck_leave_limit_stance", "off warn block"), nullable=False),
        sa.Column(
            "staff_group",
            _one_of(
                "ck_leave_limit_staff_group",
                "consultant specialty resident endoscopist nurse admin",
            ),
            nullable=True,
        ),
        sa.Column("grade", sa.String(length=24), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("most >= 0", name=op.f("ck_leave_limit_most")),
        sa.CheckConstraint(
            "first_day is null or last_day is null or first_day <= last_day",
            name=op.f("ck_leave_limit_span"),
        ),
        _key("site_id", "site.id", op.f("fk_leave_limit_site_id")),
        _key("activity_id", "activity.id", op.f("fk_leave_limit_activity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_limit")),
        sqlite_autoincrement=True,
    )
    for column in ("site_id", "activity_id"):
        name = op.f(f"ix_leave_limit_{column}")
        op.create_index(name, "leave_limit", [column], unique=False)


def _one_of(name: str, words: str) -> sa.Enum:
    """A column that holds one of these words, as the database itself checks."""
    return sa.Enum(
        *words.split(), name=op.f(name), native_enum=False, create_constraint=True, length=24
    )


def _key(column: str, parent: str, name: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    """A reference that may be put off until the end of the transaction."""
    return sa.ForeignKeyConstraint(
        [column],
        [parent],
        name=name,
        ondelete="CASCADE" if cascade else None,
        initially="IMMEDIATE",
        deferrable=True,
    )
