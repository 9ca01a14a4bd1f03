"""What a spreadsheet said at its last import is kept, so that its next one shows a difference."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Nothing is known of earlier imports: their first difference only adds."""
    op.create_table(
        "imported_roster",
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["clinician.id"],
            name=op.f("fk_imported_roster_clinician_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_roster")),
        sa.UniqueConstraint(
            "source", "clinician_id", name=op.f("uq_imported_roster_source_clinician_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_imported_roster_clinician_id"), "imported_roster", ["clinician_id"], unique=False
    )
