"""Hours written by hand: worked besides the rota, put right, earned and taken in lieu."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""

KINDS = ("worked", "adjusted", "toil_earned", "toil_taken", "toil_paid")


def upgrade() -> None:
    """Make the table."""
    kind = sa.Enum(
        *KINDS,
        name=op.f("ck_hours_posting_kind"),
        native_enum=False,
        create_constraint=True,
        length=24,
    )
    op.create_table(
        "hours_posting",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hours", sa.Numeric(9, 3), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("hours <> 0", name=op.f("ck_hours_posting_hours")),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["clinician.id"],
            name=op.f("fk_hours_posting_clinician_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_posting")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_hours_posting_clinician_day", "hours_posting", ["clinician_id", "day"])
