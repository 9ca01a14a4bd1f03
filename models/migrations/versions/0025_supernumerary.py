"""Who is supernumerary until a day."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Make the table; nobody is in it yet."""
    op.create_table(
        "supernumerary",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('start < "end"', name=op.f("ck_supernumerary_span")),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["clinician.id"],
            name=op.f("fk_supernumerary_clinician_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supernumerary")),
        sa.UniqueConstraint(
            "clinician_id", "start", name=op.f("uq_supernumerary_clinician_id_start")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_supernumerary_clinician_id"), "supernumerary", ["clinician_id"])
