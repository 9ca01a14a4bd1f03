"""Expense lines know their journey and their road; questions, answers and rates of mileage."""

import sqlalchemy as sa
from alembic import op

from models.widen import widen

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""

VEHICLES = "vehicle IN ('car', 'motorcycle', 'cycle', 'reserve', 'passenger')"


def upgrade() -> None:
    """Make the tables of questions and of rates, and widen expense lines."""
    _expense_query()
    _mileage_rate()
    widen(
        "expense_line",
        [
            _text("reference", 24),
            sa.Column("vehicle", sa.String(length=24), nullable=False, server_default="car"),
            _site("from_site_id"),
            _no("from_home"),
            _no("returns"),
            sa.Column("home_miles", sa.Numeric(precision=9, scale=3), nullable=True),
            _text("passenger_names"),
            _no("brought_forward"),
            _text("source", 120),
            _text("priced_as"),
            _text("verified_by", 120),
            _text("approved_by", 120),
            _text("payroll_batch", 24),
            sa.Column("paid_on", sa.Date(), nullable=True),
            _text("rejection_reason"),
        ],
        [sa.CheckConstraint(VEHICLES, name="ck_expense_line_vehicle")],
    )
    op.create_index(
        op.f("ix_expense_line_from_site_id"), "expense_line", ["from_site_id"], unique=False
    )


def _expense_query() -> None:
    op.create_table(
        "expense_query",
        sa.Column("expense_line_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.String(length=120), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["expense_line_id"],
            ["expense_line.id"],
            name=op.f("fk_expense_query_expense_line_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_query")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_expense_query_expense_line_id"),
        "expense_query",
        ["expense_line_id"],
        unique=False,
    )


def _mileage_rate() -> None:
    op.create_table(
        "mileage_rate",
        sa.Column("vehicle", sa.String(length=24), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("first_rate", sa.Numeric(precision=10, scale=3), nullable=False),
        sa.Column("beyond_rate", sa.Numeric(precision=10, scale=3), nullable=True),
        sa.Column("tier_miles", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "beyond_rate is null or beyond_rate >= 0", name=op.f("ck_mileage_rate_beyond_rate")
        ),
        sa.CheckConstraint("first_rate >= 0", name=op.f("ck_mileage_rate_first_rate")),
        sa.CheckConstraint(
            "tier_miles is null or tier_miles > 0", name=op.f("ck_mileage_rate_tier_miles")
        ),
        sa.CheckConstraint(VEHICLES, name=op.f("ck_mileage_rate_vehicle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mileage_rate")),
        sa.UniqueConstraint(
            "vehicle", "valid_from", name=op.f("uq_mileage_rate_vehicle_valid_from")
        ),
        sqlite_autoincrement=True,
    )


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    """Words that are empty in every row that is there already."""
    kind = sa.String(length=length) if length else sa.Text()
    return sa.Column(name, kind, nullable=False, server_default="")


def _no(name: str) -> sa.Column[bool]:
    """A yes or no that is no in every row that is there already."""
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _site(name: str) -> sa.Column[int]:
    """A reference that may be put off until the end of the transaction."""
    key = op.f(f"fk_expense_line_{name}")
    reference = sa.ForeignKey("site.id", name=key, initially="IMMEDIATE", deferrable=True)
    return sa.Column(name, sa.Integer(), reference, nullable=True)
