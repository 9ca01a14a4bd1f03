"""A person's calendar can be served under a secret address, which can be withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Nobody has an address until one is given."""
    op.create_table(
        "calendar_address",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["clinician.id"],
            name=op.f("fk_calendar_address_clinician_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_address")),
        sa.UniqueConstraint("secret", name=op.f("uq_calendar_address_secret")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_calendar_address_clinician_id"),
        "calendar_address",
        ["clinician_id"],
        unique=False,
    )
